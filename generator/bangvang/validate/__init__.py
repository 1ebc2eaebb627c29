"""Validate: from front matter to entities, collecting every fault on the way."""
