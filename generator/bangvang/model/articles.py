"""Articles: the news posts of the portal, and the honours of which they tell.

Honours are conferrals that name an honoree, references to them, and counts without names.
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Discriminator, Field, NonNegativeInt, StringConstraints, Tag

from bangvang.model.dates import Day, Moment, When, Years
from bangvang.model.files import PICTURES, is_publishable
from bangvang.model.types import (
    DEVICE,
    LONGEST,
    AwardRef,
    Decision,
    DistrictRef,
    Entity,
    EventRef,
    FileName,
    Frozen,
    HonoreeKind,
    HonoreeName,
    Level,
    MovementRef,
    Place,
    Ref,
    Text,
    WebAddress,
)

ConferralId = Annotated[str, StringConstraints(pattern=r"^c[a-z2-9]{6,}$")]
"""Opaque and permanent. `bangvang check --fix` gives one; it is never reused."""


class Conferral(Frozen):
    """One award given to one honoree, on one occasion."""

    id: ConferralId
    """Opaque, permanent id; `bangvang check --fix` gives one."""
    honoree: HonoreeName
    """The name of who was honoured, or the id of an honoree."""
    kind: HonoreeKind
    """Person, collective or household."""
    role: Text | None = None
    """The honoree's post or work at that time."""
    place: Place | None = None
    """The district (id, name or alias) or the commune at that time."""
    award: AwardRef
    """The award: id, name or alias."""
    event: EventRef | None = None
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
    movements: tuple[MovementRef, ...] = ()
    """The movements and campaigns for which it was given: id, name or alias."""
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


class Shared(Frozen):
    """What the rows of the lists beside a file share, unless a row says otherwise."""

    kind: HonoreeKind | None = None
    """Person, collective or household."""
    place: Place | None = None
    """The district (id, name or alias) or the commune at that time."""
    award: AwardRef | None = None
    """The award: id, name or alias."""
    event: EventRef | None = None
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
    movements: tuple[MovementRef, ...] = ()
    """The movements and campaigns for which it was given: id, name or alias."""
    level: Level | None = None
    """The level at which it was conferred, when the award has several."""


class Scope(Frozen):
    """What a tally counts: only honours by this authority, in this region, at this event."""

    authority: Text | None = None
    """Who conferred the honours counted."""
    region: Text | None = None
    """The province, district or unit whose honours are counted."""
    event: EventRef | None = None
    """The event at which they were conferred: id or name."""


class Tally(Frozen):
    """A count without names, as stated by its source."""

    awards: Annotated[tuple[AwardRef, ...], Field(min_length=1)]
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


def _site_path(value: str) -> str:
    parts = value.split("/")
    if (
        {".", ".."} & set(parts)
        or "//" in value
        or len(value) > 1000
        or value.endswith((".gz", ".br"))
        or max(map(len, parts)) > LONGEST
        or any(map(DEVICE.fullmatch, parts))
    ):
        raise ValueError("path")
    return value


SitePath = Annotated[
    str, StringConstraints(pattern=r"^/[A-Za-z0-9._/-]*$"), AfterValidator(_site_path)
]
"""An address on this site, from its root: `/tin-bai/2020/09/ten-cu/`."""


class Correction(Frozen):
    """A correction notice, shown on the article."""

    date: Day
    """When the article was corrected."""
    text: Text
    """What was wrong and what is right."""


class Attachment(Frozen):
    """A file that lies beside the article, such as a scanned decision."""

    file: FileName
    """The name of the file, in ASCII without spaces."""
    title: Text
    """What it is."""


class Source(Frozen):
    """Where a statement comes from."""

    title: Text
    """The title of the page or document."""
    url: WebAddress | None = None
    """Its address."""
    date: Day | None = None
    """Its date."""


class Guess(Frozen):
    """Something that an import guessed and nobody has confirmed yet."""

    what: Text
    """What was guessed: a key of front matter, and its value."""
    confidence: Annotated[float, Field(ge=0, le=1)]
    """How sure the import is, from 0 to 1."""
    passage: Text
    """The words of the source."""


class Imported(Frozen):
    """The legacy page or document that an article was imported from."""

    source: Text
    """The name of the file."""
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    """The SHA-256 of its bytes."""
    date: Day
    """The day on which the file was last changed."""
    unconfirmed: tuple[Guess, ...] | None = None
    """What an editor must still compare with the source; delete each entry that is right."""


class Article(Entity):
    """A news post. Its id is the year and the slug of its file."""

    folder: ClassVar[str] = "articles"

    title: Text
    """The headline."""
    kind: Literal["news", "consultation", "story"] = "news"
    """`consultation` asks for opinions on proposed honours; `story` tells of an exemplar."""
    date: Day
    """The day of publication."""
    closes: Day | None = None
    """The last day on which opinions are taken, for a consultation."""
    updated: Day | None = None
    """The day of the last change that a reader should know of."""
    authors: tuple[Text, ...] = ()
    """The byline: who wrote it."""
    lede: Text
    """One or two sentences that sum up the article (sapo); also its description."""
    lead: FileName | None = None
    """The picture beside the article that stands for it; else the first of its albums does."""
    lead_caption: Text | None = None
    """What that picture shows, and whose it is."""
    districts: tuple[DistrictRef, ...] = ()
    """The districts it is about: id, name or alias."""
    movements: tuple[MovementRef, ...] = ()
    """The movements and campaigns it is about: id, name or alias."""
    events: tuple[EventRef, ...] = ()
    """The events it reports: id or name."""
    honorees: tuple[Annotated[Text, Ref("honorees")], ...] = ()
    """Whom it is about, on whose pages it stands: ids of honorees."""
    honours: tuple[Honour, ...] = ()
    """The conferrals it reports."""
    confers: Shared | None = None
    """What all rows of its lists (`danh-sach.xlsx`) share."""
    tallies: tuple[Tally, ...] = ()
    """Counts without names that it states."""
    corrections: tuple[Correction, ...] = ()
    """Correction notices, oldest first."""
    attachments: tuple[Attachment, ...] = ()
    """Files beside the article."""
    albums: tuple[Annotated[Text, Ref("albums")], ...] = ()
    """The photo albums that belong to it."""
    sources: tuple[Source, ...] = ()
    """Where its facts come from."""
    status: Literal["draft", "published", "withheld"] = "published"
    """Only `published` articles are in a public build."""
    publish_at: Moment | None = None
    """Not shown before this moment."""
    expires_at: Moment | None = None
    """Not shown from this moment on."""
    imported: Imported | None = None
    """Where it was imported from, when `bangvang import` made it."""
    redirect_from: tuple[SitePath, ...] = ()
    """Old addresses on this site that lead here."""

    def published(self, beside: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of the files beside the article go with it: attachments and pictures."""
        listed = {attachment.file for attachment in self.attachments}
        return tuple(
            name
            for name in beside
            if is_publishable(name) and (name in listed or name.lower().endswith(PICTURES))
        )
