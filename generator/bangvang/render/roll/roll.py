"""The honour roll as pages: all of it, its slices, the index of names, and counts without names."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from bangvang.model import urls
from bangvang.model.cards import card_url
from bangvang.model.roll import Facet, RollEntry, roll_fingerprint
from bangvang.render.context import DOCUMENTS, Portal
from bangvang.render.labels import UNKNOWN
from bangvang.render.markdown import render_markdown
from bangvang.render.paging import Part, home, long_plans, roll_page, section
from bangvang.render.plan import Plan
from bangvang.render.roll.awards import award_index, award_view, stating
from bangvang.render.roll.counts import count_plans, count_row
from bangvang.render.roll.facets import FACETS, value_name, values, ways
from bangvang.render.roll.insignia import insignia
from bangvang.render.roll.names import letters_of, name_plans
from bangvang.render.roll.rows import sources, standing
from bangvang.render.views import Link, Page
from bangvang.words import message

NEWEST = 20
"""How many conferrals stand on the first page of the roll, and on pages that show a part of it."""
MOST_ROWS = 100_000
"""How many rows are kept because they stand on several pages: about 100 MB."""
CSV = "bang-vang.csv"
"""The file beside each slice that holds all its conferrals."""

_TEXTS = {
    "nam": message("Year"),
    "danh-hieu": message("Award"),
    "cap": message("Level"),
    "doi-tuong": message("Kind of honoree"),
    "dia-ban": message("District"),
    "phong-trao": message("Movement"),
    "su-kien": message("Event"),
    "quyet-dinh": message("Decision"),
    "all": message("all"),
    "find": message("Find a name"),
    "clear": message("Clear all filters"),
    "filters": message("Filters"),
    "order": message("Sort by"),
    "newest": message("Newest first"),
    "oldest": message("Oldest first"),
    "found": message("{n} conferrals found"),
    "shown": message("{shown} of {n} shown"),
    "take": message("Download these as CSV"),
    "role": message("Post or work"),
    "standing": message("Status"),
    "address": message("Address"),
    "none": message("Nothing matches. Choose fewer filters."),
    "table": message("Conferrals found"),
    "honoree": message("Honoree"),
    "award": message("Award"),
    "when": message("When"),
    "place": message("Place"),
    "source": message("Source"),
    "page": message("page {number} of {count}"),
    "pages": message("Pages"),
    "previous": message("Previous"),
    "next": message("Next"),
    "failed": message("The list cannot be loaded. Browse it below instead."),
}
"""The words of the script that sorts and filters, by the names under which it asks for them."""


@dataclass(frozen=True, slots=True)
class RollRow:
    """A conferral in a table of the roll."""

    id: str
    identity: str
    when: str
    honoree: Link
    role: str
    award: Link
    place: str
    standing: str
    sources: tuple[Link, ...]


def roll_plans(context: Portal) -> Iterator[Plan]:
    """Yield the roll, its slices and their indexes, the index of names, and the counts."""
    yield _whole(context)
    for facet in FACETS:
        own_pages = facet == "document"
        if not own_pages or values(context, facet):
            yield award_index(context) if facet == "award" else _index(context, facet)
        for value, entries in () if own_pages else values(context, facet):
            yield from _slice(context, facet, value, entries)
    yield from name_plans(context)
    counts = [count_row(context, each) for each in context.catalog.roll.counts]
    yield from count_plans(context, counts)


def roll_row(context: Portal, entry: RollEntry) -> RollRow:
    """Return a conferral as a table of the roll shows it."""
    what = entry.what
    if what.id in context.rows:
        known: RollRow = context.rows[what.id]
        return known
    if len(context.rows) > MOST_ROWS:
        context.rows.clear()
    row = context.rows[what.id] = RollRow(
        id=what.id,
        identity=entry.honoree,
        when=context.when(what.date),
        honoree=context.honoured(what),
        role=what.role,
        award=context.award_link(what.award),
        place=context.place(what.where),
        standing=standing(context, what.status, what.status_date, what.reason),
        sources=sources(context, entry),
    )
    return row


def part_of_roll(
    context: Portal, facet: Literal["district", "movement"], value: str
) -> dict[str, Any]:
    """Return what the page of a district or movement shows of the roll: the newest, and the way."""
    if not context.roll:
        return {"honours": [], "beside": [], "counts": [], "all_honours": None}
    entries = context.catalog.roll.slices[facet].get(value, ())
    beside = context.catalog.roll.beside.get(value, ()) if facet == "movement" else ()
    all_of_them = Link(context.conferrals(len(entries)), urls.slice_url(facet, value))
    return {
        "honours": [roll_row(context, entry) for entry in entries[:NEWEST]],
        "beside": [roll_row(context, entry) for entry in beside[:NEWEST]],
        "counts": [
            count_row(context, count)
            for count in context.catalog.roll.counts
            if facet == "district" and count.district == value
        ],
        "all_honours": all_of_them if entries else None,
    }


def _whole(context: Portal) -> Plan:
    """Return the first page of the roll: the newest conferrals, and the ways into all others."""
    roll = context.catalog.roll
    groups = [
        (
            context.words.text(title),
            urls.facet_url(facet),
            ways(context, facet)[: DOCUMENTS if facet == "document" else None],
        )
        for facet, title in FACETS.items()
    ]
    letters = [Link(letter.upper(), url) for letter, url, _ in letters_of(roll.honoured)]
    others = [
        (context.words.text("By name"), urls.NAMES, letters),
    ]
    view = {
        "total": context.conferrals(len(roll.entries)),
        "rows": [roll_row(context, entry) for entry in roll.entries[:NEWEST]],
        "groups": [each for each in (*groups, *others) if each[2]],
        "counts_url": urls.COUNTS if roll.counts else "",
        "data_url": urls.DATA,
        "charts_url": urls.CHARTS if roll.entries else "",
        "texts": {
            "site": context.site.url,
            **{name: context.words.text(text) for name, text in _TEXTS.items()},
        },
    }
    return Plan.of(roll_page(context, urls.ROLL, section(context).title, "roll.html", (), view))


def _index(context: Portal, facet: Facet) -> Plan:
    above = (home(context), section(context))
    links: list[tuple[Link, list[Link]]] = [
        (
            Link(
                value_name(context, facet, value),
                urls.slice_url(facet, value),
                context.conferrals(len(entries)) if entries else "",
            ),
            [],
        )
        for value, entries in values(context, facet)
    ]
    title = context.words.text(FACETS[facet])
    view = {"links": links, "map": None}
    return Plan.of(roll_page(context, urls.facet_url(facet), title, "index.html", above, view))


def _slice(
    context: Portal, facet: Facet, value: str, entries: tuple[RollEntry, ...]
) -> Iterator[Plan]:
    """Yield the pages of one slice of the roll."""
    url = urls.slice_url(facet, value)
    name = value_name(context, facet, value)
    above = (
        home(context),
        section(context),
        Link(context.words.text(FACETS[facet]), urls.facet_url(facet)),
    )
    award = context.registers.awards[value] if facet == "award" else None
    counts = stating(context, value) if award else []
    own = award_view(context, award) if award else {}
    heading = name if award else f"{context.words.text('Honour roll')}: {name}"

    def page(part: Part) -> Page:
        shown = award if part.first else None
        view = {
            "label": own.get("label", ""),
            "total": own.get("total") or context.conferrals(len(entries)) if part.first else "",
            "facts": own["facts"] if shown else [],
            "insignia": insignia(shown) if shown else None,
            "awards": award is None,
            "body": render_markdown(shown.body, urls.up(part.url)) if shown else None,
            "years": [
                (year or context.words.text(UNKNOWN), [roll_row(context, each) for each in found])
                for year, found in groupby(part.items, lambda each: each.what.year)
            ],
            "counts": [count_row(context, count) for count in counts] if shown else [],
            "csv": f"{url}{CSV}" if entries else "",
            "pager": part.pager,
        }
        crumbs = above if part.first else (*above, Link(name, url))
        title = part.titled(heading)
        image = card_url("award", value) if award else ""
        return roll_page(
            context, part.url, title, "slice.html", crumbs, view, listed=part.first, image=image
        )

    def inputs(part: Part) -> object:
        facts = award and (
            own,
            insignia(award),
            award.body,
            [count_row(context, each) for each in counts],
        )
        whole = (len(entries), facts) if part.first else ()
        return heading, roll_fingerprint(part.items), whole

    yield from long_plans(context, Link(name, url), entries, inputs, page, dated=True)
