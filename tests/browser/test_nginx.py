"""Debian's nginx with our configuration, and what a browser makes of its headers."""

import gzip
import http.client
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from nginx import get, serving
from support import ROOT, Visit, run, whole_portal


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal with compressed copies."""
    folder = tmp_path_factory.mktemp("nginx")
    shutil.copytree(ROOT / "content", folder / "content")
    config = whole_portal(folder)
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("search: true", "search: true\n      precompress: true"))
    run("build", folder=folder)
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address at which nginx serves the site."""
    with serving(site) as found:
        yield found


def test_headers_are_as_documented(address: str, site: Path) -> None:
    """A strict policy without unsafe-inline, HSTS, no sniffing; what never changes is kept."""
    status, headers, _ = get(address, "tin-bai/")
    assert status == 200
    policy = headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'; " in policy
    assert "unsafe" not in policy
    assert headers["strict-transport-security"] == "max-age=63072000"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-cache"
    assert "access-control-allow-origin" not in headers
    assert "/" not in headers["server"]
    style = next((site / "assets" / "stylesheets").glob("bangvang.*.css"))
    _, headers, _ = get(address, style.relative_to(site).as_posix())
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    _, headers, _ = get(address, "du-lieu/bang-vang.csv")
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert headers["access-control-allow-origin"] == "*"


def test_what_is_not_there_is_404(address: str) -> None:
    """With the portal's own page and the same headers; the builder's list is not for readers."""
    for path in ("khong-co/", "tin-bai/2020/09/khong-co.pdf", ".bangvang", "assets/", "404.html"):
        status, headers, body = get(address, path)
        assert status == 404, path
        assert "Không tìm thấy trang" in body.decode(), path
        assert "default-src 'none'" in headers["content-security-policy"]
    assert get(address, "tin-bai")[:1] == (301,)
    assert get(address, "tin-bai")[1]["location"] == "/tin-bai/"


def test_compressed_copies_are_sent(address: str, site: Path) -> None:
    """The copy that lies beside the page, as it is; those who cannot read it get the page."""
    status, headers, body = get(address, "bang-vang/", Accept_Encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert body == (site / "bang-vang" / "index.html.gz").read_bytes()
    _, headers, plain = get(address, "bang-vang/")
    assert "content-encoding" not in headers
    assert plain == gzip.decompress(body)


def test_many_readers_at_once(address: str, site: Path) -> None:
    """2,000 requests from 50 connections all succeed."""
    urls = ("", "tin-bai/", "bang-vang/")
    pages = [(site / url / "index.html").read_bytes() for url in urls]

    def reader(number: int) -> int:
        connection = http.client.HTTPConnection(address.split("/")[2])
        fine = 0
        for turn in range(40):
            which = (number + turn) % len(urls)
            connection.request("GET", f"/{urls[which]}")
            answer = connection.getresponse()
            fine += answer.status == 200 and answer.read() == pages[which]
        connection.close()
        return fine

    with ThreadPoolExecutor(50) as readers:
        assert sum(readers.map(reader, range(50))) == 2000


def _kinds(site: Path) -> list[str]:
    """Return one address of each kind of page."""
    kinds: dict[str, str] = {}
    for path in sorted(site.rglob("index.html")):
        url = path.parent.relative_to(site).as_posix()
        parts = url.split("/")
        shape = [re.sub(r"^\d+$", "N", part) for part in parts]
        if len(parts) > 1 and parts[0] not in ("bang-vang",):
            shape[1:] = ["N" if each == "N" else "x" for each in shape[1:]]
        elif len(parts) > 2:
            shape[2:] = ["x"] * len(shape[2:])
        kinds.setdefault("/".join(shape), "" if url == "." else f"{url}/")
    return list(kinds.values())


def test_the_policy_holds_on_every_kind_of_page(address: str, site: Path, browser: Browser) -> None:
    """No violation in the console, whatever the page does: search, facets, viewer, colours."""
    kinds = _kinds(site)
    assert len(kinds) > 20
    page = browser.new_page()
    tab = Visit(page, address)
    for url in kinds:
        tab.go(url)
        assert tab.faults == [], url
    tab.go("tim-kiem/?q=bach thong")
    page.locator(".bv-hit").first.wait_for()
    page.get_by_role("button", name="Chuyển sang nền tối").click()
    tab.go("khong-co/")
    assert [each for each in tab.faults if "404" not in each] == []
    field = page.get_by_role("main").get_by_role("searchbox")
    assert field.evaluate("field => getComputedStyle(field).borderTopWidth") == "1px"
    page.close()
