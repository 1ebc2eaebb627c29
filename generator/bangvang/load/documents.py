"""Looking into a document beside an article: whether it is what its ending says, and that alone."""

import io
import re
import zipfile

from bangvang.model.pictures import Examined

_MEDIA = {
    ".docx": b"wordprocessingml.document.main+xml",
    ".xlsx": b"spreadsheetml.sheet.main+xml",
    ".pptx": b"presentationml.presentation.main+xml",
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odp": b"application/vnd.oasis.opendocument.presentation",
}
_PDF = re.compile(rb"%PDF-[12]\.\d[\s%]")
_PDF_TAIL = 2048
# What makes a browser or a careless server take a file for a page.
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|object|embed|svg)[\s/>]", re.I
)
_PROGRAMS = re.compile(
    r"(?i)(?:^|/)(?:vba\w*\.bin|macrosheets/|basic/|scripts/|activex/|embeddings/.*\.bin$)"
)
_ZIP_END = 22
"""Bytes of the last part of a zip without a comment."""
_MEMBERS = 10_000
_TYPES = 1_000_000
"""Bytes of the list of what an office document holds."""


def examine_document(data: bytes, ending: str) -> Examined:
    """Return whether a file is a document of its ending and nothing else as well.

    A file that is a page, too, or holds programs (macros), is none (E028).
    """
    sound = _is_pdf(data) if ending == ".pdf" else _is_office(data, ending)
    return Examined(None, "" if sound and not _PAGE.search(data) else "E028")


def _is_pdf(data: bytes) -> bool:
    return bool(_PDF.match(data)) and b"%%EOF" in data[-_PDF_TAIL:]


def _is_office(data: bytes, ending: str) -> bool:
    """Return whether a file is a zip from its first byte to its last, with the right content."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            own = "mimetype" if ending.startswith(".od") else "[Content_Types].xml"
            if len(names) > _MEMBERS or any(map(_PROGRAMS.search, names)) or packed.comment:
                return False
            with packed.open(own) as types:
                told = types.read(_TYPES)
            ends = data.rfind(b"PK\x05\x06") + _ZIP_END == len(data)
    except Exception:
        # Whatever a library says of a damaged file.
        return False
    if own == "mimetype":
        return ends and told.strip() == _MEDIA[ending]
    programs = b"macroEnabled" in told or b"vbaProject" in told
    return ends and _MEDIA[ending] in told and not programs
