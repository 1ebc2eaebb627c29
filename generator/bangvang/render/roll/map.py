"""The districts as a picture: circles as large as the districts, where the districts lie.

A cartogram of our own drawing (after D. Dorling, "Area Cartograms", 1996): positions and areas are
facts of the districts, and circles that overlap are pushed apart until none does.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from bangvang.model.registers import District, MapPoint
from bangvang.render.context import Portal
from bangvang.render.views import Link

_KM_PER_DEGREE = 111.2
_SMALLEST = 9.5
"""Kilometres of radius below which a name would not fit."""
_GAP = 0.8
_STEPS = 400
_LINE = 28
"""Drawing units from one line of a name to the next."""
_SCALE = 6.0
"""Drawing units for a kilometre."""


@dataclass(frozen=True, slots=True)
class Circle:
    """One district on the map, in drawing units."""

    name: str
    url: str
    note: str
    x: float
    y: float
    r: float
    shade: int
    lines: tuple[tuple[float, str], ...]
    """The words of the short name, each with its height on the drawing."""


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """The whole picture."""

    width: int
    height: int
    circles: tuple[Circle, ...]


def district_map(
    context: Portal,
    link_of: Callable[[District], Link] | None = None,
    shade_of: Callable[[District], int] = lambda district: 0,
) -> DistrictMap | None:
    """Return the map of the districts whose place is known; None when there is none.

    Each leads to its page, or to where `link_of` says, and is as dark as `shade_of` says.
    """
    placed = [(each, each.map) for each in context.catalog.districts if each.map]
    if not placed:
        return None
    points = _apart([_project(point) for _, point in placed])
    left = min(x - r for x, _, r in points) - 1
    top = min(y - r for _, y, r in points) - 1
    circles = []
    for (district, _), (x, y, r) in zip(placed, points, strict=True):
        link = link_of(district) if link_of else context.counted(district)
        cx, cy = round((x - left) * _SCALE, 1), round((y - top) * _SCALE, 1)
        circles.append(
            Circle(
                name=district.name,
                url=link.url,
                note=link.note,
                x=cx,
                y=cy,
                r=round(r * _SCALE, 1),
                shade=shade_of(district),
                lines=_lines(district, cy),
            )
        )
    width = math.ceil((max(x + r for x, _, r in points) + 1 - left) * _SCALE)
    height = math.ceil((max(y + r for _, y, r in points) + 1 - top) * _SCALE)
    return DistrictMap(width, height, tuple(circles))


def _project(point: MapPoint) -> tuple[float, float, float]:
    """Return kilometres east, kilometres south, and the radius of a circle of the same area."""
    east = point.longitude * _KM_PER_DEGREE * math.cos(math.radians(point.latitude))
    radius = max(_SMALLEST, math.sqrt(point.area / math.pi))
    return east, -point.latitude * _KM_PER_DEGREE, radius


def _apart(circles: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Return the circles moved as little as it takes for none to overlap another."""
    moved = [list(circle) for circle in circles]
    for _ in range(_STEPS):
        still = True
        for i, a in enumerate(moved):
            for b in moved[i + 1 :]:
                dx, dy = b[0] - a[0], b[1] - a[1]
                distance = math.hypot(dx, dy) or 1e-6
                overlap = a[2] + b[2] + _GAP - distance
                if overlap > 1e-3:
                    still = False
                    shift_x, shift_y = dx / distance * overlap / 2, dy / distance * overlap / 2
                    a[0] -= shift_x
                    a[1] -= shift_y
                    b[0] += shift_x
                    b[1] += shift_y
        if still:
            break
    return [(x, y, r) for x, y, r in moved]


def _lines(district: District, middle: float) -> tuple[tuple[float, str], ...]:
    """Return the name without its rank, a word a line, centred around `middle`."""
    rank = f"{district.rank} ".lower()
    short = district.name[len(rank) :] if district.name.lower().startswith(rank) else district.name
    words = short.split()
    top = middle - (len(words) - 1) * _LINE / 2 + _LINE / 3
    return tuple((round(top + index * _LINE, 1), word) for index, word in enumerate(words))
