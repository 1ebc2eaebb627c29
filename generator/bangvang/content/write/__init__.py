"""From changed entities to files."""
