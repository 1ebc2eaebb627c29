"""Counts without names: what is stated of each, by whom, and how many of them are named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bangvang.model import urls
from bangvang.model.roll import Count, Figures
from bangvang.render.context import Context, Portal
from bangvang.render.paging import Part, home, long_plans, roll_page, section
from bangvang.render.plan import Plan
from bangvang.render.roll.rows import counted, period_text
from bangvang.render.views import Link, Page
from bangvang.words import message

_NAMED = {
    "recipients": (
        message("{named} of {stated} persons named here"),
        message("{named} of {stated} collectives named here"),
        message("{named} of {stated} households named here"),
    ),
    "conferrals": (
        message("{named} of {stated} conferrals on persons named here"),
        message("{named} of {stated} conferrals on collectives named here"),
        message("{named} of {stated} conferrals on households named here"),
    ),
}


@dataclass(frozen=True, slots=True)
class CountRow:
    """A subject of counting, with all that is stated of it."""

    awards: tuple[Link, ...]
    scope: str
    statements: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[Link, ...]], ...]
    """Figures, notes and sources."""
    named: tuple[str, ...]
    contradictory: bool


def count_row(context: Portal, count: Count) -> CountRow:
    """Return a subject of counting as a list shows it."""
    event = context.registers.events.get(count.event)
    return CountRow(
        awards=tuple(map(context.award_link, count.awards)),
        scope=scope(
            context, count.region, event.name if event else "", count.period, count.authority
        ),
        statements=tuple(
            (
                tuple(counted(context, each.figures, count.counts)),
                each.notes,
                tuple(map(context.article, each.sources)),
            )
            for each in count.statements
        ),
        named=tuple(
            named(context, count.counts, [each.figures for each in count.statements], count.named)
        ),
        contradictory=count.contradictory,
    )


def scope(
    context: Context, region: str, event: str, period: tuple[int, int] | None, authority: str
) -> str:
    """Return what is counted: where, on which occasion, when, and conferred by whom."""
    by = context.words.text("conferred by {name}", name=authority) if authority else ""
    return " · ".join(filter(None, (region, event, period_text(period), by)))


def named(
    context: Context, counts: str, stated: Iterable[Figures], known: Figures
) -> Iterator[str]:
    """Yield for each kind of honoree how many of those stated are named."""
    words = context.words
    for text, found, *figures in zip(_NAMED[counts], known, *stated, strict=True):
        if found is not None:
            numbers = " / ".join(words.number(each) for each in figures if each is not None)
            yield words.text(text, named=words.number(found), stated=numbers)


def count_plans(context: Portal, counts: Sequence[CountRow]) -> Iterator[Plan]:
    """Yield the pages of all counts without names."""
    link = Link(context.words.text("Counts without names"), urls.COUNTS)

    def page(part: Part) -> Page:
        view = {"counts": part.items, "pager": part.pager}
        above = (home(context), section(context))
        return roll_page(context, part.url, part.titled(link.title), "counts.html", above, view)

    yield from long_plans(context, link, counts, lambda part: part.items, page)
