"""Pictures as the portal publishes them: in few widths, and in two forms."""

from typing import NamedTuple

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
