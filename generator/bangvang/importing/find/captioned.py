"""Which blocks are captions, and which picture each belongs to."""

import re

from bangvang.importing.find.found import Caption, Page
from bangvang.importing.find.lexicon import sentences
from bangvang.importing.find.rules import rule
from bangvang.importing.sources.blocks import Block

_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[.)/]|[-+*•–]\s")
ENDS = re.compile(r"[.!?:;…][”\"’)]*$|\./\.$")
"""How a sentence ends."""
_HOLDS_ON = re.compile(
    r"[,\-–(]$|\b(?:và|của|cho|các|những|với|về|là|Hội đồng|Ủy viên|Uỷ viên)$", re.IGNORECASE
)
LONG = 25
"""How many words make a paragraph that is surely none of the furniture."""
_CAPTION = 60


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return text.count(" ") + 1


def part_captions(blocks: list[Block], page: Page) -> None:
    """Part captions from the body; a picture goes with the caption under it.

    Pictures without a caption stay in the body.
    """
    section = False
    pending: list[Block] = []
    place, last, above = 0, -1, False
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if block.kind == "picture":
            above = above or (bool(page.captions) and place > 1 and last == place - 1)
            pending.append(block)
            continue
        sure = _caption_sureness(block, blocks, place - 1, section, bool(pending))
        if rule("picture_section").fullmatch(block.text) and not block.caption:
            section = True
            sure = 0.0
        if not sure:
            page.body += _under(pending, page, alone=above)
            page.body.append(block)
            pending, above = [], False
            continue
        text = block.text
        while place < len(blocks) and _goes_on(text, blocks[place], section):
            text = f"{text} {blocks[place].text}"
            place += 1
        page.body += pending[:-1]
        page.captions.append(Caption(text, pending[-1].picture if pending else ""))
        pending = []
        page.tell("captions", text, sure, text)
        above, last = False, place
    page.body += _under(pending, page, alone=above)


def _under(pending: list[Block], page: Page, *, alone: bool) -> list[Block]:
    """Give the picture right under a caption to it; return those that have none."""
    if alone and len(pending) == 1 and not page.captions[-1].picture:
        page.captions[-1].picture = pending[0].picture
        return []
    return pending


def _caption_sureness(
    block: Block, blocks: list[Block], place: int, section: bool, pictured: bool
) -> float:
    """Return how sure it is that a block is a caption; 0 when it is none."""
    text = block.text
    length = words_in(text)
    ends = bool(ENDS.search(text))
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
    if ends and place and begins and block.apart and length <= 35 and len(sentences(text)) == 1:
        return 0.75
    if ends or not place:
        return 0.0
    before = blocks[place - 1]
    alone = before.kind == "picture" or bool(ENDS.search(before.text))
    if block.apart and length <= 45:
        return 0.92 if begins else 0.8
    if begins and alone and length >= 4 and rule("doing").search(text):
        return 0.7
    return 0.0


def _goes_on(text: str, after: Block, section: bool) -> bool:
    """Return whether the next block is the rest of a caption that was broken in two."""
    line = after.text
    if after.kind != "paragraph" or not line or words_in(line) > 40 or _NUMBERED.match(line):
        return False
    if ENDS.search(text) or (after.apart and section and not line[0].islower()):
        return False
    if line[0].islower() or line[0] == "(" or _HOLDS_ON.search(text):
        return not (ENDS.search(line) and words_in(line) > LONG)
    if ENDS.search(line) or rule("captions").match(line):
        return False
    if rule("dangling").search(text):
        return True
    return section and not rule("doing").search(text) and bool(rule("captions").match(text))
