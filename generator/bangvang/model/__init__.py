"""The frozen types that every stage speaks. They know nothing of files, HTML or MkDocs."""
