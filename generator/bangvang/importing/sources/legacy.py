"""Old encodings: from the bytes of a source to text in Unicode."""

import codecs
import re
import unicodedata

from bangvang.content.read.letters import MISREAD, readable, reading
from bangvang.importing.sources.blocks import SourceError
from bangvang.text import compose
from bangvang.words import message

_PIECE = re.compile(r"[^<>\n]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def modern(text: str) -> tuple[str, str]:
    """Return a text in Unicode, and what its letters were of, nothing for Unicode.

    Raise `SourceError` when its letters are of a font that is not known.
    """
    found = reading(text)
    if not found:
        raise SourceError(
            message("its letters are of an old font that is not known; save it as Unicode first")
        )
    return found


def mended(text: str) -> str:
    """Return a page in which no piece is UTF-8 that was read as Latin-1."""
    if not text.isascii():
        text = _PIECE.sub(lambda found: _mended(found[0]), text)
    return text


def _mended(piece: str) -> str:
    read = reading(piece)
    return read[0] if read and read[1] == MISREAD else piece


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a page or text file, and the encoding that it was in.

    Raise `SourceError` when it is in none that is known.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode("ascii").lower() if found else ""
    if declared and declared not in ("utf-8", "utf8"):
        try:
            return compose(_strict(data, codecs.lookup(declared).name)), declared
        except (LookupError, UnicodeError) as error:
            raise SourceError(
                message("its encoding {encoding} is not known; save it as UTF-8"), encoding=declared
            ) from error
    # Windows code pages differ where Vietnamese has letters of its own: the better reading wins.
    readings = []
    for encoding in ("cp1258", "cp1252"):
        text = data.decode(encoding, "replace")
        if "\ufffd" not in text:
            text = unicodedata.normalize("NFC", text)
            readings.append((readable(text), text, encoding))
    legacy = data.decode("latin-1")
    if readings and max(readings)[0] >= 0.8:
        return max(readings)[1:]
    return legacy, "latin-1"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            message("it is not in the encoding {encoding} that it claims"), encoding=encoding
        ) from error
