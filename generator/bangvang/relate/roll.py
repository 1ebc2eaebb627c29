"""The honour roll: conferrals with their honorees and sources, and counts beside one another."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from bangvang.model.cards import Card, Conferred, Stated
from bangvang.model.catalog import Articles, Registers
from bangvang.model.honours import ConferralId
from bangvang.model.problem import Problem
from bangvang.model.roll import (
    Count,
    Facet,
    Figures,
    Honoured,
    Roll,
    RollEntry,
    Statement,
    Withheld,
    name_order,
)
from bangvang.relate.resolve import last_of
from bangvang.text import fold, name_key


def build_roll(registers: Registers, articles: Articles) -> Roll:
    """Return the roll of all conferrals that public articles report."""
    others: defaultdict[ConferralId, list[Card]] = defaultdict(list)
    for article in reversed(articles):
        for _, name in article.refs:
            others[name].append(article)
    entries = []
    moved: dict[str, str] = {}
    withheld: dict[str, tuple[str, ...]] = {}
    for article in articles:
        for what in article.conferrals:
            if hidden(registers, what):
                withheld[what.id] = () if what.honoree in registers.honorees else (what.honoree,)
                continue
            entry = _entry(registers, article, what, tuple(others.get(what.id, ())))
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
        counts=tuple(_counts(registers, articles, slices["award"])),
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
    registers: Registers, article: Card, what: Conferred, others: tuple[Card, ...]
) -> RollEntry:
    record = registers.honorees.get(what.honoree)
    place = what.where if what.where in registers.districts else ""
    return RollEntry(
        what,
        record.id if record else what.id,
        record.name if record else what.honoree,
        name_order(record.kind, record.name) if record else what.order,
        place or (record.district if record and not what.where else None) or "",
        article.movements,
        article,
        others,
        b"".join((what.mark, article.face, *(other.face for other in others))),
    )


def _slices(entries: Iterable[RollEntry]) -> dict[Facet, dict[str, tuple[RollEntry, ...]]]:
    keys: dict[Facet, Callable[[RollEntry], Iterable[str]]] = {
        "year": lambda each: (each.what.year,),
        "award": lambda each: (each.what.award,),
        "level": lambda each: (each.what.level,),
        "district": lambda each: (each.district,) if each.district else (),
        "movement": lambda each: each.movements,
        "event": lambda each: (each.what.event,) if each.what.event else (),
    }
    found: dict[Facet, dict[str, tuple[RollEntry, ...]]] = {}
    for facet, key in keys.items():
        index: defaultdict[str, list[RollEntry]] = defaultdict(list)
        for entry in entries:
            for value in key(entry):
                index[value].append(entry)
        found[facet] = {value: tuple(each) for value, each in index.items()}
    return found


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


# --- counts without names ----------------------------------------------------------------------


def _counts(
    registers: Registers, articles: Articles, by_award: Mapping[str, tuple[RollEntry, ...]]
) -> Iterator[Count]:
    """Yield every subject that is counted, in the order of the articles, oldest first."""
    subjects: defaultdict[object, list[tuple[Stated, Card]]] = defaultdict(list)
    for article in reversed(articles):
        for stated in article.tallies:
            key = (
                *(tuple(sorted(stated.awards)), name_key(stated.authority)),
                *(name_key(stated.region), stated.event, stated.period, stated.counts),
            )
            subjects[key].append((stated, article))
    districts = {
        name_key(name): district.id
        for district in registers.districts.values()
        for name in district.names
    }
    for members in subjects.values():
        first = members[0][0]
        statements = tuple(_statements(members))
        district = districts.get(name_key(first.region), "")
        yield Count(
            *(first.awards, first.authority, first.region, district, first.event),
            *(first.period, first.counts, statements),
            contradictory=_contradictory(statements),
            named=_named(registers, first, district, statements, by_award),
        )


def _statements(members: Iterable[tuple[Stated, Card]]) -> Iterator[Statement]:
    """Yield what is stated; the same figures from another source are one statement."""
    found: defaultdict[Figures, list[tuple[Stated, Card]]] = defaultdict(list)
    for stated, article in members:
        figures = Figures(stated.persons, stated.collectives, stated.households)
        found[figures].append((stated, article))
    for figures, same in found.items():
        notes = dict.fromkeys(stated.note for stated, _ in same if stated.note)
        sources = {article.id: article for _, article in same}
        yield Statement(figures, tuple(notes), tuple(sources.values()))


def _contradictory(statements: tuple[Statement, ...]) -> bool:
    kinds = zip(*(each.figures for each in statements), strict=True)
    return any(len(set(kind) - {None}) > 1 for kind in kinds)


def _named(
    registers: Registers,
    stated: Stated,
    district: str,
    statements: tuple[Statement, ...],
    by_award: Mapping[str, tuple[RollEntry, ...]],
) -> Figures:
    """Return how many of those counted are named: recipients, or conferrals."""
    sources = {article.id for each in statements for article in each.sources}
    entries = [
        entry
        for award in stated.awards
        for entry in by_award.get(award, ())
        if entry.what.status != "revoked" and _within(registers, stated, district, entry, sources)
    ]

    def named(kind: str, figures: Iterable[int | None]) -> int | None:
        if all(figure is None for figure in figures):
            return None
        own = [entry for entry in entries if entry.what.kind == kind]
        return len(own) if stated.counts == "conferrals" else len({entry.honoree for entry in own})

    return Figures(
        named("person", [each.figures.persons for each in statements]),
        named("collective", [each.figures.collectives for each in statements]),
        named("household", [each.figures.households for each in statements]),
    )


def _within(
    registers: Registers, stated: Stated, district: str, entry: RollEntry, sources: set[str]
) -> bool:
    """Return whether a conferral is one of those counted.

    What it does not tell is not held against it when the same article tells of both.
    """
    what = entry.what
    together = not sources.isdisjoint({entry.source.id, *(each.id for each in entry.others)})
    if stated.event and what.event != stated.event:
        return False
    if stated.authority and not _same_authority(
        stated.authority, what.authority, registers.site.province
    ):
        return bool(together and not what.authority)
    if district:
        if entry.district != district:
            return False
    elif (
        stated.region
        and name_key(stated.region) != name_key(registers.site.province)
        and name_key(what.where) != name_key(stated.region)
    ):
        return False
    if not stated.period:
        return True
    start, end = stated.period
    # Of one occasion, a period is that of the work honoured; else it is that of the conferring.
    told = (what.period, what.year) if stated.event else (what.year, what.period)
    years = next((each for each in told if each), "")
    return all(start <= int(year) <= end for year in years.split("-")) if years else together


def _same_authority(stated: str, own: str, province: str) -> bool:
    """Return whether two names are of one authority; one may leave out the province."""
    first, second = sorted((name_key(stated), name_key(own)), key=len)
    rest = second.removeprefix(first)
    return rest == "" or (rest.startswith(" ") and name_key(province).endswith(rest))


# --- entries that look like one ----------------------------------------------------------------


def check_roll(articles: Iterable[Card]) -> Iterator[Problem]:
    """Yield a warning for what looks like one conferral, and for people whom nothing sets apart."""
    same: defaultdict[tuple[str, str], list[tuple[Conferred, Card]]] = defaultdict(list)
    people: defaultdict[str, list[tuple[Conferred, Card]]] = defaultdict(list)
    for article in articles:
        for what in article.conferrals:
            same[what.key or what.honoree, what.award].append((what, article))
            if what.kind == "person" and what.key:
                people[what.key].append((what, article))
    alike: set[str] = set()
    for members in same.values():
        if len(members) > 1:
            members.sort(key=lambda each: (each[0].date, each[0].period, each[0].id))
            for (what, article), (other, second) in pairwise(members):
                if article is not second and _alike(what, other):
                    alike |= {what.id, other.id}
                    values = {
                        "name": other.honoree,
                        "id": what.id,
                        "other": f"{article.file} ({what.id})",
                    }
                    yield Problem(second.file, "W312", ("honours", other.place), values=values)
    for members in people.values():
        if len(members) > 1:
            for what, article in members:
                if not what.role and not what.where and what.id not in alike:
                    values = {"name": what.honoree}
                    yield Problem(article.file, "W313", ("honours", what.place), values=values)


def _alike(one: Conferred, other: Conferred) -> bool:
    """Return whether nothing that two conferrals on one name tell sets them apart."""

    def agree(first: str, second: str) -> bool:
        return not first or not second or first == second

    dates = one.date.startswith(other.date) or other.date.startswith(one.date)
    return (
        dates
        and agree(one.period, other.period)
        and agree(one.event, other.event)
        and agree(one.role, other.role)
        and agree(one.where, other.where)
    )
