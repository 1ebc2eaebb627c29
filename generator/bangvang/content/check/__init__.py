"""From sources to checked entities and records."""
