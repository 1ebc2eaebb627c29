"""Which part of an HTML page is its article, and which is furniture."""

import datetime
import re
from contextlib import suppress

from lxml import etree
from lxml.html import HtmlElement

from bangvang.importing.find.rules import rule, rules
from bangvang.importing.sources.blocks import tidy

_ENOUGH = 250
"""How many characters of text make a part of a page its article."""
_SENTENCE = 12
"""How many words make a text that is none of a menu."""
_NEARLY = 0.93
_TEXT = ("p", "h1", "h2", "h3", "ul", "ol", "font", "span", "b", "i", "a")


def depth_of(root: HtmlElement) -> int:
    """Return how deep the elements of a page lie in one another."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def title_of(root: HtmlElement) -> str:
    """Return the title that the head of a page tells, without the name of the site."""
    for path in ("//meta[@property='og:title']/@content", "//head/title/text()"):
        found = root.xpath(path)
        if found:
            return tidy(re.split(r"\s+[|»]\s+", str(found[0]))[0])
    return ""


def prune(root: HtmlElement, dropped: list[str]) -> None:
    """Take furniture out of a page: by tag, role, id and class; never most of its text."""
    whole = len(root.text_content())
    marks = rule("furniture", "marks")
    tags = frozenset(rules()["furniture"]["tags"])
    roles = frozenset(rules()["furniture"]["roles"])
    for element in [each for each in root.iter() if isinstance(each.tag, str)]:
        if element.tag in ("html", "body"):
            continue
        known = f"{element.get('id', '')} {element.get('class', '')}"
        hidden = "display:none" in element.get("style", "").replace(" ", "").lower()
        if not (
            element.tag in tags or element.get("role") in roles or marks.search(known) or hidden
        ):
            continue
        text = element.text_content()
        if element.tag not in ("script", "style", "noscript", "template"):
            if len(text) * 2 > whole or element.xpath(".//h1"):
                continue
            dropped.extend(element.itertext())
        element.drop_tree()


def home_of(root: HtmlElement) -> HtmlElement:
    """Return the part of a page that is its article."""
    whole = len(root.text_content().strip())
    for path in rules()["furniture"]["homes"]:
        found = [e for e in root.xpath(f"//{path}") if len(e.text_content()) > _ENOUGH]
        if found:
            best: HtmlElement = max(found, key=lambda each: len(each.text_content()))
            if len(best.text_content()) * 3 > whole:
                return best
    return _column(root)


def _column(root: HtmlElement) -> HtmlElement:
    """Return the smallest part of a page that has nearly all of its sentences.

    Old pages are tables in tables: one cell is the article, the others are menus.
    """
    weights: dict[HtmlElement, int] = {}
    for element in root.iter():
        own = [element.text or "", *(child.tail or "" for child in element)]
        weight = sum(len(each) for each in own if len(each.split()) >= _SENTENCE)
        if weight:
            for outer in (element, *element.iterancestors()):
                weights[outer] = weights.get(outer, 0) + weight
    whole = weights.get(root, 0)
    found = root
    while whole:
        inner = max(found, key=lambda each: weights.get(each, 0), default=None)
        if inner is None or weights.get(inner, 0) < _NEARLY * whole or inner.tag in _TEXT:
            break
        found = inner
    return found


def day_of(root: HtmlElement) -> datetime.date | None:
    """Return the day of publication that a page tells to machines."""
    for path in (
        "//meta[@property='article:published_time']/@content",
        "//meta[@itemprop='datePublished' or @name='pubdate' or @name='date']/@content",
        "//article//time/@datetime",
        "//time/@datetime",
    ):
        for found in root.xpath(path):
            with suppress(ValueError):
                return datetime.date.fromisoformat(str(found)[:10])
    return None
