"""AVIF (ISO/IEC 14496-12 and 23000-22): which parts of the file are the picture.

Places within the file are counted from its beginning, so nothing is moved.
"""

import struct
from collections.abc import Iterator

from bangvang.model.albums import PictureError


def without_items(data: bytes) -> bytes:
    """Return an AVIF file in which all that is no part of the picture is overwritten with zeros.

    Raise `PictureError` for a file that is none, or cut off.
    """
    if data[4:12] not in (b"ftypavif", b"ftypavis"):
        raise PictureError("AVIF")
    made = bytearray(data)
    boxes = list(_boxes(data, 0, len(data)))
    for name, start, end in boxes:
        if name == b"meta":
            for place, new in _told_in(data, start + 4, end):
                made[place : place + len(new)] = new
        elif name == b"moov":
            _blank(made, data, start, end)
        elif name not in (b"ftyp", b"mdat"):
            made[start:end] = bytes(end - start)
    return bytes(made[: boxes[-1][2]])


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name of each box, and where its content begins and ends."""
    while at < end:
        size, name = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if size == 1:
            size, start = struct.unpack_from(">Q", data, start)[0], start + 8
        stop = at + size if size else end
        if stop > end or stop < start:
            raise PictureError("AVIF")
        yield name, start, stop
        at = stop


_PARTS = frozenset(b"hdlr pitm iinf iloc iprp iref idat dinf grpl".split())
_PROPERTIES = frozenset(
    b"ispe pixi colr av1C auxC irot imir clap pasp clli mdcv cclv a1op a1lx lsel".split()
)
_HANDLER_NAME = 24
"""Where in the box of the handler (14496-12, 8.4.3) its name begins."""
_MOVIE = frozenset({b"trak", b"mdia", b"minf", b"edts", b"dinf"})


def _blank(made: bytearray, data: bytes, start: int, end: int) -> None:
    """Overwrite what a moving picture tells of itself."""
    for name, at, stop in _boxes(data, start, end):
        if name in _MOVIE:
            _blank(made, data, at, stop)
        elif name in (b"udta", b"meta", b"uuid", b"free", b"skip"):
            made[at:stop] = bytes(stop - at)


def _told_in(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield what the box of metadata holds beside the picture: where, and what takes its place."""
    boxes: dict[bytes, tuple[int, int]] = {}
    for name, at, stop in _boxes(data, start, end):
        boxes[name] = (at, stop)
        if name not in _PARTS:
            yield at, bytes(stop - at)
        elif name == b"hdlr":
            yield at + _HANDLER_NAME, bytes(max(stop - at - _HANDLER_NAME, 0))
        elif name == b"iprp":
            yield from _described_in(data, at, stop)
    if b"iinf" not in boxes:
        raise PictureError("AVIF")
    at, stop = boxes[b"iinf"]
    told = set()
    for name, place, last in _boxes(data, at + (6 if data[at] == 0 else 8), stop):
        form, size = (">I2x4s", 10) if data[place] > 2 else (">H2x4s", 8)
        number, kind = struct.unpack_from(form, data, place + 4)
        if name == b"infe" and kind in (b"Exif", b"mime", b"uri "):
            told.add(number)
            # An empty block of a known kind would be a fault; an unknown kind is passed over.
            yield place + size, b"skip"
        # The name of the item.
        yield place + 4 + size, bytes(max(last - place - 4 - size, 0))
    if told:
        yield from _extents(data, boxes, told)


def _described_in(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield where descriptions in words stand among the properties; their numbers stay."""
    for name, at, stop in _boxes(data, start, end):
        if name == b"ipco":
            for kind, place, last in _boxes(data, at, stop):
                if kind not in _PROPERTIES:
                    yield place, bytes(last - place)


def _extents(
    data: bytes, boxes: dict[bytes, tuple[int, int]], told: set[int]
) -> Iterator[tuple[int, bytes]]:
    """Yield where the content of items lies (14496-12, 8.11.3), and as many zeros."""
    at = boxes[b"iloc"][0]
    version, sizes = data[at], struct.unpack_from(">H", data, at + 4)[0]
    widths = [sizes >> shift & 15 for shift in (12, 8, 4, 0)]
    at += 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(data[at - size : at], "big")

    for _ in range(number(4 if version == 2 else 2)):
        item = number(4 if version == 2 else 2)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(widths[2])
        for _ in range(number(2)):
            if version:
                number(widths[3])
            offset, size = number(widths[0]), number(widths[1])
            place = base + offset + (boxes[b"idat"][0] if method == 1 else 0)
            if item in told:
                if method > 1 or not 0 < place <= place + size <= len(data):
                    raise PictureError("AVIF")
                yield place, bytes(size)
