"""Honours that name who received them: in sentences, captions, lists and tables."""

import re
from collections.abc import Iterator

from bangvang.importing.find.found import Named, Page
from bangvang.importing.find.honorees import (
    GIVE,
    RECEIVE,
    Honoree,
    Kind,
    honorees,
    listed_in,
    same,
    subjects,
)
from bangvang.importing.find.lexicon import (
    TITLE,
    AwardMatch,
    Lexicon,
    givers,
    people,
    segments,
    sentences,
)
from bangvang.importing.find.rules import rule
from bangvang.importing.sources.blocks import Block
from bangvang.text import name_key

_TO = re.compile(
    r"\s*[”\"’]?\s*(?:\([^)]*\)\s*)?"
    r"(?:(?:năm(?: học)?|giai đoạn|nhiệm kỳ) \d{4}(?:\s*[-–]\s*\d{4})?\s+"
    r"|của (?:Chủ tịch nước|Chính phủ|Thủ tướng(?: Chính phủ)?|Chủ tịch UBND \w+)\s+)*"
    r"(?:(?:được )?(?:trao |tặng )?(?:cho|đến|tới)\b[\s:]*|(?:trao )?tặng\s+"
    r"|(?:gồm|bao gồm|sau đây)?\s*:\s*)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[-+*•–]|\d{1,2}[.)]|[a-zđ]\))\s+")
_PRONOUN = re.compile(
    r"(?:^|[\s,;])(?:ông|bà|anh|chị|thầy|cô|em|đồng chí)"
    r"(?:\s+(?:cũng|đã|lại|còn|vinh dự|tiếp tục))*\s*$",
    re.IGNORECASE,
)
_ACCLAIMED = re.compile(r"\b(?:vinh dự |đã )*được\b[^,;]{0,60}$", re.IGNORECASE)
_BECAUSE = re.compile(r"[\s;.]*|\s*(?:vì|do|đã|có|với|trong)\b.*", re.IGNORECASE)
_TO_WHOM = re.compile(r"^\s*(?:cho\s+)?", re.IGNORECASE)
_TITLED = re.compile(r"[\s,]*(?:danh hiệu|phần thưởng)?[\s“\"‘]*", re.IGNORECASE)
_GROUP = re.compile(r"(?:các|những)[^;:]{0,40}:\s*", re.IGNORECASE)
_AND = re.compile(r"[\s,]*(?:và|đồng thời|cùng)?[\s,]*", re.IGNORECASE)
_PERIOD = re.compile(
    r"năm học (\d{4})\s*[-–]\s*(\d{4})|(?<!từ )năm (\d{4})\b(?!\s*(?:[-–]|đến)\s*\d)"
)


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
    spoken_of = next((name for _, _, name in people(page.title)), "")
    for text in texts:
        for sentence in sentences(text):
            at_event = bool(rule("at_event").search(sentence))
            for named in of_sentence(sentence, lexicon, spoken_of):
                named.at_event = at_event or bool(named.presenter)
                add(named, page, lexicon)
            here = {name for _, _, name in people(sentence)}
            spoken_of = here.pop() if len(here) == 1 else spoken_of


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
        give = GIVE.search(caption.text)
        if give and caption.people and awards:
            caption.presenter = presenter(caption.text[: give.start()])


def _level(text: str, before: int) -> str:
    levels = [level for start, _, level, _ in givers(text) if start < before]
    return levels[-1] if levels else ""


class _Told:
    """State of reading a sentence, part by part between its semicolons."""

    def __init__(self, spoken_of: str) -> None:
        self.spoken_of = spoken_of
        """The person whom a pronoun means."""
        self.level = ""
        """The level of who gives."""
        self.hands = ""
        """Who hands over."""
        self.who: list[Honoree] = []
        """Who received the last award."""
        self.listed: tuple[list[AwardMatch], str, str] | None = None
        """The awards of a list that goes on, who hands them over, and the words of the source."""
        self.strict = False
        """Whether the list was not announced: then only what is nothing but names goes on."""
        self.waiting: list[str] = []
        """Parts without an award: they may name others who received the next."""


