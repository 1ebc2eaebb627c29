"""A sheet to draw on: polygons, discs, lines and hills, in colours that go together."""

import math
import random
from collections.abc import Callable, Iterable

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT = 1500, 1000
"""In pixels."""
_FINE = 2
"""They are drawn so many times as large: edges are smooth then."""

RED, GOLD, CREAM, INK = "#b3202a", "#f6c945", "#fbf3e0", "#3a2a22"
WOOD, WOOD_DARK, LEAF, PINE, WATER = "#9a6a3f", "#6b4526", "#7da453", "#3e6b4b", "#7fb2b8"

Point = tuple[float, float]


class Sheet:
    """A picture on which is drawn in units of its own pixels."""

    def __init__(self, above: str, below: str) -> None:
        """Begin with a colour at the upper edge that turns into another at the lower."""
        column = Image.new("RGB", (1, 2))
        column.putdata([ImageColor.getrgb(above), ImageColor.getrgb(below)])
        size = WIDTH * _FINE, HEIGHT * _FINE
        self._image = column.resize(size, Image.Resampling.BILINEAR, box=(0, 0.5, 1, 1.5))
        self._draw = ImageDraw.Draw(self._image)

    def shape(self, points: Iterable[Point], colour: str) -> None:
        """Fill a polygon."""
        self._draw.polygon([(x * _FINE, y * _FINE) for x, y in points], colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Fill a rectangle."""
        self._draw.rectangle([each * _FINE for each in (left, top, right, bottom)], colour)

    def disc(self, x: float, y: float, radius: float, colour: str, flat: float = 1) -> None:
        """Fill a circle, or an ellipse that is `flat` times as high as it is wide."""
        around = x - radius, y - radius * flat, x + radius, y + radius * flat
        self._draw.ellipse([each * _FINE for each in around], colour)

    def line(self, points: Iterable[Point], colour: str, width: float) -> None:
        """Draw a line through points."""
        scaled = [(x * _FINE, y * _FINE) for x, y in points]
        self._draw.line(scaled, colour, round(width * _FINE), joint="curve")

    def frame(
        self, left: float, top: float, right: float, bottom: float, colour: str, width: float
    ) -> None:
        """Draw the outline of a rectangle."""
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        self.line(corners, colour, width)

    def star(self, x: float, y: float, radius: float, colour: str = GOLD) -> None:
        """Fill a star of five points."""
        turns = [math.tau * (step / 10 - 0.25) for step in range(10)]
        self.shape(
            [
                (
                    x + radius * (1 if step % 2 == 0 else 0.382) * math.cos(turn),
                    y + radius * (1 if step % 2 == 0 else 0.382) * math.sin(turn),
                )
                for step, turn in enumerate(turns)
            ],
            colour,
        )

    def hills(self, top: float, swing: float, colour: str, seed: int) -> None:
        """Fill a range of hills, whose crest swings about a height."""
        height = crest(top, swing, seed)
        points = [(x, height(x)) for x in range(0, WIDTH + 10, 10)]
        self.shape([*points, (WIDTH, HEIGHT), (0, HEIGHT)], colour)

    def done(self) -> Image.Image:
        """Return the picture in its size."""
        return self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def crest(top: float, swing: float, seed: int) -> Callable[[float], float]:
    """Return the height of a crest of hills at each place from left to right."""
    rng = random.Random(seed)
    waves = [(rng.uniform(0.5, 1), rng.uniform(0, math.tau), n) for n in (1.3, 2.1, 3.7, 6.1)]

    def height(x: float) -> float:
        found = sum(
            size * math.sin(x / WIDTH * math.tau * number + start) / number
            for size, start, number in waves
        )
        return top - swing * found

    return height
