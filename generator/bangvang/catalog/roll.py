"""The honour roll: conferrals with their honorees and sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bangvang.catalog.counts import counts
from bangvang.model.articles import ConferralId
from bangvang.model.catalog import Articles, Registers
from bangvang.model.records import Conferred, SourceRecord
from bangvang.model.registers import last_of
from bangvang.model.roll import Facet, Honoured, Roll, RollEntry, Withheld, name_order
from bangvang.text import fold


def build_roll(registers: Registers, articles: Articles, sources: tuple[SourceRecord, ...]) -> Roll:
    """Return the roll of all conferrals that public sources report, of which `articles` are some.

    Both are newest first.
    """
    others: defaultdict[ConferralId, list[SourceRecord]] = defaultdict(list)
    for source in reversed(sources):
        for _, name in source.refs:
            others[name].append(source)
    entries = []
    moved: dict[str, str] = {}
    withheld: dict[str, tuple[str, ...]] = {}
    for source in sources:
        for what in source.conferrals:
            if hidden(registers, what):
                withheld[what.id] = () if what.honoree in registers.honorees else (what.honoree,)
                continue
            entry = _entry(registers, source, what, tuple(others.get(what.id, ())))
            entries.append(entry)
            if entry.honoree != what.id:
                moved[what.id] = entry.honoree
    for honoree in registers.honorees.values():
        last = registers.honorees[last_of(registers.honorees, honoree.id)]
        if "withheld" in (honoree.status, last.status):
            withheld[honoree.id] = honoree.names
        elif honoree.merged_into:
            moved[honoree.id] = last_of(registers.honorees, honoree.id)
    entries.sort(key=lambda each: (each.order, each.what.id))
    entries.sort(key=lambda each: each.what.date, reverse=True)
    slices = _slices(entries)
    honoured = _honoured(registers, entries)
    return Roll(
        entries=tuple(entries),
        honoured=honoured,
        slices=slices,
        beside=_beside(entries),
        counts=tuple(counts(registers, articles, slices["award"])),
        merged=moved,
        withheld=tuple(_withheld(withheld, honoured)),
    )


def _withheld(
    names: Mapping[str, tuple[str, ...]], honoured: Iterable[Honoured]
) -> Iterator[Withheld]:
    if not names:
        return
    living: defaultdict[str, set[str]] = defaultdict(set)
    for each in honoured:
        for name in (each.name, *(each.record.aliases if each.record else ())):
            living[fold(name)].add(each.id)
    for identity, spellings in names.items():
        others = (living.get(fold(name), set()) for name in spellings)
        yield Withheld(identity, spellings, tuple(sorted(set().union(*others))))


def hidden(registers: Registers, what: Conferred) -> bool:
    """Return whether a conferral is withheld, or its honoree is."""
    record = registers.honorees.get(what.honoree)
    return "withheld" in (what.status, record and record.status)


def _entry(
    registers: Registers, source: SourceRecord, what: Conferred, others: tuple[SourceRecord, ...]
) -> RollEntry:
    record = registers.honorees.get(what.honoree)
    place = what.where if what.where in registers.districts else ""
    district = place or (record.district if record and not what.where else None) or ""
    return RollEntry(
        what,
        record.id if record else what.id,
        record.name if record else what.honoree,
        name_order(record.kind, record.name) if record else what.order,
        district,
        source,
        others,
        b"".join(
            (
                what.fingerprint,
                source.list_fingerprint,
                *(each.list_fingerprint for each in others),
                district.encode(),
            )
        ),
    )


def _slices(entries: Iterable[RollEntry]) -> dict[Facet, dict[str, tuple[RollEntry, ...]]]:
    found: dict[Facet, defaultdict[str, list[RollEntry]]] = {
        facet: defaultdict(list)
        for facet in ("year", "award", "level", "district", "movement", "event", "document")
    }
    years, awards, levels, districts, movements, events, documents = found.values()
    for entry in entries:
        what = entry.what
        years[what.year].append(entry)
        awards[what.award].append(entry)
        levels[what.level].append(entry)
        if entry.district:
            districts[entry.district].append(entry)
        for movement in what.movements:
            movements[movement].append(entry)
        if what.event:
            events[what.event].append(entry)
        if what.decision_url:
            documents[what.decision_url].append(entry)
    return {
        facet: {value: tuple(each) for value, each in index.items()}
        for facet, index in found.items()
    }


def _beside(entries: Iterable[RollEntry]) -> dict[str, tuple[RollEntry, ...]]:
    """Return for each movement what was conferred in articles about it, and does not name it.

    An article names many movements; an award is for the work in few.
    """
    found: defaultdict[str, list[RollEntry]] = defaultdict(list)
    for entry in entries:
        for movement in entry.source.movements:
            if movement not in entry.what.movements:
                found[movement].append(entry)
    return {movement: tuple(each) for movement, each in found.items()}


def _honoured(registers: Registers, entries: Iterable[RollEntry]) -> tuple[Honoured, ...]:
    """Return who was honoured, and those with a record who are not in the roll yet."""
    index: defaultdict[str, list[RollEntry]] = defaultdict(list)
    for entry in entries:
        index[entry.honoree].append(entry)
    found = []
    for identity, own in index.items():
        record = registers.honorees.get(identity)
        first = own[0]
        kind = record.kind if record else first.what.kind
        found.append(
            Honoured(identity, first.name, first.order, kind, record, tuple(reversed(own)))
        )
    for record in registers.honorees.values():
        if record.id not in index and record.status == "active" and not record.merged_into:
            order = name_order(record.kind, record.name)
            found.append(Honoured(record.id, record.name, order, record.kind, record, ()))
    return tuple(sorted(found, key=lambda each: (each.order, each.id)))
