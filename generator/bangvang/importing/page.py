"""From blocks to the parts of an article: title, days, lede, byline, captions, body, furniture."""

import re
from datetime import date

from bangvang.importing.blocks import LOWER, UPPER, Block, Material
from bangvang.importing.found import Caption, Page
from bangvang.importing.rules import rule

_DAY = re.compile(
    r"(?:ngày )?(\d{1,2})(?:\s*[/.-]\s*| tháng )(\d{1,2})(?:\s*[/.-]\s*|,? năm )(\d{4})"
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:h]\d{2}(:\d{2})?\b|\b(AM|PM|SA|CH)\b|\(?GMT ?\+?\d*\)?|\blúc\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[.)/]|[-+*•–]\s")
_ENDS = re.compile(r"[.!?:;…][”\"’)]*$|\./\.$")
_NAME = re.compile(f"[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{0,5}}")
_JOINED = re.compile(r"\s*(?:,|;|&|-|–|\+|\bvà\b)\s*")
_HOLDS_ON = re.compile(
    r"[,\-–(]$|\b(?:và|của|cho|các|những|với|về|là|Hội đồng|Ủy viên|Uỷ viên)$", re.IGNORECASE
)
_LONG = 25
"""How many words make a paragraph that is surely none of the furniture."""
_CAPTION = 60
_SIGNATURE = 6
"""How many lines a signature has at most."""
_LEDE = 110


def read_page(material: Material) -> Page:
    """Return the parts of a source. What is told in them is found later."""
    page = Page(furniture=list(material.dropped))
    blocks, lede_ends = _without_furniture(material.blocks, page)
    blocks, lede_ends = _stamps(blocks, lede_ends, page)
    blocks, lede_ends = _title(blocks, lede_ends, material.title, page)
    blocks, signature = _byline(blocks, page)
    blocks = _lede(blocks, lede_ends, page)
    _captions(blocks, page)
    page.body += signature
    return page


def _words(text: str) -> int:
    return text.count(" ") + 1


def _without_furniture(blocks: list[Block], page: Page) -> tuple[list[Block], int | None]:
    """Return what is not furniture, and where the lede ends if a line tells it."""
    kept: list[Block] = []
    ends = None
    for place, block in enumerate(blocks):
        text = block.text.strip(" |»>")
        if block.kind == "picture" or not text:
            kept.append(block)
        elif rule("furniture", "rest").fullmatch(text) and any(
            _words(each.text) >= _LONG for each in kept
        ):
            page.furniture += [each.text for each in blocks[place:] if each.text]
            break
        elif rule("furniture", "after_lede").fullmatch(text):
            ends = len(kept)
            page.furniture.append(block.text)
        elif rule("furniture", "lines").fullmatch(text):
            page.furniture.append(block.text)
        else:
            kept.append(block)
    return kept, ends


def days_in(text: str) -> list[tuple[date, int]]:
    """Return the whole days that a text names, and where each begins.

    >>> days_in("Cập nhật lúc: 10/09/2020")[0][0].isoformat()
    '2020-09-10'
    """
    found = []
    for match in _DAY.finditer(text):
        day, month, year = (int(part) for part in match.groups())
        try:
            found.append((date(year, month, day), match.start()))
        except ValueError:
            continue
    return found


def _stamps(
    blocks: list[Block], lede_ends: int | None, page: Page
) -> tuple[list[Block], int | None]:
    """Take away the lines that hold nothing but days, and remember these."""
    kept = []
    for place, block in enumerate(blocks):
        days = days_in(block.text) if _words(block.text) < 16 else []
        rest = _CLOCK.sub(" ", _DAY.sub(" ", block.text))
        labels = f"(?:{rule('stamps', 'updated').pattern}|{rule('stamps', 'published').pattern})"
        rest = re.sub(labels, " ", rest, flags=re.IGNORECASE)
        if not days or re.search(r"\w", rest):
            kept.append(block)
            continue
        if lede_ends is not None and place < lede_ends:
            lede_ends -= 1
        for day, start in days:
            before = block.text[:start]
            if rule("stamps", "updated").search(before.rpartition("|")[2]):
                page.updated = page.updated or day
            else:
                page.date = page.date or day
        page.furniture.append(block.text)
    if page.date is None and page.updated:
        page.date = page.updated
        page.tell("date", str(page.date), 0.8, page.furniture[-1])
    return kept, lede_ends


