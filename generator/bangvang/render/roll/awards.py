"""Awards: their order of precedence, their index, and what the page of each tells of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bangvang.model import urls
from bangvang.model.registers import Award, Regime
from bangvang.model.roll import Count
from bangvang.render.context import Portal
from bangvang.render.labels import CLASSES
from bangvang.render.paging import home, roll_page, section
from bangvang.render.plan import Plan
from bangvang.render.roll.facets import FACETS, values
from bangvang.render.roll.rows import counted
from bangvang.render.views import Link
from bangvang.words import message

_LAW = re.compile(r"\d+/\d{4}/QH\d+")
"""A law of the National Assembly, by its number."""
_GIVEN_TO = {
    "person": message("persons"),
    "collective": message("collectives"),
    "household": message("households"),
    "work": message("works"),
}


def award_index(context: Portal) -> Plan:
    """Return the index of awards by their class; those of which nothing is known are folded."""
    words, register = context.words, context.registers.awards
    entries = dict(values(context, "award"))
    known = {name for name in entries if entries[name] or stating(context, name)}
    # What is known of one class of an award is known of it.
    above_of = {name: _above(register, name) for name in entries}
    known |= {each for name in known for each in above_of[name]}

    def link(award: Award) -> Link:
        return Link(award.name, urls.slice_url("award", award.id), told(context, award.id))

    def listed(names: list[str]) -> list[tuple[Link, list[Link]]]:
        # Below the first of its line that is listed stand all of them.
        below: dict[str, list[str]] = {}
        for name in names:
            first = next((each for each in reversed(above_of[name]) if each in names), name)
            below.setdefault(first, []).extend([] if first == name else [name])
        return [
            (link(register[name]), [link(register[each]) for each in under])
            for name, under in below.items()
        ]

    groups = []
    for kind, title in CLASSES.items():
        own = [name for name in entries if register[name].award_class == kind]
        if own:
            shown = [name for name in own if name in known]
            folded = [link(register[name]) for name in own if name not in known]
            more = words.text("{n} more of which nothing is recorded here", n=len(folded))
            groups.append((words.text(title), listed(shown), folded, more if shown else ""))
    above = (home(context), section(context))
    view = {"groups": groups, "links": [], "map": None}
    url, title = urls.facet_url("award"), words.text(FACETS["award"])
    return Plan.of(roll_page(context, url, title, "index.html", above, view))


def _above(register: Mapping[str, Award], name: str) -> list[str]:
    """Return the awards of which one is a class, the nearest first."""
    found: list[str] = []
    while (parent := register[name].parent) in register and parent not in found:
        assert parent
        found.append(parent)
        name = parent
    return found


def stating(context: Portal, award: str) -> list[Count]:
    """Return the counts without names of an award."""
    return [each for each in context.catalog.roll.counts if award in each.awards]


def told(context: Portal, award: str) -> str:
    """Return what is known of how often an award was conferred; nothing is no number."""
    entries = context.catalog.roll.slices["award"].get(award, ())
    counts = stating(context, award)
    if entries:
        return context.conferrals(len(entries))
    if not counts:
        return ""
    if len(counts) == 1 and len(counts[0].statements) == 1:
        figures = ", ".join(counted(context, counts[0].statements[0].figures, counts[0].counts))
        return context.words.text("Nobody is named yet; sources state {figures}", figures=figures)
    return context.words.text("Nobody is named yet; sources state numbers")


def label(context: Portal, award: Award) -> str:
    """Return what kind of thing an award is, in the words of the law."""
    if award.award_class in ("state-title", "emulation-title"):
        return context.words.text("Title of honour")
    return context.words.text("Form of commendation")


def award_facts(context: Portal, award: Award) -> list[tuple[str, str]]:
    """Return what an award is: who confers it, on whom, and under which law."""
    return [(name, value) for name, value in _facts(context, award) if value]


def _facts(context: Portal, award: Award) -> Iterator[tuple[str, str]]:
    words = context.words
    parent = context.registers.awards.get(award.parent or "")
    yield words.text("Class"), words.text(CLASSES[award.award_class])
    yield words.text("Level"), ", ".join(map(context.level, award.levels))
    yield words.text("Conferred by"), award.authority or ""
    given_to = (words.text(_GIVEN_TO[each]) for each in award.given_to)
    yield words.text("Given to"), ", ".join(given_to)
    yield words.text("One class of"), parent.name if parent else ""
    yield words.text("Legal basis"), "; ".join(_regime(context, each) for each in award.regimes)
    yield words.text("Also written"), "; ".join(f"“{name}”" for name in award.aliases)


def _regime(context: Portal, regime: Regime) -> str:
    """Return a law with the days between which an award exists under it."""
    words = context.words
    law = words.text("Law on Emulation and Commendation No. {number}", number=regime.law)
    if not _LAW.fullmatch(regime.law):
        law = regime.law
    start = words.text("from {day}", day=words.day(regime.start)) if regime.start else ""
    end = words.text("to the end of {day}", day=words.day(regime.end)) if regime.end else ""
    days = ", ".join(filter(None, (start, end)))
    return f"{law} ({days})" if days else law


def award_view(context: Portal, award: Award) -> dict[str, Any]:
    """Return what only the page of an award shows."""
    nothing = context.words.text("Nothing of it is recorded here.")
    return {
        "label": label(context, award),
        "total": told(context, award.id) or nothing,
        "facts": award_facts(context, award),
    }
