"""The printable bulletin: what was published in a span of time, or about an event, as PDF."""
