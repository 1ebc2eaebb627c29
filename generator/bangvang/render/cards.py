"""Cards: the pictures by which other sites show a link to a page that has no picture of its own.

One for the site, and one for every award, district, movement and event: tens of thousands of pages
share few of them.
"""

import io
from collections.abc import Iterator
from functools import cache, partial
from importlib.metadata import distribution
from typing import TYPE_CHECKING

from bangvang.model.cards import CARD, card_url
from bangvang.render.context import Context, Portal
from bangvang.render.plan import Plan

if TYPE_CHECKING:
    from PIL import Image, ImageFont

WIDTH, HEIGHT = 1200, 630
"""What sites that show links ask for (Open Graph)."""
_MARGIN = 90
_RED, _DARK, _GOLD, _WHITE = "#9c1019", "#7a0b12", "#f6c945", "#ffffff"
_STAR = ((12, 1.5), (15, 8), (22, 8.8), (16.8, 13.6), (18.2, 20.5), (12, 17))
"""Half of the star of our emblem, in a square of 24; the rest is its mirror image."""
_FONT = "mkdocs/themes/readthedocs/css/fonts/Roboto-Slab-Bold.woff2"
"""A serif with all letters of Vietnamese, which MkDocs brings along."""
_BATCH = 3


def card_plans(context: Portal) -> Iterator[Plan]:
    """Yield the cards of a portal."""
    for url, label, title in _cards(context):
        make = partial(_job, label, title)
        yield Plan(url, (label, title, context.site.name), make, listed=False, batch=_BATCH)


def _cards(context: Portal) -> Iterator[tuple[str, str, str]]:
    """Yield the address of each card, with a line for above its title, and the title."""
    yield CARD, "", context.site.description
    if context.parts.joined:
        return
    registers, text = context.registers, context.words.text
    for award in registers.awards.values() if context.roll else ():
        yield card_url("award", award.id), text("Honours"), award.name
    for district in registers.districts.values():
        yield card_url("district", district.id), text("District"), district.name
    for movement in registers.movements.values():
        yield card_url("movement", movement.id), text("Movement"), movement.name
    for event in registers.events.values():
        yield card_url("event", event.id), text("Event"), event.name


def _job(label: str, title: str) -> partial[bytes]:
    return partial(card, label=label, title=title)


def card(context: Context, label: str, title: str) -> bytes:
    """Return a card as JPEG: a title below a label, the star, and the name of the site."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), _RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - 120, WIDTH, HEIGHT), _DARK)
    draw.rectangle((0, HEIGHT - 126, WIDTH, HEIGHT - 120), _GOLD)
    _star(image, WIDTH - 250, 60, 190)
    top = _MARGIN
    if label:
        draw.text((_MARGIN, top), label.upper(), _GOLD, _font(34))
        top += 70
    size, lines = _fitted(title, WIDTH - 2 * _MARGIN - 190, HEIGHT - 150 - top)
    for line in lines:
        draw.text((_MARGIN, top), line, _WHITE, _font(size))
        top += round(size * 1.25)
    name = context.registers.site.name
    size = next(n for n in (44, 36, 28, 20, 12) if _font(n).getlength(name) < WIDTH or n == 12)
    draw.text((_MARGIN, HEIGHT - 60), name, _GOLD, _font(size), anchor="lm")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _star(image: "Image.Image", left: int, top: int, size: int) -> None:
    from PIL import Image, ImageDraw

    whole = [*_STAR, *((24 - x, y) for x, y in reversed(_STAR[1:-1]))]
    # Drawn four times as large: its edges are smooth then.
    scale = 4 * size / 24
    mask = Image.new("L", (4 * size, 4 * size))
    ImageDraw.Draw(mask).polygon([(x * scale, y * scale) for x, y in whole], 255)
    image.paste(_GOLD, (left, top), mask.resize((size, size)))


def _fitted(text: str, width: float, height: float) -> tuple[int, list[str]]:
    """Return the largest size at which a text fits, and its lines; the smallest cuts it off."""
    for size in (84, 72, 62, 54, 46):
        lines = _lines(text, size, width)
        if len(lines) * size * 1.25 <= height:
            return size, lines
    most = int(height // (size * 1.25))
    return size, [*lines[: most - 1], f"{lines[most - 1]} …"]


def _lines(text: str, size: int, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _font(size).getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def _font(size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    # Another host may stand in the place of its module.
    return ImageFont.truetype(str(distribution("mkdocs").locate_file(_FONT)), size)
