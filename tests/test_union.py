"""Several portals' exports as one register."""

import json
import shutil
from pathlib import Path
from typing import Any

from support import ROOT, Content, run, tree


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _export(content: Path, folder: Path) -> Path:
    run("export", "--content", content, "--to", folder, "--as-of", "2026-11-22")
    return folder


def _other(content: Content, honours: str) -> Path:
    """Write the content of another portal."""
    shutil.copytree(ROOT / "content/awards", content.folder / "awards", dirs_exist_ok=True)
    content.article("khac", honours=honours)
    return content.folder


def test_the_counts_of_a_union_are_the_sums(content: Content, portal: Path, tmp_path: Path) -> None:
    """Ids are kept, and every row tells which portal states it."""
    one = "\n- {id: czz9aaa, honoree: Tập thể Khác, kind: collective, award: Giấy khen, date: 2020}"
    other = _export(_other(content, one), tmp_path / "khac")
    out = tmp_path / "chung"
    said = run("union", portal, other, "--out", out)
    for name in ("bang-vang", "nguoi-duoc-khen", "so-lieu"):
        rows = _rows(out, name)
        given = [*_rows(portal / "du-lieu", name), *_rows(other, name)]
        assert len(rows) == len(given), name
        if name != "so-lieu":
            assert {row["id"] for row in rows} == {row["id"] for row in given}
        assert {row["portal"] for row in rows} <= {"Bảng Vàng Bắc Kạn", "Cổng thử"}
    assert len({row["number"] for row in _rows(out, "so-lieu")}) == len(_rows(out, "so-lieu"))
    persons = sum(row["persons"] or 0 for row in _rows(portal / "du-lieu", "so-lieu"))
    assert sum(row["persons"] or 0 for row in _rows(out, "so-lieu")) == persons
    assert f"{len(_rows(out, 'bang-vang'))} lượt khen thưởng" in said
    assert "0 chỗ mâu thuẫn" in said
    before = tree(out)
    run("union", portal, other, "--out", out)
    assert tree(out) == before


def test_one_id_in_two_portals(content: Content, portal: Path, tmp_path: Path) -> None:
    """What both tell alike is one row that names both; a contradiction is listed, not lost."""
    same = next(
        row for row in _rows(portal / "du-lieu", "bang-vang") if row["date"] and row["period"]
    )
    honours = (
        f'\n- {{id: {same["id"]}, honoree: "{same["honoree"]}", kind: {same["kind"]},'
        f" award: {same['award_id']}, date: {same['date']}, for: {same['period']}}}"
    )
    other = _export(_other(content, honours), tmp_path / "khac")
    out = tmp_path / "chung"
    run("union", portal, other, "--out", out)
    row = next(row for row in _rows(out, "bang-vang") if row["id"] == same["id"])
    assert row["portal"] == "Bảng Vàng Bắc Kạn; Cổng thử"
    assert "tin-bai/2020/06/khac/" in row["other_sources"]
    other = _export(_other(content, honours.replace(same["period"], "2001")), tmp_path / "sai")
    assert "1 chỗ mâu thuẫn" in run("union", portal, other, "--out", out)
    table = (out / "xung-dot.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0] == "id,table,column,kept,kept_portal,other,other_portal"
    assert table[1].startswith(f"{same['id']},conferrals,period,{same['period']},")
    assert len(_rows(out, "bang-vang")) == len(_rows(portal / "du-lieu", "bang-vang")) + 1


def test_what_is_no_export_is_told(portal: Path, tmp_path: Path) -> None:
    """Nothing is written for a folder of something else, a damaged export, or a portal twice."""
    out = tmp_path / "chung"
    assert "được nêu hai lần" in run("union", portal, portal, "--out", out, code=1)
    assert "không có dữ liệu" in run("union", portal, tmp_path, "--out", out, code=1)
    damaged = tmp_path / "hong"
    shutil.copytree(portal / "du-lieu", damaged)
    (damaged / "bang-vang.json").write_text("[{}]", encoding="utf-8")
    assert "bị hỏng" in run("union", damaged, "--out", out, code=1)
    assert not out.exists()
