"""HTML to blocks: saved pages of old portals, and what Word files are turned into."""

import base64
import binascii
import re
from dataclasses import replace
from html import escape, unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from bangvang.importing.find.rules import rule
from bangvang.importing.sources.blocks import (
    FOOTNOTE,
    NO_XML,
    SOFT,
    Block,
    Material,
    SourceError,
    clean,
    scheme_of,
    tidy,
)
from bangvang.importing.sources.elements import facts_of, is_tiny, picture_address
from bangvang.importing.sources.home import day_of, depth_of, home_of, prune, title_of
from bangvang.importing.sources.tables import grid, is_layout, rows_of
from bangvang.words import message

_BLOCKS = frozenset(
    "address article blockquote body center dd details dl dt div fieldset figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section table tbody td tfoot th thead "
    "tr ul figcaption caption summary".split()
)
_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_SOFT = re.compile(r"\u00ad|&shy;|&#173;|&#x0*ad;", re.IGNORECASE)
_BREAKS = re.compile(r"(?:\s*<br>\s*){2,}")
_BLANKS = re.compile(r"\s{3,}")
_MARKED = re.compile(r"(?:[-+*•–]|\d{1,9}[.)])\s|[#>]")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_TAG = re.compile(r"<[^>]+>")
DEEPEST = 150
"""How deep elements may lie in one another; pages of portals need some forty."""


