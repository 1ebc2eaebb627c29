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
    joined: bool = False
    """Whether it is the register of several portals: it has no articles and terms of its own."""


OPTIONS = Parts._fields[:-1]
"""The parts that a configuration chooses."""
