"""Counts without names, beside one another: repeats, contradictions, and how many are named."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bangvang.model.catalog import Articles, Registers
from bangvang.model.records import ArticleRecord, TallyRecord
from bangvang.model.roll import Count, Figures, RollEntry, Statement
from bangvang.text import name_key


def counts(
    registers: Registers, articles: Articles, by_award: Mapping[str, tuple[RollEntry, ...]]
) -> Iterator[Count]:
    """Yield every subject that is counted, in the order of the articles, oldest first."""
    subjects: defaultdict[object, list[tuple[TallyRecord, ArticleRecord]]] = defaultdict(list)
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


def _statements(members: Iterable[tuple[TallyRecord, ArticleRecord]]) -> Iterator[Statement]:
    """Yield what is stated; the same figures from another source are one statement."""
    found: defaultdict[Figures, list[tuple[TallyRecord, ArticleRecord]]] = defaultdict(list)
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
    stated: TallyRecord,
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
    registers: Registers, stated: TallyRecord, district: str, entry: RollEntry, sources: set[str]
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