def _title(
    blocks: list[Block], lede_ends: int | None, known: str, page: Page
) -> tuple[list[Block], int | None]:
    """Take away the title."""
    texts = [place for place, block in enumerate(blocks) if block.text]
    if not texts:
        page.title = known
        return blocks, lede_ends
    marked = [place for place in texts if blocks[place].role == "title"]
    heads = [p for p in texts[:8] if blocks[p].kind == "heading" and blocks[p].level == 1]
    same = [p for p in texts[:20] if known and blocks[p].text.lower() == known.lower()]
    place = (marked or same or heads or texts)[0]
    if not (marked or same or heads) and known and _words(blocks[place].text) > 40:
        page.title = known
        return blocks, lede_ends
    last = place + 1
    # In capitals over two lines.
    while (
        last < len(blocks)
        and blocks[place].text.isupper()
        and blocks[last].text.isupper()
        and _words(blocks[last].text) < 20
    ):
        last += 1
    page.title = " ".join(block.text for block in blocks[place:last]).rstrip(".")
    page.furniture += [block.text for block in blocks[:place] if block.text]
    rest = [block for block in blocks[:place] if block.kind == "picture"] + [
        block for block in blocks[last:] if block.text.lower() != page.title.lower()
    ]
    return rest, None if lede_ends is None else lede_ends - last


def _lede(blocks: list[Block], lede_ends: int | None, page: Page) -> list[Block]:
    """Take away the lede."""
    marked = [block for block in blocks[:6] if block.role == "lede"]
    if marked:
        page.lede = " ".join(block.text for block in marked)
        return [block for block in blocks if block not in marked]
    if lede_ends and lede_ends > 0:
        lede = [block for block in blocks[:lede_ends] if block.text]
        if sum(_words(block.text) for block in lede) <= 2 * _LEDE:
            page.lede = " ".join(block.text for block in lede)
            return [b for b in blocks[:lede_ends] if not b.text] + blocks[lede_ends:]
    texts = [block for block in blocks if block.text and block.kind == "paragraph"]
    first = texts[0] if texts else None
    others = sum(_words(block.text) >= _LONG for block in texts[1:])
    if first and blocks.index(first) <= 1 and 8 <= _words(first.text) <= _LEDE and others:
        page.lede = first.text
        page.tell("lede", first.text, 0.95 if first.strong else 0.75, first.text)
        return [block for block in blocks if block is not first]
    return blocks


def _names(text: str) -> tuple[str, ...]:
    """Return the names that a line consists of; none when it holds anything else.

    >>> _names("Tin, ảnh: Hương Dịu"), _names("Quang cảnh Đại hội")
    (('Hương Dịu',), ())
    """
    line = rule("byline", "prefix").match(text)
    rest = text[line.end() :] if line else text
    rest = rest.strip(" ()./")
    names = [each for each in _JOINED.split(rest) if each]
    if not names or not all(_NAME.fullmatch(_mixed(name)) for name in names):
        return ()
    if not line and (_words(rest) > 8 or rule("captions").match(rest) or _ENDS.search(rest)):
        return ()
    return tuple(names)


def _mixed(name: str) -> str:
    """Return a name in capitals as names are written."""
    return name.title() if name.isupper() and len(name) > 4 else name


