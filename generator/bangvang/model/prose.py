"""Prose: which Markdown bodies are written in, and the links in them."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyromark

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


def links(body: str) -> Iterator[ProseLink]:
    r"""Yield the links and pictures of a body; code, footnotes and raw HTML are none.

    >>> [tuple(link) for link in links("a `[x](y)`\n![b](c.png) [d](/e/)")]
    [(1, True, 'c.png'), (1, False, '/e/')]
    """
    if "](" not in body and "]:" not in body:
        return
    data = body.encode()
    line = counted = 0
    for event, place in pyromark.events_with_range(body, options=MARKDOWN):
        start: Any = event.get("Start") if isinstance(event, dict) else None
        if isinstance(start, dict):
            for kind in ("Link", "Image"):
                if kind in start and start[kind]["link_type"] != "Email":
                    line += data.count(b"\n", counted, place["start"])
                    counted = place["start"]
                    yield ProseLink(line, kind == "Image", start[kind]["dest_url"])
