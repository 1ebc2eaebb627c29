"""What a page tells: occasions, honours, honorees, captions."""
