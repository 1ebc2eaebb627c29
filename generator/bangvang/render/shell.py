"""The shell: Material's own page with slots, rendered once per kind and depth, filled per page."""

import re
import secrets
from dataclasses import dataclass

from bangvang.model import urls
from bangvang.model.catalog import Parts
from bangvang.words import message

_SECRET = secrets.token_hex(8)
SLOTS = {name: f"bvslot{name}{_SECRET}" for name in ("head", "content")}
"""Tokens that stand for whole elements, in their order. Plain letters survive every filter; nobody
can know them beforehand and write them into content."""

_INDENT = re.compile(r"\n\s+")


@dataclass(frozen=True, slots=True, order=True)
class ShellKey:
    """A kind of page and how deep it lies: links in the shell are relative."""

    kind: str
    depth: int


SHELLS: tuple[ShellKey, ...] = (
    ShellKey("home", 0),
    *(ShellKey("articles", depth) for depth in range(1, 6)),
    *(ShellKey("districts", depth) for depth in (1, 2, 4)),
    *(ShellKey("movements", depth) for depth in (1, 2, 4)),
    *(ShellKey("events", depth) for depth in (1, 2)),
    *(ShellKey("roll", depth) for depth in range(1, 6)),
    *(ShellKey("albums", depth) for depth in range(1, 6)),
    *(ShellKey("documents", depth) for depth in range(1, 6)),
    ShellKey("search", 1),
)
"""Every shell that the generator's pages need. The kind is also the active entry of navigation."""

_SECTIONS = (
    ("home", urls.HOME, message("Home")),
    ("articles", urls.ARTICLES, message("News")),
    ("roll", urls.ROLL, message("Honour roll")),
    ("data", urls.DATA, message("Data")),
    ("documents", urls.DOCUMENTS, message("Documents")),
    ("events", urls.EVENTS, message("Events")),
    ("districts", urls.DISTRICTS, message("Districts")),
    ("movements", urls.MOVEMENTS, message("Movements")),
    ("albums", urls.ALBUMS, message("Photos")),
    ("search", urls.SEARCH, message("Search")),
)


AT_HAND = frozenset({"home", "search"})
"""Sections that every page leads to by itself: by its head, and by the field beside that."""


def sections(parts: Parts) -> tuple[tuple[str, str, str], ...]:
    """Return the sections of a portal that has some parts: kind of shell, address, title."""
    left_out = {
        **dict.fromkeys(("articles", "events", "districts", "movements"), parts.joined),
        **dict.fromkeys(("roll", "data"), not parts.roll),
        "documents": not parts.documents,
        "albums": not parts.archive,
    }
    return tuple(each for each in _SECTIONS if not left_out.get(each[0]))


class Shell:
    """A page split at its slots."""

    def __init__(self, html: str) -> None:
        # Indentation and empty lines, which every page of the site would carry.
        html = _INDENT.sub("\n", html)
        self._parts: list[str] = []
        for slot in SLOTS.values():
            before, found, html = html.partition(slot)
            if not found:
                raise ValueError(f"the shell has no slot {slot}")
            self._parts.append(before)
        self._parts.append(html)

    @property
    def html(self) -> str:
        """The shell with nothing in its slots, as its key to what it looks like."""
        return "\0".join(self._parts)

    def fill(self, head: str, content: str) -> str:
        """Return the page: `head` and `content` are HTML."""
        first, second, last = self._parts
        return "".join((first, head, second, content, last))
