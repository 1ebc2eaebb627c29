"""What an import finds in a source, with how sure it is of each thing and where it is told."""

import datetime
from dataclasses import dataclass, field
from typing import Literal

from bangvang.importing.sources.blocks import Block

Kind = Literal["congress", "conference", "ceremony"]
Half = Literal["", "morning", "afternoon", "evening"]

SURE = 0.9
"""From this confidence on a finding need not be confirmed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was found: where, and how sure that is, from 0 to 1."""

    what: str
    """What it is: a key of front matter such as "movements"."""
    value: str
    """What was found, in the words of the register or of the source."""
    confidence: float
    passage: str
    """The words of the source."""


@dataclass(slots=True)
class Caption:
    """A caption, with the picture above it if there is one."""

    text: str
    picture: str = ""
    """Where the picture lies, as the source says; empty when only the caption is left."""
    people: tuple[str, ...] = ()
    presenter: str = ""
    awards: tuple[str, ...] = ()


@dataclass(slots=True)
class Named:
    """An honour that names who received it."""

    honoree: str
    kind: Literal["person", "collective", "household"]
    award: str
    """The id of an award of the register, or how the source calls it."""
    role: str = ""
    presenter: str = ""
    period: str = ""
    """The year or school year whose work it honours."""
    at_event: bool = False
    """Whether it was handed over at the event that the source reports."""
    confidence: float = 1.0
    passage: str = ""


@dataclass(slots=True)
class Counted:
    """A tally: how many received an award, without names."""

    awards: tuple[str, ...]
    collectives: int | None = None
    persons: int | None = None
    households: int | None = None
    counts: Literal["recipients", "conferrals"] = "recipients"
    authority: str = ""
    at_event: bool = False
    confidence: float = 1.0
    passage: str = ""


@dataclass(slots=True)
class Occasion:
    """The event that a source reports."""

    name: str
    kind: Kind
    id: str = ""
    """Its id, when the register has it."""
    ordinal: int | None = None
    term: str = ""
    date: datetime.date | None = None
    session: Half = ""
    district: str = ""
    """The id of the district that the sentence names."""
    confidence: float = 1.0
    passage: str = ""


@dataclass(slots=True)
class Page:
    """A source as an article: its parts, and what is told in it."""

    title: str = ""
    date: datetime.date | None = None
    updated: datetime.date | None = None
    byline: tuple[str, ...] = ()
    lede: str = ""
    body: list[Block] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    movements: list[str] = field(default_factory=list)
    """Ids of the register, or names as the source writes them."""
    districts: list[str] = field(default_factory=list)
    """Ids of the register."""
    event: Occasion | None = None
    honours: list[Named] = field(default_factory=list)
    tallies: list[Counted] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    slips: list[tuple[str, str]] = field(default_factory=list)
    """What looks mistyped, and what it may mean."""

    def tell(self, what: str, value: str, confidence: float, passage: str) -> None:
        """Add evidence."""
        self.evidence.append(Evidence(what, value, confidence, passage))
