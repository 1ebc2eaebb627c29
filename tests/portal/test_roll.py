"""The honour roll: what is on it, in which order, and that every form of its data agrees."""

import base64
import csv
import io
import json
import random
import re
import shutil
import sqlite3
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
import zxingcpp
from frictionless import Package
from lxml import html
from PIL import Image
from pyarrow import parquet

from bangvang.build.reading import read
from bangvang.model.roll import Figures
from support import NOW, ROOT, Content, build_portal, portal_without_search, run

A = "2020/dai-hoi-thi-dua-yeu-nuoc-tinh-bac-kan-lan-thu-v"
B = "2020/thanh-pho-bac-kan-bieu-duong-dien-hinh-tien-tien"
D = "2020/bach-thong-thi-dua-yeu-nuoc-2015-2020"
E = "2020/72-nam-loi-keu-goi-thi-dua-ai-quoc"


def test_the_facts_of_the_demonstration_are_on_the_roll_once() -> None:
    """Every named honour of facts A to E, with all its sources."""
    roll = read(ROOT / "content", NOW).portal.roll
    found = {
        (entry.name, entry.what.award, entry.what.year): {
            article.id for article in (entry.source, *entry.others)
        }
        for entry in roll.entries
    }
    province = "Đảng bộ, chính quyền và nhân dân tỉnh Bắc Kạn"
    city = "Đảng bộ, chính quyền và nhân dân thành phố Bắc Kạn"
    flag = "co-thi-dua-cua-chinh-phu"
    assert found == {
        (province, "huan-chuong-doc-lap-hang-nhat", ""): {A, E},
        (province, "huan-chuong-lao-dong-hang-nhat", "2020"): {A, E},
        (city, flag, "2020"): {A},
        ("Sở Thông tin và Truyền thông tỉnh Bắc Kạn", flag, "2020"): {A},
        ("Nguyễn Ngọc Hoa", "chien-si-thi-dua-toan-quoc", "2020"): {A},
        ("Trường Mầm non Đức Xuân", flag, "2020"): {B},
    }
    assert len(roll.entries) == len(found)


def test_counts_of_several_sources_are_told_once_and_contradictions_are_shown() -> None:
    """A and E state five counts alike; D states one in two ways; nothing is added."""
    counts = read(ROOT / "content", NOW).portal.roll.counts
    repeated = [
        (count.awards, count.statements[0].figures)
        for count in counts
        if {source.id for source in count.statements[0].sources} == {A, E}
    ]
    assert repeated == [
        (("huan-chuong-doc-lap-hang-nhat",), Figures(None, 1, None)),
        (("huan-chuong-lao-dong-hang-nhat",), Figures(None, 1, None)),
        (("huan-chuong-lao-dong",), Figures(11, 3, None)),
        (("co-thi-dua-cua-chinh-phu",), Figures(None, 18, None)),
        (("bang-khen-cua-thu-tuong-chinh-phu",), Figures(36, 15, None)),
    ]
    (contradictory,) = [count for count in counts if count.contradictory]
    assert contradictory.awards == ("co-thi-dua-cua-ubnd-tinh",)
    assert [each.figures.collectives for each in contradictory.statements] == [5, 1]
    flag = next(
        count
        for count in counts
        if count.awards == ("co-thi-dua-cua-chinh-phu",) and count.period == (2016, 2020)
    )
    assert flag.named == Figures(None, 3, None)
    together = next(count for count in counts if len(count.awards) == 2 and count.district)
    assert set(together.awards) == {
        "co-thi-dua-cua-chinh-phu",
        "bang-khen-cua-thu-tuong-chinh-phu",
    }
    stated = sum(len(article.tallies) for article in read(ROOT / "content", NOW).portal.articles)
    assert sum(len(s.sources) for count in counts for s in count.statements) == stated


NAMES = """
    Nguyễn Văn Mẫu An | Trần Thị Mẫu An | Lê Mẫu Ân | Đỗ Mẫu Ấn | Phạm Mẫu Ba | Phạm Mẫu Bà
    Phạm Mẫu Bá | Hoàng Mẫu Bách | Hoàng Mẫu Bắc | Vũ Mẫu Cường | Dương Mẫu Dung | Dương Mẫu Dũng
    Lý Mẫu Đan | Lý Mẫu Đào | Lý Mẫu Đức | Nông Mẫu Em | Nông Mẫu Êm | Triệu Mẫu Hoa
    Triệu Mẫu Hòa | Bàn Mẫu Lan | Bàn Mẫu Oanh | Bàn Mẫu Ổn | Bàn Mẫu Ơn | Hà Mẫu Quý
    Hà Mẫu Thu | Hà Mẫu Thủy | Hà Mẫu Uyên | Hà Mẫu Ưng | Ma Mẫu Vy | Ma Mẫu Yến
"""
"""Thirty placeholders in the order of a Vietnamese index: by given name, letters before tones."""


