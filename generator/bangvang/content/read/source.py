"""A file of `content/` as it was read: text and front matter, not yet checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Row(NamedTuple):
    """An honour that is a row of a list."""

    file: str
    """The path of the list below the content folder."""
    line: int
    """The number of its row, counted from 1."""
    columns: dict[str, str]
    """The letters of the columns in which its facts stand, by their keys."""
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file, normalised and split."""

    file: str
    """Its path below the content folder, with forward slashes."""
    folder: str
    """Its first folder, which says what kind of entity it is; "site" for site.md."""
    id: str
    """Its id: the file's name; for articles the year and the slug."""
    matter: dict[str, Any]
    """The front matter as YAML gives it."""
    body: str
    """The prose."""
    matter_text: str = field(repr=False, default="")
    """The text of the front matter, kept to locate faults."""
    matter_line: int = 2
    """The line on which the front matter begins, counted from 1."""
    body_line: int = 1
    """The line on which the prose begins."""
    own: int = 0
    """How many of its honours stand in its front matter, when it has lists."""
    rows: tuple[Row, ...] = ()
    """The honours behind them, from its lists."""

    def conferrals(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield what `honours` holds with an id, not checked either, and its place there."""
        honours = self.matter.get("honours")
        for place, honour in enumerate(honours if isinstance(honours, list) else ()):
            if isinstance(honour, dict) and "id" in honour:
                yield place, honour


def names_claimed(source: Source) -> Iterable[str]:
    """Yield the names and ids by which others may refer to what a file was to be."""
    yield source.id
    aliases = source.matter.get("aliases")
    for name in (source.matter.get("name"), *(aliases if isinstance(aliases, list) else ())):
        if isinstance(name, str):
            yield name
    for _, honour in source.conferrals():
        if isinstance(honour["id"], str):
            yield honour["id"]
