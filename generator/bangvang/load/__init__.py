"""Load: walk `content/` and read each file into front matter and body. Nothing is checked here."""