def test_names_stand_in_vietnamese_order(content: Content, tmp_path: Path) -> None:
    """As written down by hand, on the pages of the index and in the roll of a day."""
    names = [name.strip() for line in NAMES.strip().splitlines() for name in line.split("|")]
    assert len(names) == 30
    shuffled = random.Random(4).sample(names, len(names))
    content.article(
        "mau",
        honours="\n"
        + "\n".join(
            f"- {{id: cmau{chr(97 + n // 24)}{chr(97 + n % 24)}a, honoree: {name}, kind: person,"
            " award: Giấy khen, date: 2020-05-01}"
            for n, name in enumerate(shuffled)
        ),
    )
    portal_without_search(tmp_path)
    build_portal(tmp_path / "site")
    year = html.parse(tmp_path / "site" / "bang-vang" / "nam" / "2020" / "index.html")
    shown = [each.text_content() for each in year.iterfind(".//tbody//th/span[@data-honoree]")]
    assert [name for name in shown if name in names] == names
    folder = tmp_path / "site" / "bang-vang" / "ten"
    letters = html.parse(folder / "index.html").xpath("//ul[contains(@class, 'bv-index')]//a/@href")
    indexed = []
    for letter in letters:
        page = html.parse(folder / letter.split("/")[-2] / "index.html")
        indexed += [each.text_content() for each in page.iterfind(".//li/span[@data-honoree]")]
    assert [name for name in indexed if name in names] == names


