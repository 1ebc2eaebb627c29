"""Lakes, fields, houses and streets."""

import math

from drawings.sheet import (
    CREAM,
    GOLD,
    HEIGHT,
    INK,
    LEAF,
    PINE,
    RED,
    WATER,
    WIDTH,
    WOOD,
    WOOD_DARK,
    Sheet,
    crest,
)


def _mountains(sheet: Sheet) -> None:
    sheet.disc(1180, 230, 95, "#fbe6b0")
    sheet.hills(430, 150, "#a9c2c0", 4)
    sheet.hills(520, 130, "#7fa79b", 9)
    sheet.hills(600, 110, "#557f6d", 16)


def _tree(
    sheet: Sheet, x: float, foot: float, height: float, colour: str = PINE, trunk: str = WOOD_DARK
) -> None:
    sheet.box(x - height / 28, foot - height / 3, x + height / 28, foot, trunk)
    for step in range(3):
        top, wide = foot - height + step * height / 4, height / 5 + step * height / 14
        sheet.shape(
            [(x, top), (x - wide, top + height / 2.6), (x + wide, top + height / 2.6)], colour
        )


def _banner(sheet: Sheet, x: float, foot: float, height: float, colour: str) -> None:
    sheet.line([(x, foot), (x, foot - height)], WOOD_DARK, 5)
    top = foot - height + 8
    sheet.shape(
        [
            (x, top),
            (x + height / 6, top),
            (x + height / 6, top + height * 0.6),
            (x, top + height * 0.52),
        ],
        colour,
    )


def _flag(sheet: Sheet, x: float, foot: float, height: float, wide: float) -> None:
    sheet.line([(x, foot), (x, foot - height)], "#8a8a8a", 7)
    top = foot - height
    wave = [(x + wide * step / 20, top + 9 * math.sin(step / 3)) for step in range(21)]
    sheet.shape([*wave, *((px, py + wide * 2 / 3) for px, py in reversed(wave))], RED)
    sheet.star(x + wide / 2, top + wide / 3, wide / 5)


def lake() -> Sheet:
    """A lake among mountains, and a boat made of one trunk."""
    sheet = Sheet("#cfe3e6", "#f4ead2")
    _mountains(sheet)
    sheet.box(0, 650, WIDTH, HEIGHT, WATER)
    for step in range(26):
        x, y = step * 397 % WIDTH, 670 + step * 83 % 310
        sheet.line([(x, y), (x + 120 + step * 5, y)], "#a4cbce", 4)
    sheet.shape([(520, 800), (980, 800), (930, 846), (575, 846)], WOOD_DARK)
    sheet.line([(505, 798), (995, 798)], WOOD, 10)
    sheet.line([(900, 700), (1010, 905)], WOOD, 8)
    return sheet


