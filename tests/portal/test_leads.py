"""Lead pictures, and pictures beside an article: shown small in lists, large at its head."""

import io
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

import drawings.__main__ as drawn
import pictures
from bangvang.model.urls import ATOM, RSS
from support import ROOT, Content, build_portal, portal_without_search, tree

MEDIA = "{http://search.yahoo.com/mrss/}content"


def _article(content: Content, facts: str = "", body: str = "Bài.") -> Path:
    text = f"---\ntitle: Có ảnh\ndate: 2020-06-01\nlede: L.\n{facts}---\n{body}\n"
    content.write("articles/2020/anh/index.md", text)
    return content.folder / "articles/2020/anh"


@pytest.fixture
def portal(content: Content) -> Content:
    portal_without_search(content.folder.parent)
    return content


def _built(portal: Content) -> Path:
    site = portal.folder.parent / "site"
    build_portal(site)
    return site


PAGE = "tin-bai/2020/06/anh/"


def test_a_lead_picture_stands_wherever_its_article_does(portal: Content) -> None:
    """At the head, in lists, on the front page, in both feeds and in links to it."""
    _article(portal, "lead: a.jpg\nlead_caption: Hồ nước. Ảnh Báo Mẫu\n")
    portal.write("articles/2020/anh/a.jpg", pictures.jpeg(1, turned=6))
    portal.article("khong-anh")
    site = _built(portal)
    page = html.parse(site / PAGE / "index.html")
    (image,) = page.xpath("//figure[@class='bv-head']//img")
    assert (image.get("width"), image.get("height")) == ("1200", "800")
    assert image.get("alt") == "Hồ nước. Ảnh Báo Mẫu"
    assert page.xpath("//figure[@class='bv-head']/figcaption")[0].text == image.get("alt")
    largest = f"{PAGE}anh/a.jpg/1200.jpg"
    (other,) = page.xpath("//meta[@property='og:image']/@content")
    assert other.endswith(largest)
    assert (site / largest).is_file()
    for where in ("", "tin-bai/", "tin-bai/2020/", "tin-bai/2020/06/"):
        shown = html.parse(site / where / "index.html").xpath("//main//picture//img/@src")
        assert [each for each in shown if each.endswith(f"{PAGE}anh/a.jpg/480.jpg")], where
    for feed in (ATOM, RSS):
        (found,) = etree.parse(site / feed).iter(MEDIA)
        assert found.get("url") == other
        assert (found.get("width"), found.get("height")) == ("1200", "800")


