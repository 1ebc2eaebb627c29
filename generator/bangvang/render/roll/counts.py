"""Counts without names: what is stated of each, by whom, and how many of them are named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    subject: str
    """Where, on which occasion, and when."""
    authority: str
    """By whom, as a part of a sentence."""
    statements: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[Link, ...]], ...]
    """Figures, notes and sources."""
    named: tuple[str, ...]
    """How many of those are named here, when any are."""
    contradictory: bool

    @property
    def scope(self) -> str:
        """What is counted, and conferred by whom."""
        return " · ".join(filter(None, (self.subject, self.authority)))


def count_row(context: Portal, count: Count) -> CountRow:
    """Return a subject of counting as a list shows it."""
    event = context.registers.events.get(count.event)
    return CountRow(
        awards=tuple(map(context.award_link, count.awards)),
        subject=subject(count.region, event.name if event else "", count.period),
        authority=conferred_by(context, count.authority),
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


def subject(region: str, event: str, period: tuple[int, int] | None) -> str:
    """Return what is counted: where, on which occasion, and when."""
    return " · ".join(filter(None, (region, event, period_text(period))))


def conferred_by(context: Context, authority: str) -> str:
    """Return by whom something was conferred; nothing when that is not known."""
    return context.words.text("conferred by {name}", name=authority) if authority else ""


def named(
    context: Context, counts: str, stated: Iterable[Figures], known: Figures
) -> Iterator[str]:
    """Yield for each kind of honoree how many of those stated are named, when any are."""
    words = context.words
    for text, found, *figures in zip(_NAMED[counts], known, *stated, strict=True):
        if found:
            numbers = " / ".join(words.number(each) for each in figures if each is not None)
            yield words.text(text, named=words.number(found), stated=numbers)


def count_plans(context: Portal, counts: Sequence[CountRow]) -> Iterator[Plan]:
    """Yield the pages of all counts without names."""
    link = Link(context.words.text("Counts without names"), urls.COUNTS)
    # The counts of one place and time stand together, in the order of the first of them.
    first = {row.subject: place for place, row in reversed(list(enumerate(counts)))}
    counts = sorted(counts, key=lambda row: first[row.subject])

    def page(part: Part) -> Page:
        tables = [(name, list(rows)) for name, rows in groupby(part.items, lambda row: row.subject)]
        view = {"tables": tables, "pager": part.pager}
        above = (home(context), section(context))
        return roll_page(context, part.url, part.titled(link.title), "counts.html", above, view)

    yield from long_plans(context, link, counts, lambda part: part.items, page)
