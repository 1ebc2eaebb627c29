"""Compressed copies beside the files of a site, for servers that send them as they are."""

import gzip

import brotli

COMPRESSIBLE = (".html", ".css", ".js", ".xml", ".svg", ".json", ".txt")
ENDINGS = (".gz", ".br")

_BROTLI_QUALITY = 9
"""Of 11: the last two steps take twenty times as long for a few bytes in a hundred."""


def compress(data: bytes, ending: str) -> bytes:
    """Return data compressed for the ending of a copy; the same data give the same bytes.

    >>> gzip.decompress(compress(b"xin", ".gz"))
    b'xin'
    """
    if ending == ".gz":
        return gzip.compress(data, 9, mtime=0)
    packed: bytes = brotli.compress(data, quality=_BROTLI_QUALITY)
    return packed
