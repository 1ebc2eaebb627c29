"""Changing content: by commands, by questions and at the desk."""
