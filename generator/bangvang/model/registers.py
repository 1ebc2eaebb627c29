"""The registers that articles refer to: districts, movements, awards, events and others."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PositiveInt, StringConstraints

from bangvang.model.albums import PhotoPath
from bangvang.model.dates import Day, When, Years
from bangvang.model.types import (
    AwardRef,
    DistrictRef,
    Entity,
    Frozen,
    HonoreeKind,
    Level,
    MovementRef,
    Ref,
    SiteAddress,
    Text,
    Vocabulary,
)


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError) as error:
        raise ValueError("time zone") from error
    return value


class FormerName(Frozen):
    """A name that a district bore until a day."""

    name: Text
    """The former full name."""
    until: Day
    """The day on which the name changed."""
    decision: Text | None = None
    """The act that changed it."""


class MapPoint(Frozen):
    """Where a district lies on the map of the portal's own drawing."""

    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    """Degrees east of its middle."""
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    """Degrees north of its middle."""
    area: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    """Its area in km²."""


class District(Vocabulary):
    """A district-level unit, with the dates between which it existed."""

    folder: ClassVar[str] = "districts"

    rank: Text
    """Huyện, thị xã or thành phố: names collide across ranks, so a unit's key is rank and name."""
    code: Annotated[str, StringConstraints(pattern=r"^\d{3}(\d\d)?$")]
    """The code of the unit, in quotes: three digits ("058"), or five of a commune."""
    province: Text
    """The province it belonged to."""
    founded: Day | None = None
    """The day it was founded; empty when unknown, and then nothing is checked against it."""
    ended: Day | None = None
    """The last day on which it existed."""
    ended_by: Text | None = None
    """The act that ended it."""
    former_names: tuple[FormerName, ...] = ()
    """Names and ranks it bore before."""
    successors: tuple[Annotated[Text, Ref("districts", "text")], ...] = ()
    """The units that succeeded it: a district of this register, or another's rank and name."""
    map: MapPoint | None = None
    """Where it lies, for the map."""


class Movement(Vocabulary):
    """An emulation movement or campaign."""

    folder: ClassVar[str] = "movements"

    kind: Literal["movement", "campaign"] = "movement"
    """Movement (phong trào) or campaign (cuộc vận động)."""
    parent: MovementRef | None = None
    """The movement of which this is the local version."""
    district: DistrictRef | None = None
    """The district, when it is a district's own version."""
    started: When | None = None
    """When it was launched; empty when unknown."""


class Regime(Frozen):
    """A law under which an award exists, with the days between which it governs."""

    law: Text
    """The number of the law."""
    start: Day | None = Field(default=None, alias="from")
    """The first day."""
    end: Day | None = Field(default=None, alias="until")
    """The last day."""


class Award(Vocabulary):
    """An entry of the award vocabulary."""

    folder: ClassVar[str] = "awards"

    award_class: Annotated[
        Literal[
            "order",
            "medal",
            "state-title",
            "state-prize",
            "emulation-title",
            "certificate",
            "commemorative",
            "outside-law",
        ],
        Field(alias="class"),
    ]
    """The class of the award in the law."""
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    """The level or levels at which it is conferred."""
    authority: Text | None = None
    """Who confers it; empty when it depends on the unit."""
    given_to: Annotated[
        tuple[Literal["person", "collective", "household", "work"], ...], Field(min_length=1)
    ]
    """Who may receive it."""
    parent: AwardRef | None = None
    """The award of which this is one class (hạng)."""
    precedence: PositiveInt | None = None
    """Its place among the awards of its class and level, 1 for the highest."""
    regimes: tuple[Regime, ...] = ()
    """The laws under which it exists; empty for awards outside the law."""

    @property
    def level(self) -> Level | None:
        """The level at which it is conferred; None when there are several."""
        return self.levels[0] if len(self.levels) == 1 else None

    @property
    def start(self) -> Day | None:
        """The first day on which it could be conferred; None when not known."""
        days = [regime.start for regime in self.regimes]
        return None if None in days or not days else min(day for day in days if day)

    @property
    def end(self) -> Day | None:
        """The last day on which it could be conferred; None while it exists."""
        days = [regime.end for regime in self.regimes]
        return None if None in days or not days else max(day for day in days if day)

    @property
    def label(self) -> tuple[object, ...]:
        """What pages of others show of it: its name, and whether an authority is its own."""
        return (self.name, self.authority)


