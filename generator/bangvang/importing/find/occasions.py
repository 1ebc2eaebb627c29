"""The event that a source reports: its kind, number, term, day and half of the day."""

import datetime
import re
from itertools import pairwise

from bangvang.importing.find.found import Half, Kind, Occasion, Page
from bangvang.importing.find.lexicon import Lexicon, sentences
from bangvang.importing.find.rules import rule, rules
from bangvang.importing.find.terms import districts_in
from bangvang.text import name_key

_DAY = re.compile(
    r"(?P<half>sáng|chiều|tối)?(?:\s+nay)?(?:\s+ngày|\bngày)?[\s(]*\b(?P<day>\d{1,2})"
    r"(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:(?:\s*[/.-]\s*|,?\s+năm\s+)(?P<year>\d{4}))?(?!\d|[.,/-]\d|%)",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:giai đoạn|nhiệm kỳ)\s+(\d{4})\s*[-–]\s*(\d{4})", re.IGNORECASE)
_ORDINAL = re.compile(
    r"lần thứ\s+(?:([IVXLC]+)\b|(\d+)|(nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))"
)
_SPOKEN = "nhất hai ba tư năm sáu bảy tám chín mười".split()
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_KINDS: tuple[Kind, ...] = ("congress", "conference", "ceremony")
_HALVES: dict[str, Half] = {"sáng": "morning", "chiều": "afternoon", "tối": "evening"}
_OPENING = 3
_COMMON = frozenset(
    name_key(
        "hội nghị đại hội lễ thi đua khen thưởng công tác phong trào yêu nước và của các"
    ).split()
)
_WEEK = datetime.timedelta(days=7)


def roman(text: str) -> int:
    """Return the number of Roman figures.

    >>> roman("V"), roman("IX"), roman("XIV")
    (5, 9, 14)
    """
    values = [_ROMAN[char] for char in text] + [0]
    return sum(v if v >= w else -v for v, w in pairwise(values))


def find_event(page: Page, lexicon: Lexicon) -> None:
    """Set the event that a page reports: named near its beginning, with a day and a verb."""
    opening = [page.lede, *[block.text for block in page.body[:_OPENING]]]
    for sentence in (each for text in opening if text for each in sentences(text)[:3]):
        named = rule("events", "name").search(sentence)
        if not named or not rule("events", "held").search(sentence):
            continue
        found = _day(sentence, page.date or page.updated)
        if not found:
            continue
        name = _name(sentence, named.start())
        title = rule("events", "name").search(page.title)
        if title:
            other = _name(page.title, title.start())
            if set(name_key(name).split()) <= set(name_key(other).split()):
                name = other
        kind = next(
            each for each in _KINDS if re.match(rules()["events"][each], name, re.IGNORECASE)
        )
        day, half, sure = found
        term = _TERM.search(sentence, named.start())
        page.event = Occasion(
            name=name,
            kind=kind,
            ordinal=_ordinal(name),
            term=f"{term[1]}-{term[2]}" if term else "",
            date=day,
            session=half,
            confidence=0.85 if sure else 0.8,
            passage=sentence,
        )
        near = next(districts_in(sentence, lexicon), None)
        page.event.district = near[0].id if near else ""
        _recognise(page.event, lexicon)
        page.tell("events", page.event.id or name, page.event.confidence, sentence)
        return


def _name(text: str, start: int) -> str:
    end = rule("events", "name_ends").search(text, start + 8)
    name = text[start : end.start() if end else len(text)].strip()
    return name[0].upper() + name[1:]


def _ordinal(name: str) -> int | None:
    found = _ORDINAL.search(name)
    if not found:
        return None
    if found[1]:
        return roman(found[1])
    return int(found[2]) if found[2] else _SPOKEN.index(found[3]) + 1


def _day(sentence: str, stamp: datetime.date | None) -> tuple[datetime.date, Half, bool] | None:
    """Return the first day that a sentence tells, the half of it, and whether its year is told.

    A day without a year is the last one before the stamp of the page.
    """
    for hit in _DAY.finditer(sentence):
        year = int(hit["year"]) if hit["year"] else (stamp.year if stamp else 0)
        try:
            day = datetime.date(year, int(hit["month"]), int(hit["day"]))
            if not hit["year"] and stamp and day > stamp + _WEEK:
                day = day.replace(year=year - 1)
        except (ValueError, OverflowError):
            continue
        return day, _HALVES.get((hit["half"] or "").lower(), ""), bool(hit["year"])
    return None


def _recognise(event: Occasion, lexicon: Lexicon) -> None:
    """Give an event its id when the register has it: by its name, or by its day and kind."""
    # Nearly every district holds a conference of the same name.
    same = [
        each
        for each in lexicon.registers.events.values()
        if (each.date, each.kind) == (event.date, event.kind)
        and (not event.district or not each.district or event.district == each.district)
    ]
    named = {match.id for match in lexicon.events.find(event.name)}
    if [each.id for each in same if each.id in named]:
        event.id, event.confidence = next(e.id for e in same if e.id in named), 0.98
        return
    words = _telling(event.name)
    for each in same:
        others = _telling(each.name)
        common = len(words & others) / max(1, min(len(words), len(others)))
        if common >= 0.5:
            event.id, event.confidence = each.id, 0.9 if common >= 0.7 else 0.8


def _telling(name: str) -> set[str]:
    """Return the syllables of the name of an event that tell it from others."""
    return set(name_key(name).split()) - _COMMON
