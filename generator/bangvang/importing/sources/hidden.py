"""Text that a Word file hides: it is nobody's to read, and an honour in it was never given."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")
_STYLES = "word/styles.xml"
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
"""The parts of a .docx with what its readers read."""


def without_hidden(data: bytes) -> tuple[bytes, list[str]]:
    """Return a .docx without its hidden text, and the paragraphs of which it took something.

    A run is hidden by itself, by its style or by that of its paragraph (ECMA-376-1, 17.3.2.41). A
    .docx that hides nothing is returned as it is. Raise `lxml.etree.XMLSyntaxError` for a part that
    is not XML.
    """
    taken: list[str] = []
    changed: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        hiding = _hiding(packed.read(_STYLES)) if _STYLES in names else frozenset()
        for name in (each for each in TEXTS if each in names):
            part = packed.read(name)
            if hiding or b"vanish" in part.replace(b"\0", b""):
                root = _parsed(part)
                found = list(_taken(root, hiding))
                if found:
                    taken += found
                    changed[name] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        if not changed:
            return data, []
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as other:
            for name in packed.namelist():
                other.writestr(name, changed.get(name) or packed.read(name))
    return held.getvalue(), taken


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)


def _hiding(styles: bytes) -> frozenset[str]:
    """Return the ids of the styles that hide what has them, by themselves or what they extend."""
    if b"vanish" not in styles.replace(b"\0", b""):
        return frozenset()
    every = {each.get(f"{_W}styleId", ""): each for each in _parsed(styles).iter(f"{_W}style")}

    def hides(style: str, seen: tuple[str, ...] = ()) -> bool:
        each = every.get(style)
        if each is None or style in seen:
            return False
        own = _said(each.find(f"{_W}rPr"))
        parent = each.find(f"{_W}basedOn")
        above = "" if parent is None else parent.get(f"{_W}val", "")
        return own if own is not None else hides(above, (*seen, style))

    return frozenset(filter(hides, every))


def _said(properties: etree._Element | None) -> bool | None:
    """Return whether properties hide a run; None when they do not say."""
    mark = None if properties is None else properties.find(f"{_W}vanish")
    return None if mark is None else mark.get(f"{_W}val", "1").lower() not in _OFF


def _taken(root: etree._Element, hiding: frozenset[str]) -> Iterator[str]:
    """Take hidden runs away; yield for each paragraph what was in them."""
    for paragraph in root.iter(f"{_W}p"):
        above = _styled(paragraph.find(f"{_W}pPr"), "pStyle", hiding)
        hidden = [run for run in _runs(paragraph) if _is_hidden(run, hiding, above=above)]
        text = "".join(each.text or "" for run in hidden for each in run.iter(f"{_W}t"))
        for run in hidden:
            run.clear()
        if text.strip():
            yield text.strip()


def _runs(paragraph: etree._Element) -> list[etree._Element]:
    """Return the runs of a paragraph; those of a box within it are of other paragraphs."""
    return [
        run for run in paragraph.iter(f"{_W}r") if next(run.iterancestors(f"{_W}p")) is paragraph
    ]


def _is_hidden(run: etree._Element, hiding: frozenset[str], *, above: bool) -> bool:
    properties = run.find(f"{_W}rPr")
    own = _said(properties)
    if own is not None:
        return own
    return _styled(properties, "rStyle", hiding) or above


def _styled(properties: etree._Element | None, key: str, hiding: frozenset[str]) -> bool:
    """Return whether properties name a style that hides."""
    style = None if properties is None else properties.find(f"{_W}{key}")
    return style is not None and style.get(f"{_W}val", "") in hiding
