"""Honours that name who received them: in sentences, captions, lists and tables."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from bangvang.importing.blocks import UPPER, Block
from bangvang.importing.found import Named, Page
from bangvang.importing.lexicon import TITLE, AwardMatch, Lexicon, givers, people, sentences
from bangvang.importing.rules import rule, rules
from bangvang.text import name_key

Kind = Literal["person", "collective", "household"]

_GIVE = re.compile(rf"\b{rules()['verbs']['give']}\b", re.IGNORECASE)
_RECEIVE = re.compile(rf"\b{rules()['verbs']['receive']}(?!\w)", re.IGNORECASE)
_TO = re.compile(
    r"\s*[”\"’]?\s*(?:\([^)]*\)\s*)?(?:được )?(?:trao |tặng )?(?:cho|đến|tới)\b[\s:]*", re.I
)
_JOIN = re.compile(r"\s*(?:[,;]|và|cùng|[-–+•])\s*(?:và\s+)?(?:cho\s+)?", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*(?:(?:tập thể|cá nhân|đại diện(?: lãnh đạo)?|đại diện cho|cho|các tập thể|các cá nhân)"
    r"\s*:?\s+)+",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^.{0,60}?(?:\blà|:|\bgồm|bao gồm)\s+")
_PERIOD = re.compile(r"năm học (\d{4})\s*[-–]\s*(\d{4})|năm (\d{4})\b(?!\s*[-–]\s*\d)")
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
_STARTS = re.compile(r"^|[,;:]\s+|\b(?:là|có|đó|và)\s+", re.IGNORECASE)
_WIFE = re.compile(r"(?:hộ gia đình|gia đình|hộ)\s+", re.IGNORECASE)


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
    return _listed_in(text)[0]


def _listed_in(text: str) -> tuple[list[Honoree], str]:
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
    household = _WIFE.match(text)
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
    role = role[: follows.start()] if follows else role
    if people(role[:40]) and people(role[:40])[0][0] <= 1:
        return "", end
    role = role.rstrip(' .,;–-)”"')
    if not role or len(role) > 160 or _RECEIVE.search(role) or _GIVE.search(role):
        return "", end
    return role, lead.end() + len(role)


def presenter(before: str) -> str:
    """Return who hands over, from what stands before the verb; "" when nobody is named."""
    named = people(before)
    if not named:
        return ""
    last = named[-1]
    if len(named) > 1:
        between = before[named[-2][1] : last[0]]
        if re.search(r"\bvà\s*$|\bcùng\s*$", between) and TITLE.search(before[last[0] : last[1]]):
            return f"{named[-2][2]}, {last[2]}"
    return last[2]


def find_honours(texts: list[str], lexicon: Lexicon, page: Page) -> None:
    """Add the honours that sentences name."""
    for text in texts:
        for sentence in sentences(text):
            at_event = bool(rule("at_event").search(sentence))
            for named in of_sentence(sentence, lexicon):
                named.at_event = at_event or bool(named.presenter)
                add(named, page, lexicon)


def read_captions(lexicon: Lexicon, page: Page) -> None:
    """Add what captions name: honours, who is pictured, who hands over, which awards."""
    for caption in page.captions:
        for named in of_sentence(caption.text, lexicon):
            named.at_event = True
            add(named, page, lexicon)
        awards = [
            match.at(_level(caption.text, match.start)) for match in lexicon.awards(caption.text)
        ]
        caption.awards = tuple(dict.fromkeys(award for award in awards if award))
        caption.people = tuple(dict.fromkeys(name for _, _, name in people(caption.text)))
        give = _GIVE.search(caption.text)
        if give and caption.people and awards:
            caption.presenter = presenter(caption.text[: give.start()])


def _level(text: str, before: int) -> str:
    levels = [level for start, _, level, _ in givers(text) if start < before]
    return levels[-1] if levels else ""


def of_sentence(sentence: str, lexicon: Lexicon) -> Iterator[Named]:
    """Yield the honours that a sentence names, part by part between its semicolons."""
    level = ""
    hands = ""
    for part in re.split(r"(?<=;)", sentence):
        awards = lexicon.awards(part)
        for start, _, found, _ in givers(part):
            if not any(a.start <= start < a.end for a in awards) and (
                not awards or start < awards[-1].start
            ):
                level = found
        run: list[AwardMatch] = []
        for place, match in enumerate(awards):
            run.append(match)
            after = awards[place + 1].start if place + 1 < len(awards) else len(part)
            to = _TO.match(part, match.end)
            if not to and after < len(part) and _listed(part[match.end : after]):
                continue
            before = part[: run[0].start]
            give = _last(_GIVE, before)
            if give:
                hands = presenter(before[: give.start()]) or hands
            if to:
                who = honorees(part[to.end() :])
                source = hands if give or hands else ""
            else:
                receive = _last(_RECEIVE, before)
                who = _subjects(before[: receive.start()]) if receive else []
                source = presenter(before[receive.start() :]) if receive else ""
            for named in who:
                yield from _conferred(named, run, level, source, part, sentence)
            run = []


def _conferred(
    who: Honoree, run: Iterable[AwardMatch], level: str, source: str, part: str, sentence: str
) -> Iterator[Named]:
    period = _PERIOD.search(part)
    told = ""
    if period:
        told = f"{period[1]}-{period[2]}" if period[1] else period[3]
    for match in run:
        award = match.at(level)
        yield Named(
            honoree=who.name,
            kind=who.kind,
            award=award or part[match.start : match.end],
            role=who.role,
            presenter=source if source != who.name else "",
            period=told,
            confidence=0.85 if award else 0.5,
            passage=sentence.strip(),
        )


def _listed(between: str) -> bool:
    """Return whether what stands between two awards says that both went to the same."""
    return bool(re.fullmatch(r"[\s,”\"’]*(?:và)?(?:\s*danh hiệu)?[\s“\"‘]*", between))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter([*pattern.finditer(text)][-1:]), None)


def _subjects(text: str) -> list[Honoree]:
    """Return who is named at the end of a text: the subject of the verb that follows it."""
    for start in _STARTS.finditer(text):
        found, rest = _listed_in(text[start.end() :])
        if found and not rest.strip(' ,–-”"'):
            return found
    return []


def add(named: Named, page: Page, lexicon: Lexicon) -> None:
    """Add an honour, or what it tells to the one that is known already."""
    for known in page.honours:
        if known.award == named.award and same(known.honoree, named.honoree):
            known.role = known.role or named.role
            known.presenter = known.presenter or named.presenter
            known.period = known.period or named.period
            known.at_event |= named.at_event
            return
    page.honours.append(named)
    page.tell("honours", f"{named.honoree}: {named.award}", named.confidence, named.passage)


def same(one: str, other: str) -> bool:
    """Return whether two ways of writing a name are of one honoree.

    >>> same("Sở Thông tin Truyền thông", "Sở Thông tin và Truyền thông tỉnh Bắc Kạn")
    True
    """
    first, second = _core(one), _core(other)
    return first == second or first[: len(second)] == second or second[: len(first)] == first


def _core(name: str) -> list[str]:
    region = re.match(rule("region").pattern, name, re.IGNORECASE)
    if region:
        name = f"nhân dân {name[region.end() :]}"
    return [word for word in name_key(name).split() if word != name_key("và")]


def honours_of_table(block: Block, lexicon: Lexicon, page: Page) -> None:
    """Add the honours of a table whose first row names columns for honorees and awards."""
    if not block.rows:
        return
    heads = [name_key(cell) for cell in block.rows[0]]

    def column(*names: str) -> int:
        wanted = [name_key(name) for name in names]
        return next((i for i, head in enumerate(heads) if any(w in head for w in wanted)), -1)

    who = column("họ và tên", "họ tên", "tên tập thể", "tên đơn vị", "tập thể", "cá nhân", "tên")
    award = column("danh hiệu", "hình thức", "khen thưởng", "giải thưởng")
    role = column("chức vụ", "chức danh", "nơi công tác", "đơn vị")
    if who < 0 or award < 0 or who == award:
        return
    for row in block.rows[1:]:
        if max(who, award) >= len(row):
            continue
        matches = lexicon.awards(row[award])
        name = TITLE.sub("", row[who], count=1).strip(" .,")
        if not matches or not name or name.isdigit():
            continue
        kind: Kind = "person" if people(f"ông {name}") else "collective"
        post = row[role].strip() if 0 <= role < len(row) and role not in (who, award) else ""
        for match in matches:
            known = match.at(_level(row[award], match.start))
            passage = " | ".join(row)
            found = Named(name, kind, known or row[award], post, passage=passage, confidence=0.85)
            add(found, page, lexicon)
