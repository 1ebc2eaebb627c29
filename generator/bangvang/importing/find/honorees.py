"""Who is named: people with their posts, collectives, households, and whole peoples of a place."""

import re
from typing import Literal, NamedTuple

from bangvang.importing.find.lexicon import TITLE, people
from bangvang.importing.find.rules import rule, rules
from bangvang.importing.sources.blocks import UPPER
from bangvang.text import name_key

Kind = Literal["person", "collective", "household"]

GIVE = re.compile(rf"\b{rules()['verbs']['give']}\b", re.IGNORECASE)
"""A verb of handing over."""
RECEIVE = re.compile(rf"\b{rules()['verbs']['receive']}(?!\w)", re.IGNORECASE)
"""A verb of receiving."""
_GOES_ON = re.compile(
    r"(?:[\s,]|cũng|đã|vừa|còn|tiếp tục|vinh dự|được|long trọng|trang trọng"
    r"|\d+ năm liền|\d+ năm liên tục|nhiều năm(?: liền)?)*"
    r"(?:là (?:một trong|đơn vị|tập thể|cá nhân|người|gương|điển hình)[^;:.]*)?"
    r"(?:tổ chức .*(?:và|,)\s*)?"
)
"""What may stand between a subject and the verb that says what it received."""
_JOIN = re.compile(r"\s*(?:[,;]|và|cùng|[-–+•])\s*(?:và\s+)?(?:cho\s+)?", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*(?:(?:tập thể|cá nhân|đại diện(?: lãnh đạo)?|đại diện cho|cho|các tập thể|các cá nhân)"
    r"\s*:?\s+)+",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^.{0,60}?(?:\blà|:|\bgồm|bao gồm)\s+")
_UNIT_END = re.compile(r"\b(?:tỉnh|huyện|thành phố|thị xã|xã|phường|thị trấn)$", re.IGNORECASE)
_REGION = re.compile(rf"(?i:{rule('region').pattern})(?: [{UPPER}]\w*)*")
_ROLE = re.compile(r"\s*(?:,|[-–]|\()\s*")
_NEXT = re.compile(
    rf"(?:,|;| và| cùng)\s+(?=(?i:{TITLE.pattern})[{UPPER}]|(?i:{rule('collectives').pattern}))"
)
_AFTER_ROLE = re.compile(
    rf"(?:,|;| và| cùng)\s+(?=(?i:{TITLE.pattern})[{UPPER}])"
    rf"|(?:;| và| cùng)\s+(?=(?i:{rule('collectives').pattern}))"
    rf"|,\s+(?!(?i:{rule('places').pattern}))(?=(?i:{rule('collectives').pattern}))"
)
_STARTS = re.compile(
    r"^|[,;:]\s+|\b(?:là|có|đó|và|như|riêng|đặc biệt|tiêu biểu|điển hình)\s+", re.IGNORECASE
)
_ADDRESS = re.compile(rf"(?:,\s+(?i:{rule('places').pattern})(?: [{UPPER}]\w*)+)+")
_HOUSEHOLD = re.compile(r"(?:hộ gia đình|gia đình|hộ)\s+", re.IGNORECASE)


class Honoree(NamedTuple):
    """Who was honoured, as a sentence tells it."""

    name: str
    kind: Kind
    role: str


def honorees(text: str) -> list[Honoree]:
    """Return who is named at the beginning of a text, one after another; those only counted not.

    >>> [h.name for h in honorees("bà Nguyễn Ngọc Hoa, Phó Chánh án và Trường Mầm non Đức Xuân")]
    ['Nguyễn Ngọc Hoa', 'Trường Mầm non Đức Xuân']
    >>> honorees("các tập thể, cá nhân")
    []
    """
    return listed_in(text)[0]


def listed_in(text: str) -> tuple[list[Honoree], str]:
    """Return who is named at the beginning of a text, and what of it is left after them."""
    found: list[Honoree] = []
    rest = text
    while rest:
        rest = rest.lstrip(' :-–+•“"')
        lead = _LEAD.match(rest)
        if lead and not rule("unnamed").match(rest):
            rest = rest[lead.end() :]
        elif rule("unnamed").match(rest):
            listed = _LISTED.match(rest)
            if not listed or found:
                break
            rest = rest[listed.end() :]
            continue
        one, length = _first(rest)
        if one is None:
            break
        found.append(one)
        if one.kind == "collective" and not rule("places").match(one.name):
            address = _ADDRESS.match(rest, length)
            length = address.end() if address else length
        join = _JOIN.match(rest, length)
        if not join:
            return found, rest[length:]
        rest = rest[join.end() :]
    return found, rest


def _first(text: str) -> tuple[Honoree | None, int]:
    """Return the honoree with which a text begins, and how long that is."""
    region = _REGION.match(text)
    if region and " " in region[0]:
        return Honoree(region[0].strip(), "collective", ""), region.end()
    household = _HOUSEHOLD.match(text)
    named = people(text[household.end() if household else 0 :][:120])
    shift = household.end() if household else 0
    if named and named[0][0] <= 1:
        end = named[0][1] + shift
        role, after = _role(text, end)
        return Honoree(named[0][2], "household" if household else "person", role), after
    if not rule("collectives").match(text):
        return None, 0
    stop = rule("ends").search(text)
    chunk = text[: stop.start()] if stop else text
    follows = _NEXT.search(chunk)
    chunk = chunk[: follows.start()] if follows else chunk
    comma = re.search(rf",\s+(?![{UPPER}])|,\s+(?=.*$)", chunk)
    if comma and not re.match(rf"[^,]*,\s+[{UPPER}][\w ]*\bvà\b", chunk):
        chunk = chunk[: comma.start()]
    chunk = chunk.rstrip(' .,-–”"’')
    head, _, tail = chunk.partition(" ")
    if not re.search(rf"\b[{UPPER}]", tail) and not (
        head[:1].isupper() and _UNIT_END.search(chunk)
    ):
        return None, 0
    kind: Kind = "household" if household else "collective"
    return Honoree(chunk, kind, ""), len(chunk)


def _role(text: str, end: int) -> tuple[str, int]:
    """Return the post that follows a name, and where it ends."""
    lead = _ROLE.match(text, end)
    if not lead:
        return "", end
    rest = text[lead.end() :]
    stop = rule("ends").search(rest)
    role = rest[: stop.start()] if stop else rest
    follows = _AFTER_ROLE.search(role)
    if (
        follows
        and follows[0].startswith(",")
        and rule("collectives").match(role[follows.end() :])
        and not rule("employers").search(role[: follows.start()])
    ):
        # "Trưởng phòng, Sở Nội vụ và …": where somebody works follows the post.
        follows = _AFTER_ROLE.search(role, follows.end())
    role = role[: follows.start()] if follows else role
    if people(role[:40]) and people(role[:40])[0][0] <= 1:
        return "", end
    role = role.rstrip(' .,;–-)”"')
    if not role or len(role) > 160 or RECEIVE.search(role) or GIVE.search(role):
        return "", end
    return role, lead.end() + len(role)


def subjects(text: str) -> list[Honoree]:
    """Return who is named at the end of a text: the subject of the verb that follows it."""
    for start in _STARTS.finditer(text):
        found, rest = listed_in(text[start.end() :])
        if found and _GOES_ON.fullmatch(rest.strip('–-”" ')):
            return found
    return []


def same(one: str, other: str) -> bool:
    """Return whether two ways of writing a name are of one honoree.

    >>> same("Sở Thông tin Truyền thông", "Sở Thông tin và Truyền thông tỉnh Bắc Kạn")
    True
    """
    first, second = _core(one), _core(other)
    return first == second or first[: len(second)] == second or second[: len(first)] == first


def _core(name: str) -> list[str]:
    region = re.match(rule("region").pattern, name, re.IGNORECASE)
    if region and "dân" in region[0] and "UBND" not in region[0]:
        name = f"nhân dân {name[region.end() :]}"
    return [word for word in name_key(name).split() if word != name_key("và")]
