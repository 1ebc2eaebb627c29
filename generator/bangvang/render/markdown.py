"""Markdown: CommonMark with tables, footnotes and heading anchors, sanitised."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape

import nh3
import pyromark

from bangvang.model.prose import ELEMENTS, ELSEWHERE, MARKDOWN, SCHEMES
from bangvang.render.pictures import picture_html, sizes_up_to
from bangvang.render.views import PictureView
from bangvang.text import slugify

_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# Alignment comes as inline style, which a strict content security policy forbids.
_ALIGN = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
# A reference to a footnote, and the footnote: before the label, the label, after it.
_FOOTNOTE = re.compile(
    r'(<sup class="footnote-reference"><a href="#|<div class="footnote-definition" id=")([^"]+)(">)'
)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)

# Turns the direction of what follows: text could read otherwise than it is searched. The first one
# stands for the root of the site in templates.
_UNSEEN = re.compile("[\x1a\u202a-\u202e\u2066-\u2069]")

# A reader's browser asks no other host for anything.
_NO_PICTURE = re.compile(r"<img(?![^>]* src=)[^>]*>")

_IMG = re.compile(r"<img ([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_NAME = re.compile(r"^\./|[?#].*", re.DOTALL)
_COLUMN = 800
"""How many pixels wide prose is."""

# Without one of these there is no HTML, link, picture, footnote or fenced code in Markdown, and all
# that is made of it are elements without attributes around text that is escaped.
_MARKUP = "<[`~"

_IGNORED = re.compile("[\x00-\x20]")
# Ids of prose have a prefix of their own, so that they never meet those of templates.
_NOTE_ID = re.compile(r"(?:anh-[a-z0-9-]+-)?ghi-chu-\d+")

_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "abbr": {"title"},
    "div": {"id"},
}
_CLASSES = {
    "sup": {"footnote-reference", "footnote-definition-label"},
    "div": {"footnote-definition"},
    "th": {"bv-left", "bv-center", "bv-right"},
    "td": {"bv-left", "bv-center", "bv-right"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body, with the anchor that leads to it."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body as safe HTML, and its headings of the second level."""

    html: str
    headings: tuple[Heading, ...]
    shown: frozenset[str] = frozenset()
    """The names of the pictures beside the article that it shows."""


def render_markdown(
    text: str, root: str, prefix: str = "", pictures: Mapping[str, PictureView] | None = None
) -> Body:
    r"""Return Markdown as safe HTML.

    `root` is the relative path from the page to the site's root: links that begin with a slash are
    relative to it, so that the site can live in any folder. Scripts, styles, event handlers,
    pictures of other hosts and addresses other than http, https, mailto and tel are dropped.
    `prefix` keeps the anchors of several bodies on one page apart. `pictures` are those of which
    there are renditions, by the names of their files.

    >>> render_markdown("# Một\n\n[x](/dia-ban/)", "../").html
    '<h2 id="muc-mot">Một</h2>\n<p><a href="../dia-ban/">x</a></p>\n'
    >>> render_markdown('<h1 class="to">Hai</h1>', "").html
    '<h2 id="muc-hai">Hai</h2>'
    """
    html = pyromark.html(text, options=MARKDOWN)
    html = _ALIGN.sub(r'<\1 class="bv-\2">', html)
    numbers: dict[str, int] = {}

    def note(found: re.Match[str]) -> str:
        number = numbers.setdefault(found[2], len(numbers) + 1)
        return f"{found[1]}{prefix}ghi-chu-{number}{found[3]}"

    html = _FOOTNOTE.sub(note, html)
    if any(char in text for char in _MARKUP):
        html = _sanitised(html, root)
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    html = _UNSEEN.sub("", html)
    headings: list[Heading] = []
    html = _HEADING.sub(_anchored(headings, prefix), html)
    shown: set[str] = set()
    html = _IMG.sub(_pictured(pictures or {}, root, shown), html)
    html = _TABLE.sub(r'<div class="bv-table" tabindex="0">\g<0></div>', html)
    second = tuple(heading for heading in headings if heading.level == 2)
    return Body(html, second, frozenset(shown))


def _pictured(
    pictures: Mapping[str, PictureView], root: str, shown: set[str]
) -> Callable[[re.Match[str]], str]:
    """Return what gives each picture its renditions, and notes the names of those that have any."""

    def pictured(found: re.Match[str]) -> str:
        told = dict(_ATTRIBUTE.findall(found[1]))
        name = _NAME.sub("", told.get("src", ""))
        if name not in pictures:
            return f'<img loading="lazy" {found[1]}>'
        shown.add(name)
        picture = replace(pictures[name], alt=unescape(told.get("alt", "")))
        given = [f'{key}="{told[key]}"' for key in ("width", "height") if key in told]
        sizes = f"{told['width']}px" if told.get("width", "").isdigit() else ""
        made = picture_html(
            picture,
            root,
            sizes or sizes_up_to(_COLUMN, picture),
            title=unescape(told.get("title", "")),
            box=" ".join(given),
        )
        caption = escape(picture.caption)
        return f'{made}<span class="bv-caption">{caption}</span>' if caption else made

    return pictured


def _sanitised(html: str, root: str) -> str:
    html = nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_rooted(root),
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return _NO_PICTURE.sub("", html)


def clean_page(html: str, root: str) -> str:
    """Return a hand-written page, which the host has rendered, as safe HTML."""
    html = nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes={**_ATTRIBUTES, "*": {"id", "class"}},
        attribute_filter=_rooted(root, keep_ids=True),
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return _UNSEEN.sub("", _NO_PICTURE.sub("", html))


def _rooted(root: str, *, keep_ids: bool = False) -> Callable[[str, str, str], str | None]:
    def rooted(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return value if keep_ids or _NOTE_ID.fullmatch(value) else None
        # As browsers read an address: without control characters, and with \\ for /.
        if attribute == "src" and ELSEWHERE.match(_IGNORED.sub("", value).replace("\\", "/")):
            return None
        if attribute in ("href", "src") and value.startswith("/") and not value.startswith("//"):
            return root + value[1:]
        return value

    return rooted


def _anchored(headings: list[Heading], prefix: str) -> Callable[[re.Match[str]], str]:
    used: dict[str, int] = {}

    def anchored(found: re.Match[str]) -> str:
        level, inner = int(found[1]), found[2]
        title = unescape(_TAG.sub("", inner)).strip()
        base = anchor = f"{prefix}muc-{slugify(title)}".rstrip("-")
        while anchor in used:
            used[base] += 1
            anchor = f"{base}-{used[base]}"
        used[anchor] = 1
        headings.append(Heading(level, title, anchor))
        return f'<h{level} id="{anchor}">{inner}</h{level}>'

    return anchored