def of_sentence(sentence: str, lexicon: Lexicon, spoken_of: str = "") -> Iterator[Named]:
    """Yield the honours that a sentence names; `spoken_of` is whom a pronoun means."""
    told = _Told(spoken_of)
    for part in segments(sentence):
        awards = lexicon.awards(part)
        if not awards:
            if told.listed:
                run, source, passage = told.listed
                more, rest = listed_in(_without_mark(part))
                if told.strict and not _BECAUSE.fullmatch(rest):
                    more, told.listed = [], None
                for who in more:
                    yield from _conferred(who, run, told.level, source, passage, sentence)
            told.waiting.append(part)
            continue
        told.listed = None
        for start, _, found, _ in givers(part):
            if not any(a.start <= start < a.end for a in awards) and start < awards[-1].start:
                told.level = found
        run = []
        for place, match in enumerate(awards):
            run.append(match)
            after = awards[place + 1].start if place + 1 < len(awards) else len(part)
            to = _TO.match(part, match.end)
            if not to and after < len(part) and _listed(part[match.end : after]):
                continue
            source = _given(told, part, run, to) if to else _received(told, part, run, awards)
            for who in told.who:
                yield from _conferred(who, run, told.level, source, part, sentence)
            run = []
        told.waiting = []


def _given(told: _Told, part: str, run: list[AwardMatch], to: re.Match[str]) -> str:
    """Find who received awards that are given to somebody; return who hands them over."""
    before = part[: run[0].start]
    give = _last(GIVE, before)
    if give:
        told.hands = presenter(before[: give.start()]) or told.hands
    rest = _without_mark(part[to.end() :])
    group = _GROUP.match(rest)
    told.who = honorees(rest[group.end() :] if group else rest)
    told.listed = (run, told.hands, part) if told.who or group or to[0].strip() == ":" else None
    told.strict = not (group or to[0].rstrip().endswith(":"))
    return told.hands


def _received(told: _Told, part: str, run: list[AwardMatch], awards: list[AwardMatch]) -> str:
    """Find who received awards that a sentence says to be received; return who handed them over."""
    start = run[0].start
    since = max((each.end for each in awards if each.end <= start), default=0)
    receive = _last(RECEIVE, part[:start])
    if part[start:].lower().startswith("suy tôn"):
        # The name of this award holds the verb.
        receive = _ACCLAIMED.search(part[:start])
    give = _last(GIVE, part[:start])
    if give and give.start() >= since and (not receive or receive.end() < give.start()):
        # "tặng Trường A Huân chương…": who received stands between the verb and the award.
        who, rest = listed_in(_TO_WHOM.sub("", part[give.end() : start]))
        if who and _TITLED.fullmatch(rest):
            told.who, told.hands = who, presenter(part[: give.start()])
            return told.hands
    if receive is None or receive.start() < since:
        # "…; Cờ thi đua của UBND tỉnh": one more for the same.
        told.who = told.who if _AND.fullmatch(part[since:start]) else []
        return ""
    subject = part[since : receive.start()]
    if not (told.who and since and _AND.fullmatch(subject)):
        told.who = subjects(subject if since else part[: receive.start()])
        if told.who:
            for each in told.waiting:
                told.who = [*subjects(each.rstrip("; ")), *told.who]
        elif told.spoken_of and _PRONOUN.search(subject):
            told.who = [Honoree(told.spoken_of, "person", "")]
    return presenter(part[receive.start() : start])


def _conferred(
    who: Honoree, run: list[AwardMatch], level: str, source: str, part: str, sentence: str
) -> Iterator[Named]:
    # Before the award a year tells when it was given, not for what.
    period = _PERIOD.search(part, run[0].start)
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


def _without_mark(text: str) -> str:
    """Return a text without the dash or number of a list item."""
    item = _ITEM.match(text)
    return text[item.end() :] if item else text


def _listed(between: str) -> bool:
    """Return whether what stands between two awards says that both went to the same."""
    return bool(re.fullmatch(r"[\s,”\"’]*(?:và)?(?:\s*danh hiệu)?[\s“\"‘]*", between))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter([*pattern.finditer(text)][-1:]), None)


def share_posts(page: Page) -> None:
    """Give a person who is honoured twice in one source the post that is told once."""
    posts = {
        each.honoree: each.role for each in page.honours if each.kind == "person" and each.role
    }
    for each in page.honours:
        if each.kind == "person":
            each.role = each.role or posts.get(each.honoree, "")


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
            found = Named(name, kind, known or row[award], passage=passage, confidence=0.85)
            found.role = post if kind == "person" else ""
            found.at_event = page.event is not None
            add(found, page, lexicon)
