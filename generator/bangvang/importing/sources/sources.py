"""A file as it came: which kind it is, its provenance, and its blocks."""

import email
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bangvang.content.read.bounded import read_bounded
from bangvang.content.read.letters import LETTERS, has_vietnamese, is_damaged, old_lines, reread
from bangvang.importing.sources.blocks import SOFT, Material, SourceError, from_text, scheme_of
from bangvang.importing.sources.hypertext import from_html
from bangvang.importing.sources.legacy import decoded, mended, modern
from bangvang.importing.sources.word import LARGEST, from_word, is_word
from bangvang.words import message

_LOST = message("Letters of it are lost (UTF-8 was read as Latin-1): type those lines again.")
_TEXT = re.compile("(<[^>]*>)|[^<]+")
_PICTURE = 60_000_000
_LARGEST_PAGE = 20_000_000
_LONGEST = 500_000
"""How many characters of text a source may have: some fifty times as many as a long article."""
_MARKUP = (
    "<!doctype html",
    "<html",
    "<body",
    "<div",
    "<p>",
    "<p ",
    "<table",
    "<?xml",
    "<head",
    "<h1",
)
_OLD_FONT = message(
    "Its letters were of an old font (TCVN3, VNI) and are now Unicode; check capitals."
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an import comes from."""

    name: str
    """The name of the file."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal."""
    date: date
    """The day on which it was last changed."""


def read_source(path: Path) -> tuple[Provenance, Material]:
    """Return what a file holds; raise `SourceError` when it cannot be read."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError(message("it is no file"))
        if size > LARGEST:
            raise SourceError(
                message("it has {size} MB; save it with smaller pictures (at most {limit} MB)"),
                size=size // 1_000_000,
                limit=LARGEST // 1_000_000,
            )
        data = read_bounded(path, LARGEST)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except FileNotFoundError as error:
        raise SourceError(message("there is no such file")) from error
    except OSError as error:
        raise SourceError(message("it cannot be read: {reason}"), reason=error.strerror) from error
    origin = Provenance(
        path.name.encode("utf-8", "replace").decode(), hashlib.sha256(data).hexdigest(), changed
    )
    if data.startswith(b"{\\rtf"):
        raise SourceError(
            message("it is of an old Word (.doc); open it in Word and save it as .docx")
        )
    if data.startswith(b"%PDF"):
        raise SourceError(message("it is a PDF; copy its text into a Word file or a text file"))
    if is_word(data):
        material = from_word(data)
    else:
        if not data.strip():
            raise SourceError(message("there is no text in it"))
        if size > _LARGEST_PAGE:
            raise SourceError(message("its text is far too long for an article; part it"))
        data, parts = _unpacked(data)
        read, encoding = decoded(data)
        text = mended(read)
        if "\x00" in text:
            raise SourceError(message("it is neither text, nor HTML, nor a Word file"))
        head = text[:3000].lower()
        if any(each in head for each in _MARKUP):
            material = from_html(text)
            material.pictures |= {
                block.picture: parts[block.picture]
                for block in material.blocks
                if block.picture in parts
            }
            _pictures_beside(material, path.parent)
        else:
            material = from_text(text)
        if any(map(is_damaged, text.splitlines())):
            material.notes.append(_LOST)
        elif text != read or not encoding.startswith("utf"):
            material.notes.append(message("It was in an old encoding and is now in Unicode."))
    if modernise(material):
        material.notes.append(_OLD_FONT)
    length = sum(len(block.text) for block in material.blocks)
    if not length:
        raise SourceError(message("there is no text in it"))
    if length > _LONGEST:
        raise SourceError(message("its text is far too long for an article; part it"))
    return origin, material


def _unpacked(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the page of a web archive (.mht, .mhtml), and the pictures within it by address."""
    if b"multipart/related" not in data[:4000].lower():
        return data, {}
    archive = email.message_from_bytes(data)
    pages: list[bytes] = []
    pictures: dict[str, bytes] = {}
    for part in archive.walk():
        held = part.get_payload(decode=True)
        if not isinstance(held, bytes):
            continue
        if part.get_content_type() == "text/html":
            encoding = part.get_content_charset() or "utf-8"
            try:
                pages.append(held.decode(encoding, "replace").encode())
            except LookupError:
                pages.append(held)
        elif part.get_content_maintype() == "image":
            pictures[str(part.get("Content-Location", ""))] = held
            pictures[f"cid:{str(part.get('Content-ID', '')).strip('<>')}"] = held
    return (pages[0] if pages else data), pictures


def modernise(material: Material) -> str:
    """Turn letters of old fonts into Unicode; return their names, or nothing if there are none.

    What is Unicode beside them stays. Raise `SourceError` when a font is not known.
    """
    text = "\n".join(block.text for block in material.blocks).replace(SOFT, "\u00ad")
    _, main = modern(text)
    fonts = {main} if main else {each.letters for each in old_lines(text)}
    told = ", ".join(sorted(material.letters | fonts))
    if not fonts and SOFT not in text:
        return told

    def turn(text: str) -> str:
        old = text.replace(SOFT, "\u00ad")
        if main and not has_vietnamese(old):
            return LETTERS[main](old)
        new, letters = reread(old, fonts)
        return new if letters else text.replace(SOFT, "")

    def turn_markup(html: str) -> str:
        if not has_vietnamese(html):
            return turn(html)
        return _TEXT.sub(lambda found: found[1] or turn(found[0]), html)

    material.blocks = [
        replace(
            block,
            text=turn(block.text),
            html=turn_markup(block.html),
            rows=tuple(tuple(map(turn, row)) for row in block.rows),
        )
        for block in material.blocks
    ]
    material.footnotes = {mark: turn_markup(words) for mark, words in material.footnotes.items()}
    material.dropped = [turn(each) for each in material.dropped]
    material.struck = [turn(each) for each in material.struck]
    material.hidden = [turn(each) for each in material.hidden]
    material.title = turn(material.title)
    return told


def _pictures_beside(material: Material, folder: Path) -> None:
    """Take the pictures that lie beside a saved page; no other host is asked for anything."""
    root = folder.resolve()
    for block in material.blocks:
        where = block.picture
        if not where or where in material.pictures:
            continue
        reason = ""
        if scheme_of(where) in ("http", "https", "ftp") or where.startswith("//"):
            reason = message("it lies on another host and was not fetched")
        else:
            path = _beside(root, where)
            if path is None:
                reason = message("its path leads out of the folder of the page")
            elif not path.is_file() or path.stat().st_size > _PICTURE:
                reason = message("it is not beside the page")
            else:
                material.pictures[where] = read_bounded(path, _PICTURE)
        if reason:
            material.lost.append((where, reason))


def _beside(root: Path, where: str) -> Path | None:
    """Return the file that an address of a saved page means; None for one outside its folder."""
    try:
        parts = urlsplit(where)
        path = (root / unquote(parts.path).lstrip("/")).resolve()
    except (ValueError, OSError):
        return None
    inside = not parts.scheme and not parts.path.startswith("/") and path.is_relative_to(root)
    return path if inside else None
