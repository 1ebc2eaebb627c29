"""Pictures in HTML: a browser takes the width and form that it needs."""

from html import escape

from markupsafe import Markup

from bangvang.model.albums import ENDINGS, Picture
from bangvang.model.urls import rendition_url
from bangvang.render.views import PictureView


def picture_view(base: str, picture: Picture, alt: str = "") -> PictureView:
    """Return what a page needs to show a picture in the width that suits the reader."""
    width, height = picture.sizes[-1]
    return PictureView(base, tuple(width for width, _ in picture.sizes), width, height, alt)


def thumbnail(base: str, picture: Picture) -> PictureView:
    """Return what a list needs to show a picture: its smallest width."""
    width, height = picture.sizes[0]
    return PictureView(base, (width,), width, height, "")


def largest(picture: PictureView) -> str:
    """Return the address of the largest JPEG of a picture."""
    return rendition_url(picture.base, picture.width, ENDINGS[-1])


def sizes_up_to(most: int, picture: PictureView) -> str:
    """Return how wide a picture stands on a page that gives it `most` pixels, and it no more.

    >>> sizes_up_to(800, PictureView("", (480,), 600, 400, ""))
    '(min-width: 60em) 600px, (min-width: 600px) 600px, 94vw'
    """
    width = picture.width
    return f"(min-width: 60em) {min(most, width)}px, (min-width: {width}px) {width}px, 94vw"


def picture_html(
    picture: PictureView,
    root: str,
    sizes: str,
    lazy: bool = True,
    title: str = "",
    box: str = "",
) -> Markup:
    """Return a picture as an element; `sizes` tells how wide it stands on the page (HTML).

    `box` are the attributes of its width and height, when they are not its own.

    >>> print(picture_html(PictureView("anh/x/", (480,), 480, 320, "Hồ"), "../", "9rem"))
    <picture><source type="image/webp" srcset="../anh/x/480.webp 480w" sizes="9rem">\
<img src="../anh/x/480.jpg" srcset="../anh/x/480.jpg 480w" sizes="9rem" width="480" height="320"\
 alt="Hồ" loading="lazy"></picture>
    """
    webp, jpg = (
        ", ".join(
            f"{root}{rendition_url(picture.base, width, ending)} {width}w"
            for width in picture.widths
        )
        for ending in ENDINGS
    )
    first = root + rendition_url(picture.base, picture.widths[0], ENDINGS[-1])
    told = f' title="{escape(title)}"' if title else ""
    box = box or f'width="{picture.width}" height="{picture.height}"'
    later = ' loading="lazy"' if lazy else ""
    return Markup(
        f'<picture><source type="image/webp" srcset="{webp}" sizes="{sizes}">'
        f'<img src="{first}" srcset="{jpg}" sizes="{sizes}" {box}'
        f' alt="{escape(picture.alt)}"{told}{later}></picture>'
    )
