"""How a web server is to serve the site: a configuration of nginx, with its security headers."""

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from bangvang.model.files import DOCUMENTS
from bangvang.model.urls import HOME, page_path
from bangvang.publish.scaffold import filled
from bangvang.publish.target import PublishError
from bangvang.words import message

_DATA = (".csv", ".ndjson", ".sqlite", ".parquet")
_DOWNLOADS = rf"\.({'|'.join(ending[1:] for ending in (*DOCUMENTS, *_DATA))})$"
"""Ends the address of what a reader's browser saves and does not show."""
_PERMISSIONS = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb", "browsing-topics"),
)


POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        *(f"{kind}-src 'self'" for kind in ("connect", "font", "manifest", "worker")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy of a site (W3C, CSP Level 3): nothing comes from another host, and
what runs is a file of the site."""


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


def nginx(address: str, root: str, listen: str = "", desk: Iterable[str] | None = None) -> str:
    """Return nginx's configuration for a site at an address, whose files are in `root`.

    An address with a folder (`https://host.example/portal/`) has its rules below that folder.
    `desk` are the origins that the editors' desk talks to; None when the site has none.
    With `listen` (`127.0.0.1:8080`) another server in front of it does what TLS needs.
    """
    path = urlsplit(address).path
    base = unquote(path)  # as nginx compares it
    return filled(
        Path(__file__).with_name("nginx.conf.j2"),
        host=urlsplit(address).hostname or "_",
        path=path,
        base=base,
        below=re.escape(base),
        root=root.rstrip("/"),
        listen=listen,
        secure=not listen,
        policy=POLICY,
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
