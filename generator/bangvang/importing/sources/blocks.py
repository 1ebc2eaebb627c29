"""What every kind of source becomes: a row of blocks, in the order in which they stand."""

import datetime
import html
import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from bangvang.text import INVISIBLE, compose
from bangvang.words import RefusalError, message

_LETTERS = [
    chr(code) for code in (*range(0x41, 0x17F), *range(0x1A0, 0x1B1), *range(0x1EA0, 0x1EFA))
]
UPPER = "".join(char for char in _LETTERS if char.isupper())
"""The capital letters of Vietnamese, for classes of patterns."""
LOWER = "".join(char for char in _LETTERS if char.islower())
"""Its small letters."""

FOOTNOTE = re.compile("\ue000(\\w+)\ue001")
"""Where a footnote is called, in the markup of a block: its mark between two private characters."""

_BULLET = re.compile(r"[-•*]\s+")
SOFT = "\ue00d"
"""Stands for a soft hyphen until it is known whether it is the ư of TCVN3."""
NO_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    "|&#0*(?:[0-8]|1[124-9]|2\\d|3[01])(?!\\d);?|&#x0*(?:[0-8bcef]|1[0-9a-f])(?![0-9a-f]);?",
    re.IGNORECASE,
)
"""Characters that no document may hold, and the references to them."""
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufffd]")


class SourceError(RefusalError):
    """A source cannot be read at all, for a reason that its owner can do something about."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table or picture of a source."""

    text: str
    """Its words, with one space between any two."""
    kind: Literal["paragraph", "heading", "item", "table", "picture", "quote"] = "paragraph"
    html: str = ""
    """Its words with their markup, as it goes into the body."""
    level: int = 0
    """How deep a heading or list item stands, from 1."""
    apart: bool = False
    """Whether it stands further from what is before it than paragraphs do, or under a picture."""
    caption: bool = False
    """Whether the source itself marks it as a caption."""
    strong: bool = False
    """Whether all of it is bold, italic or marked as a lede."""
    role: Literal["", "title", "date", "lede", "byline"] = ""
    """What the source itself says that it is."""
    picture: str = ""
    """Of a picture: where it lies, as the source says."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table: its cells."""
    start: int = 1
    """Of a numbered list item: the number of the first."""
    ordered: bool = False
    """Of a list item: whether it is numbered."""


@dataclass(slots=True)
class Material:
    """A source, read: its blocks, its pictures, and what was noticed on the way."""

    blocks: list[Block]
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The bytes of the pictures that came with the source, by where they lie."""
    lost: list[tuple[str, str]] = field(default_factory=list)
    """Pictures that could not be taken along, and why, in English of the catalogue."""
    notes: list[str] = field(default_factory=list)
    """What an editor must know of the source, in English of the catalogue."""
    struck: list[str] = field(default_factory=list)
    """Words that are crossed out; they are in no block."""
    hidden: list[str] = field(default_factory=list)
    """Words that the source hides from its readers; they are in no block."""
    footnotes: dict[str, str] = field(default_factory=dict)
    """Of footnotes: the marks that stand in the blocks, and their words with markup."""
    letters: set[str] = field(default_factory=set)
    """Of which old fonts its letters were, as the file itself names them; they are Unicode now."""
    title: str = ""
    """The title that the source has beside its text."""
    day: datetime.date | None = None
    """The day of publication that the source has beside its text."""
    dropped: list[str] = field(default_factory=list)
    """What was left out as furniture before there were blocks."""

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Words that were left out, each behind why, in English of the catalogue."""
        struck = ((message("Crossed out, left out"), text) for text in self.struck)
        return *struck, *((message("Hidden, left out"), text) for text in self.hidden)


def tidy(text: str) -> str:
    r"""Return a text composed, on one line, without what nobody sees.

    >>> tidy(" Đại\u00a0 hội\n")
    'Đại hội'
    """
    return _SPACE.sub(" ", clean(text)).strip()


def clean(text: str) -> str:
    """Return a text composed, without characters that nobody sees or that control something."""
    return _CONTROL.sub("", INVISIBLE.sub("", compose(text)))


def scheme_of(address: str) -> str:
    """Return the scheme of an address in small letters; "" for one that cannot be read."""
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return ""


def from_text(text: str) -> Material:
    """Return the blocks of scraped text: each line that is not empty is one.

    Two empty lines, or one with nothing but a space, are where a picture stood.
    """
    blocks = []
    empty = 0
    spaced = False
    for line in text.replace("\u00ad", SOFT).splitlines():
        words = tidy(line)
        if not words:
            empty += 1
            spaced |= bool(line)
            continue
        apart = empty > 1 or spaced
        mark = _BULLET.match(words)
        words = words[mark.end() :] if mark else words
        markup = html.escape(words, quote=False)
        if mark:
            blocks.append(Block(words, kind="item", html=markup, level=1))
        else:
            blocks.append(Block(words, html=markup, apart=apart))
        empty = 0
        spaced = False
    return Material(blocks)
