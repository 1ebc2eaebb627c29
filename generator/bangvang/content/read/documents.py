"""Looking into a document beside an article: whether it is what its ending says, and that alone."""

import io
import re
import zipfile

from lxml import etree

from bangvang.model.albums import Examined
from bangvang.model.files import PICTURES

_MEDIA = {
    ".docx": b"wordprocessingml.document.main+xml",
    ".xlsx": b"spreadsheetml.sheet.main+xml",
    ".pptx": b"presentationml.presentation.main+xml",
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odp": b"application/vnd.oasis.opendocument.presentation",
}
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,32}%PDF-[12]\.\d")
_PDF_TAIL = 2048
_PADDING = b"\0\r\n\t \x1a"
# What a reader's program would run: as far as it can be read, since most of a PDF is compressed.
_PDF_RUNS = re.compile(rb"/(?:JavaScript|Launch)\b")
# What makes a browser or a careless server take a file for a page or a program. Forms within PDF
# (XFA) hold a body of their own.
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body(?!\s+xmlns=)|script|iframe|object|embed|svg|img|meta|base)"
    rb"[\s/>]|<\?php",
    re.IGNORECASE,
)
_WIDE_PAGE = re.compile(rb"<\0(?:s\0c\0r\0i\0p\0t|h\0t\0m\0l|s\0v\0g)\0", re.IGNORECASE)

_PROGRAMS = re.compile(
    r"(?i)(?:^|/)(?:vba\w*\.bin$|macrosheets/|activex/|scripts/[^/]+"
    # An empty library is in every document that LibreOffice's editor of macros has seen.
    r"|basic/[^/]+/(?!(?:script|dialog)-lb\.xml$)[^/]+$)"
)
# The streams of an OLE object (MS-CFB) that hold a packed file, or macros.
_OLE_RUNS = tuple(name.encode("utf-16-le") for name in ("\x01Ole10Native", "_VBA_PROJECT"))
_OLE = b"\xd0\xcf\x11\xe0"
_REMOTE = re.compile(r"(?i)https?:|ftp:|\\\\|file:/*[^/]*\\\\")
_ZIP_END = 22
"""Bytes of the last part of a zip without a comment."""
_MEMBERS = 10_000
_LARGEST_PART = 30_000_000
_UNPACKED = 300_000_000
_NESTED = 2
"""How deep documents may stand within documents."""


def examine_document(data: bytes, ending: str) -> Examined:
    """Return whether a file is a document of its ending and nothing else as well.

    A file that is a page, too, or holds programs (macros), is none (E028); one that unpacks to more
    than can be searched is too large (E029).
    """
    if _PAGE.search(data) or _WIDE_PAGE.search(data):
        return Examined(None, "E028")
    if ending == ".pdf":
        return Examined(None, "" if _is_pdf(data) else "E028")
    try:
        _look_into(data, _NESTED)
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return Examined(None, "" if _is_office(data, packed, ending) else "E028")
    except _TooLargeError as error:
        return Examined(None, "E029", (("size", f"{error}"),))
    except Exception:
        # Whatever a library says of a damaged file.
        return Examined(None, "E028")


class _TooLargeError(Exception):
    """A document unpacks to more than can be searched: to so many megabytes."""


def _look_into(data: bytes, depth: int) -> int:
    """Return how many bytes an office document unpacks to, with the documents within it.

    Raise `ValueError` for one that would run something or has too many parts, `_TooLargeError` for
    too large a one.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = packed.infolist()
        if len(members) > _MEMBERS:
            raise ValueError(len(members))
        total = sum(each.file_size for each in members)
        texts = [each.file_size for each in members if not _is_picture(each.filename)]
        if total > _UNPACKED or max(texts, default=0) > _LARGEST_PART:
            raise _TooLargeError(total // 1_000_000)
        for member in members:
            if _runs(member, packed):
                raise ValueError(member.filename)
            with packed.open(member) as part:
                nested = part.read(4) == b"PK\x03\x04"
            if nested:
                if not depth:
                    raise ValueError(member.filename)
                total += _look_into(packed.read(member), depth - 1)
        if total > _UNPACKED:
            raise _TooLargeError(total // 1_000_000)
    return total


def _is_picture(name: str) -> bool:
    return name.lower().endswith(PICTURES)


def _is_pdf(data: bytes) -> bool:
    whole = bool(_PDF.match(data)) and b"%%EOF" in data.rstrip(_PADDING)[-_PDF_TAIL:]
    return whole and not _PDF_RUNS.search(data)


def _is_office(data: bytes, packed: zipfile.ZipFile, ending: str) -> bool:
    """Return whether a file is a zip from its first byte to its last, with the right content."""
    members = packed.infolist()
    starts = data.startswith(b"PK\x03\x04") and min(each.header_offset for each in members) == 0
    ends = data.rfind(b"PK\x05\x06") + _ZIP_END == len(data)
    if not starts or not ends:
        return False
    if ending.startswith(".od"):
        return packed.read("mimetype").strip() == _MEDIA[ending]
    told = packed.read("[Content_Types].xml")
    return _MEDIA[ending] in told and b"macroEnabled" not in told and b"vbaProject" not in told


def _runs(member: zipfile.ZipInfo, packed: zipfile.ZipFile) -> bool:
    """Return whether a part of an office document could run, or fetches what could."""
    name = member.filename
    if _PROGRAMS.search(name):
        return True
    if name.endswith(".rels"):
        return any(map(_fetches, etree.fromstring(packed.read(name), _parser())))
    if name.lower().endswith(".bin"):
        held = packed.read(name)
        return held.startswith(_OLE) and any(each in held for each in _OLE_RUNS)
    return False


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _fetches(relation: etree._Element) -> bool:
    """Return whether a relation is to macros, or to anything but a page on another host."""
    kind = str(relation.get("Type", "")).rpartition("/")[2]
    outside = relation.get("TargetMode") == "External"
    remote = outside and _REMOTE.match(str(relation.get("Target", "")))
    return kind == "vbaProject" or (kind != "hyperlink" and bool(remote))
