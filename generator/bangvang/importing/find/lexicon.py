"""What a portal knows by name, found in prose by its syllables: case and punctuation do not count.

Awards are also found by the patterns of `rules.yml`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bangvang.importing.find.rules import pattern, rule, rules
from bangvang.importing.sources.blocks import LOWER, UPPER
from bangvang.model.catalog import Registers
from bangvang.model.types import Vocabulary
from bangvang.text import name_key

_WORD = re.compile(r"[^\W_]+")
_BEFORE = 60
_NEAR = 100
_LONGEST = 8000
_FINAL_Y = re.compile(r"(?<=^[bcdđghklmnprstvx])y(?=\d?$)")
_SENTENCE = re.compile(rf"(?<=[.!?…])\s+(?=[{UPPER}“\"‘0-9-])|\n")
_SHORTENED = re.compile(r"(?:\b(?:TP|Tp|TX|Tx|GS|TS|ThS|PGS|BS|St|Mr|KT|TM|Q)|^\d+|^[IVX]+)\.$")


@dataclass(frozen=True, slots=True)
class Match:
    """Where something known stands in a text."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class AwardMatch:
    """Where an award is named in a text."""

    start: int
    end: int
    ids: Mapping[str, str]
    """Its id, by the level of who gives it; under "" when the name alone tells it."""

    def at(self, level: str) -> str:
        """Return the id of the award as one of a level gives it; "" when that is not known."""
        return self.ids.get("") or self.ids.get(level, "")


def _with_i(key: str) -> str:
    """Return the key of a syllable with i for y: kỹ and kĩ, sỹ and sĩ are one word."""
    return _FINAL_Y.sub("i", key)


