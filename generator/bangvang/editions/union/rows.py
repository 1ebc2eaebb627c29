"""What pages of a joined register show: its rows as honours, counts and contradictions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from bangvang.editions.union.join import Union, kind_of, rows_of, told_by
from bangvang.editions.union.read import Row
from bangvang.model import urls
from bangvang.model.roll import Figures
from bangvang.model.types import HonoreeKind
from bangvang.render.context import Portal
from bangvang.render.labels import KINDS
from bangvang.render.roll.counts import CountRow, conferred_by, named, subject
from bangvang.render.roll.roll import RollRow
from bangvang.render.roll.rows import STANDINGS, HonourRow, counted, standing
from bangvang.render.views import Link
from bangvang.words import message

_COLUMNS = {
    "name": message("Name"),
    "honoree": message("Honoree"),
    "kind": message("Kind of honoree"),
    "award_id": message("Award"),
    "date": message("When"),
    "period": message("Period"),
    "status": message("Status"),
    "role": message("Role"),
    "place": message("Place"),
    "level": message("Level"),
    "authority": message("Conferred by"),
    "presented_by": message("Presented by"),
    "event": message("Event"),
    "decision": message("Decision"),
    "citation": message("Citation"),
    "status_date": message("Date of the correction or revocation"),
    "reason": message("Reason"),
}
_STATUS = {"active": message("In force"), **STANDINGS}


class Honoured(NamedTuple):
    """Who was honoured, with every conferral, oldest first."""

    id: str
    name: str
    kind: HonoreeKind
    row: Row
    conferrals: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that two portals state differently."""

    what: Link
    column: str
    kept: str
    kept_portal: Link
    other: str
    other_portal: Link


