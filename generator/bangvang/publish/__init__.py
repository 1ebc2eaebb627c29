"""Publish: write what changed, and nothing else; whole files only, deletions last."""
