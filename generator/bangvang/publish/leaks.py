"""Names that are withheld: no file of the site may hold one, in any spelling.

Pixels and PDF are not read, only what is text, or text in a wrapping that is known.
"""

import base64
import gzip
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote_plus

from bangvang.model.files import PICTURES
from bangvang.model.roll import Withheld
from bangvang.model.urls import HONOREES, INDEX
from bangvang.publish.spelling import Finder, without_tags

_UNREAD = (".png", ".avif", ".gif", ".pdf", ".gz", ".br", ".woff2")
"""Pixels, from which all else was taken, documents that nobody here can read, and copies."""
_TOLD = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
"""XMP packet of a picture."""
_PACKED = re.compile(rb'"([A-Za-z0-9+/]{16,}={0,2})"')
_MARKUP = (".html", ".xml")
_LINES = (".csv", ".json", ".ndjson", ".sqlite", ".parquet")
_PIECE = 200_000
"""How many bytes of a picture within a document are looked at: what is told stands at its head."""
_OWN_CODE = "assets/"
"""Scripts and styles of the theme: there a letter and a dot are no initial."""


def leaks(files: Iterable[tuple[Path, str]], names: tuple[Withheld, ...]) -> list[tuple[str, str]]:
    """Return each file that holds a withheld name, with its id; each is given by folder and path.

    What belongs to another honoree of that name does not count: lines of data and elements that
    bear its id, links to its page, and that page.
    """
    every = tuple(name for each in names for name in each.names)
    found = []
    for root, path in files:
        texts = [path]
        if not path.endswith(_UNREAD):
            texts += _texts(path, (root / path).read_bytes())
        initials = not path.startswith(_OWN_CODE)
        if not any(map(_finder(every, initials).finds, texts)):
            continue
        for each in names:
            one = _finder(each.names, initials)
            if any(map(one.finds, _without(each.living, path, texts))):
                found.append((path, each.id))
    return found


@cache
def _finder(names: tuple[str, ...], initials: bool) -> Finder:
    return Finder(names, initials=initials)


def _texts(path: str, data: bytes) -> Iterator[str]:
    """Yield the texts that a file holds: as it is, without its tags, and what is packed in it."""
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    elif data.startswith(b"PAR1"):
        data = _parquet(data).encode()
    elif data.startswith(b"SQLite format 3"):
        data = _sqlite(data).encode()
    elif data.startswith(b"PK\x03\x04"):
        yield from _office(data)
        return
    elif path.startswith(INDEX):
        # Files of postings hold no texts: each two words that stand side by side anywhere.
        data = b"" if path.rpartition("/")[2][0].isdigit() else zlib.decompress(data)
    elif path.endswith((".jpg", ".jpeg", ".webp")):
        data = b"\n".join(_TOLD.findall(data))
    text = data.decode("utf-8", "ignore")
    yield text
    if path.endswith(_MARKUP):
        yield without_tags(text)
        if "%" in text:
            yield unquote_plus(text)
    elif path.endswith(".js"):
        for packed in _PACKED.findall(data):
            try:
                yield zlib.decompress(base64.b64decode(packed)).decode("utf-8", "ignore")
            except (ValueError, zlib.error):
                continue


def _parquet(data: bytes) -> str:
    from pyarrow import parquet

    return _lines(row.values() for row in parquet.read_table(io.BytesIO(data)).to_pylist())


def _sqlite(data: bytes) -> str:
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = [row for (name,) in tables for row in database.execute(f'SELECT * FROM "{name}"')]
    database.close()
    return _lines(rows)


def _lines(rows: Iterable[Iterable[object]]) -> str:
    """Return a line for each row of a table."""
    return "\n".join(" ".join(str(value) for value in row).replace("\n", " ") for row in rows)


def _office(data: bytes) -> Iterator[str]:
    """Yield the texts of an office document: words are cut anywhere into elements of their own.

    How deep and how large it is was looked at before (`load/documents.py`).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            yield name
            with packed.open(name) as part:
                held = part.read(_PIECE if name.lower().endswith(PICTURES) else -1)
            if held.startswith(b"PK\x03\x04"):
                yield from _office(held)
                continue
            wide = held.startswith((b"\xff\xfe", b"\xfe\xff"))
            text = held.decode("utf-16" if wide else "utf-8", "ignore")
            yield without_tags(text.replace("</w:p>", "\n"))
            yield text


def _without(living: tuple[str, ...], path: str, texts: list[str]) -> list[str]:
    """Return texts without what belongs to somebody else of the name."""
    if not living or len(texts) == 1:
        return texts
    ids = "|".join(map(re.escape, living))
    bears = re.compile(rf"(?<!\w)(?:{ids})(?!\w)")
    name, whole = texts[:2]
    if path.endswith(_LINES):
        return [name, *(line for line in whole.splitlines() if not bears.search(line))]
    if path.endswith(_MARKUP):
        if path.startswith(HONOREES) and bears.search(whole):
            return [name]
        own = re.compile(
            rf"""<(\w+)[^>]*(?:data-honoree="|href="[^"]*{HONOREES})(?:{ids})["/][^>]*>.*?</\1>""",
            re.DOTALL,
        )
        return [name, *_texts(path, own.sub("", whole).encode())]
    # Wrappings in which a name and the id it belongs to cannot be told apart: what they hold
    # stands in the lines and pages above as well.
    return [name]
