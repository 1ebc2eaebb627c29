"""Prose: which Markdown bodies are written in, and the links in them."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import pyromark

from bangvang.model.problems import BODY, Problem
from bangvang.model.types import as_uri
from bangvang.text import nearest

MARKDOWN = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
"""CommonMark with tables and footnotes."""

ELEMENTS = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "div", "span"),
        *("strong", "em", "b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark"),
        *("a", "img", "abbr", "cite", "q", "code", "figure", "figcaption"),
        *("ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "thead", "tbody", "tr", "th", "td", "caption"),
    }
)
"""The elements of HTML that a body may have; of others only the text within is shown."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""The schemes of addresses that a body may link to."""


_LONG = 20_000
_DEEPEST = 200
_OPEN_BRACKETS = 2_000
_ELEMENT = re.compile(r"<(/?)(?!p\b|li\b|br\b|hr\b|img\b|t[dhr]\b)[a-zA-Z]")


def is_too_deep(body: str, *, hand_written: bool = False) -> bool:
    """Return whether the elements of a body are nested so deeply that no browser shows them.

    What cleans and shows HTML takes time that grows with the square of the depth. What the host
    makes of hand-written pages does so with the number of brackets.
    """
    if hand_written and max(body.count("["), body.count("<")) > _OPEN_BRACKETS:
        return True
    if len(body) < _LONG:
        return False
    depth = 0
    for closing in _ELEMENT.findall(pyromark.html(body, options=MARKDOWN)):
        depth += -1 if closing else 1
        if depth > _DEEPEST:
            return True
    return False


ELSEWHERE = re.compile(r"//|[a-zA-Z][a-zA-Z0-9+.-]*:")
"""How an address begins that leads to another host or to another scheme."""


class ProseLink(NamedTuple):
    """A link or picture of a body."""

    line: int
    """Its line, counted from 0."""
    picture: bool
    target: str


_MAY_LINK = re.compile(r"\]\(|\]:|<(?:a|img)[\s/]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(a|img)(?=[\s/])([^<>]*)", re.IGNORECASE)
_BEGIN = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])")
_TARGET = re.compile(
    r"""(?<![\w:-])(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE
)


def links(body: str) -> Iterator[ProseLink]:
    r"""Yield the links and pictures of a body, also those in raw HTML; code and footnotes are none.

    >>> [tuple(link) for link in links("a `[x](y)`\n![b](c.png) [d](/e/)")]
    [(1, True, 'c.png'), (1, False, '/e/')]
    >>> [tuple(link) for link in links('<p>\n<img src=c.png> <a class="x" href="/e/?f&amp;g">')]
    [(1, True, 'c.png'), (1, False, '/e/?f&g')]
    """
    if not _MAY_LINK.search(body):
        return
    for line, found in _links_and_html(body):
        if isinstance(found, str):
            yield from _links_in_html(found, line)
        else:
            yield ProseLink(line, *found)


def dropped(body: str) -> Iterator[tuple[int, str]]:
    r"""Yield the elements in raw HTML that no page shows, with their lines, counted from 0.

    >>> list(dropped("a `<video>`\n\n<!-- <b> --> <iframe src=x></iframe>"))
    [(2, 'iframe')]
    """
    if all(tag.lower() in ELEMENTS for tag in _BEGIN.findall(body)):
        return
    for line, html in _links_and_html(body):
        if isinstance(html, str):
            for tag in _BEGIN.finditer(html):
                if tag[1].lower() not in ELEMENTS:
                    yield line + html.count("\n", 0, tag.start()), tag[1].lower()


def _links_and_html(body: str) -> Iterator[tuple[int, str | tuple[bool, str]]]:
    """Yield raw HTML without its comments, and of links whether it is a picture, and the target."""
    data = body.encode()
    line = counted = 0
    for event, place in pyromark.events_with_range(body, options=MARKDOWN):
        if not isinstance(event, dict):
            continue
        start: Any = event.get("Start")
        if isinstance(start, dict):
            kind = next((kind for kind in ("Link", "Image") if kind in start), "")
            if not kind or start[kind]["link_type"] == "Email":
                continue
        elif start != "HtmlBlock" and "InlineHtml" not in event:
            continue
        line += data.count(b"\n", counted, place["start"])
        counted = place["start"]
        if isinstance(start, dict):
            yield line, (kind == "Image", start[kind]["dest_url"])
        else:
            raw = data[place["start"] : place["end"]].decode("utf-8", "replace")
            yield line, _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), raw)


def _links_in_html(html: str, line: int) -> Iterator[ProseLink]:
    for tag in _TAG.finditer(html):
        target = _TARGET.search(tag[2])
        if target:
            picture = tag[1].lower() == "img"
            begins = line + html.count("\n", 0, tag.start())
            yield ProseLink(begins, picture, unescape(target[1].strip("\"'")).strip())


Doubtful = Problem | tuple[int, str]
"""A link that leads nowhere, or the line and target of one whose target the portal may need."""

_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def within(target: str, home: str) -> str | None:
    """Return what a link means below the address of a portal; None when it leads elsewhere.

    >>> within("HTTP://a.example/p/x/?y#z", "https://a.example/p/"), within("/x/", "https://a.example/")
    ('x/', 'x/')
    >>> within("https://sơnla.example/x/", "https://xn--snla-lgb.example/")
    'x/'
    >>> within("https://b.example/", "https://a.example/")
    """
    if not _WEB.match(target):
        return path_of(target)[1:]
    own, wanted = _WEB.sub("", home), _WEB.sub("", as_uri(path_of(target)))
    if wanted.lower().startswith(own.lower()):
        return wanted[len(own) :]
    return "" if f"{wanted}/".lower() == own.lower() else None


def doubtful(file: str, body: str, files: tuple[str, ...]) -> Iterator[Doubtful]:
    """Yield the links of a body that are not sound by themselves, and what no page shows of it.

    Of those that lead to other hosts one may be the portal's own. `files` are what a relative link
    may lead to.
    """
    for line, tag in dropped(body):
        yield Problem(file, "W061", (BODY, line), values={"tag": tag})
    for link in links(body):
        path = path_of(link.target)
        if ELSEWHERE.match(link.target):
            if link.picture:
                yield lost_link("E308", file, link.line, link.target)
            elif _WEB.match(link.target):
                yield link.line, link.target
            elif link.target.partition(":")[0].lower() not in SCHEMES:
                yield lost_link("W062", file, link.line, link.target[:80])
        elif path.startswith("/"):
            yield link.line, link.target
        elif path and path.removeprefix("./") not in files:
            yield lost_link("E307", file, link.line, link.target, nearest(path, files))


def path_of(target: str) -> str:
    """Return the target of a link without its query and anchor."""
    return target.partition("#")[0].partition("?")[0]


def lost_link(code: str, file: str, line: int, link: str, near: str | None = None) -> Problem:
    """Return the problem of a link in prose that leads nowhere."""
    return Problem(file, code, (BODY, line), values={"link": link}, near=near)
