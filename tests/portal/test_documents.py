"""Official documents: their pages, what replaces what, and the honours that they decide."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

from bangvang.search.query import Finder
from support import Content, run, tree

DECISION = "van-ban/2020/163-qd-ubnd/"
RULES = "van-ban/2019/1-qd-ubnd/"
AWARD = "award: Giấy khen"
GIVEN = f"kind: collective, {AWARD}, date: 2020-02-05"


@pytest.fixture
def office(content: Content) -> Content:
    """A portal with rules that were replaced, and a decision with two honours."""
    facts = "authority: Ủy ban nhân dân tỉnh\nsigner: Chủ tịch\n"
    content.write(
        "documents/2019/1-qd-ubnd/index.md",
        "---\nkind: decision\nnumber: 01/2019/QĐ-UBND\ndate: 2019-01-02\n"
        f"{facts}title: Ban hành quy chế\n---\nLời giới thiệu.\n",
    )
    content.write(
        "documents/2020/163-qd-ubnd/index.md",
        "---\nkind: decision\nnumber: 163/QĐ-UBND\ndate: 2020-02-05\n"
        f"{facts}title: Tặng Giấy khen cho hai tập thể\n"
        "replaces: [1/2019/QĐ-UBND, 9/2018/QĐ-UBND]\n"
        "attachments: [{file: quyet-dinh.pdf, title: Bản chụp quyết định}]\n"
        "honours:\n"
        f"- {{id: cda2222, honoree: Tập thể Một, {GIVEN}}}\n"
        f"- {{id: cdb2222, honoree: Tập thể Hai, {GIVEN}}}\n"
        "redirect_from: [/van-ban-cu/163.html]\n---\n",
    )
    content.write("documents/2020/163-qd-ubnd/quyet-dinh.pdf", b"%PDF-1.4\n%%EOF\n")
    content.article(
        "tin",
        honours="[{ref: cda2222}, {id: cdc2222, honoree: Tập thể Ba, "
        f"decision: Quyết định số 0163/QĐ-UBND ngày 05/02/2020, {GIVEN}}}]",
    )
    return content


def _page(out: Path, url: str) -> html.HtmlElement:
    return html.fromstring((out / url / "index.html").read_bytes())


def _pages(out: Path) -> dict[str, bytes]:
    """Return the files of a site but for the search index, which grows by a second part."""
    return {
        path: data
        for path, data in tree(out).items()
        if not path.startswith(("du-lieu/tim/", ".bangvang"))
    }


def _links(page: html.HtmlElement) -> set[str]:
    return {str(each).replace("../", "") for each in page.xpath("//main//a/@href")}


def _text(page: html.HtmlElement) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def _legislation(page: html.HtmlElement) -> dict[str, object]:
    found = map(json.loads, page.xpath("//script[@type='application/ld+json']/text()"))
    return next(each for each in found if each.get("@type") == "Legislation")


def test_a_document_says_what_it_is_and_what_it_confers(office: Content, tmp_path: Path) -> None:
    """Facts, files, honours with their sources, and the articles that tell of it."""
    out = tmp_path / "site"
    run("build", "--content", office.folder, "--out", out)
    page = _page(out, DECISION)
    text = _text(page)
    assert "Quyết định số 163/QĐ-UBND" in text
    assert "3 lượt khen thưởng" in text
    assert {"vinh-danh/cda2222/#cda2222", "vinh-danh/cdc2222/#cdc2222"} <= _links(page)
    assert {
        f"{DECISION}bang-vang.csv",
        "bang-vang/?quyet-dinh=2020-163-qd-ubnd",
        "quyet-dinh.pdf",
        RULES,
    } <= _links(page)
    assert "tin-bai/2020/06/tin/" in _links(page)
    assert "9/2018/QĐ-UBND" in text
    assert (out / DECISION / "quyet-dinh.pdf").is_file()
    assert (out / "van-ban-cu/163.html").is_file()
    data = _legislation(page)
    assert data["legislationIdentifier"] == "163/QĐ-UBND"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"


def test_what_was_replaced_is_marked_on_both_sides(office: Content, tmp_path: Path) -> None:
    """The old rules lead to the decision that replaced them, and are not in force."""
    out = tmp_path / "site"
    run("build", "--content", office.folder, "--out", out)
    old = _page(out, RULES)
    assert DECISION in _links(old)
    assert "Không có hiệu lực" in _text(old)
    assert _legislation(old)["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert _text(_page(out, "van-ban/")).count("Không có hiệu lực") == 1
    feed = (out / "van-ban/feed.xml").read_text(encoding="utf-8")
    assert "<title>Quyết định số 163/QĐ-UBND</title>" in feed
    assert "<summary>Tặng Giấy khen cho hai tập thể</summary>" in feed


def test_the_roll_is_divided_by_decision(office: Content, tmp_path: Path) -> None:
    """What cites a decision, is in it, or is named by it: one list, one file, one filter."""
    path = office.folder / "documents/2020/163-qd-ubnd/index.md"
    text = path.read_text(encoding="utf-8")
    more = f"- {{ref: cdd2222}}\n- {{id: cde2222, honoree: Ông Mẫu, kind: person, {AWARD}}}\n"
    path.write_text(text.replace("redirect_from", f"{more}redirect_from"), encoding="utf-8")
    office.article("khac", honours=f"[{{id: cdd2222, honoree: Tập thể Bốn, {GIVEN}}}]")
    out = tmp_path / "site"
    run("build", "--content", office.folder, "--out", out)
    name = "Quyết định số 163/QĐ-UBND, 5/2/2020"
    ways = _page(out, "bang-vang/").xpath("//a[@href='../van-ban/2020/163-qd-ubnd/']")
    assert ways[-1].text_content() == name
    assert f"{name} 5 lượt" in _text(_page(out, "bang-vang/quyet-dinh/"))
    page = _page(out, DECISION)
    given = [each.text_content() for each in page.xpath("//*[@data-honoree]")]
    assert given == ["Tập thể Một", "Tập thể Hai", "Tập thể Bốn", "Ông Mẫu", "Tập thể Ba"]
    lines = (out / DECISION / "bang-vang.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = {row["Người, tập thể được khen"]: row for row in csv.DictReader(lines)}
    assert sorted(rows) == sorted(given)
    # It says nothing else: it is of the day and number of its document.
    assert rows["Ông Mẫu"]["Quyết định"] == "163/QĐ-UBND ngày 05/02/2020"
    assert rows["Ông Mẫu"]["Thời gian"] == "5/2/2020"
    data = (out / "du-lieu/bang-vang.csv").read_text(encoding="utf-8-sig").splitlines()
    told = {row["honoree"]: row for row in csv.DictReader(data)}
    assert {told[name]["decision_address"].partition("/van-ban/")[2] for name in given} == {
        "2020/163-qd-ubnd/"
    }


def test_where_no_document_confers_anything_the_roll_has_no_empty_page(portal: Path) -> None:
    """The demonstration has laws and rules alone."""
    assert (portal / "van-ban/index.html").is_file()
    assert not (portal / "bang-vang/quyet-dinh").exists()


def test_a_list_in_parts_is_shown_in_parts(office: Content, tmp_path: Path) -> None:
    """By award and kind, with their counts, when the list keeps them together."""
    out = tmp_path / "site"
    folder = "documents/2020/163-qd-ubnd"
    text = (office.folder / folder / "index.md").read_text(encoding="utf-8")
    head, _, rest = text.partition("honours:")
    text = f"{head}confers: {{award: Giấy khen}}\nredirect_from{rest.partition('redirect_from')[2]}"
    office.write(f"{folder}/index.md", text)
    rows = ["Tên tập thể cá nhân,Đối tượng", "Đội Một,tập thể", "Đội Hai,tập thể", "Lê Mẫu,cá nhân"]
    office.write(f"{folder}/danh-sach.csv", "\n".join(rows))
    (office.folder / "articles/2020/tin.md").unlink()
    run("build", "--content", office.folder, "--out", out)
    heads = [each.text_content() for each in _page(out, DECISION).xpath("//section/h3")]
    assert heads == ["Giấy khen: 2 tập thể", "Giấy khen: 1 cá nhân"]
    office.write(f"{folder}/danh-sach.csv", "\n".join([*rows, "Đội Ba,tập thể"]))
    run("build", "--content", office.folder, "--out", out)
    assert _page(out, DECISION).xpath("//section/h3") == []


def test_documents_are_found_by_what_they_are(office: Content, tmp_path: Path) -> None:
    """By kind, authority, year, and those in force; the list says how many there are."""
    out = tmp_path / "site"
    run("build", "--content", office.folder, "--out", out)
    authority, alive = "van-ban/co-quan/uy-ban-nhan-dan-tinh/", "van-ban/con-hieu-luc/"
    ways = {authority, alive, "van-ban/loai/quyet-dinh/", "van-ban/2019/", "van-ban/2020/"}
    assert ways <= _links(_page(out, "van-ban/"))
    assert {DECISION, RULES} <= _links(_page(out, authority))
    assert DECISION in _links(_page(out, alive))
    assert RULES not in _links(_page(out, alive))


def test_an_honour_leads_to_its_decision(office: Content, tmp_path: Path) -> None:
    """However its number is written; and a document is a source of what it confers."""
    out = tmp_path / "site"
    run("build", "--content", office.folder, "--out", out)
    assert DECISION in _links(_page(out, "vinh-danh/cdc2222/"))
    assert DECISION in _links(_page(out, "vinh-danh/cda2222/"))
    assert "tin-bai/2020/06/tin/" in _links(_page(out, "vinh-danh/cda2222/"))
    assert DECISION in _links(_page(out, "tin-bai/2020/06/tin/"))


@pytest.mark.parametrize("typed", ["163/QĐ-UBND", "163 qd ubnd", "quyết định 163"])
def test_a_document_is_found_by_its_number(office: Content, tmp_path: Path, typed: str) -> None:
    out = tmp_path / "site"
    run("build", "--content", office.folder, "--out", out)
    assert DECISION in [each["url"] for each in Finder(out).answer(typed)["results"]]


def test_what_a_document_is_about_leads_to_it(office: Content, tmp_path: Path) -> None:
    """District, movement and event; without it none of them has such a list."""
    file = "documents/2019/1-qd-ubnd/index.md"
    text = (office.folder / file).read_text(encoding="utf-8")
    terms = "districts: [Huyện Hai]\nmovements: [thi-dua-yeu-nuoc]\nevents: [hoi-nghi-2020]\n"
    out = tmp_path / "site"
    pages = ("dia-ban/huyen-hai/", "phong-trao/thi-dua-yeu-nuoc/", "su-kien/hoi-nghi-2020/")
    for about in (terms, ""):
        office.write(file, text.replace("title:", f"{about}title:"))
        run("build", "--content", office.folder, "--out", out)
        assert [RULES in _links(_page(out, url)) for url in pages] == [bool(about)] * 3


def test_drafts_and_the_withheld_are_not_published(office: Content, tmp_path: Path) -> None:
    """Nor what they confer; what others say of them has no link."""
    file = "documents/2020/163-qd-ubnd/index.md"
    text = (office.folder / file).read_text(encoding="utf-8")
    office.write(file, text.replace("replaces:", "status: draft\nreplaces:"))
    office.article("tin")
    out = tmp_path / "site"
    run("build", "--content", office.folder, "--out", out)
    assert not (out / DECISION).exists()
    assert not (out / "vinh-danh/cda2222").exists()
    assert "Không có hiệu lực" not in _text(_page(out, RULES))


def test_a_change_of_a_document_changes_what_shows_it(office: Content, tmp_path: Path) -> None:
    """After each change the site is as if it were built anew."""
    out, clean = tmp_path / "site", tmp_path / "clean"
    run("build", "--content", office.folder, "--out", out)
    file = "documents/2020/163-qd-ubnd/index.md"
    for before, after in (
        ("number: 163/QĐ-UBND", "number: 164/QĐ-UBND"),
        ("number: 164/QĐ-UBND", "number: 163/QĐ-UBND"),
        ("hai tập thể", "hai đơn vị"),
        ("replaces: [1/2019/QĐ-UBND, ", "replaces: ["),
        ("date: 2020-02-05\nauthority", "date: 2020-02-05\nstart: 2099-01-01\nauthority"),
    ):
        text = (office.folder / file).read_text(encoding="utf-8")
        assert before in text
        office.write(file, text.replace(before, after))
        run("build", "--content", office.folder, "--out", out)
        run("build", "--content", office.folder, "--out", clean / str(len(after)))
        assert _pages(out) == _pages(clean / str(len(after)))


def test_a_portal_without_documents_has_no_section(content: Content, tmp_path: Path) -> None:
    """No page, no entry in the navigation; with the first document both come."""
    out = tmp_path / "site"
    run("build", "--content", content.folder, "--out", out)
    assert not (out / "van-ban").exists()
    assert b"van-ban/" not in (out / "index.html").read_bytes()
    content.write(
        "documents/2020/x/index.md",
        "---\nkind: plan\nnumber: 5/KH-UBND\ndate: 2020-02-05\n"
        "authority: UBND tỉnh\ntitle: X\n---\n",
    )
    run("build", "--content", content.folder, "--out", out)
    assert b"van-ban/" in (out / "index.html").read_bytes()


def test_what_begins_tomorrow_is_not_in_force_yet(office: Content) -> None:
    """A document is in force from its first day to its last."""
    file = "documents/2019/1-qd-ubnd/index.md"
    text = (office.folder / file).read_text(encoding="utf-8")
    office.write(file, text.replace("title:", "start: 2019-03-01\nuntil: 2019-12-31\ntitle:"))
    for day, alive in (("2019-02-28", False), ("2019-03-01", True), ("2019-12-31", True)):
        now = datetime.fromisoformat(f"{day}T05:00").replace(tzinfo=UTC)
        assert ("2019/1-qd-ubnd" in office.read(now).portal.in_force) is alive


@pytest.mark.parametrize("own", [False, True])
def test_a_row_of_a_list_can_be_withheld(office: Content, tmp_path: Path, own: bool) -> None:
    """Its name is nowhere; the list itself is never published, and its other rows stay."""
    folder = "documents/2019/1-qd-ubnd"
    text = (office.folder / folder / "index.md").read_text(encoding="utf-8")
    honour = f"honours:\n- {{id: cde2222, honoree: Tập thể Bốn, {GIVEN}}}\n" if own else ""
    given = "confers: {award: Giấy khen, date: 2020-02-05, decision: 1/QĐ-UBND ngày 02/01/2019}\n"
    office.write(f"{folder}/index.md", text.replace("title:", f"{given}{honour}title:"))
    office.write(f"{folder}/danh-sach.csv", "TT,Họ và tên\n1,Quách Văn Kín\n2,Lê Văn Hiện\n")
    ids = {entry.name: entry.what.id for entry in office.read().portal.roll.entries}
    run("withhold", ids["Quách Văn Kín"], "--reason", "Theo đơn", "--content", office.folder)
    out = tmp_path / "site"
    run("build", "--content", office.folder, "--out", out)
    pages = {path: data for path, data in tree(out).items() if path.endswith(".html")}
    assert not [path for path, data in pages.items() if "Quách Văn Kín".encode() in data]
    assert f"vinh-danh/{ids['Quách Văn Kín']}/index.html" in pages
    assert ids["Lê Văn Hiện"] in _links(_page(out, RULES)).__str__()
    assert office.read().problems == ()


def test_a_published_scan_is_told_when_somebody_is_withheld(office: Content) -> None:
    """What a picture of a page shows, nobody can take out but the editor."""
    asked = ("--reason", "Theo đơn", "--content", office.folder)
    said = run("withhold", "cda2222", *asked)
    assert f"{office.folder}/documents/2020/163-qd-ubnd/quyet-dinh.pdf đang được đăng" in said
    assert "đang được đăng" not in run("withhold", "cdc2222", *asked)
