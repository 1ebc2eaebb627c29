"""Render: from the catalog to pages and data. Nothing is written to the disk here."""
