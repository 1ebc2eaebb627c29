"""Articles: the news posts of the portal."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from bangvang.model.dates import Day, Moment
from bangvang.model.files import PICTURES, is_publishable
from bangvang.model.honours import Honour, Tally
from bangvang.model.types import (
    DEVICE,
    LONGEST,
    Entity,
    FileName,
    Frozen,
    Text,
    WebAddress,
)


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
    kind: Literal["news", "consultation"] = "news"
    """`consultation`: a notice that asks for opinions on proposed honours."""
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
    districts: tuple[Text, ...] = ()
    """The districts it is about: id, name or alias."""
    movements: tuple[Text, ...] = ()
    """The movements and campaigns it is about: id, name or alias."""
    events: tuple[Text, ...] = ()
    """The events it reports: id or name."""
    honours: tuple[Honour, ...] = ()
    """The conferrals it reports."""
    tallies: tuple[Tally, ...] = ()
    """Counts without names that it states."""
    corrections: tuple[Correction, ...] = ()
    """Correction notices, oldest first."""
    attachments: tuple[Attachment, ...] = ()
    """Files beside the article."""
    albums: tuple[Text, ...] = ()
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
