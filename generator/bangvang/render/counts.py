"""Counts without names: what is stated of each, by whom, and how many of them are named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bangvang.model import urls
from bangvang.model.roll import Count, Figures
from bangvang.render.honours import counted, period_text
from bangvang.render.long import Part, home, long_plans, roll_page, section
from bangvang.render.views import Context, Link, Page, Plan, Portal
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
    words = context.words
    event = context.registers.events.get(count.event)
    scope = [
        count.region,
        event.name if event else "",
        period_text(count.period),
        words.text("conferred by {name}", name=count.authority) if count.authority else "",
    ]
    return CountRow(
        awards=tuple(map(context.award_link, count.awards)),
        scope=" · ".join(part for part in scope if part),
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
