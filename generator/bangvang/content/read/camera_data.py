"""What cameras and programs write into a picture about place, device and people is taken out.

Nothing is decoded: of each form only those parts are kept that its pixels, colours and movement
need, byte for byte. What lies behind the picture goes, too. Which way up it is stays.
"""

import re
import struct
from collections.abc import Callable, Iterator

from PIL import Image

from bangvang.content.read.avif import without_items
from bangvang.model.albums import PictureError

_TURNED = 0x0112
"""The tag of Exif that tells which way up a picture is."""
_SCAN_END = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI "
    b"acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_FRAME_HEADER = 16
"""Bytes of a frame of a moving WebP before its own parts."""


def without_camera_data(data: bytes, ending: str) -> bytes:
    """Return a picture as it looks, without what was written into it beside its pixels.

    `ending` is that of its name, as `.jpg`. Raise `PictureError` for a file of another form, or one
    that is cut off.
    """
    try:
        return _FORMS[ending](data)
    except (IndexError, struct.error, KeyError, ValueError) as error:
        raise PictureError(str(error)) from error


def _orientation(exif: bytes) -> int:
    """Return how a picture is turned by an Exif block (1 to 8); 1 when it does not say."""
    found = Image.Exif()
    try:
        found.load(exif)
        turned = found.get(_TURNED, 1)
    except Exception:
        # Whatever a library says of a damaged block: it is left out anyway.
        return 1
    return turned if turned in range(1, 9) else 1


def _only_turned(orientation: int) -> bytes:
    """Return an Exif block (TIFF) that tells nothing but the orientation."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _TURNED, 3, 1, orientation, 0, 0)


def _jpeg(data: bytes) -> bytes:
    """ITU-T T.81, annex B; JFIF, ICC.1 annex B and Adobe's segment are kept."""
    if data[:2] != b"\xff\xd8":
        raise PictureError("JPEG")
    kept, turned, at = [], 1, 2
    while True:
        # Some programs leave bytes between the parts, which no reader minds.
        at = data.index(0xFF, at)
        marker = data[at + 1]
        if marker == 0xD9:
            break
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        body = data[at + 4 : end]
        if end > len(data) or end < at + 4:
            raise PictureError("JPEG")
        if marker == 0xE0 and body.startswith(b"JFIF\0"):
            # Without the small picture that it may hold.
            kept.append(b"\xff\xe0\x00\x10" + body[:12] + b"\0\0")
        elif marker == 0xE1 and body.startswith(b"Exif\0\0"):
            # A long block goes on in further segments, which tell nothing of it.
            turned = max(turned, _orientation(body))
        elif marker == 0xEE and body.startswith(b"Adobe"):
            kept.append(b"\xff\xee\x00\x0e" + body[:12])
        elif marker < 0xE0 or (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")):
            kept.append(data[at:end])
        at = end
        if marker == 0xDA:
            scan = _SCAN_END.search(data, at)
            if not scan:
                # The end is not marked: a part of the picture may be missing.
                raise PictureError("JPEG")
            kept.append(data[at : scan.start()])
            at = scan.start()
    told = b"Exif\0\0" + _only_turned(turned)
    exif = b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told if turned > 1 else b""
    return b"".join((b"\xff\xd8", exif, *kept, b"\xff\xd9"))


def _png(data: bytes) -> bytes:
    """PNG (W3C, third edition), chapter 11."""
    if not data.startswith(_PNG):
        raise PictureError("PNG")
    kept, turned, at, name = [], 1, len(_PNG), b""
    while name != b"IEND":
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise PictureError("PNG")
        if name in _PNG_KEPT:
            kept.append(data[at:end])
        elif name == b"eXIf":
            turned = _orientation(data[at + 8 : end - 4])
        at = end
    if turned > 1:
        kept.insert(1, _png_chunk(b"eXIf", _only_turned(turned)))
    return b"".join((_PNG, *kept))


def _png_chunk(name: bytes, body: bytes) -> bytes:
    from zlib import crc32

    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))


def _riff(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a RIFF file, by name."""
    while at < end:
        name, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > end:
            raise PictureError("WebP")
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _webp(data: bytes) -> bytes:
    """RFC 9649: the flags for Exif (8) and XMP (4) are in the first byte of VP8X."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise PictureError("WebP")
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    if end > len(data):
        raise PictureError("WebP")
    chunks = list(_riff(data, 12, end))
    turned = max((_orientation(body) for name, body in chunks if name == b"EXIF"), default=1)
    kept = []
    for name, body in chunks:
        if name == b"VP8X":
            flags = body[0] & ~0x0C | (8 if turned > 1 else 0)
            kept.append(_riff_chunk(name, bytes((flags,)) + body[1:10]))
        elif name == b"ANMF":
            parts = _riff(body, _FRAME_HEADER, len(body))
            frame = [_riff_chunk(*part) for part in parts if part[0] in _WEBP_KEPT]
            kept.append(_riff_chunk(name, b"".join((body[:_FRAME_HEADER], *frame))))
        elif name in _WEBP_KEPT:
            kept.append(_riff_chunk(name, body))
    if turned > 1:
        kept.append(_riff_chunk(b"EXIF", _only_turned(turned)))
    made = b"".join((b"WEBP", *kept))
    return b"RIFF" + struct.pack("<I", len(made)) + made


def _gif(data: bytes) -> bytes:
    """GIF89a: comments, plain texts and all application blocks but those that loop go."""
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise PictureError("GIF")
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while at < len(data) and data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at = _blocks_end(data, at + 11 + _colours(data[at + 9]))
            kept.append(data[start:at])
        elif data[at] == 0x21:
            label, at = data[at + 1], _blocks_end(data, at + 2)
            loops = data[start + 3 : start + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
            if label == 0xF9 or (label == 0xFF and loops):
                kept.append(data[start:at])
        else:
            raise PictureError("GIF")
    return b"".join((*kept, b";"))


def _colours(flags: int) -> int:
    """Return how many bytes a table of colours has."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


_FORMS: dict[str, Callable[[bytes], bytes]] = {
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
    ".png": _png,
    ".webp": _webp,
    ".gif": _gif,
    ".avif": without_items,
}
