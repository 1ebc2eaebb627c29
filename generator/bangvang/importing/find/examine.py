"""Everything that is found in one source."""

from bangvang.importing.find.found import Page
from bangvang.importing.find.honours import (
    find_honours,
    honours_of_table,
    read_captions,
    share_posts,
)
from bangvang.importing.find.lexicon import Lexicon
from bangvang.importing.find.occasions import find_event
from bangvang.importing.find.page import read_page
from bangvang.importing.find.slips import find_slips
from bangvang.importing.find.tallies import find_tallies, tallies_of_table
from bangvang.importing.find.terms import find_districts, find_movements
from bangvang.importing.sources.blocks import Block, Material


def examine(material: Material, lexicon: Lexicon) -> Page:
    """Return the parts of a source, and what they tell of the things that a portal records."""
    page = read_page(material)
    prose = [block for block in page.body if block.kind not in ("table", "picture")]
    told = [page.lede, *_with_lists(prose)]
    captions = [caption.text for caption in page.captions]
    everything = [page.title, *told, *captions]
    find_movements(everything, lexicon, page)
    find_districts(everything, lexicon, page)
    find_event(page, lexicon)
    find_tallies(told, lexicon, page)
    find_honours(told, lexicon, page)
    read_captions(lexicon, page)
    for block in page.body:
        if block.kind == "table":
            honours_of_table(block, lexicon, page)
            tallies_of_table(block, lexicon, page)
    share_posts(page)
    find_slips(everything, page)
    return page


def _with_lists(blocks: list[Block]) -> list[str]:
    """Return the paragraphs; the items after a line that ends in a colon go on with it."""
    told: list[str] = []
    open_ended = False
    for block in blocks:
        item = block.kind == "item" or block.text.startswith(("- ", "+ ", "* ", "• "))
        if item and open_ended:
            before = told[-1].rstrip(" ;.")
            told[-1] = f"{before}{'' if before.endswith(':') else ';'} {block.text}"
            continue
        told.append(block.text)
        open_ended = block.text.endswith(":")
    return told
