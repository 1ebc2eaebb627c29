"""Renditions of pictures: in few widths, without the camera's data, with the caption's.

What takes long, the pixels, is made once and kept in a store by the content of the original. What
is told of the picture travels as an XMP packet, which is put in when a rendition is published.
"""

import hashlib
import io
import struct
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from bangvang.model.albums import ENDINGS, Picture
from bangvang.publish.pixels import pixels
from bangvang.publish.store import kept
from bangvang.publish.target import CHANGED, PublishError
from bangvang.words import message

_FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "jpg": ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
    "webp": ("WEBP", {"quality": 80, "method": 2}),
}
_PLACEHOLDER = b"bangvang puts what is told of the picture here"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_SEAL = 32
"""How many bytes at the end of a kept rendition tell whether it is whole: their SHA-256."""


def rendition(
    original: Path, store: Path, picture: Picture, width: int, ending: str, packet: bytes
) -> bytes:
    """Return a picture in one width and form, with an XMP packet in it.

    Raise `PublishError` when the original cannot be read any more, and `OSError` when the store
    cannot be written.
    """
    path = kept(store, picture, width, ending)
    return told(_whole(path) or _developed(original, store, picture, path), packet, ending)


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


def _whole(path: Path) -> bytes:
    """Return what is kept in a file of the store; nothing if it is not there, or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    return data[:-_SEAL] if hashlib.sha256(data[:-_SEAL]).digest() == data[-_SEAL:] else b""


def _developed(original: Path, store: Path, picture: Picture, wanted: Path) -> bytes:
    """Put every rendition of a picture into the store; return the one that is wanted."""
    image, profile = _pixels(original, picture)
    store.mkdir(parents=True, exist_ok=True)
    found = b""
    for size in reversed(picture.sizes):
        # Each from the next larger one: from the original it would take twice as long.
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        image.info.clear()
        for ending in ENDINGS:
            form, options = _FORMS[ending]
            made = io.BytesIO()
            image.save(made, form, icc_profile=profile, xmp=_PLACEHOLDER, **options)
            data = made.getvalue()
            path = kept(store, picture, size[0], ending)
            # Another process may be making the same; each puts its own in place whole.
            with tempfile.NamedTemporaryFile(dir=store, delete=False) as partial:
                partial.write(data + hashlib.sha256(data).digest())
            Path(partial.name).replace(path)
            found = data if path == wanted else found
    return found


def _pixels(original: Path, picture: Picture) -> tuple[Image.Image, bytes]:
    try:
        data = original.read_bytes()
        if hashlib.sha256(data).hexdigest() == picture.content:
            return pixels(data)
    except Exception as error:
        # The library of many forms has many ways to say that it cannot.
        text = message("{file} cannot be read: {reason}")
        raise PublishError(text, file=str(original), reason=str(error)) from error
    raise PublishError(CHANGED, file=str(original))