@pytest.mark.parametrize(("form", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_pictures_in_prose_are_as_those_of_albums(portal: Content, form: str, ending: str) -> None:
    """In several widths, upright, and without the place and the device."""
    _article(portal, body=f'![Một bông hoa & "lá"](a.{ending} "Tên")')
    portal.write(f"articles/2020/anh/a.{ending}", pictures.taken(1, form, turned=6))
    site = _built(portal)
    page = html.parse(site / PAGE / "index.html")
    (image,) = page.xpath("//div[@class='bv-body']//picture//img")
    assert (image.get("width"), image.get("height")) == ("1200", "800")
    assert (image.get("alt"), image.get("title")) == ('Một bông hoa & "lá"', "Tên")
    for each in image.get("srcset").split(", "):
        address, width = each.split()
        with Image.open((site / PAGE / address).resolve()) as rendition:
            assert rendition.width == int(width.rstrip("w")) > rendition.height
            red, green, _ = rendition.convert("RGB").getpixel((9, 9))
            assert red > 150 > 60 > green, "its upper left corner is where it was"
    for path, data in tree(site).items():
        if PAGE in path:
            assert b"Hang may anh" not in data, path
            if path.endswith((".jpg", ".png", ".webp")):
                with Image.open(io.BytesIO(data)) as found:
                    assert not found.getexif().get_ifd(0x8825), path


def test_the_first_picture_of_its_albums_stands_for_an_article(portal: Content) -> None:
    """A caption that is left of a picture does not."""
    portal.write(
        "albums/hinh/index.md",
        "---\ntitle: Hình\nphotos:\n- {id: mot, caption: Một, status: caption-only}\n"
        "- {id: hai, file: hai.jpg, caption: Hai}\n---\n",
    )
    portal.write("albums/hinh/hai.jpg", pictures.jpeg(2))
    _article(portal, "albums: [hinh]\n")
    page = html.parse(_built(portal) / PAGE / "index.html")
    (figure,) = page.xpath("//figure[@class='bv-head']")
    assert figure.xpath(".//img/@src")[0].endswith("anh/hinh/hai/480.jpg")
    assert figure.xpath("./figcaption/a/@href") == ["../../../../anh/hinh/hai/"]


def test_a_lead_picture_in_the_prose_is_not_shown_twice(portal: Content) -> None:
    _article(portal, "lead: a.jpg\n", "![Hoa](a.jpg)")
    portal.write("articles/2020/anh/a.jpg", pictures.jpeg(3))
    page = html.parse(_built(portal) / PAGE / "index.html")
    assert not page.xpath("//figure[@class='bv-head']")
    assert len(page.xpath("//div[@class='bv-body']//picture")) == 1


@pytest.mark.parametrize("source", ["a.jpg", "./a.jpg", "a.jpg#hoa", "a.jpg?x=1"])
def test_its_caption_stays_where_the_prose_shows_it(portal: Content, source: str) -> None:
    _article(portal, "lead: a.jpg\nlead_caption: Ảnh Báo Mẫu\n", f"![Hoa]({source})")
    portal.write("articles/2020/anh/a.jpg", pictures.jpeg(3))
    page = html.parse(_built(portal) / PAGE / "index.html")
    assert not page.xpath("//figure[@class='bv-head']")
    assert page.xpath("//span[@class='bv-caption']")[0].text == "Ảnh Báo Mẫu"


def test_a_size_that_the_prose_gives_stays(portal: Content) -> None:
    _article(portal, body='<img src="a.jpg" alt="Hoa" width="100" height="60">')
    portal.write("articles/2020/anh/a.jpg", pictures.jpeg(3))
    page = html.parse(_built(portal) / PAGE / "index.html")
    (image,) = page.xpath("//div[@class='bv-body']//picture//img")
    assert [image.get(key) for key in ("width", "height", "sizes")] == ["100", "60", "100px"]


def test_a_picture_that_moves_is_shown_as_it_is(portal: Content) -> None:
    """In prose; as a lead picture it is refused."""
    frames = [pictures.drawn(number, (300, 200)) for number in (1, 2)]
    moving = pictures.saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    portal.write("articles/2020/anh/a.gif", moving)
    _article(portal, body="![Hoa](a.gif)")
    page = html.parse(_built(portal) / PAGE / "index.html")
    assert page.xpath("//div[@class='bv-body']//img/@src") == ["a.gif"]
    _article(portal, "lead: a.gif\n")
    assert [(each.code, each.line) for each in portal.read().problems] == [("E405", 5)]


def test_another_lead_picture_reaches_every_list(portal: Content) -> None:
    """A build after it has the bytes of a clean one."""
    folder = _article(portal, "lead: a.jpg\n")
    (folder / "a.jpg").write_bytes(pictures.jpeg(4))
    (folder / "b.jpg").write_bytes(pictures.saved(pictures.drawn(5, (900, 900)), "JPEG"))
    portal.article("khac")
    site = _built(portal)
    _article(portal, "lead: b.jpg\n")
    build_portal(site)
    (folder / "b.jpg").write_bytes(pictures.saved(pictures.drawn(6, (700, 300)), "JPEG"))
    build_portal(site)
    build_portal(portal.folder.parent / "clean")
    assert tree(site) == tree(portal.folder.parent / "clean")
    assert b"b.jpg/480.jpg" in (site / "index.html").read_bytes()


def _with_portrait(portal: Content, photo: str) -> None:
    portal.write(
        "honorees/hmau222.md", f"---\nname: Tổ Mẫu\nkind: collective\nportrait: {photo}\n---\n"
    )
    portal.article(
        "khen", honours="[{id: czzzzzz, honoree: hmau222, kind: collective, award: giay-khen}]"
    )
    portal.write(
        "albums/hinh/index.md",
        "---\ntitle: Hình\nphotos:\n- {id: mot, file: mot.jpg, caption: Một}\n"
        "- {id: hai, file: hai.jpg, caption: Hai, status: withheld}\n"
        "- {id: ba, caption: Ba, status: caption-only}\n---\n",
    )
    portal.write("albums/hinh/mot.jpg", pictures.jpeg(7))
    portal.write("albums/hinh/hai.jpg", pictures.jpeg(8))


def test_an_honoree_has_a_portrait(portal: Content) -> None:
    """On its page, in the band of the front page, and in links to it."""
    _with_portrait(portal, "hinh/mot")
    site = _built(portal)
    page = html.parse(site / "vinh-danh/hmau222/index.html")
    (image,) = page.xpath("//a[@class='bv-portrait'][@href='../../anh/hinh/mot/']//img")
    assert image.get("alt") == "Tổ Mẫu"
    (other,) = page.xpath("//meta[@property='og:image']/@content")
    assert other.endswith("anh/hinh/mot/1200.jpg")
    assert html.parse(site / "index.html").xpath("//span[@class='bv-band__face']//img")


def test_who_takes_the_place_of_another_has_the_portrait(portal: Content) -> None:
    _with_portrait(portal, "hinh/mot\nmerged_into: hmoi222")
    portal.write("honorees/hmoi222.md", "---\nname: Tổ Mới\nkind: collective\n---\n")
    page = html.parse(_built(portal) / "vinh-danh/hmoi222/index.html")
    assert page.xpath("//a[@class='bv-portrait']//img/@alt") == ["Tổ Mới"]


def test_the_portrait_of_who_is_withheld_goes_to_nobody(portal: Content) -> None:
    withheld = "status: withheld\nstatus_date: 2020-07-01\nreason: R"
    _with_portrait(portal, f"hinh/mot\nmerged_into: hmoi222\n{withheld}")
    portal.write("honorees/hmoi222.md", "---\nname: Tổ Mới\nkind: collective\n---\n")
    assert portal.read().portal.portraits == {}


def test_what_was_revoked_is_no_newest_honour(portal: Content) -> None:
    honour = "id: czzzzzz, honoree: Tổ Thôi, kind: collective, award: giay-khen"
    revoked = "status: revoked, status_date: 2020-07-01, reason: Nhầm"
    portal.article("thu-hoi", honours=f"[{{{honour}, {revoked}}}]")
    assert "Tổ Thôi" not in (_built(portal) / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("photo", ["hinh/khong-co", "khac/mot", "hinh/hai", "hinh/ba"])
def test_a_portrait_that_is_no_picture_is_told(portal: Content, photo: str) -> None:
    """Of no album, of no photo, of one that is withheld or lost."""
    _with_portrait(portal, photo)
    found = [(each.code, each.line) for each in portal.read().problems]
    assert found == [("E213", 4)]


def test_the_drawings_of_the_demonstration_are_those_of_the_script() -> None:
    """Whoever mends a scene draws them all again: make drawings."""
    for path, draw in drawn.DRAWINGS.items():
        with Image.open(ROOT / "content" / path) as kept:
            small = kept.convert("RGB").resize((75, 50))
        again = draw().done().resize((75, 50))
        apart = zip(small.tobytes(), again.tobytes(), strict=True)
        assert max(abs(one - other) for one, other in apart) < 24, path
