"""Which parts a portal has, as its configuration says."""

from typing import NamedTuple


class Parts(NamedTuple):
    """Which parts a portal has beside its articles and terms."""

    search: bool = True
    roll: bool = True
    """The honour roll, its data and the pages of honorees."""
    archive: bool = True
    """The photo archive."""
    precompress: bool = False
    """Compressed copies of what is text."""
