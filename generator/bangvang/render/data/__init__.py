"""Feeds, tables and exports."""
