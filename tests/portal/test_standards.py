"""What other programs read of a portal: addresses in ASCII, names within bounds, labels."""

import json
from pathlib import Path

import pytest
from lxml import etree, html

from pages import built
from support import Content, run, tree

PLACES = pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://sơnla.example/cổng/", "https://xn--snla-lgb.example/c%E1%BB%95ng/"),
        ("https://thu.example/c%E1%BB%95ng", "https://thu.example/c%E1%BB%95ng/"),
        ("http://SƠNLA.example:8080/", "http://xn--snla-lgb.example:8080/"),
    ],
)


@PLACES
def test_addresses_are_escaped_wherever_programs_read_them(
    content: Content, tmp_path: Path, url: str, root: str
) -> None:
    """The host as in the DNS, the folder percent-encoded: sitemap, feeds, canonical address."""
    content.site(url=url)
    content.article("x")
    out = built(content, tmp_path / "site")
    sitemap = etree.parse(out / "sitemap.xml")
    found = [str(each.text) for each in sitemap.iter("{*}loc")]
    found += [str(each.get("href")) for each in etree.parse(out / "feed.xml").iter("{*}link")]
    page = html.parse(out / "tin-bai/2020/06/x/index.html")
    found += page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:image']/@content")
    assert len(found) > 10
    assert [each for each in found if not each.startswith(root) or not each.isascii()] == []


@PLACES
def test_links_to_the_own_host_are_known_however_they_are_written(
    content: Content, url: str, root: str
) -> None:
    for number, home in enumerate((f"{url.rstrip('/')}/", root)):
        content.article(f"b{number}", f"[Một]({home}tin-bai/) [Hai]({home}khong-co/)")
    content.site(url=url)
    told = run("check", "--content", content.folder, code=1)
    assert told.count("E307") == 2
    assert told.count("khong-co/") == 2


def test_a_host_that_cannot_be_is_told(content: Content) -> None:
    """A label of the DNS holds 63 characters."""
    content.site(url=f"https://{'ơ' * 80}.example/")
    assert "site.md:" in run("check", "--content", content.folder, code=1)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Bảng Vàng Bắc Kạn", "Bảng Vàng Bắc"),
        ("Bảng Vàng Mười S", "Bảng Vàng Mười S"),
        ("Thi-đua-khen-thưởng", "Thi-đua-khen-thư"),
    ],
)
def test_the_short_name_of_the_search_ends_with_a_word(
    content: Content, tmp_path: Path, name: str, short: str
) -> None:
    content.site(name=name)
    described = etree.parse(built(content, tmp_path / "site") / "opensearch.xml")
    assert described.findtext("{*}ShortName") == short
    assert described.findtext("{*}LongName") == name


def test_crawlers_are_led_to_the_sitemap(content: Content, tmp_path: Path, portal: Path) -> None:
    """`robots.txt` counts at the root of a host only (RFC 9309, 2.3)."""
    told = (portal / "robots.txt").read_text(encoding="utf-8")
    assert told == "User-agent: *\nDisallow:\n\nSitemap: https://bangvang.example/sitemap.xml\n"
    assert "robots.txt" not in tree(built(content, tmp_path / "site"))


def test_subjects_in_feeds_have_their_names(content: Content, tmp_path: Path) -> None:
    """A reader's program shows the label; a new spelling of a movement reaches the feed."""
    content.article("x", movements="[thi-dua-yeu-nuoc]", districts="[huyen-mot]")
    out = built(content, tmp_path / "site")

    def labels() -> dict[str, str]:
        found = etree.parse(out / "feed.xml").iter("{*}category")
        return {str(each.get("term")): str(each.get("label")) for each in found}

    assert labels() == {"huyen-mot": "Huyện Một", "thi-dua-yeu-nuoc": "Thi đua yêu nước"}
    file = content.folder / "movements/thi-dua-yeu-nuoc.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Thi đua yêu nước", "THI ĐUA YÊU NƯỚC"),
        encoding="utf-8",
    )
    built(content, out)
    assert labels()["thi-dua-yeu-nuoc"] == "THI ĐUA YÊU NƯỚC"


def test_ids_of_canvases_have_no_fragment(portal: Path) -> None:
    """IIIF Presentation 3.0, 3.2; nor have those of what lies upon them."""

    def ids(node: object) -> list[str]:
        if isinstance(node, list):
            return [found for each in node for found in ids(each)]
        if not isinstance(node, dict):
            return []
        own = [node["id"]] if "id" in node else []
        return own + [found for each in node.values() for found in ids(each)]

    manifests = list(portal.glob("anh/*/manifest.json"))
    found = [each for file in manifests for each in ids(json.loads(file.read_bytes()))]
    assert len(found) > 50
    assert [each for each in found if "#" in each] == []
