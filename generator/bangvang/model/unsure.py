"""What cannot be known while some files are broken, so that one mistake is told once."""

from dataclasses import dataclass

from bangvang.text import name_key


@dataclass(frozen=True, slots=True)
class Unsure:
    """Names that broken files claim, and folders in which a file could not be read at all.

    A reference that finds nothing there is not reported: the broken file is.
    """

    names: frozenset[tuple[str, str]] = frozenset()
    folders: frozenset[str] = frozenset()

    def covers(self, folder: str, reference: str) -> bool:
        """Return whether a reference into a folder may be right once the files are mended."""
        return folder in self.folders or (folder, name_key(reference)) in self.names
