"""Facets of the roll: by what it is sliced, and the values of each."""

from collections.abc import Mapping

from bangvang.model import urls
from bangvang.model.registers import Award
from bangvang.model.roll import Facet, RollEntry
from bangvang.render.context import Portal
from bangvang.render.labels import CLASSES, UNKNOWN
from bangvang.render.views import Link
from bangvang.text import sort_key
from bangvang.words import message

FACETS: Mapping[Facet, str] = {
    "year": message("By year"),
    "award": message("By award"),
    "level": message("By level"),
    "district": message("By district"),
    "movement": message("By movement"),
    "event": message("By event"),
    "document": message("By decision"),
}


def values(context: Portal, facet: Facet) -> list[tuple[str, tuple[RollEntry, ...]]]:
    """Return the values of a facet with their entries, in the order in which readers look.

    Every award and district has a page; of the others those that occur.
    """
    found = dict(context.catalog.roll.slices[facet])
    registers = context.registers
    if facet == "award":
        ordered = sorted(registers.awards.values(), key=_precedence)
        return [(each.id, found.get(each.id, ())) for each in ordered]
    if facet == "district":
        return [(each.id, found.get(each.id, ())) for each in context.catalog.districts]
    if facet == "year":
        return sorted(found.items(), reverse=True)
    order = {
        "level": list(urls.LEVELS),
        "movement": [each.id for each in context.catalog.movements],
        "event": [each.id for each in context.catalog.events],
        "document": [each.url for each in context.catalog.documents],
    }[facet]
    return sorted(found.items(), key=lambda each: order.index(each[0]) if each[0] else len(order))


def _precedence(award: Award) -> tuple[int, int, float, str]:
    """Return what puts awards in the law's order: by class, level and rank, then by name."""
    highest = min(map(list(urls.LEVELS).index, award.levels))
    rank = float("inf") if award.precedence is None else award.precedence
    return list(CLASSES).index(award.award_class), highest, rank, sort_key(award.name)


def value_name(context: Portal, facet: Facet, value: str) -> str:
    """Return what a value of a facet is called."""
    registers = context.registers
    match facet:
        case "year":
            return value or context.words.text(UNKNOWN)
        case "level":
            return context.level(value)
        case "award":
            return registers.awards[value].name
        case "district":
            return registers.districts[value].name
        case "movement":
            return registers.movements[value].name
        case "event":
            return registers.events[value].name
        case "document":
            found = next(each for each in context.catalog.documents if each.url == value)
            # Each year has a number 1.
            return f"{context.document(found)}, {context.words.day(found.date)}"


def ways(context: Portal, facet: Facet) -> list[Link]:
    """Return the links to the slices of a facet that hold a conferral, with their counts."""
    return [
        Link(
            value_name(context, facet, value),
            urls.slice_url(facet, value),
            context.words.number(len(entries)),
        )
        for value, entries in values(context, facet)
        if entries
    ]
