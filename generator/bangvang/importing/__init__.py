"""Reading legacy material: saved pages, scraped text and Word files. No portal is touched here."""
