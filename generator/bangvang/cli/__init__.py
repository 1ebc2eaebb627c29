"""The command `bangvang`: one module for each family of commands."""
