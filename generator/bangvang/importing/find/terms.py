"""Movements and districts that a text names."""

import re
from collections.abc import Iterator

from bangvang.importing.find.found import Page
from bangvang.importing.find.lexicon import Lexicon, Match, passage, proper
from bangvang.importing.find.rules import rule
from bangvang.importing.sources.blocks import UPPER
from bangvang.text import name_key

_QUOTED = re.compile(r"[“\"„‘«]{1,2}\s*([^“”\"„‘«»]{3,220}?)\s*[”\"“»’]{1,2}(?!\w)")
_REACH = 130
_SHORT = 45


def find_movements(texts: list[str], lexicon: Lexicon, page: Page) -> None:
    """Add the movements that texts name, known or not."""
    for text in texts:
        quoted = []
        mode = ""
        last = 0
        for hit in _QUOTED.finditer(text):
            quoted.append(hit.span())
            between = text[max(last, hit.start() - _REACH) : hit.start()]
            mode = _mode(between, mode if last and hit.start() - last < _SHORT else "")
            last = hit.end()
            name = hit[1].strip(" .,;:")
            known = _whole(name, lexicon)
            words = passage(text, hit.start(), hit.end())
            if known and mode != "is_not":
                _add(page, known, 0.98, words)
            elif mode == "is" and name.count(" ") >= 2:
                _add(page, name, 0.6, words)
        for match in lexicon.movements.find(text):
            inside = any(a <= match.start < b for a, b in quoted)
            before = text[max(0, match.start - 40) : match.start]
            if inside or re.search(
                rf"\b{rule('movements', 'is_not').pattern}\s+$", before, re.IGNORECASE
            ):
                continue
            words = text[match.start : match.end]
            if words.count(" ") >= 5 or re.search(
                r"(phong trào|vận động)[^,.;]{0,30}$", before, re.IGNORECASE
            ):
                _add(page, match.id, 0.9, passage(text, match.start, match.end))


def _mode(between: str, before: str) -> str:
    """Return what the last telling word before a quotation says that it is."""
    hits = [
        (hit.end(), -hit.start(), kind)
        for kind in ("is", "is_not")
        for hit in rule("movements", kind).finditer(between)
        if not between[hit.end() : hit.end() + 1].isalpha()
    ]
    return max(hits)[2] if hits else before


def _whole(name: str, lexicon: Lexicon) -> str:
    """Return the movement whose name a quotation is, or begins with."""
    for match in lexicon.movements.find(name):
        rest = name_key(name[match.end :])
        if match.start == 0 and not rest:
            return match.id
    return ""


def _add(page: Page, movement: str, confidence: float, words: str) -> None:
    keys = {name_key(each) for each in page.movements}
    if movement not in page.movements and name_key(movement) not in keys:
        page.movements.append(movement)
        page.tell("movements", movement, confidence, words)


def find_districts(texts: list[str], lexicon: Lexicon, page: Page) -> None:
    """Add the districts that texts name."""
    for text in texts:
        for match, ranked in districts_in(text, lexicon):
            if match.id not in page.districts:
                page.districts.append(match.id)
                words = passage(text, match.start, match.end)
                page.tell("districts", match.id, 0.98 if ranked else 0.85, words)


def districts_in(text: str, lexicon: Lexicon) -> Iterator[tuple[Match, bool]]:
    """Yield the districts that a text names, and whether each is named with its rank.

    A commune or a lake of the same name is none, nor is what stands in quotes.
    """
    quoted = [hit.span() for hit in _QUOTED.finditer(text)]
    other = rule("districts", "other").pattern
    for match in lexicon.districts.find(text):
        start = match.start
        before = text[max(0, start - 30) : start]
        ranked = rule("districts", "ranks").match(text[start : match.end]) or re.search(
            rf"\b{rule('districts', 'ranks').pattern}\s+$", before, re.IGNORECASE
        )
        elsewhere = not ranked and (
            not proper(text, start)
            or re.search(rf"\b{other}\s+$", before, re.IGNORECASE)
            or re.search(rf"\b{other}\s+[{UPPER}]\w*\s*,\s*$", before)
        )
        if not elsewhere and not any(a <= start < b for a, b in quoted):
            yield match, bool(ranked)
