"""The register as tables of plain values: conferrals, honorees and counts, with their columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import orjson

from bangvang.model import urls
from bangvang.model.roll import Count, Honoured, RollEntry
from bangvang.render.context import Portal
from bangvang.render.roll.rows import standing
from bangvang.words import message

Value = str | int | None
"""Text, a whole number, or nothing."""


class Column(NamedTuple):
    """A column: its name in every file, what it holds, and what that means."""

    name: str
    kind: str
    """`string` or `integer`, as in Table Schema."""
    meaning: str


@dataclass(frozen=True)
class Table:
    """Rows of values under columns; the first column is the key."""

    name: str
    file: str
    """The name of its files, without their endings."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...] = ()

    def records(self) -> Iterator[bytes]:
        """Yield the rows as objects in JSON."""
        names = [column.name for column in self.columns]
        for row in self.rows:
            yield orjson.dumps(dict(zip(names, row, strict=True)))


def _text(name: str, meaning: str) -> Column:
    return Column(name, "string", meaning)


def _number(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning)


CONFERRALS = (
    _text("id", message("permanent id of the conferral")),
    _text("honoree_id", message("permanent id of the honoree")),
    _text("honoree", message("name of the honoree")),
    _text("kind", message("person, collective or household")),
    _text("role", message("post or work at that time")),
    _text("place", message("place at that time")),
    _text("district_id", message("id of the district it belongs to")),
    _text("award_id", message("id of the award")),
    _text("award", message("name of the award")),
    _text("level", message("level at which it was conferred")),
    _text("date", message("day, month or year of the conferral (ISO 8601)")),
    _text("period", message("year or years whose work it honours")),
    _text("authority", message("who conferred it")),
    _text("presented_by", message("who handed it over")),
    _text("event_id", message("id of the event")),
    _text("event", message("name of the event")),
    _text("movement_ids", message("ids of the movements for which it was given, with spaces")),
    _text("decision", message("number and date of the decision")),
    _text("decision_address", message("address of the decision, if it stands on this portal")),
    _text("citation", message("for what it was given")),
    _text("status", message("active, corrected or revoked")),
    _text("status_date", message("day of the correction or revocation")),
    _text("reason", message("reason of the correction or revocation")),
    _text("address", message("permanent address")),
    _text("source", message("title of the article that reports it")),
    _text("source_address", message("address of that article")),
    _text("other_sources", message("addresses of other articles that report it, with spaces")),
)
HONOREES = (
    _text("id", message("permanent id of the honoree")),
    _text("name", message("name of the honoree")),
    _text("kind", message("person, collective or household")),
    _text("aliases", message("other spellings of the name, one a line")),
    _text("district_id", message("id of the district it belongs to")),
    _number("conferrals", message("how many conferrals there are")),
    _text("address", message("permanent address")),
)
COUNTS = (
    _number("number", message("number of the row")),
    _number("subject", message("rows of one number count the same, as different sources state it")),
    _text("award_ids", message("ids of the awards counted together, with spaces")),
    _text("awards", message("names of the awards, one a line")),
    _text("region", message("province, district or unit whose honours are counted")),
    _text("authority", message("who conferred it")),
    _text("event_id", message("id of the event")),
    _number("from_year", message("first year that the count covers")),
    _number("to_year", message("last year that the count covers")),
    _text("counts", message("recipients, or conferrals: the two are never added")),
    _number("collectives", message("collectives, as stated")),
    _number("persons", message("persons, as stated")),
    _number("households", message("households, as stated")),
    _number("named_collectives", message("collectives of these that the register names")),
    _number("named_persons", message("persons of these that the register names")),
    _number("named_households", message("households of these that the register names")),
    _text("note", message("what a reader must know of the figures")),
    _text("source_addresses", message("addresses of the articles that state them, with spaces")),
)


READER = (
    message("Honoree"),
    message("Post or work"),
    message("Award"),
    message("When"),
    message("Place"),
    message("Decision"),
    message("Status"),
    message("Source"),
    message("Address"),
)
"""The columns of what a reader takes along of the roll, as the page shows it."""

TABLES = (
    Table("conferrals", "bang-vang", message("Conferrals by name"), CONFERRALS),
    Table("honorees", "nguoi-duoc-khen", message("Honorees"), HONOREES),
    Table("counts", "so-lieu", message("Counts without names"), COUNTS),
)
"""The tables without their rows."""


def tables(context: Portal) -> tuple[Table, ...]:
    """Return the whole register: conferrals (newest first), honorees and counts."""
    roll = context.catalog.roll
    rows = (
        tuple(conferral(context, entry) for entry in roll.entries),
        tuple(_honoree(context, honoured) for honoured in roll.honoured),
        tuple(_counts(context)),
    )
    return tuple(replace(table, rows=own) for table, own in zip(TABLES, rows, strict=True))


def conferral(context: Portal, entry: RollEntry) -> tuple[Value, ...]:
    """Return the row of a conferral; what is not known is None."""
    what, registers = entry.what, context.registers
    event = registers.events.get(what.event)
    url = urls.conferral_url(entry.honoree, what.id)
    row: tuple[Value, ...] = (
        *(what.id, entry.honoree, entry.name, what.kind, what.role),
        *(context.place(what.where), entry.district, what.award, context.award(what.award)),
        *(what.level, what.date, what.period, what.authority, what.presenter),
        *(what.event, event.name if event else "", " ".join(what.movements)),
        *(what.decision, what.decision_url and context.absolute(what.decision_url)),
        *(what.citation, what.status, what.status_date, what.reason),
        *(context.absolute(url), entry.source.title, context.absolute(entry.source.url)),
        " ".join(context.absolute(other.url) for other in entry.others),
    )
    return tuple(value or None for value in row)


def reader_row(context: Portal, entry: RollEntry) -> tuple[Value, ...]:
    """Return a conferral as a reader takes it along, under `READER`."""
    what, words = entry.what, context.words
    found = (entry.source, *entry.others)
    return (
        *(entry.name, what.role, context.award(what.award), context.when(what.date)),
        *(context.place(what.where), what.decision),
        standing(context, what.status, what.status_date, what.reason),
        "; ".join(f"{context.article(each).title} ({words.day(each.date)})" for each in found),
        context.absolute(urls.conferral_url(entry.honoree, what.id)),
    )


def _honoree(context: Portal, honoured: Honoured) -> tuple[Value, ...]:
    record = honoured.record
    return (
        honoured.id,
        honoured.name,
        honoured.kind,
        "\n".join(record.aliases) if record and record.aliases else None,
        record.district if record else None,
        len(honoured.entries),
        context.absolute(urls.honoree_url(honoured.id)),
    )


def _counts(context: Portal) -> Iterator[tuple[Value, ...]]:
    number = 0
    for subject, count in enumerate(context.catalog.roll.counts, start=1):
        for row in _statements(context, count):
            number += 1
            yield (number, subject, *row)


def _statements(context: Portal, count: Count) -> Iterable[tuple[Value, ...]]:
    start, end = count.period or (None, None)
    names = "\n".join(map(context.award, count.awards))
    for each in count.statements:
        figures, named = each.figures, count.named
        sources = " ".join(context.absolute(source.url) for source in each.sources)
        yield (
            *(" ".join(count.awards), names, count.region or None, count.authority or None),
            *(count.event or None, start, end, count.counts),
            *(figures.collectives, figures.persons, figures.households),
            *(named.collectives, named.persons, named.households),
            *("\n".join(each.notes) or None, sources),
        )
