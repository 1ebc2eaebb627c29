"""Several portals as one: register and pages."""

import json
import shutil
import zlib
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from bangvang.search.query import Finder
from support import (
    OTHER_HONOUR,
    ROOT,
    Content,
    invalid_html,
    links,
    other_portal,
    run,
    tree,
)

BAC_KAN = "https://bangvang.example/"
OTHER = "https://thu.example/cong/"


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    if (folder / "du-lieu").is_dir():
        folder = folder / "du-lieu"
    found: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _export(content: Content, folder: Path, honour: str) -> Path:
    """Export another portal, of one honour."""
    shutil.copytree(ROOT / "content/awards", content.folder / "awards", dirs_exist_ok=True)
    content.article("khac", honours=f"\n- {honour}")
    run("export", "--content", content.folder, "--to", folder, "--as-of", "2026-11-22")
    return folder


def _page(folder: Path, url: str) -> str:
    return (folder / url / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def other(content: Content) -> Path:
    """Another portal, built."""
    return other_portal(content)


def test_the_counts_of_a_union_are_the_sums(other: Path, portal: Path, tmp_path: Path) -> None:
    """Ids are kept, every row tells which portal states it, and a second run changes nothing."""
    out = tmp_path / "chung"
    said = run("union", portal, other, "--out", out)
    for name in ("bang-vang", "nguoi-duoc-khen", "so-lieu"):
        rows = _rows(out, name)
        given = [*_rows(portal, name), *_rows(other, name)]
        assert len(rows) == len(given), name
        if name != "so-lieu":
            assert {row["id"] for row in rows} == {row["id"] for row in given}
        assert {row["portal"] for row in rows} <= {"Bảng Vàng Bắc Kạn", "Cổng thử"}
    assert len({row["number"] for row in _rows(out, "so-lieu")}) == len(_rows(out, "so-lieu"))
    persons = sum(row["persons"] or 0 for row in _rows(portal, "so-lieu"))
    assert sum(row["persons"] or 0 for row in _rows(out, "so-lieu")) == persons
    conferrals = f"{len(_rows(out, 'bang-vang'))} lượt khen thưởng"
    assert conferrals in said
    assert "0 chỗ mâu thuẫn" in said
    for url in ("", "bang-vang"):
        assert conferrals in _page(out, url)
    before = tree(out)
    run("union", portal, other, "--out", out)
    assert tree(out) == before


def test_pages_keep_ids_and_name_their_portals(other: Path, portal: Path, tmp_path: Path) -> None:
    """Every conferral stands where it stands on its portal, leads there, and no link is broken."""
    out = tmp_path / "chung"
    run("union", portal, other, "--out", out, "--url", "https://chung.example/")
    for row in _rows(out, "bang-vang"):
        page = html.fromstring(_page(out, f"vinh-danh/{row['honoree_id']}"))
        (item,) = page.xpath(f"//li[@id='{row['id']}']")
        assert {row["address"], row["source_address"]} <= set(item.xpath(".//a/@href"))
        assert row["portal"] in item.text_content()
    assert f'href="{OTHER}tin-bai/2020/06/khac/"' in _page(out, "bang-vang/cong/thu-example-cong")
    site = tree(out)
    broken = {
        (path, link) for path in site for link, found in links(site, path) if not found and link
    }
    assert broken == set()
    pages = set(html.fromstring(site["sitemap.xml"]).xpath("//loc/text()"))
    assert "https://chung.example/vinh-danh/czz9aaa/" in pages
    for path in site:
        if path.endswith("index.html") and b"http-equiv" not in site[path]:
            canonical = html.fromstring(site[path]).xpath("//link[@rel='canonical']/@href")
            assert set(canonical) <= pages, path
    assert invalid_html(out) == ""


def test_without_an_address_search_engines_pass_it_by(portal: Path, tmp_path: Path) -> None:
    """Nobody knows yet where it will lie."""
    out = tmp_path / "chung"
    run("union", portal, "--out", out, "--name", "Sổ chung", "--language", "en")
    site = tree(out)
    assert "sitemap.xml" not in site
    assert b"<h1" in site["index.html"]
    assert "Sổ chung".encode() in site["index.html"]
    assert b"By portal" in site["bang-vang/index.html"]
    for path in site:
        if path.endswith("index.html"):
            assert b'content="noindex' in site[path], path
            assert b'rel="canonical"' not in site[path] or b"http-equiv" in site[path], path


def test_one_id_in_two_portals(content: Content, portal: Path, tmp_path: Path) -> None:
    """What both tell alike is one row that names both; a contradiction is listed, not lost."""
    same = next(row for row in _rows(portal, "bang-vang") if row["date"] and row["period"])
    honour = (
        f'{{id: {same["id"]}, honoree: "{same["honoree"]}", kind: {same["kind"]},'
        f" award: {same['award_id']}, date: {same['date']}, for: {same['period']}}}"
    )
    other = _export(content, tmp_path / "khac", honour)
    out = tmp_path / "chung"
    run("union", portal, other, "--out", out)
    row = next(row for row in _rows(out, "bang-vang") if row["id"] == same["id"])
    assert row["portal"] == "Bảng Vàng Bắc Kạn; Cổng thử"
    assert "tin-bai/2020/06/khac/" in row["other_sources"]
    page = _page(out, f"vinh-danh/{same['honoree_id']}")
    assert f'<a href="{OTHER}">Cổng thử</a>' in page
    assert "không mâu thuẫn với nhau" in _page(out, "bang-vang/mau-thuan")
    other = _export(content, tmp_path / "sai", honour.replace(same["period"], "2001"))
    assert "1 chỗ mâu thuẫn" in run("union", portal, other, "--out", out)
    (row,) = _rows(out, "mau-thuan")
    assert (row["id"], row["table"], row["column"]) == (same["id"], "conferrals", "period")
    assert (row["kept"], row["kept_portal"]) == (same["period"], BAC_KAN)
    assert (row["other"], row["other_portal"]) == ("2001", OTHER)
    assert len(_rows(out, "bang-vang")) == len(_rows(portal, "bang-vang")) + 1
    assert f"vinh-danh/{same['honoree_id']}/#{same['id']}" in _page(out, "bang-vang/mau-thuan")
    assert "Các cổng mâu thuẫn với nhau" in _page(out, f"vinh-danh/{same['honoree_id']}")
    assert "bang-vang/mau-thuan/" in _page(out, "")


def test_an_honoree_of_two_portals_is_one(content: Content, portal: Path, tmp_path: Path) -> None:
    """Under one id: what both portals tell of her stands on one page, and is counted there."""
    (record,) = (row for row in _rows(portal, "nguoi-duoc-khen") if row["id"] == "h2nhandan")
    content.write(
        "honorees/h2nhandan.md", f"---\nname: {record['name']}\nkind: {record['kind']}\n---\n"
    )
    honour = "{id: czz9aab, honoree: h2nhandan, kind: collective, award: Giấy khen, date: 2021}"
    out = tmp_path / "chung"
    run("union", portal, _export(content, tmp_path / "khac", honour), "--out", out)
    (joined,) = (row for row in _rows(out, "nguoi-duoc-khen") if row["id"] == "h2nhandan")
    assert joined["conferrals"] == record["conferrals"] + 1
    page = _page(out, "vinh-danh/h2nhandan")
    assert f"{joined['conferrals']} lượt khen thưởng" in page
    assert 'id="czz9aab"' in page


def _changed(portal: Path, folder: Path, table: str, change: dict[str, Any], of: str) -> Path:
    """Return an export of the portal as another one would tell it: with one row of it changed."""
    shutil.copytree(portal / "du-lieu", folder, ignore=shutil.ignore_patterns("tim"))
    for file in folder.glob("*.json"):
        text = file.read_text(encoding="utf-8").replace(BAC_KAN, OTHER)
        file.write_text(text.replace("Bảng Vàng Bắc Kạn", "Cổng thử"), encoding="utf-8")
    rows = [{**row, **change} if row["id"] == of else row for row in _rows(folder, table)]
    (folder / f"{table}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def test_what_the_other_portal_denies_is_told(portal: Path, tmp_path: Path) -> None:
    """A revocation, and what one knows and the other does not."""
    out = tmp_path / "chung"
    change = {"status": "revoked", "reason": "Sai thành tích"}
    other = _changed(portal, tmp_path / "thu-hoi", "bang-vang", change, "c8p4z6j")
    run("union", portal, other, "--out", out)
    (row,) = _rows(out, "mau-thuan")
    assert (row["id"], row["kept"], row["other"]) == ("c8p4z6j", "active", "revoked")
    assert "Đã thu hồi" in _page(out, "bang-vang/mau-thuan")
    first = next(row for row in _rows(portal, "bang-vang") if row["id"] == "c8p4z6j")
    assert first["citation"] is None
    other = _changed(portal, tmp_path / "them", "bang-vang", {"citation": "Vì dân"}, "c8p4z6j")
    assert "0 chỗ mâu thuẫn" in run("union", portal, other, "--out", out)
    assert "Vì dân" in _page(out, "vinh-danh/c8p4z6j")
    change = {"award": "Tên khác hẳn"}
    other = _changed(portal, tmp_path / "ten", "bang-vang", change, "c8p4z6j")
    run("union", portal, other, "--out", out)
    assert "Tên khác hẳn" not in _page(out, f"bang-vang/danh-hieu/{first['award_id']}")


def test_two_people_under_one_id_stay_two(portal: Path, tmp_path: Path) -> None:
    """The other's honours stand under the ids of their conferrals, with her own name."""
    out = tmp_path / "chung"
    other = _changed(portal, tmp_path / "a", "nguoi-duoc-khen", {"name": "Người Khác"}, "h2nhandan")
    rows = [
        {**row, "id": f"{row['id']}k", "honoree": "Người Khác"}
        for row in _rows(other, "bang-vang")
        if row["honoree_id"] == "h2nhandan"
    ]
    (other / "bang-vang.json").write_text(json.dumps(rows), encoding="utf-8")
    assert "1 chỗ mâu thuẫn" in run("union", portal, other, "--out", out)
    assert "Người Khác" not in _page(out, "vinh-danh/h2nhandan")
    for row in rows:
        page = _page(out, f"vinh-danh/{row['id']}")
        assert "<h1" in page
        assert "Người Khác" in page
    assert len(_rows(out, "bang-vang")) == len(_rows(portal, "bang-vang")) + len(rows)
    honorees = _rows(out, "nguoi-duoc-khen")
    assert sum(row["conferrals"] for row in honorees) == len(_rows(out, "bang-vang"))


def test_an_export_alone_is_shown_but_not_searched(
    content: Content, portal: Path, tmp_path: Path
) -> None:
    """Its card says so; with no index at all there is no box for a search."""
    other = _export(content, tmp_path / "khac", OTHER_HONOUR)
    out = tmp_path / "chung"
    run("union", portal, other, "--out", out)
    assert _page(out, "").count("không có chỉ mục tìm kiếm") == 1
    assert Finder(out).find("dai hoi")
    assert (out / "vinh-danh/czz9aaa/index.html").is_file()
    run("union", other, "--out", out)
    assert "bv-search__input" not in _page(out, "")
    assert not (out / "du-lieu/tim").exists()


def test_what_cannot_be_joined_is_told(other: Path, portal: Path, tmp_path: Path) -> None:
    """Nothing is written for a folder of something else, a damaged export, or a portal twice."""
    out = tmp_path / "chung"
    assert "được nêu hai lần" in run("union", portal, portal, "--out", out, code=1)
    (tmp_path / "khong").mkdir()
    assert "không có dữ liệu" in run("union", tmp_path / "khong", "--out", out, code=1)
    assert "nằm lồng trong nhau" in run("union", portal, other, "--out", other, code=1)
    for change in (
        {"address": "javascript:alert(1)"},
        {"address": "https://khac.example/vinh-danh/x/"},
        {"id": "../../x"},
        {"honoree_id": "khongco"},
        {"award_id": None},
        {"level": "galaxy"},
        {"date": "2020-13-45"},
        {"kind": 7},
        {"award": " "},
        {"status": "vague"},
        {"address": f"{BAC_KAN}{'x' * 6000}/"},
    ):
        damaged = tmp_path / "hong"
        shutil.copytree(portal / "du-lieu", damaged, dirs_exist_ok=True)
        first, *rest = _rows(damaged, "bang-vang")
        changed = json.dumps([{**first, **change}, *rest])
        (damaged / "bang-vang.json").write_text(changed, encoding="utf-8")
        assert "bị hỏng" in run("union", damaged, "--out", out, code=1), change
    assert not out.exists()
    run("union", portal, "--out", out)
    assert "đã là một trang chung" in run("union", out, "--out", tmp_path / "hai", code=1)
    before = tree(out)
    for name in ("bat-dau.bin", "1-0-0.bin", "r0.bin", "district.bin"):
        broken = tmp_path / name
        shutil.copytree(portal / "du-lieu", broken)
        (file,) = (broken / "tim").rglob(name)
        file.write_bytes(file.read_bytes()[:-9])
        said = run("union", broken, "--out", out, code=1)
        assert "chỉ mục tìm kiếm bị hỏng" in said, name
    shards = ("r0.bin", b'[["a","b"]]'), ("1-0-0.bin", b"abc\t-1:1\0\0"), ("bat-dau.bin", b"{}")
    for name, data in shards:
        broken = tmp_path / f"khac-{name}"
        shutil.copytree(portal / "du-lieu", broken)
        (file,) = (broken / "tim").rglob(name)
        file.write_bytes(zlib.compress(data))
        said = run("union", broken, "--out", out, code=1)
        assert "chỉ mục tìm kiếm bị hỏng" in said, name
    start = json.loads(zlib.decompress((portal / "du-lieu/tim/bat-dau.bin").read_bytes()))
    spoiled: dict[str, object] = {"records": 0, "names": "../../x.bin", "aliases": [[1, 2]]}
    for key, value in (*spoiled.items(), ("parts", [])):
        broken = tmp_path / f"dau-{key}"
        shutil.copytree(portal / "du-lieu", broken)
        data = zlib.compress(json.dumps({**start, key: value}).encode())
        (broken / "tim/bat-dau.bin").write_bytes(data)
        assert "bị hỏng" in run("union", broken, "--out", out, code=1), key
    assert tree(out) == before
    assert "“url”" in run("union", portal, "--out", out, "--url", "đâu đó", code=1)
    assert tree(out) == before


def test_a_union_is_deployed_without_a_ledger(portal: Path, tmp_path: Path) -> None:
    """Its addresses are those of its portals; the content beside keeps its own."""
    run("union", portal, "--out", tmp_path / "chung", "--url", "https://chung.example/")
    (tmp_path / "content").mkdir()
    run("deploy", "--site", "chung", "--to", "srv", folder=tmp_path)
    assert (tmp_path / "srv/vinh-danh/h2nhandan/index.html").is_file()
    assert list((tmp_path / "content").iterdir()) == []
    run("nginx", "--site", "chung", "--to", "chung.conf", folder=tmp_path)
    assert "server_name chung.example;" in (tmp_path / "chung.conf").read_text(encoding="utf-8")
