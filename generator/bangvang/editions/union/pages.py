"""The pages of a joined register: its portals, the roll in slices, honorees, and contradictions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import NamedTuple

from bangvang.editions.union.join import told_by
from bangvang.editions.union.read import Exported, Row
from bangvang.editions.union.rows import Honoured, Register
from bangvang.model import urls
from bangvang.model.roll import Facet
from bangvang.render.cards import card_plans
from bangvang.render.data.exports import data_page
from bangvang.render.data.feeds import sitemap_plans
from bangvang.render.data.tables import TABLES
from bangvang.render.labels import KINDS, SCHEMA_KINDS, UNKNOWN
from bangvang.render.pages.redirects import redirect_plan
from bangvang.render.pages.search import search_plans
from bangvang.render.paging import Part, home, long_plans, roll_page, section
from bangvang.render.plan import Job, Plan
from bangvang.render.roll.counts import count_plans
from bangvang.render.roll.facets import FACETS
from bangvang.render.roll.names import index_plans, letters_of, noted
from bangvang.render.roll.roll import NEWEST
from bangvang.render.views import Head, Link, Page
from bangvang.text import sort_key

_COLUMNS: Mapping[Facet, str] = {"year": "date", "award": "award_id", "level": "level"}
"""By what the roll is divided, beside the portals, and the columns that tell it."""


class _Slices(NamedTuple):
    """One way of dividing the roll: its parts in the order in which readers look."""

    title: str
    url: str
    parts: list[tuple[Link, list[Row]]]


def plans(register: Register, *, listed: bool) -> Iterator[Plan]:
    """Yield every page of a joined register; unless `listed`, none for search engines."""
    yield from card_plans(register.context)
    pages = [*_pages(register), *search_plans(register.context)]
    if listed:
        yield from pages
        yield from sitemap_plans((plan.url, "") for plan in pages if plan.listed)
    else:
        yield from (plan._replace(make=partial(_unlisted, plan)) for plan in pages)


def _unlisted(plan: Plan) -> Job:
    job = plan.make()
    return replace(job, head=replace(job.head, listed=False)) if isinstance(job, Page) else job


def addresses(register: Register) -> set[str]:
    """Return the addresses of pages of things that portals have at the same addresses."""
    return {
        *map(urls.honoree_url, register.honorees),
        *(urls.slice_url("award", award) for award in register.awards),
    }


def _pages(register: Register) -> Iterator[Plan]:
    context, words = register.context, register.context.words
    yield Plan.of(_home(register))
    ways = [_by_portal(register), *(_by(register, facet) for facet in _COLUMNS)]
    yield Plan.of(_roll(register, ways))
    for slices in ways:
        yield Plan.of(_index(register, slices))
        for link, rows in slices.parts:
            yield from _slice(register, slices, link, rows)
    yield from index_plans(
        context,
        register.honoured,
        lambda each: noted(context, (str(row["role"] or "") for row in each.conferrals)),
        lambda each: b"",
    )
    yield from count_plans(context, tuple(register.counts()))
    yield from _conflicts(register)
    yield redirect_plan(urls.HONOREES, urls.NAMES, words.text("By name"))
    for each in register.honoured:
        yield Plan(urls.honoree_url(each.id), None, partial(_honoree, register, each))
    yield Plan.of(data_page(context, register.union.tables))


def _home(register: Register) -> Page:
    context, union = register.context, register.union
    words = context.words

    def card(key: str, portal: Exported) -> tuple[Link, Link]:
        honours, honorees, counts = (len(portal.tables[each.name]) for each in TABLES)
        parts = [
            context.conferrals(honours),
            words.text("{n} honorees", n=words.number(honorees)),
            words.count("one count", "{n} counts", counts),
            "" if portal.shards else words.text("not searched"),
        ]
        note = " · ".join(filter(None, parts))
        return (
            Link(portal.name, f"{urls.PORTALS}{key}/", note),
            Link(portal.address.partition("//")[2].rstrip("/"), portal.address, away=True),
        )

    site = context.site
    return Page(
        kind="home",
        head=Head(site.name, site.description, urls.HOME),
        template="union.html",
        view={
            "title": site.name,
            "total": context.conferrals(len(register.conferrals)),
            "names": words.number(len(register.honorees)),
            "portals": [card(key, portal) for key, portal in union.portals.items()],
            "rows": [register.roll_row(each) for each in register.conferrals[:NEWEST]],
            "roll_url": urls.ROLL,
            "names_url": urls.NAMES,
            "counts_url": urls.COUNTS,
            "data_url": urls.DATA,
            "conflicts_url": urls.CONFLICTS,
            "conflicts": len(union.conflicts.rows),
        },
    )


def _by_portal(register: Register) -> _Slices:
    found: dict[str, list[Row]] = {address: [] for address in register.portals}
    for row in register.conferrals:
        for address in told_by(row):
            found[address].append(row)
    title = register.context.words.text("By portal")
    parts = [
        (Link(portal.name, f"{urls.PORTALS}{key}/"), found[portal.address])
        for key, portal in register.union.portals.items()
    ]
    return _Slices(title, urls.PORTALS, parts)


def _by(register: Register, facet: Facet) -> _Slices:
    context = register.context
    found: dict[str, list[Row]] = {}
    for row in register.conferrals:
        value = str(row[_COLUMNS[facet]] or "")
        found.setdefault(value[:4] if facet == "year" else value, []).append(row)
    levels = list(urls.LEVELS)
    names: dict[Facet, Callable[[str], str]] = {
        "year": lambda year: year or context.words.text(UNKNOWN),
        "award": register.awards.__getitem__,
        "level": context.level,
    }
    orders: dict[Facet, Callable[[str], object]] = {
        "year": lambda year: -int(year or 0),
        "award": lambda award: sort_key(register.awards[award]),
        "level": lambda level: levels.index(level) if level in levels else len(levels),
    }
    order: Callable[[str], object] = orders[facet]
    parts = [
        (Link(names[facet](value), urls.slice_url(facet, value)), found[value])
        for value in sorted(found, key=order)  # type: ignore[arg-type]
    ]
    return _Slices(context.words.text(FACETS[facet]), urls.facet_url(facet), parts)


def _roll(register: Register, ways: Iterable[_Slices]) -> Page:
    context, words = register.context, register.context.words
    groups = [
        (
            each.title,
            each.url,
            [
                Link(link.title, link.url, words.number(len(rows)))
                for link, rows in each.parts
                if rows
            ],
        )
        for each in ways
    ]
    letters = [Link(letter.upper(), url) for letter, url, _ in letters_of(register.honoured)]
    view = {
        "total": context.conferrals(len(register.conferrals)),
        "rows": [register.roll_row(each) for each in register.conferrals[:NEWEST]],
        "groups": [*groups, (words.text("By name"), urls.NAMES, letters)],
        "counts_url": urls.COUNTS,
        "data_url": urls.DATA,
        "charts_url": "",
        "texts": None,
    }
    return roll_page(context, urls.ROLL, section(context).title, "roll.html", (), view)


def _index(register: Register, slices: _Slices) -> Page:
    context = register.context
    links: list[tuple[Link, list[Link]]] = [
        (Link(link.title, link.url, context.conferrals(len(rows))), [])
        for link, rows in slices.parts
    ]
    above = (home(context), section(context))
    view = {"links": links, "map": None}
    return roll_page(context, slices.url, slices.title, "index.html", above, view)


def _slice(register: Register, slices: _Slices, link: Link, rows: list[Row]) -> Iterator[Plan]:
    """Yield the pages of one part of the roll."""
    context, words = register.context, register.context.words
    above = (home(context), section(context), Link(slices.title, slices.url))
    heading = f"{words.text('Honour roll')}: {link.title}"

    def page(part: Part) -> Page:
        years = [
            (year or words.text(UNKNOWN), [register.roll_row(row) for row in found])
            for year, found in groupby(part.items, lambda row: str(row["date"] or "")[:4])
        ]
        view = {
            "label": "",
            "total": context.conferrals(len(rows)) if part.first else "",
            "facts": [],
            "body": None,
            "years": years,
            "counts": [],
            "csv": "",
            "insignia": None,
            "awards": True,
            "pager": part.pager,
        }
        crumbs = above if part.first else (*above, link)
        title = part.titled(heading)
        return roll_page(context, part.url, title, "slice.html", crumbs, view, listed=part.first)

    yield from long_plans(context, link, rows, lambda part: None, page, dated=True)


def _conflicts(register: Register) -> Iterator[Plan]:
    context = register.context
    link = Link(context.words.text(register.union.conflicts.title), urls.CONFLICTS)
    above = (home(context), section(context))

    def page(part: Part) -> Page:
        view = {"rows": part.items, "pager": part.pager, "data_url": urls.DATA}
        title = part.titled(link.title)
        return roll_page(context, part.url, title, "conflicts.html", above, view, listed=part.first)

    yield from long_plans(context, link, tuple(register.contradictions()), lambda part: None, page)


def _honoree(register: Register, each: Honoured) -> Page:
    """Return the page of an honoree; its permanent address is the one that its portal gives it."""
    context, words = register.context, register.context.words
    url, address = urls.honoree_url(each.id), str(each.row["address"])
    portal = str(each.row["portal"])
    honours = [register.honour_row(row) for row in each.conferrals]
    aliases = str(each.row["aliases"] or "").split("\n")
    crumbs = (home(context), section(context), Link(words.text("By name"), urls.NAMES))
    awards = list(
        dict.fromkeys(str(row["award"]) for row in each.conferrals if row["status"] != "revoked")
    )
    who = {
        "@context": "https://schema.org",
        "@type": SCHEMA_KINDS[each.kind],
        "@id": address,
        "name": each.name,
        "url": context.absolute(url),
        "sameAs": address,
        "award": awards,
    }
    trail = context.breadcrumbs((*crumbs, Link(each.name, url)))
    description = f"{each.name}: {', '.join(awards)}." if awards else each.name
    roles = [str(row["role"]) for row in each.conferrals if row["role"]]
    return Page(
        kind="roll",
        head=Head(each.name, description, url, json_ld=(who, trail)),
        template="honoree.html",
        crumbs=crumbs,
        view={
            "title": each.name,
            "identity": each.id,
            "label": words.text(KINDS[each.kind]),
            "role": roles[-1] if roles else "",
            "facts": [(words.text("Also written"), "; ".join(f"“{name}”" for name in aliases))]
            if any(aliases)
            else [],
            "district": None,
            "body": None,
            "honours": honours,
            "total": context.conferrals(len(honours)),
            "events": (),
            "photos": (),
            "stories": (),
            "portrait": None,
            "address": address,
            "citation": f"“{each.name}”. {portal}. {address}",
            "publisher": portal,
        },
    )
