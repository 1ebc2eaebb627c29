"""Honours in lists: conferrals by name, and counts without names, as stated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from bangvang.model.records import Conferred, TallyRecord
from bangvang.model.roll import Figures, RollEntry
from bangvang.render.context import Context
from bangvang.render.views import Link
from bangvang.words import message

STANDINGS = {"revoked": message("Revoked"), "corrected": message("Corrected")}
"""What is said of a conferral that does not simply stand."""


@dataclass(frozen=True, slots=True)
class HonourRow:
    """A conferral in a list."""

    id: str
    identity: str
    """Of the honoree: what bears it names nobody else."""
    honoree: Link
    role: str
    award: Link
    details: tuple[str, ...]
    decision: Link
    """The document that decided it, with a link if it is on the portal; no title if not known."""
    citation: str
    standing: str
    """That it was corrected or revoked, when and why; else nothing."""
    sources: tuple[Link, ...]
    """The articles that report it, when another page shows it."""


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A count without names."""

    awards: tuple[Link, ...]
    period: str
    counts: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class TallyGroup:
    """Tallies of one scope and period."""

    title: str
    authority: str
    rows: tuple[TallyRow, ...]


def entry_row(context: Context, entry: RollEntry) -> HonourRow:
    """Return a line of the roll as another page shows it."""
    return honour_row(context, entry.what, sources(context, entry))


def sources(context: Context, entry: RollEntry) -> tuple[Link, ...]:
    """Return the links to the articles that report a conferral."""
    return tuple(map(context.article, (entry.source, *entry.others)))


def honour_row(context: Context, what: Conferred, sources: tuple[Link, ...] = ()) -> HonourRow:
    """Return a conferral as a list shows it, with its sources when another page shows those."""
    words = context.words
    details = [
        words.text("for {period}", period=what.period) if what.period else "",
        context.when(what.date),
        context.place(what.where),
        words.text("presented by {name}", name=what.presenter) if what.presenter else "",
        words.text("conferred by {name}", name=what.authority)
        if what.authority != (context.registers.awards[what.award].authority or "")
        else "",
    ]
    return HonourRow(
        id=what.id,
        identity=context.identity(what),
        honoree=context.honoured(what),
        role=what.role,
        award=context.award_link(what.award),
        details=tuple(detail for detail in details if detail),
        decision=Link(what.decision, what.decision_url),
        citation=what.citation,
        standing=standing(context, what.status, what.status_date, what.reason),
        sources=sources,
    )


def standing(context: Context, status: str, date: str, reason: str) -> str:
    """Return that a conferral was corrected or revoked, when and why; nothing if it stands."""
    if status not in STANDINGS:
        return ""
    parts = (context.words.text(STANDINGS[status]), context.when(date), reason)
    return " · ".join(part for part in parts if part)


def tally_groups(
    context: Context, tallies: Iterable[TallyRecord], within: str | None = None
) -> tuple[TallyGroup, ...]:
    """Return tallies grouped by scope and period, in the order in which they stand.

    A title that the group before has already, or that is the event `within`, is not repeated.
    """

    def key(tally: TallyRecord) -> tuple[str, str, str, str]:
        period = "" if tally.event else period_text(tally.period)
        return period, tally.authority, tally.region, tally.event

    groups: list[TallyGroup] = []
    last = ""
    for (period, authority, region, name), members in groupby(tallies, key):
        event = context.registers.events.get(name)
        title = event.name if event else ", ".join(filter(None, (region, period)))
        repeated = title == last or (within is not None and name == within)
        by = authority and context.words.text("conferred by {name}", name=authority)
        rows = tuple(_tally_row(context, each) for each in members)
        groups.append(TallyGroup("" if repeated else title, by, rows))
        last = title
    return tuple(groups)


def _tally_row(context: Context, tally: TallyRecord) -> TallyRow:
    figures = Figures(tally.persons, tally.collectives, tally.households)
    return TallyRow(
        awards=tuple(map(context.award_link, tally.awards)),
        period=period_text(tally.period) if tally.event else "",
        counts=tuple(counted(context, figures, tally.counts)),
        note=tally.note,
    )


def period_text(period: tuple[int, int] | None) -> str:
    """Return a period as it is written: 2019, or 2016-2020."""
    return "-".join(map(str, dict.fromkeys(period or ())))


_COUNTED = {
    "recipients": (
        (message("one collective"), message("{n} collectives")),
        (message("one person"), message("{n} persons")),
        (message("one household"), message("{n} households")),
    ),
    "conferrals": (
        (message("one conferral on a collective"), message("{n} conferrals on collectives")),
        (message("one conferral on a person"), message("{n} conferrals on persons")),
        (message("one conferral on a household"), message("{n} conferrals on households")),
    ),
}


def counted(context: Context, figures: Figures, counts: str) -> Iterator[str]:
    """Yield each figure in words: recipients, or conferrals."""
    stated = (figures.collectives, figures.persons, figures.households)
    for (one, many), n in zip(_COUNTED[counts], stated, strict=True):
        if n is not None:
            yield context.words.count(one, many, n)
