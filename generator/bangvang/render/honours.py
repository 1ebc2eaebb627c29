"""Honours in lists: conferrals by name, and counts without names, as stated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from bangvang.model.cards import Card, Defined
from bangvang.model.honours import Conferral, Scope, Tally
from bangvang.render.views import Context, Link
from bangvang.words import message


@dataclass(frozen=True, slots=True)
class HonourRow:
    """A conferral in a list."""

    id: str
    honoree: str
    role: str
    award: str
    details: tuple[str, ...]
    citation: str
    source: Link | None
    """The article that defines it, when another page shows it."""


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A count without names."""

    awards: str
    counts: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class TallyGroup:
    """Tallies of one scope and period."""

    title: str
    authority: str
    rows: tuple[TallyRow, ...]


def conferred(sources: Iterable[tuple[Defined, Card]]) -> Iterator[tuple[Conferral, Card]]:
    """Yield conferrals whole, each with the article that defines it."""
    for defined, card in sources:
        honour = card.article().honours[defined.place]
        assert isinstance(honour, Conferral)
        yield honour, card


def conferral_row(
    context: Context, conferral: Conferral, source: Card | Link | None = None
) -> HonourRow:
    """Return a conferral as a list shows it, with its source when another page shows that."""
    words = context.words
    details = [
        words.text("for {period}", period=conferral.for_) if conferral.for_ else "",
        words.when(conferral.date) if conferral.date else "",
        context.place(conferral.place),
        words.text("presented by {name}", name=conferral.presented_by)
        if conferral.presented_by
        else "",
        words.text("conferred by {name}", name=conferral.authority) if conferral.authority else "",
        conferral.decision or "",
    ]
    return HonourRow(
        id=conferral.id,
        honoree=context.honoree(conferral.honoree),
        role=conferral.role or "",
        award=context.award(conferral.award),
        details=tuple(detail for detail in details if detail),
        citation=conferral.citation or "",
        source=context.article(source) if isinstance(source, Card) else source,
    )


def tally_groups(
    context: Context, tallies: tuple[Tally, ...], within: str | None = None
) -> tuple[TallyGroup, ...]:
    """Return tallies grouped by scope and period, in the order in which they stand.

    A title that the group before has already, or that is the event `within`, is not repeated.
    """

    def key(tally: Tally) -> tuple[str, Scope]:
        return ("" if tally.scope.event else str(tally.period or ""), tally.scope)

    groups: list[TallyGroup] = []
    last = ""
    for (period, scope), members in groupby(tallies, key):
        event = context.registers.events.get(scope.event or "")
        title = event.name if event else ", ".join(filter(None, (scope.region, period)))
        repeated = title == last or (within is not None and scope.event == within)
        by = scope.authority and context.words.text("conferred by {name}", name=scope.authority)
        rows = tuple(_tally_row(context, each) for each in members)
        groups.append(TallyGroup("" if repeated else title, by or "", rows))
        last = title
    return tuple(groups)


def _tally_row(context: Context, tally: Tally) -> TallyRow:
    count = context.words.count
    if tally.counts == "conferrals":
        counts = (
            (
                message("one conferral on a collective"),
                message("{n} conferrals on collectives"),
                tally.collectives,
            ),
            (
                message("one conferral on a person"),
                message("{n} conferrals on persons"),
                tally.persons,
            ),
            (
                message("one conferral on a household"),
                message("{n} conferrals on households"),
                tally.households,
            ),
        )
    else:
        counts = (
            (message("one collective"), message("{n} collectives"), tally.collectives),
            (message("one person"), message("{n} persons"), tally.persons),
            (message("one household"), message("{n} households"), tally.households),
        )
    period = f"{tally.period}: " if tally.period and tally.scope.event else ""
    return TallyRow(
        awards=period + ", ".join(context.award(award) for award in tally.awards),
        counts=tuple(count(one, many, n) for one, many, n in counts if n is not None),
        note=tally.note or "",
    )
