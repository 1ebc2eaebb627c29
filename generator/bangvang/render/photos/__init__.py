"""The photo archive."""
