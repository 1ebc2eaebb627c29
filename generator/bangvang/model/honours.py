"""Honours: conferrals that name an honoree, references to them, and counts without names."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, NonNegativeInt, StringConstraints, Tag

from bangvang.model.dates import Day, When, Years
from bangvang.model.decisions import Decision
from bangvang.model.types import Frozen, HonoreeKind, Level, Text

ConferralId = Annotated[str, StringConstraints(pattern=r"^c[a-z2-9]{6,}$")]
"""Opaque and permanent. `bangvang check --fix` gives one; it is never reused."""


class Conferral(Frozen):
    """One award given to one honoree, on one occasion."""

    id: ConferralId
    """Opaque, permanent id; `bangvang check --fix` gives one."""
    honoree: Text
    """The name of who was honoured, or the id of an honoree."""
    kind: HonoreeKind
    """Person, collective or household."""
    role: Text | None = None
    """The honoree's post or work at that time."""
    place: Text | None = None
    """The district (id, name or alias) or the commune at that time."""
    award: Text
    """The award: id, name or alias."""
    event: Text | None = None
    """The event at which it was conferred: id or name."""
    date: When | None = None
    """When it was conferred: a day, a month or a year."""
    for_: Annotated[Years | None, Field(alias="for")] = None
    """The year, school year or term whose work it honours."""
    authority: Text | None = None
    """Who confers it, when it is not the award's own authority."""
    presented_by: Text | None = None
    """Who handed it over."""
    decision: Decision | None = None
    """Number and date of the decision."""
    citation: Text | None = None
    """For what it was given."""
    level: Level | None = None
    """The level at which it was conferred, when the award has several."""
    status: Literal["active", "corrected", "revoked", "withheld"] = "active"
    """Whether it stands; `withheld` is shown nowhere."""
    status_date: Day | None = None
    """The day on which it was corrected, revoked or withheld."""
    reason: Text | None = None
    """Why it was corrected, revoked or withheld; shown for a correction or revocation."""


class ConferralRef(Frozen):
    """A conferral defined in another article, of which this article is one more source."""

    ref: ConferralId
    """The id of the conferral."""


_CONFERRAL, _REF = HONOUR_TAGS = ("<conferral>", "<ref>")
"""The tags of the two kinds of honours: they stand in pydantic's places, behind the number."""


def _which(value: Any) -> str:
    is_ref = isinstance(value, ConferralRef) or (isinstance(value, dict) and "ref" in value)
    return _REF if is_ref else _CONFERRAL


Honour = Annotated[
    Annotated[Conferral, Tag(_CONFERRAL)] | Annotated[ConferralRef, Tag(_REF)],
    Discriminator(_which),
]
"""A conferral, or a reference to one. The tags never reach an editor."""


class Scope(Frozen):
    """What a tally counts: only honours by this authority, in this region, at this event."""

    authority: Text | None = None
    """Who conferred the honours counted."""
    region: Text | None = None
    """The province, district or unit whose honours are counted."""
    event: Text | None = None
    """The event at which they were conferred: id or name."""


class Tally(Frozen):
    """A count without names, as stated by its source."""

    awards: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The awards counted; several when the source counts them together."""
    scope: Scope = Scope()
    """What is counted."""
    period: Years | None = None
    """The years that the count covers."""
    collectives: NonNegativeInt | None = None
    """How many collectives; empty when the source does not say."""
    persons: NonNegativeInt | None = None
    """How many persons."""
    households: NonNegativeInt | None = None
    """How many households."""
    counts: Literal["recipients", "conferrals"] = "recipients"
    """What is counted: recipients, or conferrals (lượt). The two are never added."""
    note: Text | None = None
    """What a reader must know, such as a contradiction inside the source."""
