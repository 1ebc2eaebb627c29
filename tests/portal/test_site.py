"""The portal of this repository, built: what is there, where links lead, and that it is valid."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from bangvang.publish.target import MANIFEST
from support import ROOT, invalid_html, run, tree

BASE = "https://bangvang.example/"


def _pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        yield url, html.fromstring(path.read_bytes())


def test_the_portal_holds_its_content(portal: Path) -> None:
    """Five articles, eight districts, a page for every movement and event, and feeds."""
    urls = {url for url, _ in _pages(portal)}
    articles = [url for url in urls if re.fullmatch(r"tin-bai/\d{4}/\d\d/[^/]+/", url)]
    assert len(articles) == 5
    for folder, section, count in (
        ("districts", "dia-ban", 8),
        ("movements", "phong-trao", 26),
        ("events", "su-kien", 3),
    ):
        ids = {path.stem for path in (ROOT / "content" / folder).glob("*.md")}
        assert len(ids) == count
        assert {f"{section}/{identity}/" for identity in ids} <= urls
    feeds = {path.relative_to(portal).as_posix() for path in portal.rglob("*.xml")}
    assert len(feeds) == 4 + 1 + 8 + 26
    assert {"feed.xml", "rss.xml", "sitemap.xml", "opensearch.xml", "van-ban/feed.xml"} < feeds


def test_every_link_and_anchor_leads_somewhere(portal: Path) -> None:
    """Walks the site: no page, picture, script, feed or anchor of ours may be missing."""
    pages = dict(_pages(portal))
    anchors = {
        url: {each.get("id") for each in page.iter() if each.get("id")}
        for url, page in pages.items()
    }
    lost = []
    for url, page in pages.items():
        for _, attribute, link, _ in page.iterlinks():
            if attribute not in ("href", "src", "action") or not link:
                continue
            target = urljoin(BASE + url, link)
            if not target.startswith(BASE):
                continue
            parts = urlsplit(target)
            path = unquote(parts.path).lstrip("/")
            file = portal / path / "index.html" if path.endswith("/") or not path else portal / path
            if not file.is_file() or (
                parts.fragment and parts.fragment not in anchors.get(path, set())
            ):
                lost.append((url, link))
    assert lost == []


def test_no_page_asks_another_host_for_anything(portal: Path) -> None:
    """Scripts, styles, fonts and pictures are all our own."""
    foreign = [
        (url, element.tag, link)
        for url, page in _pages(portal)
        for element, attribute, link, _ in page.iterlinks()
        if element.tag in ("script", "img", "iframe", "source", "link")
        and element.get("rel") not in ("canonical",)
        and urlsplit(link).netloc
    ]
    assert foreign == []


def test_nothing_inline_runs_or_styles(portal: Path) -> None:
    """A strict content security policy names no hashes: what runs is a file, as are styles."""
    for url, page in _pages(portal):
        for element in page.iter():
            data = "json" in element.get("type", "")
            assert element.tag != "script" or element.get("src") or data, url
            assert element.tag != "style", url
            assert not [name for name in element.attrib if name == "style" or name[:2] == "on"], url


def test_the_frame_of_a_page_is_light(portal: Path) -> None:
    """What is on every page, in every copy of it, is at most 5 KB."""
    for path in portal.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in text:
            head, rest = text.split("<title>", 1)
            _, rest = rest.split('<meta name="generator"', 1)
            above, rest = rest.split('<div class="md-content">', 1)
            _, below = rest.split("</main>", 1)
            assert len((head + above + below).encode()) <= 5 * 1024, path


def test_every_page_is_valid_html(portal: Path) -> None:
    """By the validator of the W3C, with nothing filtered out."""
    assert invalid_html(portal) == ""


def test_every_page_says_what_it_is(portal: Path) -> None:
    """One heading, a title, a description, a canonical address or none to be listed."""
    for url, page in _pages(portal):
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue
        assert len(page.xpath("//h1")) == 1, url
        assert page.xpath("string(//title)"), url
        assert page.xpath("string(//meta[@name='description']/@content)"), url
        canonical = page.xpath("string(//link[@rel='canonical']/@href)")
        noindex = page.xpath("//meta[@name='robots']")
        assert bool(canonical) != bool(noindex), url
        if canonical:
            assert canonical == BASE + url


def test_feeds_and_sitemap_are_well_formed_and_complete(portal: Path) -> None:
    """What a reader's program and a search engine are given."""
    for path in portal.rglob("*.xml"):
        etree.parse(path)
    atom = etree.parse(portal / "feed.xml")
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert len(atom.findall("a:entry", names)) == 5
    listed = {each.text for each in etree.parse(portal / "sitemap.xml").iter("{*}loc")}
    pages = {BASE + url for url, page in _pages(portal) if not page.xpath("//meta[@name='robots']")}
    assert listed == pages


def test_mkdocs_properdocs_and_bangvang_build_the_same(portal: Path, tmp_path: Path) -> None:
    """The commands that people know: the same addresses from all, the same bytes from two."""
    built = {}
    for host in ("mkdocs", "properdocs"):
        out = tmp_path / host
        subprocess.run(
            [sys.executable, "-m", host, "build", "--strict", "-q", "-f", "mkdocs.yml", "-d", out],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        built[host] = tree(out)
    # The list of files says that the portal of the tests is a preview.
    made = {path: data for path, data in tree(portal).items() if path != MANIFEST}
    assert made == {path: data for path, data in built["mkdocs"].items() if path != MANIFEST}
    assert set(tree(portal)) == set(built["properdocs"])


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_a_build_elsewhere_and_later_is_the_same(
    portal: Path, tmp_path: Path, hash_seed: str
) -> None:
    """Another folder, another hash seed, another day on the clock: the same bytes."""
    out = tmp_path / "elsewhere" / hash_seed
    clock = str(1_900_000_000 + int(hash_seed))
    subprocess.run(
        [sys.executable, "-m", "bangvang", "build", "--out", out, "--as-of", "2026-11-22"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": hash_seed, "SOURCE_DATE_EPOCH": clock},
        check=True,
        capture_output=True,
    )
    assert tree(out) == tree(portal)


def test_building_again_touches_nothing(tmp_path: Path) -> None:
    """What did not change keeps its inode and time, so copies and caches stay warm."""
    out = tmp_path / "site"
    run("build", "--out", out)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in out.rglob("*.html")}
    assert "ghi 0 tệp" in run("build", "--out", out)
    after = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in out.rglob("*.html")}
    assert after == before
