"""From files of others to blocks of text."""
