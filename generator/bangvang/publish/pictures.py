"""Renditions of pictures: in few widths, upright, without the camera's data, with the caption's.

What takes long, the pixels, is made once and kept in a store by the content of the original. What
is told of the picture travels as an XMP packet, which is put in when a rendition is published.
"""

import io
import struct
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from bangvang.model.pictures import ENDINGS, WIDTHS, Picture
from bangvang.publish.store import kept

_FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "jpg": ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
    "webp": ("WEBP", {"quality": 80, "method": 2}),
}
_PLACEHOLDER = b"bangvang puts what is told of the picture here"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_PAPER = (255, 255, 255)

Image.MAX_IMAGE_PIXELS = None


def rendition(
    original: Path, store: Path, picture: Picture, width: int, ending: str, packet: bytes
) -> bytes:
    """Return a picture in one width and form, with an XMP packet in it.

    Raise `OSError` when the original cannot be read or the store cannot be written.
    """
    path = kept(store, picture, width, ending)
    if not path.is_file():
        _develop(original, store, picture)
    return told(path.read_bytes(), packet, ending)


def told(data: bytes, packet: bytes, ending: str) -> bytes:
    """Return a rendition with an XMP packet in the place that was kept for it."""
    if ending == "jpg":
        return data.replace(_segment(_PLACEHOLDER), _segment(packet), 1)
    body = data.replace(_chunk(_PLACEHOLDER), _chunk(packet), 1)[8:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _segment(packet: bytes) -> bytes:
    """Return the part of a JPEG that holds an XMP packet: of 65,535 bytes at most."""
    return b"\xff\xe1" + struct.pack(">H", len(_XMP) + len(packet) + 2) + _XMP + packet


def _chunk(packet: bytes) -> bytes:
    """Return the part of a WebP file that holds an XMP packet."""
    return b"XMP " + struct.pack("<I", len(packet)) + packet + b"\0" * (len(packet) % 2)


def _develop(original: Path, store: Path, picture: Picture) -> None:
    """Put every rendition of a picture into the store."""
    image, profile = _pixels(original)
    store.mkdir(parents=True, exist_ok=True)
    for size in reversed(picture.sizes):
        # Each from the next larger one: from the original it would take twice as long.
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        image.info.clear()
        for ending in ENDINGS:
            form, options = _FORMS[ending]
            data = io.BytesIO()
            image.save(data, form, icc_profile=profile or b"", xmp=_PLACEHOLDER, **options)
            # Another process may be making the same; each puts its own in place whole.
            with tempfile.NamedTemporaryFile(dir=store, delete=False) as partial:
                partial.write(data.getvalue())
            Path(partial.name).replace(kept(store, picture, size[0], ending))


def _pixels(original: Path) -> tuple[Image.Image, bytes | None]:
    """Return a picture upright, in colours or greys of eight bits, and the profile of its colours.

    A profile of inks or greys does not fit what is published, so its colours are converted.
    """
    with Image.open(original) as opened:
        # A JPEG can be read smaller than it is, several times as fast.
        opened.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
        opened.load()
        image: Image.Image = ImageOps.exif_transpose(opened)
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, _PAPER)
        paper.paste(image, mask=image.getchannel("A"))
        return paper, profile
    if image.mode == "RGB" or (image.mode == "L" and not profile):
        return image, profile
    if profile and image.mode in ("CMYK", "L"):
        try:
            ours = ImageCms.createProfile("sRGB")
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
        except ImageCms.PyCMSError:
            found = None
        if found:
            return found, None
    keeps = image.mode == "P"
    return image.convert("L" if image.mode == "1" else "RGB"), profile if keeps else None
