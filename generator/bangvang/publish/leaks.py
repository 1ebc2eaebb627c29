"""Names that are withheld: no file of the site may hold one, in any spelling.

Pictures and documents are not read, only what is text, or text in a wrapping that is known.
"""

import base64
import gzip
import io
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote_plus

from bangvang.model.roll import Withheld
from bangvang.model.urls import HONOREES, INDEX
from bangvang.text import compose

_UNREAD = (".png", ".avif", ".gif", ".pdf", ".gz", ".br", ".woff2")
_TOLD = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
"""What is told in a picture."""
_TAG = re.compile(r"<[^>]*>")
_PACKED = re.compile(rb'"([A-Za-z0-9+/]{16,}={0,2})"')
_MARKUP = (".html", ".xml")
_LINES = (".csv", ".json", ".ndjson")


class Finder:
    r"""Finds names in text, in any spelling.

    >>> finder = Finder(["Đỗ Thị Mẫu", "H'Bia"])
    >>> [finder.finds(text) for text in ("do-thi_mau, giáo viên", "ĐỖ  THỊ\nMẪU", "H’Bia", "Hb")]
    [True, True, True, False]

    A name of one syllable is a common word when its marks are left out: it is looked for as it is.

    >>> Finder(["Hoa"]).finds("Chị Hoa"), Finder(["Hoa"]).finds("hóa đơn, hoa hồng")
    (True, False)
    """

    def __init__(self, names: Iterable[str]) -> None:
        spelled, single = [], []
        for name in names:
            words = [word for word in _BETWEEN.split(folded(name)) if word]
            if len(words) > 1:
                spelled.append(r"[\W_]*".join(map(re.escape, words)))
            else:
                single.append(re.escape(compose(name)))
        self._folded, self._exact = _any(spelled), _any(single)

    def finds(self, text: str) -> bool:
        """Return whether a name stands in a text."""
        return bool(
            (self._folded and self._folded.search(folded(text)))
            or (self._exact and self._exact.search(compose(text)))
        )


def _any(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None


def folded(text: str) -> str:
    """Return text in small letters without diacritics."""
    lowered = unicodedata.normalize("NFD", compose(text).lower())
    return lowered.translate(_MARKS).replace("đ", "d")


_BETWEEN = re.compile(r"[\W_]+")
# Marks and what nobody sees are left out; a letter that looks like an apostrophe is one.
_MARKS: dict[int, str | None] = {
    **dict.fromkeys([*range(0x300, 0x370), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]),
    0x2BC: "'",
}


def leaks(files: Iterable[tuple[Path, str]], names: tuple[Withheld, ...]) -> list[tuple[str, str]]:
    """Return each file that holds a withheld name, with its id; each is given by folder and path.

    What belongs to another honoree of that name does not count: lines of data and elements that
    bear its id, links to its page, and that page.
    """
    anyone = Finder(name for each in names for name in each.names)
    alone = [(each, Finder(each.names)) for each in names]
    found = []
    for root, path in files:
        texts = [path]
        if not path.endswith(_UNREAD):
            texts += _texts(path, (root / path).read_bytes())
        if not any(map(anyone.finds, texts)):
            continue
        for each, one in alone:
            rest = _without(each.living, path, texts)
            if any(map(one.finds, rest)):
                found.append((path, each.id))
    return found


def _texts(path: str, data: bytes) -> Iterator[str]:
    """Yield the texts that a file holds: as it is, without its tags, and what is packed in it."""
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    elif path.startswith(INDEX):
        # Files of postings hold no texts: each two words that stand side by side anywhere.
        data = b"" if path.rpartition("/")[2][0].isdigit() else zlib.decompress(data)
    elif path.endswith((".jpg", ".jpeg", ".webp")):
        data = b"\n".join(_TOLD.findall(data))
    elif data.startswith(b"PAR1"):
        yield from _parquet(data)
        return
    text = data.decode("utf-8", "ignore")
    yield text
    if path.endswith(_MARKUP):
        yield unescape(text)
        yield unescape(_TAG.sub("", text))
        if "%" in text:
            yield unquote_plus(text)
    elif path.endswith(".js"):
        for packed in _PACKED.findall(data):
            try:
                yield zlib.decompress(base64.b64decode(packed)).decode("utf-8", "ignore")
            except (ValueError, zlib.error):
                continue


def _parquet(data: bytes) -> Iterator[str]:
    from pyarrow import parquet

    for row in parquet.read_table(io.BytesIO(data)).to_pylist():
        yield " ".join(str(value) for value in row.values())


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
