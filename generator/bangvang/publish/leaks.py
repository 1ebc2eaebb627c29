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

from bangvang.model.roll import Withheld
from bangvang.text import compose

_UNREAD = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf", ".gz", ".br", ".woff2")
_TAG = re.compile(r"<[^>]*>")
_PACKED = re.compile(rb'"([A-Za-z0-9+/]{16,}={0,2})"')
_MARKUP = (".html", ".xml")
_LINES = (".csv", ".json", ".ndjson")


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds names in folded text, whatever stands between their words.

    >>> bool(pattern(["Đỗ Thị Mẫu"]).search(folded("do-thi_mau, giáo viên")))
    True
    """
    each = (r"[\s\W_]+".join(map(re.escape, folded(name).split())) for name in names)
    return re.compile("|".join(rf"(?<!\w)(?:{name})(?!\w)" for name in each))


def folded(text: str) -> str:
    """Return text in small letters without diacritics, for the pattern."""
    lowered = unicodedata.normalize("NFD", compose(text).lower())
    return lowered.translate(_MARKS).replace("đ", "d")


_MARKS = dict.fromkeys([*range(0x300, 0x370), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def leaks(root: Path, paths: Iterable[str], names: tuple[Withheld, ...]) -> list[tuple[str, str]]:
    """Return each of the files below `root` that holds a withheld name, with its id.

    What belongs to another honoree of that name does not count: lines of data and pages that bear
    its id.
    """
    anyone = pattern(name for each in names for name in each.names)
    alone = [(each, pattern(each.names)) for each in names]
    found = []
    for path in paths:
        if path.endswith(_UNREAD):
            continue
        data = (root / path).read_bytes()
        texts = list(_texts(path, data))
        if not any(anyone.search(folded(text)) for text in texts):
            continue
        for each, one in alone:
            rest = _without(each.living, path, texts)
            if any(one.search(folded(text)) for text in rest):
                found.append((path, each.id))
    return found


def _texts(path: str, data: bytes) -> Iterator[str]:
    """Yield the texts that a file holds: as it is, without its tags, and what is packed in it."""
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    elif data.startswith(b"PAR1"):
        yield from _parquet(data)
        return
    text = data.decode("utf-8", "ignore")
    yield text
    if path.endswith(_MARKUP):
        yield unescape(_TAG.sub(" ", text))
        yield unescape(_TAG.sub("", text))
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
    if not living:
        return texts
    ids = "|".join(map(re.escape, sorted(living)))
    if path.endswith(_LINES):
        line = re.compile(rf"(?<!\w)(?:{ids})(?!\w)")
        return ["\n".join(each for each in texts[0].splitlines() if not line.search(each))]
    if path.endswith(".html"):
        own = re.compile(rf'data-honoree="(?:{ids})"')
        if own.search(texts[0]):
            return []
        return texts
    # Wrappings in which a name and the id it belongs to cannot be told apart: what they hold
    # stands in the lines and pages above as well.
    return []
