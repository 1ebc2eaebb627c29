"""Word files (.docx) to blocks, by way of mammoth's HTML; what could do harm is refused first."""

import io
import re
import zipfile
from collections.abc import Iterator

import mammoth
from mammoth.docx.files import InvalidFileReferenceError

from bangvang.content.read.letters import LETTERS, has_vietnamese
from bangvang.importing.sources.blocks import Material, SourceError
from bangvang.importing.sources.hidden import TEXTS, without_hidden
from bangvang.importing.sources.hypertext import from_html
from bangvang.words import message

LARGEST = 100_000_000
"""How many bytes a source may have."""
_UNPACKED = 600_000_000
_PART = 30_000_000
_PARTS = 10_000
_ELEMENTS = 300_000
"""How many elements its text may be made of: a list of 3,000 honours has half as many."""
_FONT = re.compile(r"(?:(\.vn)[\w ]*?(h)?|vni[-_ ].*)$", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_REVISED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ />]")
TRACKED = message("It has tracked changes, which were taken as accepted; compare.")
_EDGES = ("word/header", "word/footer")
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.lede:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Chú thích'] => p.caption:fresh
"""
_CALL = re.compile(r'<sup><a href="#[^"]*?(footnote|endnote)-(\w+)" id="[^"]*">\[\d+\]</a></sup>')
_NOTES = re.compile(r'<ol><li id="[^"]*?(?:footnote|endnote)-.*\Z', re.DOTALL)
_NOTE = re.compile(r'<li id="[^"]*?(footnote|endnote)-(\w+)">(.*?)</li>', re.DOTALL)
_BACK = re.compile(r'\s*<a href="#[^"]*-ref-[^"]*">[^<]*</a>')


def is_word(data: bytes) -> bool:
    """Return whether bytes are those of a file that Word writes, or claims to have written."""
    return data.startswith((_OLE, b"PK\x03\x04", b"PK\x05\x06"))


def from_word(data: bytes) -> Material:
    """Return the blocks, pictures and footnotes of a .docx; raise `SourceError` otherwise."""
    if data.startswith(_OLE):
        raise SourceError(
            message("it is protected by a password; save it without one")
            if _ENCRYPTED in data
            else message("it is of an old Word (.doc); open it in Word and save it as .docx")
        )
    notes = _examined(data)
    pictures: dict[str, bytes] = {}
    lost: list[tuple[str, str]] = []

    def keep(image: mammoth.documents.Image) -> dict[str, str]:
        where = f"word-{len(pictures) + len(lost) + 1}"
        try:
            with image.open() as file:
                pictures[where] = file.read()
        except InvalidFileReferenceError as error:
            lost.append((str(error), message("it lies on another host and was not fetched")))
        except Exception:
            # Its bytes are missing: whatever the library says of that.
            lost.append((where, message("it is not in the file")))
        return {"src": where}

    fonts: set[str] = set()

    def turn(run: mammoth.documents.Run) -> mammoth.documents.Run:
        found = _FONT.match(run.font or "")
        return run.copy(children=[*_turned(run, found, fonts)]) if found else run

    try:
        shown, hidden = without_hidden(data)
        result = mammoth.convert_to_html(
            io.BytesIO(shown),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(keep),
            transform_document=mammoth.transforms.run(turn),
        )
    except Exception as error:
        # A damaged file fails in a hundred ways.
        raise SourceError(
            message("it is damaged; open it in Word, let it be repaired, and save it again")
        ) from error
    html = result.value
    listed = _NOTES.search(html)
    found = _NOTE.findall(listed[0]) if listed else []
    html = html[: listed.start()] if listed else html
    html = _CALL.sub(lambda call: f"\ue000{call[1][0]}{call[2]}\ue001", html)
    if not re.sub(r"<[^>]+>|\s", "", html):
        raise SourceError(message("there is no text in it"))
    material = from_html(f"<body>{html}</body>")
    material.title = ""
    material.hidden = hidden
    material.letters = fonts
    for kind, mark, words in found:
        text = from_html(f"<body>{_BACK.sub('', words)}</body>")
        material.footnotes[f"{kind[0]}{mark}"] = "<br>".join(each.html for each in text.blocks)
    material.pictures |= pictures
    material.lost += lost
    material.notes += notes
    if any("ignored" in each.message for each in result.messages):
        material.notes.append(
            message("Parts that are no text (fields, drawings) were left out; compare.")
        )
    return material


def _turned(
    run: mammoth.documents.Run, font: re.Match[str], fonts: set[str]
) -> Iterator[mammoth.documents.Element]:
    """Yield what is in a run of an old font, in Unicode, and note the font.

    What was typed in Unicode and has only the look of one stays. A font whose name ends in H shows
    capitals.
    """
    name = "TCVN3" if font[1] else "VNI"
    for child in run.children:
        text = getattr(child, "value", "")
        if text and not text.isascii() and not has_vietnamese(text):
            fonts.add(name)
            text = LETTERS[name](text)
        yield mammoth.documents.text(text.upper() if font[2] else text) if text else child


def _examined(data: bytes) -> list[str]:
    """Return what must be known of a .docx; raise `SourceError` for one that could do harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            parts = [each for each in members if each.filename.endswith((".xml", ".rels"))]
            if (
                len(members) > _PARTS
                or sum(each.file_size for each in members) > _UNPACKED
                or any(each.file_size > _PART for each in parts)
            ):
                raise SourceError(message("it unpacks to far more than a document needs"))
            names = {each.filename for each in members}
            if "word/document.xml" not in names:
                raise SourceError(message("it is a ZIP file, but no Word document"))
            headed = revised = False
            for part in parts:
                # In UTF-16 there is a zero byte between two letters.
                text = archive.read(part).replace(b"\0", b"")
                headed |= part.filename.startswith(_EDGES) and b"<w:t>" in text
                revised |= part.filename in TEXTS and bool(_REVISED.search(text))
                if text.count(b"<w:") > _ELEMENTS:
                    raise SourceError(message("its text is far too long for an article; part it"))
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise SourceError(
                        message(
                            "it defines XML entities, which Word never does; it may be an attack"
                        )
                    )
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise SourceError(
            message("it is damaged; open it in Word, let it be repaired, and save it again")
        ) from error
    notes = []
    if any(name.endswith("vbaProject.bin") for name in names):
        notes.append(message("It carries macros: they were not run and are not taken along."))
    if revised:
        notes.append(TRACKED)
    if headed:
        notes.append(message("Its headers and footers are not taken along."))
    return notes
