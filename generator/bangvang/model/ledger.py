"""The ledger: the addresses that were ever published, and what became of those that are gone."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from bangvang.model.cards import CARDS
from bangvang.model.urls import (
    ALBUM_YEARS,
    ALBUMS,
    ARTICLES,
    CONSULTATIONS,
    DATA,
    DOCUMENTS,
    HONOREES,
    PICTURED,
    ROLL,
    STORIES,
)

LEDGER = "addresses.csv"
"""The file of the ledger, in the folder of content."""

COLUMNS = ("address", "moved_to", "removed", "reason")


class Once(NamedTuple):
    """What the ledger says of an address that was published once."""

    line: int
    moved_to: str
    """The address that took its place; nothing if none did."""
    removed: date | None
    """The day on which it was removed for good."""
    reason: str
    """Why; shown at the address."""


Ledger = Mapping[str, Once]
"""By address, relative to the site's root."""

# Pages but for those of long lists, files beside articles, and the exports.
_LASTING = re.compile(
    r"(?!.*/trang/)(?:"
    rf"(?:.*/)?index\.html|{ARTICLES}\d{{4}}/\d\d/[^/]+/[^/]+|{DOCUMENTS}\d{{4}}/[^/]+/[^/]+"
    rf"|{DATA}[^/]+)$"
)

_LISTS = re.compile(
    rf"(?:{ARTICLES}\d{{4}}/(?:\d\d/)?|{ROLL}.*|{ALBUM_YEARS}.*|{PICTURED}.*"
    rf"|{CONSULTATIONS}|{STORIES}|{DOCUMENTS}(?:\d{{4}}/|loai/[^/]+/)?)$"
)

_LEAVES = re.compile(
    rf"assets/|{CARDS}|{ARTICLES}\d{{4}}/\d\d/[^/]+/|{DOCUMENTS}\d{{4}}/[^/]+/|{HONOREES}[^/]+/"
    rf"|{ALBUMS}[^/]+/[^/]+/"
)


def lasting(paths: Iterable[str]) -> set[str]:
    """Return the addresses of those files of a site that people may keep or cite.

    >>> sorted(lasting(["index.html", "anh/a/b/960.webp", "tin-bai/2020/09/x/q.pdf"]))
    ['', 'tin-bai/2020/09/x/q.pdf']
    """
    return {
        path.removesuffix("index.html")
        for path in paths
        if _LASTING.match(path) and not path.endswith((".gz", ".br", ".js"))
    }


def is_list(address: str) -> bool:
    """Return whether an address is of a list that goes when nothing is on it any more.

    >>> is_list("tin-bai/2020/09/"), is_list("tin-bai/2020/09/bai/")
    (True, False)
    """
    return bool(_LISTS.match(address))


def is_leaf(path: str) -> bool:
    """Return whether a file of the site is no list: pages that lead to it come after it.

    >>> is_leaf("tin-bai/2020/09/bai/index.html"), is_leaf("tin-bai/2020/09/index.html")
    (True, False)
    """
    return bool(_LEAVES.match(path)) and "/trang/" not in path
