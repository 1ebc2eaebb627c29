"""Files and entities: reading, checking and writing content."""
