"""What render hands to publish: files with their place and content. Nothing is on the disk yet."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site."""

    path: str
    """Its path below the site's folder, with forward slashes."""
    data: bytes | Path
    """Its content, or the file that holds it."""


def page_path(url: str) -> str:
    """Return the file that a web server shows for an address.

    >>> page_path("tin-bai/")
    'tin-bai/index.html'
    """
    return f"{url}index.html" if url.endswith("/") or not url else url
