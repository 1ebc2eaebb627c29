"""Relate: resolve references, check facts against each other, and build the catalog."""
