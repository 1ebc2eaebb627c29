"""Official documents (văn bản): decisions, plans, laws, and the honours that they confer."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from bangvang.model.articles import Attachment, Honour, Shared, SitePath, Source
from bangvang.model.dates import Day, Moment
from bangvang.model.files import is_publishable
from bangvang.model.types import DistrictRef, Entity, EventRef, MovementRef, Text
from bangvang.text import fold

OfficialKind = Literal[
    "decision",
    "plan",
    "call",
    "guidance",
    "report",
    "law",
    "resolution",
    "decree",
    "circular",
    "notice",
]

_NUMBER = re.compile(
    r"(?<![\d/])0*(\d{1,6}[a-z]?)\s*/\s*(?:(\d{4})\s*/\s*)?([a-zđ]+\d*(?:[-&.]?[a-zđ]+\d*)*)",
    re.IGNORECASE,
)
_PARTY = re.compile(r"(?<![\d/])0*(\d{1,6})\s*-\s*([a-zđ]+/[a-zđ]+)", re.IGNORECASE)
"""Numbers of the Party: 05-CT/TW."""


def number_key(text: str) -> str:
    """Return what all writings of one number have in common; nothing when there is no number.

    The shape is number/kind-authority or number/year/kind-authority (Decree 30/2020/ND-CP,
    appendix I); documents of the Party have number-kind/authority.

    >>> number_key("Quyết định số 02/2020/QĐ-UBND ngày 01/4/2020"), number_key("2/2020/qd-ubnd")
    ('2/2020/qd-ubnd', '2/2020/qd-ubnd')
    >>> number_key("đã tặng"), number_key("1683/QĐ-TTg")
    ('', '1683/qd-ttg')
    """
    party = _PARTY.search(text)
    if party:
        return f"{party[1]}-{fold(party[2])}"
    found = _NUMBER.search(text)
    if not found:
        return ""
    number, year, kind = found.groups()
    return "/".join(filter(None, (number.lower(), year, fold(kind))))


def _number(text: str) -> str:
    if not number_key(text):
        raise PydanticCustomError("number", "no number", {"value": text})
    return text


DocumentNumber = Annotated[Text, AfterValidator(_number)]
"""The number of an official document as the law writes it: 02/2020/QĐ-UBND."""


def cited(number: str, day: date) -> str:
    """Return how a decision is cited.

    >>> cited("163/QĐ-UBND", date(2024, 2, 1))
    '163/QĐ-UBND ngày 01/02/2024'
    """
    return f"{number} ngày {day:%d/%m/%Y}"


class OfficialDocument(Entity):
    """An official document. Its id is the year and the name of its folder."""

    folder: ClassVar[str] = "documents"

    kind: OfficialKind
    """What it is: a decision, a plan, a call, guidance, a report, a law and so on."""
    number: DocumentNumber
    """Its number as the document has it: 02/2020/QĐ-UBND."""
    date: Day
    """The day on which it was signed."""
    authority: Text
    """Who issued it."""
    signer: Text | None = None
    """Who signed it, with the post."""
    title: Text
    """What it is about: its title, without kind and number."""
    start: Day | None = None
    """The day from which it is in force; the day of signing when it says nothing else."""
    until: Day | None = None
    """The last day on which it was in force."""
    replaces: tuple[DocumentNumber, ...] = ()
    """Numbers of the documents that it replaces."""
    amends: tuple[DocumentNumber, ...] = ()
    """Numbers of the documents that it amends."""
    replaced_by: DocumentNumber | None = None
    """Number of the document that replaced it, when that is not on this portal."""
    districts: tuple[DistrictRef, ...] = ()
    """The districts it is about: id, name or alias."""
    movements: tuple[MovementRef, ...] = ()
    """The movements and campaigns it is about: id, name or alias."""
    events: tuple[EventRef, ...] = ()
    """The events it belongs to: id or name."""
    honours: tuple[Honour, ...] = ()
    """The conferrals it decides."""
    confers: Shared | None = None
    """What all rows of its lists (`danh-sach.xlsx`) share."""
    attachments: tuple[Attachment, ...] = ()
    """Files beside it, such as its scan as PDF."""
    sources: tuple[Source, ...] = ()
    """Where its facts come from."""
    status: Literal["draft", "published", "withheld"] = "published"
    """Only `published` documents are in a public build."""
    publish_at: Moment | None = None
    """Not shown before this moment."""
    redirect_from: tuple[SitePath, ...] = ()
    """Old addresses on this site that lead here."""

    def published(self, beside: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of the files beside the document go with it: its attachments."""
        listed = {attachment.file for attachment in self.attachments}
        return tuple(name for name in beside if is_publishable(name) and name in listed)

    def related_numbers(self) -> Iterator[tuple[str, int | None, str]]:
        """Yield each number of another document: key, place in its list if any, and number."""
        for key in ("replaces", "amends"):
            for place, number in enumerate(getattr(self, key)):
                yield key, place, number
        if self.replaced_by:
            yield "replaced_by", None, self.replaced_by
