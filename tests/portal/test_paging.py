"""Long lists in pages: numbered from the oldest, full for good, and none short."""

from pathlib import Path

from lxml import etree

from pages import built, page_at, text_of
from support import Content


def test_long_lists_have_pages(content: Content, tmp_path: Path) -> None:
    """A tag page shows the newest articles by year and leads to older ones, which are full."""
    for number in range(65):
        day = f"{2018 + number // 20}-01-{number % 20 + 1:02}"
        content.article(f"b{number:02}", date=day, movements="[thi-dua-yeu-nuoc]")
    out = built(content, tmp_path / "site")
    url = "phong-trao/thi-dua-yeu-nuoc/"
    first, oldest = page_at(out, url), page_at(out, f"{url}trang/1/")
    assert [each.text for each in first.xpath("//section[@class='bv-year']/h2")] == ["2021", "2020"]
    teasers = "//article[@class='bv-teaser']"
    assert len(first.xpath(teasers)) == 26
    assert first.xpath("string(//a[@rel='next']/@href)").endswith(f"{url}trang/2/")
    assert "còn 2 trang cũ hơn" in text_of(first.xpath("//nav[@class='bv-pager']")[0])
    assert [each.text for each in oldest.xpath("//section[@class='bv-year']/h2")] == ["2018"]
    assert len(oldest.xpath(teasers)) == len(page_at(out, f"{url}trang/2/").xpath(teasers)) == 20
    assert oldest.xpath("string(//a[@rel='prev']/@href)").endswith(f"{url}trang/2/")
    assert "Phong trào chung." not in text_of(oldest.xpath("//main")[0])
    # Where older ways of counting had a page, and where the next page will be.
    for number in (3, 4):
        onward = page_at(out, f"{url}trang/{number}/")
        assert onward.xpath("string(//link[@rel='canonical']/@href)").endswith(f"/{url}")
    assert not (out / url / "trang/5").exists()
    assert (out / "tin-bai/trang/2/index.html").is_file()
    pages = {path.parent for path in out.rglob("index.html")}
    assert {
        parent for page in pages for parent in page.parents if parent.is_relative_to(out)
    } <= pages
    # A feed shows the newest, whatever the page.
    assert len(list(etree.parse(out / url / "feed.xml").iter("{*}entry"))) == 20


def test_a_list_that_shrinks_leads_to_itself(content: Content, tmp_path: Path) -> None:
    """Its only full page was cited; one article less, and the address leads to the list."""
    for number in range(39):
        content.article(f"b{number:02}", date=f"2020-01-{number % 28 + 1:02}")
    out = built(content, tmp_path / "site")
    assert len(page_at(out, "tin-bai/trang/1").xpath("//article[@class='bv-teaser']")) == 20
    (content.folder / "articles/2020/b38.md").unlink()
    built(content, out)
    onward = page_at(out, "tin-bai/trang/1")
    assert onward.xpath("string(//link[@rel='canonical']/@href)").endswith("/tin-bai/")
    assert not (out / "phong-trao/thi-dua-yeu-nuoc/trang").exists()


def test_a_full_page_of_a_list_never_changes(content: Content, tmp_path: Path) -> None:
    """Numbered pages keep every byte while the list grows; the list itself is never short."""
    out, kept = tmp_path / "site", dict[Path, bytes]()
    for number in range(30):
        content.article(f"b{number:02}", date=f"2020-01-{number % 28 + 1:02}")
    for number in range(30, 85, 11):
        for more in range(11):
            day = f"2020-{(number - 8) // 11 + 2:02}-{more + 1:02}"
            content.article(f"b{number + more}", date=day, movements="[thi-dua-yeu-nuoc]")
        built(content, out)
        for url in ("tin-bai", "tin-bai/2020"):
            assert 20 <= len(page_at(out, url).xpath("//article[@class='bv-teaser']")) < 40
        assert kept == {path: path.read_bytes() for path in kept}
        pages = (path for path in out.glob("tin-bai/**/trang/*/index.html"))
        kept |= {path: text for path in pages if b"bv-teaser" in (text := path.read_bytes())}
    assert len(kept) == 6


def test_no_page_of_an_award_repeats_its_name(content: Content, tmp_path: Path) -> None:
    """Neither the first of its list nor those that follow; a list of a year names the awards."""
    content.conferrals(articles=120, each=10, years=2)
    out = built(content, tmp_path / "site")
    head = "//table[@class='bv-roll']/thead//th[.='Danh hiệu, hình thức khen thưởng']"
    for url in ("danh-hieu/giay-khen/", "danh-hieu/giay-khen/trang/1/"):
        page = page_at(out, f"bang-vang/{url}")
        assert page.xpath("//table[@class='bv-roll']")
        assert not page.xpath(head)
    assert page_at(out, "bang-vang/nam/2000/").xpath(head)
