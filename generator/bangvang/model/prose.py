"""Prose: which Markdown bodies are written in, and the links in them."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple

import pyromark

from bangvang.model.problems import BODY, Problem
from bangvang.model.types import as_uri
from bangvang.text import nearest

MARKDOWN = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
"""CommonMark with tables and footnotes."""


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
            yield ProseLink(line, kind == "Image", start[kind]["dest_url"])
        else:
            raw = data[place["start"] : place["end"]].decode("utf-8", "replace")
            yield from _links_in_html(raw, line)


def _links_in_html(html: str, line: int) -> Iterator[ProseLink]:
    html = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), html)
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


def doubtful(file: str, prose: Iterable[ProseLink], files: tuple[str, ...]) -> Iterator[Doubtful]:
    """Yield the links of prose that are not sound by themselves, in their order.

    Of those that lead to other hosts one may be the portal's own. `files` are what a relative link
    may lead to.
    """
    for link in prose:
        path = path_of(link.target)
        if ELSEWHERE.match(link.target):
            if link.picture:
                yield lost_link("E308", file, link.line, link.target)
            elif _WEB.match(link.target):
                yield link.line, link.target
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