def terraces() -> Sheet:
    """Terraces of rice on a slope."""
    sheet = Sheet("#d8e6dd", "#f6ecd0")
    _mountains(sheet)
    for step in range(11):
        top = 560 + step * 42
        height = crest(top, 60 - step * 3, 40 + step // 3)
        points = [(x, height(x) + 12 * math.sin(x / 160 + step)) for x in range(0, WIDTH + 10, 10)]
        colour = ("#9dbb5c", "#86a94d", "#c9c46a", "#74984a")[step % 4]
        sheet.shape([*points, (WIDTH, HEIGHT), (0, HEIGHT)], colour)
        sheet.line(points, "#5e7f3c", 5)
    return sheet


def house() -> Sheet:
    """A house on stilts beside a field."""
    sheet = Sheet("#dbe8dc", "#f7ecd2")
    _mountains(sheet)
    sheet.box(0, 720, WIDTH, HEIGHT, "#9bb765")
    for x in range(430, 1100, 105):
        sheet.box(x, 640, x + 26, 850, WOOD_DARK)
    sheet.box(390, 480, 1110, 660, WOOD)
    for x in range(410, 1100, 40):
        sheet.line([(x, 480), (x, 660)], "#835a34", 4)
    for x in (500, 700, 900):
        sheet.box(x, 520, x + 90, 620, INK)
    sheet.shape([(300, 490), (1200, 490), (1040, 270), (460, 270)], "#7b6a4a")
    for step in range(1, 6):
        y = 270 + step * 36
        sheet.line([(460 - step * 27, y), (1040 + step * 27, y)], "#65563b", 5)
    for step in range(7):
        sheet.line(
            [(1050 + step * 24, 660 + step * 30), (1120 + step * 24, 660 + step * 30)], WOOD_DARK, 9
        )
    _tree(sheet, 190, 800, 360, LEAF)
    return sheet


def forest() -> Sheet:
    """Wooded hills in the mist of the morning."""
    sheet = Sheet("#e6e3d0", "#f5ead0")
    for step, colour in enumerate(("#b7c6b4", "#8eab93", "#648a70", "#47705a")):
        sheet.hills(380 + step * 110, 120, colour, 60 + step)
        height = crest(380 + step * 110, 120, 60 + step)
        for x in range(20 + step * 17, WIDTH, 62 - step * 6):
            _tree(sheet, x, height(x) + 40, 70 + step * 34, colour, colour)
    sheet.hills(880, 60, "#355a47", 77)
    return sheet


def road() -> Sheet:
    """A village road with lamps, and houses along it."""
    sheet = Sheet("#d5e7ef", "#f8efd8")
    _mountains(sheet)
    sheet.box(0, 640, WIDTH, HEIGHT, "#93b15f")
    sheet.shape([(700, 640), (800, 640), (1180, HEIGHT), (320, HEIGHT)], "#c9c3b6")
    for step in range(5):
        y, half = 660 + step * step * 18, 3 + step * 3
        sheet.shape(
            [
                (750 - half, y),
                (750 + half, y),
                (750 + half * 1.5, y + 30),
                (750 - half * 1.5, y + 30),
            ],
            CREAM,
        )
    for x, y, size in ((140, 760, 260), (430, 690, 150), (960, 690, 150), (1150, 770, 270)):
        sheet.box(x, y - size * 0.45, x + size, y + size * 0.2, "#efd9a8")
        sheet.shape(
            [
                (x - 20, y - size * 0.45),
                (x + size + 20, y - size * 0.45),
                (x + size / 2, y - size * 0.85),
            ],
            "#b05239",
        )
        sheet.box(x + size * 0.4, y - size * 0.2, x + size * 0.62, y + size * 0.2, WOOD_DARK)
    for x, height in ((560, 190), (940, 190), (420, 330), (1080, 330)):
        foot = 700 if height < 200 else 860
        sheet.line(
            [(x, foot), (x, foot - height), (x + (30 if x < 750 else -30), foot - height)],
            "#5b5b5b",
            7,
        )
        sheet.disc(x + (38 if x < 750 else -38), foot - height + 8, 12, GOLD)
    return sheet


def school() -> Sheet:
    """A school of two storeys, with the flag in its yard."""
    sheet = Sheet("#cfe6f0", "#f7f0dc")
    sheet.hills(470, 90, "#8fb39b", 21)
    sheet.box(0, 760, WIDTH, HEIGHT, "#d9c7a0")
    sheet.box(220, 430, 1280, 790, "#f0d9a4")
    sheet.shape([(180, 430), (1320, 430), (1230, 330), (270, 330)], "#a5472f")
    for floor in (460, 630):
        for step in range(9):
            x = 262 + step * 112
            sheet.box(x, floor, x + 78, floor + 110, "#5f8a8f")
            sheet.line([(x + 39, floor), (x + 39, floor + 110)], CREAM, 5)
        sheet.box(220, floor + 126, 1280, floor + 138, "#d6b979")
    sheet.box(680, 630, 820, 790, WOOD_DARK)
    _flag(sheet, 1120, 900, 540, 190)
    for x in (130, 1400):
        _tree(sheet, x, 850, 330, LEAF)
    return sheet


def clinic() -> Sheet:
    """A small house of health among trees."""
    sheet = Sheet("#d3e8ea", "#f6f0dc")
    sheet.hills(430, 110, "#8bb09f", 31)
    sheet.box(0, 720, WIDTH, HEIGHT, "#a9c27a")
    sheet.box(340, 420, 1160, 800, "#f6f3ea")
    sheet.shape([(290, 420), (1210, 420), (1110, 300), (390, 300)], "#4d7f6a")
    for x in (400, 530, 890, 1020):
        sheet.box(x, 520, x + 96, 640, "#7fb2b8")
    sheet.box(670, 560, 830, 800, "#4d7f6a")
    sheet.disc(750, 480, 52, "#4d7f6a")
    sheet.disc(732, 470, 20, CREAM)
    sheet.disc(768, 470, 20, CREAM)
    sheet.shape([(714, 478), (786, 478), (750, 520)], CREAM)
    for x in (180, 1310):
        _tree(sheet, x, 840, 380)
    return sheet


def street() -> Sheet:
    """Banners along a street on a festive day."""
    sheet = Sheet("#f3d9ad", "#fbf0da")
    sheet.hills(480, 90, "#a9b79a", 44)
    sheet.box(0, 720, WIDTH, HEIGHT, "#cbbf9f")
    for step in range(7):
        x = 40 + step * 212
        sheet.box(x, 470 + step % 3 * 40, x + 190, 740, ("#efd7a2", "#e6c691", "#f4e3bd")[step % 3])
        for row in range(2):
            sheet.box(
                x + 40,
                540 + step % 3 * 30 + row * 90,
                x + 90,
                600 + step % 3 * 30 + row * 90,
                "#7a8f91",
            )
    for step in range(8):
        _banner(sheet, 70 + step * 190, 900, 430, (RED, GOLD, "#3f6f9a", "#7da453")[step % 4])
    return sheet
