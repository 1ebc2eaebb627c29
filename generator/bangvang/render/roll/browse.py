"""The roll for the browser: facets of all conferrals in one small file, names and rows on demand.

Everything is a classic script that calls `bangvangRoll`, so that it also loads from a disk. A
conferral is a number, counted from 0 from the oldest on: new ones change no old rows.

Columns are whole numbers of one or two bytes, as the first byte tells, least byte first; they are
deflated (RFC 1950) and in base64.
"""

import base64
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

import orjson

from bangvang.model import urls
from bangvang.model.roll import RollEntry, roll_fingerprint
from bangvang.render.context import Context, Portal
from bangvang.render.labels import KINDS
from bangvang.render.plan import Job, Plan
from bangvang.render.roll.facets import FACETS, value_name, values
from bangvang.render.roll.roll import roll_row
from bangvang.workers import BATCH

ROWS = 100
"""How many conferrals stand in one file of rows."""
FOLDER = f"{urls.DATA}bang-vang/"
INDEX = f"{FOLDER}chung.js"
NAMES = f"{FOLDER}ten.js"


def script(context: Context, call: str, arguments: tuple[object, ...]) -> bytes:
    """Return a script that hands data over: a call, with its arguments as JSON."""
    handed = b",".join(map(orjson.dumps, arguments))
    return b"bangvangRoll.%b(%b);\n" % (call.encode(), handed)


class _Numbered:
    """The conferrals of a portal by their numbers."""

    def __init__(self, context: Portal) -> None:
        self._context = context
        self.entries: Sequence[RollEntry] = context.catalog.roll.entries[::-1]

    @cached_property
    def index(self) -> dict[str, object]:
        """The facets: of each its choices, and a column that tells each conferral's choice.

        In a column 0 is none; of movements it tells a set of choices.
        """
        context = self._context
        facets: list[dict[str, object]] = []
        for facet in FACETS:
            choices = [(value, found) for value, found in values(context, facet) if found]
            place = {value: number for number, (value, _) in enumerate(choices, start=1)}
            shown = [
                (urls.slice_key(facet, value), value_name(context, facet, value))
                for value, _ in choices
            ]
            made: dict[str, object] = {"key": urls.FOLDERS[facet], "choices": shown}
            if facet == "movement":
                sets: dict[tuple[int, ...], int] = {(): 0}
                numbers = [
                    sets.setdefault(tuple(place[name] for name in entry.what.movements), len(sets))
                    for entry in self.entries
                ]
                made["sets"] = list(sets)
            else:
                value_of = _VALUES[facet]
                numbers = [place.get(value_of(entry), 0) for entry in self.entries]
            facets.append({**made, "column": _packed(numbers)})
        kinds = list(urls.HONOREE_KINDS)
        facets.insert(
            3,
            {
                "key": urls.HONOREE_KIND,
                "choices": [
                    (key, context.words.text(KINDS[kind]))
                    for kind, key in urls.HONOREE_KINDS.items()
                ],
                "column": _packed([kinds.index(each.what.kind) + 1 for each in self.entries]),
            },
        )
        days = sorted({entry.what.date for entry in self.entries})
        place = {day: number for number, day in enumerate(days)}
        return {
            "count": len(self.entries),
            "rows": ROWS,
            "facets": facets,
            "days": _texts([context.when(day) for day in days]),
            "day": _packed([place[entry.what.date] for entry in self.entries]),
        }

    @cached_property
    def names(self) -> tuple[str, list[str]]:
        """Every name in Vietnamese order, deflated; and for each conferral the place of its own."""
        order = {(entry.order, entry.name) for entry in self.entries}
        names = {each: number for number, each in enumerate(sorted(order))}
        numbers = [names[entry.order, entry.name] for entry in self.entries]
        return _texts([name for _, name in names]), [
            _packed([number & 0xFFFF for number in numbers]),
            _packed([number >> 16 for number in numbers]),
        ]

    def rows(self, number: int) -> list[tuple[object, ...]]:
        """Return all that is shown of the conferrals in one file of rows."""
        found: list[tuple[object, ...]] = []
        for entry in self.entries[number * ROWS : (number + 1) * ROWS]:
            row = roll_row(self._context, entry)
            sources = [(each.title, each.url, each.note) for each in row.sources]
            honoree = (row.honoree.title, row.honoree.url)
            award = (row.award.title, row.award.url)
            found.append(
                (honoree, row.role, award, row.when, row.place, row.standing, sources, row.identity)
            )
        return found


def browse_plans(context: Portal) -> Iterator[Plan]:
    """Yield the files by which a browser sorts and filters the roll."""
    numbered = _Numbered(context)
    entries = numbered.entries
    registers = context.registers
    labels = [
        [(each.id, each.name) for each in register.values()]
        for register in (
            *(registers.awards, registers.districts, registers.movements, registers.events),
        )
    ]
    decisions = [each.list_fingerprint for each in context.catalog.documents]
    whole = roll_fingerprint(entries)
    yield _plan(INDEX, (whole, labels, decisions), "index", lambda: (numbered.index,), 1)
    yield _plan(NAMES, whole, "names", lambda: numbered.names, 1)
    for number in range(-(-len(entries) // ROWS)):
        part = entries[number * ROWS : (number + 1) * ROWS]
        yield _rows_plan(numbered, number, roll_fingerprint(part))


def _rows_plan(numbered: _Numbered, number: int, fingerprint: bytes) -> Plan:
    url = f"{FOLDER}dong-{number}.js"
    return _plan(url, fingerprint, "rows", lambda: (number, numbered.rows(number)))


def _plan(
    url: str,
    inputs: object,
    call: str,
    arguments: Callable[[], tuple[object, ...]],
    batch: int = BATCH,
) -> Plan:
    def make() -> Job:
        return partial(script, call=call, arguments=arguments())

    return Plan(url, inputs, make, listed=False, batch=batch)


_VALUES: Mapping[str, Callable[[RollEntry], str]] = {
    "year": lambda each: each.what.year,
    "award": lambda each: each.what.award,
    "level": lambda each: each.what.level,
    "district": lambda each: each.district,
    "event": lambda each: each.what.event,
    "document": lambda each: each.what.decision_url,
}
"""How a conferral tells its value of a facet that has one value at most."""


def _packed(numbers: Sequence[int]) -> str:
    width, kind = (1, "B") if max(numbers, default=0) < 256 else (2, "H")
    return _base64(struct.pack(f"<B{len(numbers)}{kind}", width, *numbers))


def _texts(texts: Sequence[str]) -> str:
    return _base64(orjson.dumps(texts))


def _base64(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 9)).decode()
