"""Names that are withheld: no file of the site may hold one, in any spelling.

Pixels and PDF are not read, only what is text, or text in a wrapping that is known.
"""

import base64
import gzip
import io
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote_plus

from bangvang.model.roll import Withheld
from bangvang.model.urls import HONOREES, INDEX
from bangvang.text import compose

_UNREAD = (".png", ".avif", ".gif", ".pdf", ".gz", ".br", ".woff2")
"""Pixels, from which all else was taken, documents that nobody here can read, and copies."""
_TOLD = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
"""What is told in a picture."""
_TAG = re.compile(r"<[^<>]*>")
_PACKED = re.compile(rb'"([A-Za-z0-9+/]{16,}={0,2})"')
_MARKUP = (".html", ".xml")
_LINES = (".csv", ".json", ".ndjson", ".sqlite", ".parquet")
_EMPHASIS = re.compile(r"[*~`]+|(?<=\w)_+(?=\w)")
_LARGEST_PART = 30_000_000
_TOGETHER = 8
"""How many letters a name must have to be looked for without anything between its words."""
_REFERENCES = 3
"""How often a reference may stand for a reference."""
_INITIAL = 3
"""How many letters of a name may stand for it before a dot: Ng. is Nguyễn, Th. is Thị."""


class Finder:
    r"""Finds names in text, in any spelling.

    >>> finder = Finder(["Đỗ Thị Mẫu", "H'Bia"])
    >>> [finder.finds(text) for text in ("do-thi_mau, giáo viên", "ĐỖ  THỊ\nMẪU", "H’Bia", "Hb")]
    [True, True, True, False]

    Initials stand for all but the given name, by which nobody is known alone.

    >>> [finder.finds(text) for text in ("Đ. T. Mẫu", "Đỗ Th. Mẫu", "Đỗ Thị M.", "đo thị mẫu mã")]
    [True, True, False, True]

    A name of one syllable is a common word when its marks are left out: it is looked for as it is.

    >>> Finder(["Hoa"]).finds("Chị Hoa"), Finder(["Hoa"]).finds("hóa đơn, hoa hồng")
    (True, False)
    """

    def __init__(self, names: Iterable[str]) -> None:
        spelled, single = [], []
        for name in names:
            words = [word for word in _BETWEEN.split(folded(name)) if word]
            if len(words) > 1:
                initials = [_or_initial(word, many=len(words) > 2) for word in words[:-1]]
                # Short words written together are another word: Đỗ An is not Đoàn.
                together = sum(map(len, words)) >= _TOGETHER
                between = r"[\W_]*" if together else r"[\W_]+"
                spelled.append(between.join((*initials, re.escape(words[-1]))))
            else:
                single.append(re.escape(readable(name)))
        self._folded, self._exact = _any(spelled), _any(single)

    def finds(self, text: str) -> bool:
        """Return whether a name stands in a text."""
        return any(True for _ in self._places(text))

    def lines(self, text: str) -> list[int]:
        r"""Return the lines of prose or facts, counted from 1, in which a name begins.

        Emphasis and elements within the name do not matter.

        >>> Finder(["Đỗ Thị Mẫu"]).lines("Chị\nĐỗ **Th**ị<br>\nM&shy;ẫu")
        [2]
        """
        plain = _TAG.sub(lambda found: "\n" * found[0].count("\n"), text)
        plain = _EMPHASIS.sub("", plain)
        plain = "\n".join(
            readable(f"{line} {unquote_plus(line)}" if "%" in line else line).replace("\n", " ")
            for line in plain.split("\n")
        )
        return sorted({text.count("\n", 0, place) + 1 for text, place in self._places(plain)})

    def _places(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the text as it was compared, and where in it a name begins."""
        for pattern, made in ((self._folded, folded), (self._exact, readable)):
            if pattern:
                compared = made(text)
                yield from ((compared, found.start()) for found in pattern.finditer(compared))


def _or_initial(word: str, *, many: bool) -> str:
    """Return a pattern for a word of a name, or its first letters with a dot.

    Where a name has `many` words, one letter stands for one without a dot, too.
    """
    starts = [
        rf"{re.escape(word[:count])}(?=\.)" for count in range(1, min(_INITIAL + 1, len(word)))
    ]
    alone = [rf"{re.escape(word[0])}(?=\s)"] if many else []
    return f"(?:{'|'.join((re.escape(word), *reversed(starts), *alone))})"


def _any(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None


def readable(text: str) -> str:
    r"""Return text as a reader sees it: references decoded, and nothing that nobody sees.

    Letters in full width, of mathematics, and those of other scripts that look the same are plain
    ones. Lines stay lines.

    >>> readable("G&#x2063;iữ \uff2d\U0001d5ee\ufe0f \u0421")
    'Giữ Ma C'
    """
    for _ in range(_REFERENCES):
        if "&" in text:
            text = unescape(text)
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", compose(text).translate(_UNSEEN))
    return plain.translate(_ALIKE)


def folded(text: str) -> str:
    """Return text in small letters without diacritics."""
    lowered = unicodedata.normalize("NFD", readable(text)).lower()
    return lowered.translate(_MARKS).replace("đ", "d")


_BETWEEN = re.compile(r"[\W_]+")
# Variation selectors, and whatever else is seen by nobody.
_UNSEEN: dict[int, None] = dict.fromkeys(
    code
    for start, end in (
        *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
        *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164)),
        *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB)),
        *((0x16FE4, 0x16FE4), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
    )
    for code in range(start, end + 1)
)
# Cyrillic and Greek letters that look like Latin ones; a letter that looks like an apostrophe.
_ALIKE: dict[int, int | str] = {
    **str.maketrans("АВЕКМНОРСТХУІЈЅԁһаеорсхуіјѕᴠԛԝ", "ABEKMHOPCTXYIJSdhaeopcxyijsvqw"),
    **str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανυι", "ABEZHIKMNOPTYXoavui"),
    **str.maketrans("Ɖıʜᴍᴜᴛʏɑɡɴᴏ", "ĐihmutyagnO".lower().replace("đ", "Đ")),
    0x2BC: "'",
}
# Points that belong to a letter in Vietnamese are marks of it.
_MARKS: dict[int, None] = dict.fromkeys(
    (*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x1DC0, 0x1E00), *range(0x20D0, 0x2100))
)


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
        yield _TAG.sub("", text)
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
    """Yield the texts of an office document: words are cut anywhere into elements of their own."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                with packed.open(name) as part:
                    text = part.read(_LARGEST_PART).decode("utf-8", "ignore")
                yield _TAG.sub("", text.replace("</w:p>", "\n"))
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
