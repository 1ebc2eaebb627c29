"""The search index: syllables, and the files that the reader in the browser loads."""
