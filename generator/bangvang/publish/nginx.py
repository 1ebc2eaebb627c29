"""How a web server is to serve the site: a configuration of nginx, with its security headers."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

from bangvang.model.files import DOCUMENTS
from bangvang.model.urls import HOME, page_path
from bangvang.publish.scaffold import filled
from bangvang.publish.target import PublishError, built
from bangvang.words import message

_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script>", re.DOTALL)
_DATA = (".csv", ".ndjson", ".sqlite", ".parquet")
_DOWNLOADS = rf"\.({'|'.join(ending[1:] for ending in (*DOCUMENTS, *_DATA))})$"
"""Ends the address of what a reader's browser saves and does not show."""
_PERMISSIONS = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb", "browsing-topics"),
)


def policy(site: Path) -> str:
    """Return the content security policy of a built site (W3C, CSP Level 3).

    Nothing may come from another host, and no script may run that is not a file of the site, but
    for the few that Material writes into its pages: these are named by their SHA-256.
    """
    hashes = " ".join(f"'sha256-{each}'" for each in sorted(_inline_scripts(site)))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {hashes}".rstrip(),
            "style-src 'self'",
            "img-src 'self' data:",
            *(f"{kind}-src 'self'" for kind in ("connect", "font", "manifest", "worker")),
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _inline_scripts(site: Path) -> set[str]:
    """Return the SHA-256 of every script within a page, in base 64. Data in JSON never run.

    Only pages count that a build made and nobody changed: what else lies in the folder is not ours.
    """
    found = set()
    for path, entry in built(site).items():
        if not path.endswith(".html") or not (site / path).is_file():
            continue
        page = (site / path).read_bytes()
        if hashlib.sha256(page).hexdigest() == entry.digest:
            scripts = _INLINE.findall(page)
            found |= {script for attributes, script in scripts if b"json" not in attributes}
    return {base64.b64encode(hashlib.sha256(each).digest()).decode() for each in found}


def front(site: Path) -> tuple[str, str]:
    """Return the address and the language of a built site, as its front page tells them.

    Raise `PublishError` when it has none.
    """
    try:
        page = html.fromstring((site / page_path(HOME)).read_bytes())
    except OSError as error:
        text = message("{file} cannot be read: {reason}")
        raise PublishError(text, file=str(site / page_path(HOME)), reason=error.strerror) from error
    address = page.xpath("string(//meta[@property='og:url']/@content)")
    return str(address), str(page.get("lang"))


def nginx(
    site: Path, address: str, root: str, listen: str = "", desk: Iterable[str] | None = None
) -> str:
    """Return nginx's configuration for a built site at an address, whose files are in `root`.

    `desk` are the origins that the editors' desk talks to; None when the site has none.
    With `listen` (`127.0.0.1:8080`) another server in front of it does what TLS needs.
    """
    return filled(
        Path(__file__).with_name("nginx.conf.j2"),
        host=urlsplit(address).hostname or "_",
        root=root,
        listen=listen,
        secure=not listen,
        policy=policy(site),
        desk_policy=None if desk is None else desk_policy(desk),
        downloads=_DOWNLOADS,
        permissions=", ".join(f"{name}=()" for name in _PERMISSIONS),
    )


def desk_policy(hosts: Iterable[str] = ()) -> str:
    """Return the policy of the editors' desk alone, which talks to the origins `hosts`."""
    return "; ".join(
        (
            "default-src 'none'",
            # The desk's own program checks its configuration by code that it makes as it runs.
            "script-src 'self' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            " ".join(("img-src 'self' blob: data:", *hosts)),
            " ".join(("connect-src 'self' blob:", *hosts)),
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )
