"""One build of a small portal for each thing that the demonstration content does not show."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree, html

from pages import built, page_at, text_of
from pictures import drawn, jpeg, saved
from support import Content, run, tree


def test_one_movement_many_spellings(content: Content, tmp_path: Path) -> None:
    """However it is written, a movement has one page; a local version points to its parent."""
    content.article("x", movements='["toàn dân THI ĐUA", "Thi đua, yêu nước"]')
    out = built(content, tmp_path / "site")
    assert "2 bài" in text_of(page_at(out, "phong-trao/thi-dua-yeu-nuoc"))
    local = page_at(out, "phong-trao/mot-thi-dua-yeu-nuoc")
    assert local.xpath("//h2[.='Hưởng ứng']/following::a/@href")[0].endswith("/thi-dua-yeu-nuoc/")
    parent = page_at(out, "phong-trao/thi-dua-yeu-nuoc")
    assert "Huyện Một thi đua yêu nước" in text_of(
        parent.xpath("//h2[.='Phong trào hưởng ứng tại địa phương']/..")[0]
    )


def test_only_what_is_public_is_published(content: Content, tmp_path: Path) -> None:
    """Drafts, withheld, future and expired articles leave no trace, in any file."""
    content.article("nhap", status="draft", title="BÍ MẬT nháp")
    content.article("giu-lai", status="withheld", title="BÍ MẬT giữ lại")
    content.article("mai-sau", publish_at="2026-11-23 08:00", title="BÍ MẬT mai sau")
    content.article("het-han", expires_at="2026-11-20", title="BÍ MẬT hết hạn")
    content.article("dang-hien", publish_at="2026-11-22", expires_at="2026-11-23", title="RÕ RÀNG")
    out = built(content, tmp_path / "site", "--as-of", "2026-11-22")
    everything = b"".join(tree(out).values())
    assert "RÕ RÀNG".encode() in everything
    assert "BÍ MẬT".encode() not in everything
    assert "Không đăng.".encode() not in everything
    built(content, out, "--as-of", "2026-11-23T08:00")
    everything = b"".join(tree(out).values())
    assert "BÍ MẬT mai sau".encode() in everything
    assert "RÕ RÀNG".encode() not in everything


def test_files_beside_an_article(content: Content, tmp_path: Path) -> None:
    """Attachments and pictures are published with it; other files are not."""
    picture = saved(drawn(1, (60, 40)), "PNG")
    content.write("articles/2020/x/anh.png", picture)
    content.write("articles/2020/x/quyet-dinh.pdf", b"%PDF-1.7\n%%EOF\n")
    content.write("articles/2020/x/ban-thao.docx", b"PK")
    content.write(
        "articles/2020/x/index.md",
        "---\ntitle: X\ndate: 2020-05-03\nlede: L.\nattachments:\n"
        "- {file: quyet-dinh.pdf, title: Quyết định số 1}\n"
        "corrections:\n- {date: 2020-05-04, text: Viết đúng tên.}\n---\n![Lá cờ](anh.png)\n",
    )
    out = built(content, tmp_path / "site")
    url = "tin-bai/2020/05/x"
    assert (out / url / "anh.png").read_bytes() == picture
    assert (out / url / "quyet-dinh.pdf").is_file()
    assert not (out / url / "ban-thao.docx").exists()
    page = page_at(out, url)
    assert page.xpath("string(//img[@alt='Lá cờ']/@src)").endswith("/x/anh/anh.png/60.jpg")
    assert page.xpath("string(//a[.='Quyết định số 1']/@href)") == "quyet-dinh.pdf"
    assert "Đính chính 4/5/2020 Viết đúng tên." in text_of(page)


def test_a_reference_to_what_is_not_public_is_not_shown(content: Content, tmp_path: Path) -> None:
    """The article that defines the conferral may be a draft, or may expire while nobody looks."""
    honour = "[{id: czzzzzz, honoree: Ẩn, kind: person, award: giay-khen}]"
    content.article("nhap", status="draft", honours=honour)
    content.article("x", honours="[{ref: czzzzzz}, {ref: cabcdef}]")
    page = page_at(built(content, tmp_path / "site"), "tin-bai/2020/06/x")
    assert [text_of(each) for each in page.xpath("//ul[@class='bv-honours']/li/strong")] == [
        "Tổ Một"
    ]
    # The same conferral told twice makes the two articles related.
    assert page.xpath("//h2[.='Bài liên quan']/..//a/text()") == ["Bài một"]


def test_two_people_of_one_name_are_two(content: Content, tmp_path: Path) -> None:
    """A bare name does not relate two articles; one record does."""
    content.write("honorees/h2mot.md", "---\nname: Nguyễn Văn B\nkind: person\n---\n")
    for slug, honoree in (
        ("a", "Nguyễn Văn A"),
        ("b", "Nguyễn Văn A"),
        ("c", "h2mot"),
        ("d", "h2mot"),
    ):
        honour = f"[{{id: czzzzz{slug}, honoree: {honoree}, kind: person, award: giay-khen}}]"
        content.article(slug, honours=honour)
    out = built(content, tmp_path / "site")
    related = "//h2[.='Bài liên quan']/..//a/text()"
    assert page_at(out, "tin-bai/2020/06/a").xpath(related) == []
    assert page_at(out, "tin-bai/2020/06/c").xpath(related) == ["d"]


def test_pictures_of_what_is_not_public_stay_private(content: Content, tmp_path: Path) -> None:
    """An album is published with a public article or an event, and not before."""
    content.write("albums/an/a.jpg", jpeg(1))
    content.write(
        "albums/an/index.md", "---\ntitle: Ảnh\nphotos:\n- {id: a, caption: A, file: a.jpg}\n---\n"
    )
    content.article("nhap", status="draft", albums="[an]")
    out = built(content, tmp_path / "site")
    assert not (out / "anh/an").exists()
    content.article("x", albums="[an]")
    built(content, out)
    assert (out / "anh/an/a/480.jpg").is_file()
    assert (out / "anh/an/a/index.html").is_file()


def test_feeds_and_sitemap_tell_of_an_update(content: Content, tmp_path: Path) -> None:
    """A reader's program asks only for what changed."""
    content.article("x", date="2020-03-01", updated="2021-01-05")
    out = built(content, tmp_path / "site")
    assert etree.parse(out / "feed.xml").findtext("{*}updated", "").startswith("2021-01-05")
    entries = {
        each.findtext("{*}loc"): each.findtext("{*}lastmod")
        for each in etree.parse(out / "sitemap.xml").iter("{*}url")
    }
    assert entries["https://thu.example/cong/tin-bai/2020/"] == "2021-01-05"


def test_the_site_and_the_content_lie_apart(content: Content) -> None:
    """A site inside its content would be read as content the next time."""
    told = run("build", "--content", content.folder, "--out", content.folder / "site", code=1)
    assert "nằm lồng trong nhau" in told


ATTACK = '"><script>alert(1)</script><img src=/tin-bai/ onerror=alert(2)>'


def test_nothing_in_content_becomes_a_script(content: Content, tmp_path: Path) -> None:
    """Titles, names, ledes and bodies are text, whatever stands in them."""
    quoted = "'" + ATTACK.replace("'", "''") + "'"
    content.article(
        "x",
        title=quoted,
        lede=quoted,
        authors=f"[{quoted}]",
        body=f"{ATTACK}\n\n[a](javascript:alert(3)) <svg onload=alert(4)> <img title='<' src=https://evil.example/x>"
        "\n\n<iframe src=//evil.example></iframe><style>*{display:none}</style>",
    )
    # The check sees no link in elements as odd as these.
    odd = "<img title='<' src="
    hidden = (rf"{odd}'\\\\evil.example\\x.png'>", f"{odd}' //evil.example/x'>")
    content.article("y", body="".join(hidden) + f"{odd}'ht\ntps://evil.example/x'>")
    content.write("pages/trang.md", f"# Trang\n\n{ATTACK}{odd}//evil.example/x>")
    content.write("movements/x.md", f"---\nname: {quoted}\n---\n{ATTACK}\n")
    out = built(content, tmp_path / "site")
    for path in out.rglob("*.html"):
        page = html.fromstring(path.read_bytes())
        for script in page.iter("script"):
            assert "alert" not in (script.text or "") or "ld+json" in script.get("type", "")
        assert not page.xpath("//iframe | //style | //body//svg[@onload] | //img[not(@src)]")
        assert not [n for each in page.iter() for n in each.attrib if n.startswith("on")]
        assert not [link for _, _, link, _ in page.iterlinks() if link.startswith("javascript:")]
        assert "evil.example" not in "".join(page.xpath("//@src"))
    assert "<script>alert" not in (out / "du-lieu/tin-moi.js").read_text(encoding="utf-8")


def test_related_articles_share_something(content: Content, tmp_path: Path) -> None:
    """Those before it come first, so that a new article does not change old pages."""
    for number in range(1, 8):
        content.article(f"b{number}", date=f"2020-06-0{number}", movements="[thi-dua-yeu-nuoc]")
    content.article("la", date="2020-06-09", movements="[]")
    out = built(content, tmp_path / "site")
    before = (out / "tin-bai/2020/06/b5/index.html").read_bytes()
    related = page_at(out, "tin-bai/2020/06/b5").xpath("//h2[.='Bài liên quan']/..//a/text()")
    assert related == ["b4", "b3", "b2", "b1"]
    content.article("moi", date="2020-07-01", movements="[thi-dua-yeu-nuoc]")
    built(content, out)
    assert (out / "tin-bai/2020/06/b5/index.html").read_bytes() == before


def test_the_interface_speaks_english(content: Content, tmp_path: Path) -> None:
    """The same catalogue serves a portal with an English interface."""
    site = (content.folder / "site.md").read_text(encoding="utf-8")
    content.write("site.md", site.replace("schema_version", "language: en\nschema_version"))
    out = built(content, tmp_path / "site")
    page = page_at(out, "tin-bai/2020/05/bai-mot")
    assert page.get("lang") == "en"
    text = text_of(page.xpath("//body")[0])
    assert "Skip to main content" in text
    assert "Saturday, 2 May 2020" in text
    for word in ("Trang nhất", "Tin bài", "Vinh danh", "Trích dẫn", "Bỏ qua"):
        assert word not in text


def test_a_district_that_ended(content: Content, tmp_path: Path) -> None:
    """Its page stays, with its dates and successors; articles after its end may be about it."""
    content.article("ve-sau", date="2021-01-01", districts="[Một]")
    out = built(content, tmp_path / "site")
    page = page_at(out, "dia-ban/huyen-mot")
    assert text_of(page.xpath("//h1")[0]) == "Huyện Một đến 30/6/2020"
    assert "Xã Một" in text_of(page.xpath("//h2[.='Đơn vị kế tục']/..")[0])
    assert "Hội nghị năm 2020" in text_of(page)
    assert page.xpath("//a[.='ve-sau']")


def test_the_map_shows_every_district_and_none_overlaps(portal: Path) -> None:
    """The picture works without a script, and each circle leads to its district."""
    page = page_at(portal, "dia-ban")
    circles = [
        tuple(float(each.get(name)) for name in ("cx", "cy", "r"))
        for each in page.xpath("//svg//circle")
    ]
    assert len(circles) == 8
    assert len(set(page.xpath("//svg//a/@href"))) == 8
    for index, (x, y, r) in enumerate(circles):
        for a, b, c in circles[index + 1 :]:
            assert (x - a) ** 2 + (y - b) ** 2 >= (r + c) ** 2


def test_mistakes_in_registers_do_not_multiply(content: Content) -> None:
    """A broken award is one problem, not one more for each article that names it."""
    award = (content.folder / "awards/giay-khen.md").read_text(encoding="utf-8")
    content.write("awards/giay-khen.md", award.replace("class:", "clas:"))
    content.write("districts/huyen-mot.md", "---\nname: [\n---\n")
    problems = content.read(datetime(2026, 1, 1, tzinfo=UTC)).problems
    assert {each.file for each in problems} == {"awards/giay-khen.md", "districts/huyen-mot.md"}


@pytest.mark.parametrize("as_of", ["2026-13-01", "hôm nay"])
def test_wrong_use_is_said_in_a_line(content: Content, as_of: str) -> None:
    """A slip on the command line is exit code 2 and one sentence."""
    told = run("build", "--content", content.folder, "--as-of", as_of, code=2)
    assert "--as-of" in told


def test_congresses_stand_on_a_line_of_time(content: Content, tmp_path: Path) -> None:
    """Those of one place, oldest first; this one is no link. Another event is on no line."""
    for number, year in enumerate((2000, 2005, 2010), start=1):
        content.write(
            f"events/dai-hoi-{number}.md",
            f"---\nname: Đại hội lần thứ {number}\nkind: congress\ndate: {year}-09-09\n---\n",
        )
    content.write("events/hop.md", "---\nname: Hội nghị\nkind: conference\ndate: 2006-01-01\n---\n")
    out = built(content, tmp_path / "site")
    line = page_at(out, "su-kien/dai-hoi-2").xpath("//ol[@class='bv-line']/li")
    told = [" ".join(each.text_content().split()) for each in line]
    assert told == [
        "9/9/2000 Đại hội lần thứ 1",
        "9/9/2005 Đại hội lần thứ 2",
        "9/9/2010 Đại hội lần thứ 3",
    ]
    assert [each.get("aria-current") for each in line] == [None, "true", None]
    assert [bool(each.xpath(".//a")) for each in line] == [True, False, True]
    assert not page_at(out, "su-kien/hop").xpath("//ol[@class='bv-line']")