def from_html(text: str) -> Material:
    """Return the blocks of an HTML page; raise `SourceError` when it is nested too deeply."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    text = NO_XML.sub(" ", _SOFT.sub(SOFT, _XML.sub("", text)))
    data = text.encode("utf-8", "replace")
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError(message("there is no text in it")) from error
    if depth_of(root) > DEEPEST:
        raise SourceError(message("its parts are nested too deeply; copy its text into Word"))
    material = Material([])
    material.title = title_of(root)
    material.day = day_of(root)
    material.struck = _without_struck(root)
    dropped: list[str] = []
    prune(root, dropped)
    home = home_of(root)
    _Reader(material).read(home)
    texts = {block.text for block in material.blocks}
    if home is not root:
        outside: list[Block] = []
        other = Material(outside)
        _Reader(other, leave_out=home).read(root)
        heads = [b for b in outside if (b.kind == "heading" and b.level == 1) or b.role == "title"]
        if heads and not any(b.kind == "heading" and b.level == 1 for b in material.blocks):
            material.blocks.insert(0, replace(heads[0], role="title"))
        ledes = [replace(b, role="lede") for b in outside if b.role == "lede"]
        if ledes and not any(block.role == "lede" for block in material.blocks):
            material.blocks[1:1] = ledes
        left_out = message("it stands outside the article")
        material.lost += [(b.picture, left_out) for b in outside if b.kind == "picture"]
        texts |= {block.text for block in ledes}
        dropped += [block.text for block in outside if block.text not in texts]
    material.dropped = [each for each in map(tidy, dropped) if each]
    return material


def _without_struck(root: HtmlElement) -> list[str]:
    """Take what is crossed out away; return its words."""
    found = [
        element
        for element in root.iter("s", "strike", "del", "span")
        if element.tag != "span" or "line-through" in element.get("style", "")
    ]
    words = [tidy(element.text_content()) for element in found]
    for element in found:
        if element.getparent() is not None:
            element.drop_tree()
    return [each for each in words if each]


class _Reader:
    """Walks through a page and makes blocks of it."""

    def __init__(self, material: Material, leave_out: HtmlElement | None = None) -> None:
        self.material = material
        self._leave_out = leave_out
        self._run: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self.facts_of: dict[str, object] = {}

    def read(self, root: HtmlElement) -> None:
        self._walk(root)
        self._flush()

    def _walk(self, element: HtmlElement) -> None:
        tag = element.tag
        if (
            not isinstance(tag, str)
            or element is self._leave_out
            or tag in ("script", "style", "head")
        ):
            return
        before = self.facts_of
        block = tag in _BLOCKS
        if block:
            self._flush()
            self.facts_of = {**before, **facts_of(element)}
        if tag == "table" and not is_layout(element):
            self._table(element)
            self.facts_of = before
            return
        if tag == "table":
            self._arranged(element)
            self.facts_of = before
            return
        if tag in ("ul", "ol"):
            start = element.get("start", "1")
            self._lists.append((tag, int(start) if start.isdecimal() else 1))
        if tag == "img":
            self._picture(element)
        elif tag == "br":
            self._run.append("<br>")
        opened, closed = self._inline(element)
        self._run.append(opened)
        if element.text:
            self._run.append(escape(element.text, quote=False))
        for child in element:
            self._walk(child)
            if child.tail:
                self._run.append(escape(child.tail, quote=False))
        self._run.append(closed)
        if block:
            self._flush()
        if tag in ("ul", "ol"):
            self._lists.pop()
        self.facts_of = before

    def _arranged(self, table: HtmlElement) -> None:
        """Read a table that only arranges: a row of pictures goes with the captions under it."""
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows_of(table)]
        while rows:
            cells = rows.pop(0)
            below = rows[0] if rows else []
            if (
                len(cells) == len(below) > 1
                and all(each.xpath(".//img") and not each.text_content().strip() for each in cells)
                and not any(each.xpath(".//img|.//table") for each in below)
            ):
                cells = [each for pair in zip(cells, rows.pop(0), strict=True) for each in pair]
            for cell in cells:
                self._walk(cell)

    def _inline(self, element: HtmlElement) -> tuple[str, str]:
        tag = _INLINE.get(str(element.tag), "")
        if tag and not any(
            child.tag in _BLOCKS for child in element.iter() if child is not element
        ):
            return f"<{tag}>", f"</{tag}>"
        target = element.get("href", "") if element.tag == "a" else ""
        if scheme_of(target) in ("http", "https", "mailto"):
            # Spaces and brackets would end the address in Markdown.
            target = re.sub(r"[\s()<>]", lambda char: f"%{ord(char[0]):02X}", target.strip())
            return f'<a href="{escape(target)}">', "</a>"
        return "", ""

    def _picture(self, element: HtmlElement) -> None:
        where = picture_address(element)
        if not where:
            return
        if is_tiny(element):
            self.material.lost.append((where, message("it is small: an icon of the page")))
            return
        self._flush()
        if where.startswith("data:"):
            packed = where.partition(",")[2]
            where = f"data-{len(self.material.pictures) + 1}"
            try:
                self.material.pictures[where] = base64.b64decode(packed, validate=False)
            except (ValueError, binascii.Error):
                self.material.pictures[where] = b""
        self.material.blocks.append(Block(tidy(""), kind="picture", picture=where))

    def _flush(self) -> None:
        """Make blocks of the words that were gathered."""
        # Short runs of blanks, so that no pattern takes long for a long one.
        run = _BLANKS.sub(" ", clean("".join(self._run)))
        self._run = []
        if not run.strip():
            return
        for part in _parts(run):
            markup = re.sub(r"\s+", " ", part.replace("\u00a0", " ")).strip()
            markup = re.sub(r"^(?:<br>\s*)+|(?:\s*<br>)+$", "", markup)
            words = FOOTNOTE.sub("", _TAG.sub("", markup.replace("<br>", " ")))
            words = tidy(unescape(words))
            if not words:
                continue
            plain = re.sub(r"<(b|i)>.*?</\1>", "", markup)
            strong = not tidy(_TAG.sub("", plain))
            last = self.material.blocks[-1] if self.material.blocks else None
            under = last is not None and last.kind == "picture"
            known = {"kind": "paragraph", **self.facts_of}
            if self._lists and known["kind"] == "paragraph":
                known |= {
                    "kind": "item",
                    "level": len(self._lists),
                    "ordered": self._lists[-1][0] == "ol",
                    "start": self._lists[-1][1],
                }
            centred = bool(known.pop("centred", False))
            known["apart"] = under or centred
            known["strong"] = strong
            self.material.blocks.append(Block(words, html=tidy_markup(markup), **known))  # type: ignore[arg-type]

    def _table(self, table: HtmlElement) -> None:
        cells = grid(table, _words)
        rows = [
            tuple(tidy(FOOTNOTE.sub("", unescape(_TAG.sub(" ", part)))) for part in row)
            for row in cells
        ]
        if not rows:
            return
        width = max(map(len, rows))
        markup = "".join(
            "<tr>"
            + "".join(f"<td>{cell}</td>" for cell in row + [""] * (width - len(row)))
            + "</tr>"
            for row in cells
        )
        text = tidy(" ".join(cell for row in rows for cell in row))
        if text:
            self.material.blocks.append(
                Block(text, kind="table", html=f"<table>{markup}</table>", rows=tuple(rows))
            )


def _words(cell: HtmlElement) -> str:
    """Return the words of a cell with their markup, its paragraphs on lines of their own."""
    inner = Material([])
    _Reader(inner).read(cell)
    return "<br>".join(block.html for block in inner.blocks)


def _parts(run: str) -> list[str]:
    """Return the paragraphs of a run: at double breaks; at each, where a line is furniture."""
    parts: list[str] = []
    for part in _BREAKS.split(run):
        lines = part.split("<br>")
        plain = [tidy(unescape(_TAG.sub("", line))) for line in lines]
        alone = any(
            rule("furniture", "lines").fullmatch(line)
            or rule("furniture", "rest").fullmatch(line)
            or _DAY.fullmatch(line)
            for line in plain
        ) or any(map(_MARKED.match, plain[1:]))
        parts += lines if len(lines) > 1 and alone else [part]
    return parts


def tidy_markup(markup: str) -> str:
    """Return markup without elements that hold nothing."""
    before = None
    while before != markup:
        before = markup
        markup = re.sub(r"<(b|i|sup|sub|a)(?: [^>]*)?>(\s*)</\1>", r"\2", markup)
    return markup.strip()