def _json(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_all_exports_agree(portal: Path) -> None:
    """Each is read back by a library of its own, and all hold the same rows."""
    data = portal / "du-lieu"
    tables = {"bang-vang": "conferrals", "nguoi-duoc-khen": "honorees", "so-lieu": "counts"}
    package = Package(str(data / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    database = sqlite3.connect(data / "bang-vang.sqlite")
    database.row_factory = sqlite3.Row
    for name, table in tables.items():
        rows = _json(data / f"{name}.json")
        assert rows
        lines = (data / f"{name}.ndjson").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == rows
        text = (data / f"{name}.csv").read_bytes().decode("utf-8-sig")
        as_text = [
            {key: "" if value is None else str(value) for key, value in row.items()} for row in rows
        ]
        assert list(csv.DictReader(io.StringIO(text, newline=""))) == as_text
        assert parquet.read_table(data / f"{name}.parquet").to_pylist() == rows
        kept = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()
        assert sorted(map(str, map(dict, kept))) == sorted(map(str, rows))
        resource = package.get_table_resource(name)
        assert [row.to_dict() for row in resource.read_rows()] == rows
    database.close()
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=data, check=True)


def test_the_pages_agree_with_the_data(portal: Path) -> None:
    """Every row has its anchor, name and award on its honoree's page, and the slices hold it."""
    rows = _json(portal / "du-lieu" / "bang-vang.json")
    for row in rows:
        path, _, anchor = (
            str(row["address"]).removeprefix("https://bangvang.example/").partition("#")
        )
        assert anchor == row["id"]
        page = html.parse(portal / path / "index.html")
        (line,) = page.xpath(f"//li[@id='{anchor}']")
        assert row["award"] in line.text_content()
        assert page.findtext(".//h1") == row["honoree"]
        graph = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["@graph"]
        assert any(each["@id"] == row["address"] for each in graph)
    awards = {row["award_id"] for row in rows}
    for award in awards:
        text = (
            (portal / f"bang-vang/danh-hieu/{award}/bang-vang.csv").read_bytes().decode("utf-8-sig")
        )
        own = [(row["honoree"], row["address"]) for row in rows if row["award_id"] == award]
        taken = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [(each["Người, tập thể được khen"], each["Địa chỉ"]) for each in taken] == own
        assert all(each["Nguồn"].endswith(")") for each in taken)


def test_the_code_on_an_honorees_page_tells_its_address(
    portal: Path,
) -> None:
    """The squares are those of the permanent address: large as on paper, they are read back."""
    page = html.parse(portal / "vinh-danh" / "c8p4z6j" / "index.html")
    _, _, data = page.xpath("string(//img[@class='bv-qr']/@src)").partition("base64,")
    image = Image.open(io.BytesIO(base64.b64decode(data))).convert("L")
    (code,) = zxingcpp.read_barcodes(image.resize((image.width * 4, image.height * 4)))
    assert code.text == "https://bangvang.example/vinh-danh/c8p4z6j/"


@pytest.mark.parametrize("edits", [40, pytest.param(200, marks=pytest.mark.long)])
def test_permanent_ids_survive_edits(tmp_path: Path, edits: int) -> None:
    """Random edits of articles change no id and no address of any conferral."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    for path in (folder / "articles").rglob("*.md"):
        # Links in prose to an article that is renamed are another matter than ids.
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\]\(/tin-bai/\d[^)]*\)", "](/tin-bai/)", text), encoding="utf-8")
    chance = random.Random(7)
    before = _addresses(folder)
    for number in range(edits):
        path = chance.choice(sorted((folder / "articles").rglob("*.md")))
        text = path.read_text(encoding="utf-8")
        match chance.randrange(5):
            case 0:
                text += f"\nThêm dòng {number}.\n"
            case 1:
                text = re.sub("(?m)^title: .*", f"title: Tên {number}", text)
            case 2:
                text = _shuffled(text, chance)
            case 3:
                folder_of_it = path.parent.rename(path.parent.with_name(f"doi-ten-{number}"))
                path = folder_of_it / path.name
            case 4:
                text = re.sub("(?m)^lede: .*", f"lede: Sapo {number}", text)
        path.write_text(text, encoding="utf-8")
        # Links in prose to a renamed article are another matter than ids.
        text = re.sub(r"\]\(/tin-bai/[^)]*\)", "](/tin-bai/)", text)
        path.write_text(text, encoding="utf-8")
        for other in (folder / "articles").rglob("*.md"):
            clean = re.sub(
                r"\]\(/tin-bai/\d[^)]*\)", "](/tin-bai/)", other.read_text(encoding="utf-8")
            )
            other.write_text(clean, encoding="utf-8")
        assert _addresses(folder) == before, path


def _shuffled(text: str, chance: random.Random) -> str:
    """Return an article with its honours in another order."""
    found = re.search(r"(?ms)^honours:\n(.*?)^tallies:", text)
    if not found:
        return text
    honours = re.split(r"(?m)^(?=- )", found[1])
    chance.shuffle(honours)
    return text[: found.start(1)] + "".join(honours) + text[found.end(1) :]


def _addresses(folder: Path) -> dict[str, str]:
    return {entry.what.id: entry.honoree for entry in read(folder, NOW).portal.roll.entries}


def test_charts_draw_what_their_tables_tell(portal: Path) -> None:
    """Only conferrals by name; no style, script or date of its own in a drawing."""
    page = html.parse(portal / "bang-vang" / "bieu-do" / "index.html")
    charts = page.xpath("//svg[@class='bv-chart']")
    tables = page.xpath("//table[contains(@class, 'bv-roll')]")
    assert len(charts) == len(tables) == 3
    for chart, table in zip(charts, tables, strict=True):
        assert not chart.xpath(".//style | .//script | .//@style | .//comment()")
        assert chart.get("role") == "img"
        assert chart.get("aria-label") == table.findtext("caption")
        told = [cell.text for cell in table.iterfind(".//tbody//td")]
        shown = [each.text for each in chart.xpath(".//text[@class='value']") if each.text]
        assert sorted(shown) == sorted(number for number in told if number != "0")
        assert sum(map(int, told)) in (2, 6)


def test_the_roll_is_newest_first(portal: Path) -> None:
    """In the data as on the page."""
    days = [str(row["date"] or "") for row in _json(portal / "du-lieu" / "bang-vang.json")]
    assert all(one >= other for one, other in pairwise(days))


@pytest.mark.parametrize("url", ["vinh-danh/c9w2f6t/", "vinh-danh/c4d8h2n/"])
def test_a_conferral_leads_to_the_record_of_its_honoree(portal: Path, url: str) -> None:
    """Its own address was its honoree's before there was a record."""
    page = (portal / url / "index.html").read_text(encoding="utf-8")
    assert re.search(r'http-equiv="refresh" content="0; url=\.\./\.\./vinh-danh/h\w+/"', page)


def test_export_without_building(tmp_path: Path) -> None:
    """`bangvang export` writes the files of the site's data, byte for byte."""
    run("export", "--to", tmp_path / "out")
    run("build", "--out", tmp_path / "site", "--as-of", "2026-11-22")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert "bang-vang.csv" in names
    for name in names:
        site = (tmp_path / "site" / "du-lieu" / name).read_bytes()
        assert (tmp_path / "out" / name).read_bytes() == site, name
