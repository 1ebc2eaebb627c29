"""Articles, terms, events and the other pages of text."""