def _byline(blocks: list[Block], page: Page) -> tuple[list[Block], list[Block]]:
    """Take away the byline; return the rest, and the lines of a signature.

    It stands under the title, or in the last lines. A signature goes to the end of the body.
    """
    marked = [block for block in blocks if block.role == "byline"]
    for block in marked:
        page.byline = _names(block.text) or (block.text,)
        return [each for each in blocks if each is not block], []
    texts = [place for place, block in enumerate(blocks) if block.text]
    tail: list[int] = []
    for place in reversed(texts[1:][-_SIGNATURE:]):
        text = blocks[place].text
        signed = _names(text) or (
            rule("byline", "posts").match(text)
            and not rule("doing").search(text)
            and _words(text) <= 25
        )
        if not signed or _ENDS.search(text) or blocks[place].kind != "paragraph":
            break
        tail.insert(0, place)
    named = [place for place in tail if _names(blocks[place].text)]
    if named:
        # Names before other lines of the tail are no part of the signature.
        page.byline = tuple(n for place in named for n in _names(blocks[place].text))
        if len(tail) > len(named):
            page.tell("authors", ", ".join(page.byline), 0.85, blocks[named[-1]].text)
            signature = [blocks[place] for place in tail]
            return [block for place, block in enumerate(blocks) if place not in tail], signature
        return [block for place, block in enumerate(blocks) if place not in named], []
    for place in texts[:2]:
        head, _, post = re.sub(" [-–] ", ", ", blocks[place].text).partition(", ")
        if _names(head) and _words(head) >= 2 and _words(blocks[place].text) <= 30:
            if not post:
                page.byline = _names(head)
                return [block for at, block in enumerate(blocks) if at != place], []
            if rule("byline", "posts").match(post):
                page.byline = _names(head)
                page.tell("authors", head, 0.8, blocks[place].text)
                return blocks, []
    return blocks, []


def _captions(blocks: list[Block], page: Page) -> None:
    """Part captions from the body; a picture goes with the caption under it.

    Pictures without a caption stay in the body.
    """
    section = False
    pending: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if block.kind == "picture":
            pending.append(block)
            continue
        sure = _caption_sureness(block, blocks, place - 1, section, bool(pending))
        if rule("picture_section").fullmatch(block.text) and not block.caption:
            section = True
            sure = 0.0
        if not sure:
            page.body += [*pending, block]
            pending = []
            continue
        text = block.text
        while place < len(blocks) and _goes_on(text, blocks[place], section):
            text = f"{text} {blocks[place].text}"
            place += 1
        page.body += pending[:-1]
        page.captions.append(Caption(text, pending[-1].picture if pending else ""))
        pending = []
        page.tell("captions", text, sure, text)
    page.body += pending


def _caption_sureness(
    block: Block, blocks: list[Block], place: int, section: bool, pictured: bool
) -> float:
    """Return how sure it is that a block is a caption; 0 when it is none."""
    text = block.text
    length = _words(text)
    ends = bool(_ENDS.search(text))
    begins = bool(rule("captions").match(text))
    if block.caption and length <= 2 * _CAPTION:
        return 1.0
    if block.kind != "paragraph" or _NUMBERED.match(text):
        return 0.0
    if section and begins and not ends and length <= 2 * _CAPTION:
        return 0.95
    if length > _CAPTION:
        return 0.0
    if pictured and (not ends or (block.strong and length < 45)):
        return 0.95
    if section and (not ends or begins):
        return 0.9
    if pictured and begins and length < 45:
        return 0.8
    if ends or not place:
        return 0.0
    before = blocks[place - 1]
    alone = before.kind == "picture" or bool(_ENDS.search(before.text))
    if block.apart and length <= 45:
        return 0.92 if begins else 0.8
    if begins and alone and length >= 4 and rule("doing").search(text):
        return 0.7
    return 0.0


def _goes_on(text: str, after: Block, section: bool) -> bool:
    """Return whether the next block is the rest of a caption that was broken in two."""
    line = after.text
    if after.kind != "paragraph" or not line or _words(line) > 40 or _NUMBERED.match(line):
        return False
    if _ENDS.search(text) or (after.apart and section and not line[0].islower()):
        return False
    if line[0].islower() or _HOLDS_ON.search(text):
        return not (_ENDS.search(line) and _words(line) > _LONG)
    if _ENDS.search(line) or rule("captions").match(line):
        return False
    if rule("dangling").search(text):
        return True
    return section and not rule("doing").search(text) and bool(rule("captions").match(text))
