"""What a query should find: computed from the content, without asking an index or a script.

A document is an answer if its text has the words that were meant, in their order.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from bangvang.build.reading import read
from bangvang.content.read.front_matter import prose
from bangvang.model.catalog import Parts
from bangvang.render.context import Portal
from bangvang.search.documents import findables
from bangvang.search.plain import plain
from bangvang.text import fold, name_key
from bangvang.words import words
from support import NOW

WORD = re.compile(r"[^\W\d_]+|\d+")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")


class Text(NamedTuple):
    """A document as a reader might remember it."""

    kind: str
    title: str
    url: str
    date: str
    passages: tuple[str, ...]
    exact: str
    """Its words with their diacritics, wherever the tone is set; between bars what stands apart."""
    loose: str
    """Its words without diacritics."""


def _exact(text: str) -> str:
    return re.sub(
        r"(?<=[bcdghklmnpqrstvx])y(?=\d?(?: |$))", "i", name_key(_THOUSANDS.sub("", text))
    )


def _loose(text: str) -> str:
    return " ".join(WORD.findall(fold(_THOUSANDS.sub("", text))))


def _apart(parts: Iterable[str], key: Callable[[str], str]) -> str:
    return " | ".join(f" {key(part)} " for part in parts)


def texts_of(content: Path, *, whole: bool = True) -> list[Text]:
    """Return every document of a folder of content; unless `whole`, by its title alone."""
    portal = read(content, NOW).portal
    context = Portal(portal.registers, words("vi"), Parts(), portal)
    found = []
    for each in findables(context):
        document = each.make()
        if not whole:
            facts = (each.kind, document.title, each.url, each.date)
            found.append(Text(*facts, (document.title,), "", ""))
            continue
        file = document.file
        body = plain(prose(file, (content / file).read_bytes())) if file else document.body
        passages = tuple(" ".join(part.split()) for part in body.split("\n\n") if part.strip())
        parts = (document.title, document.lead, document.note, *passages)
        exact, loose = _apart(parts, _exact), _apart(parts, _loose)
        found.append(Text(each.kind, document.title, each.url, each.date, parts, exact, loose))
    return found


class Truth:
    """What a query should find among some documents."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts

    def exact(self, phrase: str) -> frozenset[str]:
        """Return what has a phrase with its diacritics."""
        key = f" {_exact(phrase)} "
        return frozenset(each.url for each in self.texts if key in each.exact)

    def loose(self, phrase: str) -> frozenset[str]:
        """Return what has a phrase with any diacritics."""
        key = f" {_loose(phrase)} "
        return frozenset(each.url for each in self.texts if key in each.loose)

    def begun(self, phrase: str) -> frozenset[str]:
        """Return what has a phrase, of whose last word only the beginning is given."""
        key = f" {_loose(phrase)}"
        return frozenset(each.url for each in self.texts if key in each.loose)