class Event(Vocabulary):
    """A congress, conference or ceremony."""

    folder: ClassVar[str] = "events"

    kind: Literal["congress", "conference", "ceremony"]
    """Congress (đại hội), conference (hội nghị) or ceremony (lễ)."""
    date: Day
    """The first day."""
    until: Day | None = None
    """The last day, when it lasted longer than one."""
    session: Literal["morning", "afternoon", "evening"] | None = None
    """Morning, afternoon or evening."""
    place: Text | None = None
    """Where it was held."""
    district: DistrictRef | None = None
    """The district in which it was held: id, name or alias."""
    host: Text | None = None
    """Who held it."""
    chairs: tuple[Text, ...] = ()
    """Who presided, with their posts."""
    theme: Text | None = None
    """Its theme."""
    term: Years | None = None
    """The term it opens or reviews."""
    movements: tuple[MovementRef, ...] = ()
    """The movements it is about."""
    status: Literal["draft", "published"] = "published"
    """A `draft` is in no public build, and nothing that is public may refer to it."""

    @property
    def label(self) -> tuple[object, ...]:
        """What pages of others show of it."""
        return (self.name, self.date.isoformat(), self.place)


class Role(Frozen):
    """A post or work of an honoree, and when."""

    title: Text
    """The post or work."""
    start: Annotated[When | None, Field(alias="from")] = None
    """Since when."""
    end: Annotated[When | None, Field(alias="until")] = None
    """Until when."""


class Honoree(Vocabulary):
    """A person, collective or household that needs more than a name. Its id is opaque."""

    folder: ClassVar[str] = "honorees"

    kind: HonoreeKind
    """Person, collective or household."""
    rank: Literal["region"] | None = None
    """`region` for the people and authorities of a whole province or district."""
    district: DistrictRef | None = None
    """The district it belongs to: id, name or alias."""
    roles: tuple[Role, ...] = ()
    """Posts over time, oldest first."""
    portrait: PhotoPath | None = None
    """A photo of the archive that shows the honoree: album/photo."""
    merged_into: Annotated[Text, Ref("honorees")] | None = None
    """The id of the record that took this one's place: they are one honoree."""
    status: Literal["active", "withheld"] = "active"
    """`withheld`: the honoree is named nowhere on the portal."""
    status_date: Day | None = None
    """The day on which it was withheld."""
    reason: Text | None = None
    """Why it was withheld; never shown."""

    @property
    def label(self) -> tuple[object, ...]:
        """What pages of others show of it."""
        return (self.name, self.kind, self.status)


class Site(Entity):
    """The portal's own facts: `content/site.md`."""

    name: Text
    """The name of the portal."""
    province: Text
    """The province."""
    office: Text
    """The office that publishes it."""
    description: Text
    """One sentence that says what the portal is."""
    url: SiteAddress
    """Its address, with a slash at the end."""
    language: Literal["vi", "en"] = "vi"
    """The language of the interface."""
    time_zone: Annotated[Text, AfterValidator(_time_zone)] = "Asia/Ho_Chi_Minh"
    """The time zone of publication."""
    schema_version: Literal[1]
    """The version of the content schema that this folder is written in."""
    imprint: tuple[Text, ...] = ()
    """Lines of the imprint, shown at the foot of every page."""
    contact: Text | None = None
    """How to reach the office; shown at the foot of every page."""
    notice: Text | None = None
    """A notice above every page, such as that the portal is a demonstration."""

    def day(self, moment: datetime) -> date:
        """Return the day in the portal's time zone; without a zone of its own, a moment's own."""
        return (moment.astimezone(ZoneInfo(self.time_zone)) if moment.tzinfo else moment).date()


class HandWritten(Entity):
    """A page of `content/pages/`: the host renders its Markdown."""

    folder: ClassVar[str] = "pages"

    title: Text | None = None
    """The title; the first heading when it is empty."""
    description: Text | None = None
    """One sentence that says what the page holds."""

    @property
    def url(self) -> str:
        """Its address, relative to the site's root."""
        return "" if self.id == "index" else f"{self.id}/"


def last_of(honorees: Mapping[str, Honoree], identity: str) -> str:
    """Return the record that took the place of an honoree's, at the end of the chain of merges."""
    seen = {identity}
    while (record := honorees.get(identity)) and (after := record.merged_into):
        if after not in honorees or after in seen:
            break
        identity = after
        seen.add(identity)
    return identity
