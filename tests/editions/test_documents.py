"""Official documents in what is made of a portal: the printed bulletin, and a union."""

import json
import subprocess
from pathlib import Path

import page as checker

from support import Content, run

NOW = "2026-11-22"
DECISION = (
    "---\nkind: decision\nnumber: 7/QĐ-UBND\ndate: 2020-03-04\nauthority: UBND tỉnh\n"
    "title: Tặng Giấy khen\nhonours:\n"
    "- {id: cda2222, honoree: Tập thể Bảy, kind: collective, award: Giấy khen}\n---\n"
)


def test_documents_and_what_they_confer_are_in_it(content: Content, tmp_path: Path) -> None:
    """Even in a month without an article."""
    content.write("documents/2020/qd-7/index.md", DECISION)
    file = tmp_path / "so.pdf"
    said = run("issue", "2020-03", "--to", file, "--as-of", NOW, "--content", content.folder)
    assert "0 bài, 1 lượt khen thưởng" in said
    command = ["pdftotext", "-layout", str(file), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for part in ("1 văn bản", "Quyết định số 7/QĐ-UBND", "4/3/2020", "Tập thể Bảy"):
        assert part in text
    assert checker.validate_pdf(str(file), profile="ua1").is_compliant


def test_an_honour_leads_to_the_decision_on_its_portal(
    content: Content, portal: Path, tmp_path: Path
) -> None:
    """And an export that is older than such addresses is joined all the same."""
    content.write("documents/2020/qd-7/index.md", DECISION)
    other = tmp_path / "khac"
    run("export", "--content", content.folder, "--to", other, "--as-of", NOW)
    out = tmp_path / "chung"
    run("union", portal, other, "--out", out)
    decision = 'href="https://thu.example/cong/van-ban/2020/qd-7/"'
    page = out / "vinh-danh/cda2222/index.html"
    # The document is a source of its honours, too.
    assert page.read_text(encoding="utf-8").count(decision) == 2
    rows = json.loads((other / "bang-vang.json").read_text(encoding="utf-8"))
    for row in rows:
        del row["decision_address"]
    (other / "bang-vang.json").write_text(json.dumps(rows), encoding="utf-8")
    run("union", portal, other, "--out", out)
    assert page.read_text(encoding="utf-8").count(decision) == 1
    assert "7/QĐ-UBND" in page.read_text(encoding="utf-8")
