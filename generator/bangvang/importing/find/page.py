"""From blocks to the parts of an article: title, days, lede, byline, captions, body, furniture."""

import re
from datetime import date

from bangvang.importing.find.captioned import ENDS, LONG, part_captions, words_in
from bangvang.importing.find.found import Page
from bangvang.importing.find.rules import rule
from bangvang.importing.sources.blocks import LOWER, UPPER, Block, Material

_DAY = re.compile(
    r"(?:ngày )?(\d{1,2})(?:\s*[/.-]\s*| tháng )(\d{1,2})(?:\s*[/.-]\s*|,? năm )(\d{4})"
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:h]\d{2}(:\d{2})?\b|\b(AM|PM|SA|CH)\b|\(?GMT ?\+?\d*\)?|\blúc\b", re.IGNORECASE
)
_VIEWS = re.compile(r"(?:số )?lượt (?:xem|đọc|truy cập)\s*:?\s*[\d.,]*", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(
    rf"(?:[{UPPER}]\w*[ ,]+){{1,5}}ngày \d{{1,2}} tháng \d{{1,2}} năm \d{{4}}\.?$"
)
_NAME = re.compile(f"[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{0,5}}")
_COMPILED = re.compile(r"\s*\((?:tổng hợp|sưu tầm|biên tập|lược ghi|s\.?t\.?|t/h)\)", re.IGNORECASE)
_JOINED = re.compile(r"\s*(,|;|&|-|–|\+|\bvà\b)\s*")
_YEARS = range(1900, 2100)
_SIGNATURE = 6
"""How many lines a signature has at most."""
_LEDE = 110


def read_page(material: Material) -> Page:
    """Return the parts of a source. What is told in them is found later."""
    page = Page(furniture=list(material.dropped))
    blocks, lede_ends = _without_furniture(material.blocks, page)
    blocks, lede_ends = _stamps(blocks, lede_ends, material.day, page)
    blocks, lede_ends = _title(blocks, lede_ends, material.title, page)
    blocks, signature = _byline(blocks, page)
    blocks = _lede(blocks, lede_ends, page)
    part_captions(blocks, page)
    page.body += signature
    return page


def _without_furniture(blocks: list[Block], page: Page) -> tuple[list[Block], int | None]:
    """Return what is not furniture, and where the lede ends if a line tells it."""
    kept: list[Block] = []
    ends = None
    for place, block in enumerate(blocks):
        text = block.text.strip(" |»>")
        if block.kind == "picture" or not text:
            kept.append(block)
        elif rule("furniture", "rest").fullmatch(text) and any(
            words_in(each.text) >= LONG for each in kept
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
            if year in _YEARS:
                found.append((date(year, month, day), match.start()))
        except ValueError:
            continue
    return found


def _stamps(
    blocks: list[Block], lede_ends: int | None, known: date | None, page: Page
) -> tuple[list[Block], int | None]:
    """Take away the lines that hold nothing but days, and remember these."""
    kept = []
    labels = f"(?:{rule('stamps', 'updated').pattern}|{rule('stamps', 'published').pattern})"
    for place, block in enumerate(blocks):
        days = days_in(block.text) if words_in(block.text) < 16 else []
        rest = _CLOCK.sub(" ", _DAY.sub(" ", block.text))
        rest = re.sub(labels, " ", _VIEWS.sub(" ", rest), flags=re.IGNORECASE)
        if _PLACE_AND_DAY.match(block.text):
            rest = ""
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
    page.date = page.date or known
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
    if not (marked or same or heads) and known and words_in(blocks[place].text) > 40:
        page.title = known
        return blocks, lede_ends
    last = place + 1
    # In capitals over two lines.
    while (
        last < len(blocks)
        and blocks[place].text.isupper()
        and blocks[last].text.isupper()
        and words_in(blocks[last].text) < 20
    ):
        last += 1
    page.title = " ".join(block.text for block in blocks[place:last])
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
        if sum(words_in(block.text) for block in lede) <= 2 * _LEDE:
            page.lede = " ".join(block.text for block in lede)
            return [b for b in blocks[:lede_ends] if not b.text] + blocks[lede_ends:]
    texts = [block for block in blocks if block.text and block.kind == "paragraph"]
    first = texts[0] if texts else None
    others = sum(words_in(block.text) >= LONG for block in texts[1:])
    if first and blocks.index(first) <= 1 and 8 <= words_in(first.text) <= _LEDE and others:
        page.lede = first.text
        page.tell("lede", first.text, 0.95 if first.strong else 0.75, first.text)
        return [block for block in blocks if block is not first]
    return blocks


def _names(text: str) -> tuple[str, ...]:
    """Return the names that a line consists of; none when it holds anything else.

    >>> _names("Tin, ảnh: Hương Dịu"), _names("Quang cảnh Đại hội"), _names("và Sign In")
    (('Hương Dịu',), (), ())
    """
    line = rule("byline", "prefix").match(text)
    rest = text[line.end() :] if line else text
    rest = _COMPILED.sub("", rest).strip(" ()./")
    parts = _JOINED.split(rest)
    names = [each for each in parts[::2] if each]
    # A word that joins stands between two names; else it is lost when they are taken out.
    alone = any(
        part == "và" and not (parts[at - 1] and parts[at + 1])
        for at, part in enumerate(parts)
        if at % 2
    )
    if not names or alone or not all(_NAME.fullmatch(_mixed(name)) for name in names):
        return ()
    if not line and (words_in(rest) > 8 or rule("captions").match(rest) or ENDS.search(rest)):
        return ()
    return tuple(names)


def _mixed(name: str) -> str:
    """Return a name in capitals as names are written."""
    return name.title() if name.isupper() and len(name) > 4 else name


def _byline(blocks: list[Block], page: Page) -> tuple[list[Block], list[Block]]:
    """Take away the byline; return the rest, and the lines of a signature.

    It stands under the title, or in the last lines. A signature goes to the end of the body.
    """
    marked = next((block for block in blocks if block.role == "byline"), None)
    if marked:
        page.byline = _names(marked.text) or (marked.text,)
        return [each for each in blocks if each is not marked], []
    texts = [place for place, block in enumerate(blocks) if block.text]
    tail: list[int] = []
    signers: tuple[str, ...] = ()
    for place in reversed(texts[1:][-_SIGNATURE:]):
        text = blocks[place].text
        signed = (
            _signers(text)
            or rule("byline", "labels").fullmatch(text)
            or (
                (
                    rule("byline", "posts").match(text)
                    # An office stands under the name; above it is the end of a caption.
                    or (rule("collectives").match(text) and not signers)
                )
                and not rule("doing").search(text)
                and words_in(text) <= 25
            )
        )
        if not signed or ENDS.search(text) or blocks[place].kind != "paragraph":
            break
        signers = signers or _signers(text)
        tail.insert(0, place)
    named = [place for place in tail if _signers(blocks[place].text)]
    if named:
        page.byline = tuple(n for place in named for n in _signers(blocks[place].text))
        if all(_names(blocks[place].text) for place in tail):
            return [block for place, block in enumerate(blocks) if place not in named], []
        page.tell("authors", ", ".join(page.byline), 0.85, blocks[named[-1]].text)
        signature = [blocks[place] for place in tail]
        return [block for place, block in enumerate(blocks) if place not in tail], signature
    for place in texts[:2]:
        text = blocks[place].text
        signers = _signers(text)
        if signers and " " in signers[0] and words_in(text) <= 30:
            page.byline = signers
            if _names(text):
                return [block for at, block in enumerate(blocks) if at != place], []
            page.tell("authors", ", ".join(signers), 0.8, text)
            return blocks, []
    return blocks, []


def _signers(text: str) -> tuple[str, ...]:
    """Return the names of a line that signs: names alone, or one name with its posts.

    >>> _signers("LÝ THÁI HẢI - Chủ tịch UBND tỉnh"), _signers("Chủ tịch UBND tỉnh")
    (('Lý Thái Hải',), ())
    """
    names = () if rule("byline", "labels").fullmatch(text) else _names(text)
    if not names:
        head, _, post = re.sub(" [-–] ", ", ", text).partition(", ")
        names = _names(head) if post and rule("byline", "posts").match(post) else ()
    return tuple(map(_mixed, names))