class Register:
    """A joined register whose rows are ready to be shown."""

    def __init__(self, context: Portal, union: Union) -> None:
        self.context = context
        self.union = union
        self.conferrals = tuple(rows_of(union.conferrals))
        self.honorees = {str(row["id"]): row for row in rows_of(union.honorees)}
        self.portals = {each.address: each.name for each in union.portals.values()}
        self._told: dict[str, str] = {}
        for portal in union.portals.values():
            for row in portal.tables[union.conferrals.name]:
                self._told.setdefault(str(row["award_id"]), str(row["award"]))
        given = {row["award_id"] for row in self.conferrals}
        self.awards = {each: name for each, name in self._told.items() if each in given}
        """Names of the awards that were conferred, as the portal named first calls them."""
        self._events = {
            (row["portal_address"], row["event_id"]): row["event"] for row in self.conferrals
        }
        self._disputed = {row["id"] for row in rows_of(union.conflicts)}

    @cached_property
    def honoured(self) -> tuple[Honoured, ...]:
        """Everyone who was honoured, in the order of the table."""
        found: dict[str, list[Row]] = {identity: [] for identity in self.honorees}
        for row in reversed(self.conferrals):
            found[str(row["honoree_id"])].append(row)
        return tuple(
            Honoured(identity, str(row["name"]), kind_of(row), row, tuple(found[identity]))
            for identity, row in self.honorees.items()
        )

    def portal(self, address: str) -> Link:
        """Return the link to a portal."""
        return Link(self.portals[address], address, away=True)

    def roll_row(self, row: Row) -> RollRow:
        """Return a conferral as a table of the roll shows it."""
        text = _texts(row)
        return RollRow(
            id=text["id"],
            identity=text["honoree_id"],
            when=self.context.when(text["date"]),
            honoree=self._honoree(text),
            role=text["role"],
            award=self._award(text["award_id"], text["award"]),
            place=text["place"],
            standing=self._standing(text),
            sources=(Link(text["source"], text["source_address"], text["portal"], away=True),),
        )

    def honour_row(self, row: Row) -> HonourRow:
        """Return a conferral as the page of its honoree shows it, with all its sources."""
        text, words = _texts(row), self.context.words
        details = (
            words.text("for {period}", period=text["period"]) if text["period"] else "",
            self.context.when(text["date"]),
            text["place"],
            text["event"],
            words.text("presented by {name}", name=text["presented_by"])
            if text["presented_by"]
            else "",
            words.text("conferred by {name}", name=text["authority"]) if text["authority"] else "",
        )
        others = text["other_sources"].split()
        first, *more = told_by(row)
        return HonourRow(
            id=text["id"],
            identity=text["honoree_id"],
            honoree=self._honoree(text),
            role=text["role"],
            award=self._award(text["award_id"], text["award"]),
            details=tuple(filter(None, details)),
            decision=Link(text["decision"], text["decision_address"], away=True),
            citation=text["citation"],
            standing=self._standing(text),
            sources=(
                Link(self.portals[first], text["address"], away=True),
                *map(self.portal, more),
                Link(text["source"], text["source_address"], away=True),
                *(
                    Link(words.text("source {number}", number=number), address, away=True)
                    for number, address in enumerate(others, start=2)
                ),
            ),
        )

    def counts(self) -> Iterator[CountRow]:
        """Yield every subject of counting, with all that its portal's sources state of it."""
        for _, rows in groupby(rows_of(self.union.counts), lambda row: row["subject"]):
            stated = list(rows)
            row, text = stated[0], _texts(stated[0])
            years = tuple(row[key] for key in ("from_year", "to_year"))
            period = (int(years[0] or 0), int(years[1] or 0)) if all(years) else None
            event = str(self._events.get((row["portal_address"], row["event_id"])) or "")
            figures = [_figures(each) for each in stated]
            awards = zip(text["award_ids"].split(), text["awards"].split("\n"), strict=True)
            yield CountRow(
                awards=tuple(self._award(identity, name) for identity, name in awards),
                subject=subject(text["region"], event, period),
                authority=conferred_by(self.context, text["authority"]),
                statements=tuple(
                    (
                        tuple(counted(self.context, own, text["counts"])),
                        tuple(filter(None, _texts(each)["note"].split("\n"))),
                        tuple(
                            Link(text["portal"], address, away=True)
                            for address in _texts(each)["source_addresses"].split()
                        ),
                    )
                    for each, own in zip(stated, figures, strict=True)
                ),
                named=tuple(named(self.context, text["counts"], figures, _figures(row, "named_"))),
                contradictory=any(
                    len(set(same) - {None}) > 1 for same in zip(*figures, strict=True)
                ),
            )

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what two portals state differently of one id."""
        of = {row["id"]: row for row in self.conferrals}
        for row in rows_of(self.union.conflicts):
            text = _texts(row)
            kept = of.get(row["id"]) if text["table"] == self.union.conferrals.name else None
            if kept:
                name, identity = str(kept["honoree"]), str(kept["honoree_id"])
                what = Link(name, urls.conferral_url(identity, text["id"]), text["id"])
            elif text["id"] in self.honorees:
                name = str(self.honorees[text["id"]]["name"])
                what = Link(name, urls.honoree_url(text["id"]), text["id"])
            else:
                what = Link(text["id"], "")
            yield Contradiction(
                what,
                self.context.words.text(_COLUMNS[text["column"]]),
                self._value(text["column"], text["kept"]),
                self.portal(text["kept_portal"]),
                self._value(text["column"], text["other"]),
                self.portal(text["other_portal"]),
            )

    def _value(self, column: str, value: str) -> str:
        if column == "kind":
            return self.context.words.text(KINDS[kind_of({"kind": value})])
        if column == "award_id":
            return self._told[value]
        if column == "level":
            return self.context.level(value)
        if column == "status":
            return self.context.words.text(_STATUS[value])
        return self.context.when(value) if column in ("date", "status_date") else value

    def _honoree(self, text: Mapping[str, str]) -> Link:
        return Link(text["honoree"], urls.conferral_url(text["honoree_id"], text["id"]))

    def _award(self, identity: str, name: str) -> Link:
        """Return an award as its own portal calls it, with the way to its slice if there is one."""
        return Link(name, urls.slice_url("award", identity) if identity in self.awards else "")

    def _standing(self, text: Mapping[str, str]) -> str:
        """Return that a conferral was corrected or revoked, or that portals disagree about it."""
        disputed = not self._disputed.isdisjoint((text["id"], text["honoree_id"]))
        parts = (
            standing(self.context, text["status"], text["status_date"], text["reason"]),
            self.context.words.text("Portals contradict each other") if disputed else "",
        )
        return " · ".join(filter(None, parts))


def _texts(row: Row) -> dict[str, str]:
    """Return the values of a row as text; nothing for what is not known."""
    return {key: "" if value is None else str(value) for key, value in row.items()}


def _figures(row: Row, prefix: str = "") -> Figures:
    found = (row[f"{prefix}{key}"] for key in Figures._fields)
    return Figures(*(None if each is None else int(each) for each in found))