class Names:
    """The names of one register, to be found in prose."""

    def __init__(self, entities: Iterable[Vocabulary]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for entity in entities:
            for name in entity.names:
                key = tuple(map(_with_i, name_key(name).split()))
                if key:
                    self._first.setdefault(key[0], []).append((key, entity.id))
        for known in self._first.values():
            known.sort(key=lambda each: (-len(each[0]), each[1]))

    def find(self, text: str) -> Iterator[Match]:
        """Yield the names in a text, the longest at each place, none within another."""
        words = [
            (found.start(), found.end(), _with_i(name_key(found[0])))
            for found in _WORD.finditer(text)
        ]
        at = 0
        while at < len(words):
            for key, identity in self._first.get(words[at][2], ()):
                after = words[at : at + len(key)]
                if len(after) == len(key) and all(
                    w[2] == k for w, k in zip(after, key, strict=True)
                ):
                    yield Match(words[at][0], after[-1][1], identity)
                    at += len(key) - 1
                    break
            at += 1


class Lexicon:
    """The registers of a portal, to be found in prose."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers
        self.movements = Names(registers.movements.values())
        self.districts = Names(registers.districts.values())
        self.events = Names(registers.events.values())
        self._awards = Names(registers.awards.values())
        self._honorees = {
            name_key(name): record.id
            for record in sorted(registers.honorees.values(), key=lambda each: each.id)
            if record.status == "active" and not record.merged_into
            for name in record.names
        }

    def record(self, name: str) -> str:
        """Return the id of the one record with this name or alias; "" when there is none."""
        return self._honorees.get(name_key(name), "")

    def awards(self, text: str) -> list[AwardMatch]:
        """Return the awards that are named in a text, in their order; longer names win."""
        found: dict[tuple[int, int], dict[str, str]] = {}
        for match in self._awards.find(text):
            found.setdefault((match.start, match.end), {"": match.id})
        for each in rules()["awards"]:
            if each["award"] in self.registers.awards:
                for hit in pattern(rf"\b(?:{each['pattern']})(?!\w)").finditer(text):
                    known = found.setdefault(hit.span(), {})
                    known.setdefault(each.get("at", ""), each["award"])
        spans = sorted(found, key=lambda span: (span[0] - span[1], span[0]))
        taken: list[tuple[int, int]] = []
        covered: set[int] = set()
        for span in spans:
            if covered.isdisjoint(range(*span)):
                taken.append(span)
                covered.update(range(*span))
        return [
            AwardMatch(*span, found[span])
            for span in sorted(taken)
            if not rule("not_given").search(text[max(0, span[0] - _NEAR) : span[0]])
        ]


def givers(text: str) -> list[tuple[int, int, str, str]]:
    """Return who confers in a text: begin and end, level, authority."""
    found = []
    taken: list[tuple[int, int]] = []
    for each in rules()["givers"]:
        for hit in pattern(rf"\b(?:{each['pattern']})").finditer(text):
            if all(hit.end() <= start or end <= hit.start() for start, end in taken):
                taken.append(hit.span())
                authority = each.get("authority") or _office(text, hit.start(), hit.end())
                found.append((*hit.span(), each["level"], authority))
    return sorted(found)


def _office(text: str, start: int, end: int) -> str:
    """Return the name of an office as it is written, with the name of its place."""
    place = re.match(rf"(?: [{UPPER}]\w*){{1,3}}", text[end:])
    name = text[start:end] + (place[0] if place else "")
    return name[0].upper() + name[1:]


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph.

    >>> sentences("Ngày 14/7/2020, TP. Bắc Kạn họp. Có 1.195 tập thể…")
    ['Ngày 14/7/2020, TP. Bắc Kạn họp.', 'Có 1.195 tập thể…']
    """
    parts: list[str] = []
    for part in _SENTENCE.split(text):
        if parts and _SHORTENED.search(parts[-1]):
            parts[-1] += f" {part}"
        elif part.strip():
            parts.append(part.strip())
    # No sentence that somebody wrote is as long.
    return [part for part in parts if len(part) <= _LONGEST]


def segments(sentence: str) -> list[str]:
    """Return the parts of a sentence, each with the semicolon that ends it.

    >>> segments("tặng Bằng khen cho A; Giấy khen cho B.")
    ['tặng Bằng khen cho A;', ' Giấy khen cho B.']
    """
    return [part for part in re.split(r"(?<=;)", sentence) if part.strip()]


def passage(text: str, start: int, end: int) -> str:
    """Return a part of a text with a few of the words before it.

    >>> passage("Ở huyện có phong trào “Dạy tốt”, và nhiều nữa", 23, 31)
    'Ở huyện có phong trào “Dạy tốt”'
    """
    first = max(0, start - _BEFORE)
    if not first:
        return text[:end]
    first = text.index(" ", first) + 1 if " " in text[first:start] else first
    return f"… {text[first:end]}"


def proper(text: str, start: int) -> bool:
    """Return whether the word at a place begins with a capital letter."""
    return text[start : start + 1].isupper()


_FAMILIES = frozenset(rules()["people"]["families"].split())
TITLE = re.compile(rf"\b(?:{rule('people', 'titles').pattern})\s+", re.IGNORECASE)
_TITLED = re.compile(rf"{TITLE.pattern}$", re.IGNORECASE)
PERSON = re.compile(f"[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{1,4}}")


def people(text: str) -> list[tuple[int, int, str]]:
    """Return the people who are named in a text: begin and end with their titles, and the name.

    Without a title before it only a name of three syllables or more is taken for one.

    >>> [name for _, _, name in people("đồng chí Bí thư Thành ủy Cù Ngọc Cường và bà Lý Hoa")]
    ['Cù Ngọc Cường', 'Lý Hoa']
    """
    found: list[tuple[int, int, str]] = []
    for hit in re.finditer(rf"\b[{UPPER}][{LOWER}]*", text):
        if hit[0] not in _FAMILIES or (found and hit.start() < found[-1][1]):
            continue
        name = PERSON.match(text, hit.start())
        if not name or name[0] == "Hồ Chí Minh" or text[name.end() : name.end() + 1].isalpha():
            continue
        before = _TITLED.search(text, max(0, hit.start() - _NEAR), hit.start())
        if before or name[0].count(" ") >= 2:
            start = before.start() if before else hit.start()
            found.append((start, name.end(), name[0]))
    return found
