"""Counts without names: how many received which award, as a sentence states it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bangvang.importing.find.found import Counted, Page
from bangvang.importing.find.honorees import GIVE
from bangvang.importing.find.lexicon import AwardMatch, Lexicon, givers, segments, sentences
from bangvang.importing.find.rules import rule, rules
from bangvang.importing.sources.blocks import Block

_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3}){1,3}|\d{1,9}")
_IN_WORDS = {
    word: value
    for value, word in enumerate("một hai ba bốn năm sáu bảy tám chín mười".split(), start=1)
}
_BEARERS = ("chiến s", "anh hùng", "nhà giáo", "thầy thuốc", "nghệ", "bà mẹ", "lao động", "đơn vị")
_UNITS = ("collectives", "persons", "households")
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,/-])(?P<value>{_DIGITS.pattern}|\b(?:{'|'.join(_IN_WORDS)}))\s+"
    rf"(?P<turns>(?:{rules()['counted']['turns']})\s+(?:(?:là|cho|của)\s+)?)?"
    rf"(?:(?P<collectives>{rules()['counted']['collectives']})"
    rf"|(?P<households>{rules()['counted']['households']})"
    rf"|(?P<persons>{rules()['counted']['persons']}))?\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:cho|đối với|tới|đến|với)\b|[:(]|[–-]\s*$", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|và|;|với|cùng|,? ?và)?\s*")
_MIXED = re.compile(r"(?:\s*,|\s+và)\s+(?:tập thể|cá nhân|hộ)", re.IGNORECASE)
_GIVEN = re.compile(
    rf"\b(?:{rules()['verbs']['receive']}|được|nhận|đạt|{rules()['verbs']['give']})\b",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(r"(?:danh hiệu|tặng|và|,|[“\"‘’”])*\s*", re.IGNORECASE)
_SAID = {"collectives": "tập thể", "persons": "cá nhân", "households": "hộ gia đình"}


def number(text: str) -> int:
    """Return the whole number that is written with points for its thousands, or in words.

    >>> number("1.195"), number("03"), number("Ba")
    (1195, 3, 3)
    """
    return _IN_WORDS.get(text.lower()) or int(text.replace(".", ""))


class _Giver(NamedTuple):
    """Who confers."""

    level: str
    authority: str


class _Number(NamedTuple):
    """A number in a sentence, and what it counts."""

    start: int
    end: int
    value: int
    kind: str
    """A key of a tally; "" when the number stands right before an award."""
    turns: bool
    """Whether it counts conferrals: it says so, or counts flags and certificates."""


class _Group:
    """Awards and counts that belong together, while a sentence is read."""

    def __init__(self) -> None:
        self.awards: list[str] = []
        self.counts: dict[str, int] = {}
        self.bare: int | None = None
        self.turns = False
        self.awards_first = False
        self.giver = _Giver("", "")


def find_tallies(texts: list[str], lexicon: Lexicon, page: Page) -> None:
    """Add the tallies that texts state."""
    for text in texts:
        for sentence in sentences(text):
            at_event = bool(rule("at_event").search(sentence))
            for group, passage in _of_sentence(sentence, lexicon):
                _add(group, passage, at_event, lexicon, page)


def _of_sentence(sentence: str, lexicon: Lexicon) -> Iterator[tuple[_Group, str]]:
    """Yield the groups of a sentence that have both awards and counts."""
    giver = _Giver("", "")
    for segment in segments(sentence):
        awards = lexicon.awards(segment)
        tokens: list[tuple[int, int, AwardMatch | _Giver | _Number]] = [
            (a.start, a.end, a) for a in awards
        ]

        def free(start: int, awards: list[AwardMatch] = awards) -> bool:
            return not any(a.start <= start < a.end for a in awards)

        tokens += [
            (start, end, _Giver(level, authority))
            for start, end, level, authority in givers(segment)
            if free(start)
        ]
        tokens += [(each.start, each.end, each) for each in _numbers(segment, awards)]
        group = _Group()
        last = 0
        for start, end, token in sorted(tokens, key=lambda each: each[:2]):
            between = segment[last:start]
            if isinstance(token, _Giver):
                giver = token
                if group.awards and group.counts:
                    yield group, segment
                    group = _Group()
                continue
            done = (
                _award(group, token, between, giver, segment)
                if isinstance(token, AwardMatch)
                else _count(group, token, between)
            )
            if done:
                yield group, segment
                group = _Group()
                if isinstance(token, AwardMatch):
                    _award(group, token, between, giver, segment)
                else:
                    _count(group, token, between)
            group.giver = giver
            last = end
        yield group, segment


def _numbers(segment: str, awards: list[AwardMatch]) -> Iterator[_Number]:
    """Yield the numbers that count recipients or awards."""
    for hit in _NUMBER.finditer(segment):
        start, end = hit.span()
        if any(a.start <= start < a.end for a in awards):
            continue
        if _MIXED.match(segment, end):
            # "14 tập thể, cá nhân": a total of both; its parts follow.
            continue
        value, turns = number(hit["value"]), bool(hit["turns"])
        # "593 Tập thể Lao động xuất sắc": the unit is part of the title, which counts its bearers.
        within = any(start < a.start < end for a in awards)
        kind = "" if within else next((each for each in _UNITS if hit[each]), "")
        if within:
            yield _Number(start, hit.end("value"), value, "", turns)
        elif kind or turns:
            yield _Number(start, end, value, kind, turns)
        elif hit["value"].isdigit():
            after = _TITLE_WORD.match(segment, end)
            near = next(
                (a for a in awards if a.start in (end, after.end() if after else end)), None
            )
            if near:
                person = segment[near.start : near.end].lower().startswith(_BEARERS)
                yield _Number(start, end, value, "", not person)


def _award(group: _Group, match: AwardMatch, between: str, giver: _Giver, segment: str) -> bool:
    """Add an award to a group; return whether the group was complete before it."""
    turns = re.search(r"(\d+) lượt", segment[match.start : match.end])
    if turns and not group.counts and not group.awards:
        group.bare, group.turns = int(turns[1]), True
    award = match.at(giver.level) or segment[match.start : match.end]
    if group.awards and (group.counts or len(between) > 30 or GIVE.search(between)):
        return True
    if group.counts and not group.awards and not _GIVEN.search(between):
        # "27 cá nhân Lao động tiên tiến": what stands right before the award is counted.
        beside = list(group.counts.items())[-1:] if not between.strip(' “"‘') else []
        group.counts, group.turns = dict(beside), group.turns and bool(beside)
    if award not in group.awards:
        group.awards.append(award)
    group.awards_first = not group.counts and group.bare is None
    return False


def _count(group: _Group, found: _Number, between: str) -> bool:
    """Add a count to a group; return whether the group was complete before it."""
    if re.search(r"trong đó", between, re.IGNORECASE) and group.counts:
        return False
    if not found.kind:
        if group.awards or group.counts or group.bare is not None:
            return True
        group.bare, group.turns = found.value, found.turns
        return False
    if group.bare is not None:
        return True
    listed = bool(_LIST.fullmatch(between)) and bool(group.counts)
    if group.awards and group.awards_first and not group.counts:
        if not _TO.search(between) and len(between.strip(' ”"’,')) > 10:
            group.awards = []
    elif group.awards and not (listed and group.awards_first):
        return True
    elif group.counts and not group.awards and not listed:
        group.counts, group.turns = {}, False
    if found.kind in group.counts:
        return bool(group.awards)
    group.counts[found.kind] = found.value
    group.turns |= found.turns
    return False


def _add(group: _Group, passage: str, at_event: bool, lexicon: Lexicon, page: Page) -> None:
    """Add the tally of a group that is complete."""
    counts: dict[str, int] = dict(group.counts)
    known = [lexicon.registers.awards.get(award) for award in group.awards]
    if group.bare is not None and group.awards:
        given = {kind for award in known if award for kind in award.given_to}
        kinds = given & {"person", "collective", "household"}
        kind = f"{kinds.pop()}s" if len(kinds) == 1 else ""
        counts = {kind: group.bare} if kind else {}
    if not group.awards or not counts:
        return
    level, authority = group.giver
    first = known[0]
    if first and (first.authority or level not in first.levels):
        authority = first.authority or ""
    tally = Counted(
        tuple(group.awards),
        **_each(counts),
        counts="conferrals" if group.turns else "recipients",
        authority=authority,
        at_event=at_event,
        confidence=0.88 if all(known) else 0.5,
        passage=passage.strip(),
    )
    _keep(tally, page)


def _each(counts: Mapping[str, int]) -> Any:
    """Return how many of each kind, with None for those that are not told."""
    return {kind: counts.get(kind) for kind in _UNITS}


def _keep(tally: Counted, page: Page) -> None:
    """Add a tally, or what it tells to one that says the same and less."""
    for known in page.tallies:
        counts = [(getattr(known, kind), getattr(tally, kind)) for kind in _UNITS]
        if (
            (known.awards, known.counts) == (tally.awards, tally.counts)
            and any(one == other is not None for one, other in counts)
            and all(None in pair or pair[0] == pair[1] for pair in counts)
        ):
            for kind, (one, other) in zip(_UNITS, counts, strict=True):
                setattr(known, kind, other if one is None else one)
            known.at_event |= tally.at_event
            return
    page.tallies.append(tally)
    told = ", ".join(f"{getattr(tally, k)} {_SAID[k]}" for k in _UNITS if getattr(tally, k))
    page.tell("tallies", f"{'; '.join(tally.awards)}: {told}", tally.confidence, tally.passage)


_HEADS = {
    "collectives": re.compile("tập thể|đơn vị", re.IGNORECASE),
    "persons": re.compile("cá nhân|người", re.IGNORECASE),
    "households": re.compile("hộ", re.IGNORECASE),
}


def tallies_of_table(block: Block, lexicon: Lexicon, page: Page) -> None:
    """Add the tallies of a table whose first row tells what its columns count."""
    if not block.rows:
        return
    columns = {
        kind: place
        for kind, head in _HEADS.items()
        for place, cell in enumerate(block.rows[0])
        if head.search(cell) and len(cell) < 40
    }
    for row in block.rows[1:]:
        found = [match.at("") for cell in row for match in lexicon.awards(cell)]
        counts = {
            kind: number(row[place])
            for kind, place in columns.items()
            if place < len(row) and _DIGITS.fullmatch(row[place].strip())
        }
        if found and found[0] and counts:
            passage = " | ".join(row)
            _keep(Counted((found[0],), passage=passage, confidence=0.88, **_each(counts)), page)
