"""Halls, tables and emblems."""

import math

from drawings.sheet import (
    CREAM,
    GOLD,
    HEIGHT,
    INK,
    RED,
    WIDTH,
    WOOD,
    WOOD_DARK,
    Sheet,
)


def hall() -> Sheet:
    """A hall with rows of seats before a stage."""
    sheet = Sheet("#7a3b2e", "#5e2a22")
    sheet.box(170, 90, 1330, 560, RED)
    for step in range(24):
        sheet.box(170 + step * 50, 90, 182 + step * 50, 560, "#a51c26")
    sheet.star(750, 270, 110)
    sheet.box(120, 60, 1380, 110, GOLD)
    sheet.box(100, 560, 1400, 640, WOOD)
    sheet.box(640, 480, 860, 600, WOOD_DARK)
    for x in (250, 330, 1170, 1250):
        sheet.disc(x, 545, 42, "#d7798a")
        sheet.disc(x, 520, 26, "#f1c6cd")
    for row in range(5):
        size, y = 58 + row * 16, 690 + row * 62
        for seat in range(-9, 10):
            at = 750 + seat * size * 1.18
            sheet.disc(at, y, size / 2, "#8f2f2b" if row % 2 else "#9f3833")
            sheet.box(at - size / 2, y, at + size / 2, y + 90, "#7d2724" if row % 2 else "#8b2e2a")
    return sheet


def books() -> Sheet:
    """Books and a lamp on a table."""
    sheet = Sheet("#31424f", "#4a5a63")
    sheet.disc(980, 430, 330, "#5d6b6b")
    sheet.disc(980, 430, 230, "#76807a")
    sheet.box(0, 740, WIDTH, HEIGHT, WOOD)
    sheet.line([(1180, 740), (1180, 420), (1020, 290)], "#c9c9c9", 16)
    sheet.shape([(900, 400), (1090, 330), (1050, 230), (960, 270)], RED)
    sheet.disc(1180, 745, 90, "#8a8a8a", 0.2)
    for step, (wide, colour) in enumerate(
        ((520, "#a5472f"), (470, "#3f6f7a"), (500, GOLD), (410, "#6d8a4a"))
    ):
        top = 690 - step * 60
        sheet.box(560 - wide / 2, top, 560 + wide / 2, top + 52, colour)
        sheet.box(560 - wide / 2 + 24, top + 8, 560 + wide / 2, top + 44, CREAM)
    sheet.shape([(700, 860), (960, 800), (1220, 860), (960, 930)], CREAM)
    sheet.line([(960, 800), (960, 930)], "#c8b48a", 6)
    return sheet


def stage() -> Sheet:
    """A lectern and flowers on a stage."""
    sheet = Sheet("#a81d28", "#7a1019")
    for step in range(30):
        sheet.box(step * 52, 0, step * 52 + 20, 760, "#98161f")
    sheet.star(750, 240, 120)
    sheet.box(0, 760, WIDTH, HEIGHT, WOOD)
    sheet.shape([(610, 520), (890, 520), (860, 900), (640, 900)], WOOD_DARK)
    sheet.box(590, 490, 910, 530, "#8a5a33")
    sheet.star(750, 690, 60)
    sheet.line([(750, 490), (770, 420)], INK, 8)
    for x in (300, 420, 1080, 1200):
        sheet.shape([(x - 50, 800), (x + 50, 800), (x + 36, 900), (x - 36, 900)], "#e9dcc0")
        for number in range(7):
            turn = number / 7 * math.tau
            sheet.disc(
                x + 46 * math.cos(turn),
                745 + 40 * math.sin(turn),
                30,
                ("#f2b6bf", GOLD, "#ffffff")[number % 3],
            )
    return sheet


def pennant() -> Sheet:
    """A flag of emulation with fringes."""
    sheet = Sheet("#efe3c6", "#dcc9a0")
    sheet.box(330, 120, 352, 960, WOOD_DARK)
    sheet.disc(341, 112, 24, GOLD)
    sheet.box(352, 160, 1180, 720, RED)
    for step in range(42):
        sheet.line([(352 + step * 20, 720), (356 + step * 20, 770)], GOLD, 8)
    for step in range(28):
        sheet.line([(1180, 160 + step * 20), (1226, 164 + step * 20)], GOLD, 8)
    sheet.frame(390, 196, 1142, 684, GOLD, 8)
    sheet.star(766, 440, 150)
    return sheet


def medal() -> Sheet:
    """A medal on its ribbon, as an emblem."""
    sheet = Sheet("#6e1119", "#4e0a10")
    sheet.shape([(610, 60), (890, 60), (860, 480), (750, 560), (640, 480)], RED)
    for x in (660, 735, 810):
        sheet.box(x, 60, x + 30, 500, GOLD)
    for step in range(24):
        turn = step / 24 * math.tau
        sheet.shape(
            [
                (750 + 270 * math.cos(turn + 0.13), 680 + 270 * math.sin(turn + 0.13)),
                (750 + 215 * math.cos(turn), 680 + 215 * math.sin(turn)),
                (750 + 215 * math.cos(turn + 0.26), 680 + 215 * math.sin(turn + 0.26)),
            ],
            GOLD,
        )
    sheet.disc(750, 680, 222, "#e0a92e")
    sheet.disc(750, 680, 186, RED)
    sheet.star(750, 680, 140)
    return sheet


def certificate() -> Sheet:
    """A certificate in its frame, without a name."""
    sheet = Sheet("#d8c8a8", "#c3b08a")
    sheet.box(260, 130, 1240, 880, WOOD_DARK)
    sheet.box(300, 170, 1200, 840, CREAM)
    sheet.frame(340, 210, 1160, 800, RED, 10)
    sheet.frame(362, 232, 1138, 778, GOLD, 5)
    sheet.star(750, 330, 62, RED)
    for y, half in ((440, 240), (510, 320), (560, 320), (610, 200)):
        sheet.line([(750 - half, y), (750 + half, y)], "#b99b6b", 12)
    sheet.disc(980, 700, 48, RED)
    sheet.line([(900, 745), (1070, 745)], "#b99b6b", 8)
    return sheet
