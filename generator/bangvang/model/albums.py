"""Albums of congress photos: captions that outlive their pictures.

A picture is published in few widths and in two forms.
"""

import re
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field, StringConstraints

from bangvang.model.dates import Day, When
from bangvang.model.types import (
    AwardRef,
    Entity,
    EventRef,
    FileName,
    Frozen,
    HonoreeName,
    Place,
    Text,
    WebAddress,
)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an id may look like: it becomes part of a permanent address."""

PhotoPath = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}/{SLUG.pattern}$")]
"""A photo by the ids of its album and of itself: `dai-hoi-2020/toan-canh`."""


class PhotoSource(Frozen):
    """Where a caption or picture was published before."""

    url: WebAddress | None = None
    """The address of the page."""
    date: Day | None = None
    """The date of the page."""
    retrieved: Day | None = None
    """When it was retrieved."""
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None
    """The SHA-256 of the page as retrieved."""


class Photo(Frozen):
    """One picture of an album, or the caption that is left of it."""

    id: Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$")]
    """Its id, which becomes part of its address."""
    file: FileName | None = None
    """The picture beside this file; empty when only the caption survives."""
    caption: Text
    """The caption exactly as published."""
    caption_corrected: Text | None = None
    """A corrected reading, when the caption has mistakes."""
    alt: Text | None = None
    """What is to be seen, for those who cannot see it; not the caption again."""
    people: tuple[HonoreeName, ...] = ()
    """Who is pictured, from left to right: names or ids of honorees."""
    presenter: HonoreeName | None = None
    """Who hands over the honour."""
    awards: tuple[AwardRef, ...] = ()
    """The awards to be seen handed over."""
    date: When | None = None
    """When it was taken."""
    place: Place | None = None
    """Where it was taken."""
    credit: Text | None = None
    """Whose picture it is."""
    source: PhotoSource | None = None
    """Where it was published before."""
    status: Literal["preserved", "caption-only", "withheld"] = "preserved"
    """Whether the picture survives, or only its caption; `withheld` is never published."""


class Album(Entity):
    """The photos of one event, in order."""

    folder: ClassVar[str] = "albums"

    title: Text
    """The title of the album."""
    event: EventRef | None = None
    """The event pictured: id or name."""
    place: Place | None = None
    """Where the pictures were taken."""
    date: When | None = None
    """When they were taken."""
    photographer: Text | None = None
    """Who took them."""
    credit: Text | None = None
    """Whose pictures they are."""
    rights: Text | None = None
    """Who may use them and how."""
    photos: Annotated[tuple[Photo, ...], Field(min_length=1)]
    """The photos, in order."""


WIDTHS = (480, 960, 1920)
"""How many pixels wide a picture is published; smaller ones stay as they are."""

TALLEST = 8000
"""How many pixels high it may be: neither WebP nor a browser takes any height."""

ENDINGS = ("webp", "jpg")
"""The forms in which a picture is published: browsers take the first that they know."""

LARGEST = 100_000_000
"""How many pixels a picture may have: decoded it takes three or four bytes for each."""

SMALLEST = 16
"""How many pixels each side of a picture must have."""


class Picture(NamedTuple):
    """What must be known of an original to show it."""

    content: str
    """The SHA-256 of its file."""
    width: int
    """In pixels, as the picture is shown: upright."""
    height: int
    moving: bool = False
    """Whether it moves: it is shown as it is then."""

    @property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """The widths and heights in which it is published, the smallest first.

        >>> Picture("", 1200, 800).sizes
        ((480, 320), (960, 640), (1200, 800))
        >>> Picture("", 200, 20_000).sizes
        ((80, 8000),)
        """
        scales = (min(1, width / self.width, TALLEST / self.height) for width in WIDTHS)
        return tuple(
            dict.fromkeys(
                (max(1, round(self.width * scale)), max(1, round(self.height * scale)))
                for scale in scales
            )
        )


class Lead(NamedTuple):
    """The picture that stands for an article."""

    base: str
    """What the addresses of its renditions begin with."""
    picture: Picture


class PictureError(ValueError):
    """A picture is not built as its form demands."""


class Examined(NamedTuple):
    """What was found in a file that is published: what it is, or else what is wrong with it."""

    picture: Picture | None
    """None for a document, and where something is wrong."""
    code: str = ""
    """The code of what is wrong; empty when the file is sound."""
    values: tuple[tuple[str, str], ...] = ()
    content: str = ""
    """The SHA-256 of the file, when it could be read."""


FORMS: dict[str, tuple[str, ...]] = {
    ".jpg": ("JPEG",),
    ".jpeg": ("JPEG",),
    ".png": ("PNG",),
    ".webp": ("WEBP",),
    ".avif": ("AVIF",),
    ".gif": ("GIF",),
    ".tif": ("TIFF",),
    ".tiff": ("TIFF",),
}
"""What a picture may be, by the ending of its name."""
