"""Bad input: each case is what an editor wrote and what they are told, in both languages."""

import io
import json
import unicodedata
from pathlib import Path

import openpyxl
import pytest
import yaml

from bangvang.content.report import plain_line
from bangvang.model.codes import CODES
from bangvang.words import LANGUAGES, words
from support import ROOT, Content, run, tree

CASES = sorted((ROOT / "tests" / "golden" / "problems").glob("*.yml"))


def _written(case: dict[str, object], text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
    for mark, times in case.get("repeat", {}).items():  # type: ignore[attr-defined]
        text = text.replace(mark, mark * times)
    for mark, char in case.get("replace", {}).items():  # type: ignore[attr-defined]
        text = text.replace(mark, char)
    if case.get("decompose"):
        text = unicodedata.normalize("NFD", text)
    return text.encode(str(case.get("encoding", "utf-8")))


def _workbook(
    sheets: dict[str, list[list[object]]], hidden: list[str], hidden_rows: list[int]
) -> bytes:
    """Return a workbook; `hidden_rows` are those of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    for number in hidden_rows:
        book.worksheets[0].row_dimensions[number].hidden = True
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_editor_is_told_what_is_wrong_and_what_to_do(
    path: Path, content: Content, request: pytest.FixtureRequest
) -> None:
    """The place, a permanent code, what is wrong and a hint, in Vietnamese and in English."""
    text = path.read_text(encoding="utf-8")
    case = yaml.safe_load(text)
    for file, source in case["files"].items():
        content.write(file, _written(case, source * case.get("times", 1)))
    for file, book in case.get("workbooks", {}).items():
        content.write(file, _workbook(**book))
    for file in case.get("delete", ()):
        (content.folder / file).unlink()
    reading = content.read()
    told = {
        language: "".join(
            plain_line(problem, words(language), Path()) + "\n" for problem in reading.problems
        )
        for language in LANGUAGES
    }
    if request.config.getoption("--update-golden"):
        given = text.partition("vi: |")[0]
        for language in LANGUAGES:
            lines = told[language].splitlines()
            given += f"{language}: |\n" + "".join(f"  {line}\n" for line in lines)
        path.write_text(given, encoding="utf-8")
        return
    assert {language: case[language] for language in LANGUAGES} == told
    only_warnings = all(problem.severity == "warning" for problem in reading.problems)
    assert (reading.catalog is not None) == only_warnings


def test_every_code_has_a_case() -> None:
    """A code that no case shows may never be given, or may read badly."""
    shown = "".join(path.read_text(encoding="utf-8") for path in CASES)
    # Links out of the folder, pipes and 400 MB cannot be written into a YAML file; withheld names
    # and lost addresses are found when a site is built. They have tests.
    elsewhere = {"E011", "E021", "E029", "E315", "E502", "E503"}
    # Of the import of lists alone.
    elsewhere |= {"W045", "W046", "W047", "W048", "W049", "W050", "W057", "W058"}
    assert {code for code in CODES if f": {code} " not in shown} <= elsewhere


def test_a_link_that_leads_out_is_refused(content: Content, tmp_path: Path) -> None:
    """Nothing outside the folder of content is ever published."""
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: S\n---\n", encoding="utf-8")
    (content.folder / "articles/2020/x.md").symlink_to(secret)
    assert [(each.file, each.code) for each in content.read().problems] == [
        ("articles/2020/x.md", "E011")
    ]


@pytest.mark.parametrize("target", ["khong-co.md", "x.md", "/etc", "../../articles"])
def test_a_link_that_leads_nowhere_is_a_problem(content: Content, target: str) -> None:
    """Broken links, links to themselves and links to folders are told, not followed."""
    (content.folder / "articles/2020/x.md").symlink_to(target)
    (content.folder / "pages").mkdir()
    (content.folder / "pages/anh.png").symlink_to(target)
    assert [(each.file, each.code) for each in content.read().problems] == [
        ("articles/2020/x.md", "E011"),
        ("pages/anh.png", "E011"),
    ]


def test_check_exits_with_0_1_or_2(content: Content, tmp_path: Path) -> None:
    """0 in order, 1 with problems in content, 2 for wrong use: what a script relies on."""
    assert "Mọi thứ đều ổn." in run("check", "--content", content.folder)
    file = content.article("x", movements="[Không có]")
    told = run("check", "--content", content.folder, code=1)
    assert f"{content.folder}/{file}:5: E202" in told
    run("check", "--content", tmp_path / "nowhere", code=2)
    run("check", "--format", "xml", code=2)


def test_warnings_do_not_fail(content: Content) -> None:
    """What is accepted and mended on the way does not stop an editor."""
    content.article("x", body="\u00d0ảng.")
    assert "W015" in run("check", "--content", content.folder)


def test_check_as_json(content: Content) -> None:
    """A program gets every field of every problem."""
    content.article("x", movements="[Toàn dân thi đưa]")
    told = run("check", "--content", content.folder, "--format", "json", "--lang", "en", code=1)
    rows = json.loads(told[: told.rindex("]") + 1])
    assert rows == [
        {
            "file": f"{content.folder}/articles/2020/x.md",
            "line": 5,
            "code": "E202",
            "severity": "error",
            "message": 'no movement is called "Toàn dân thi đưa"',
            "hint": "Did you mean “Toàn dân thi đua”?",
        }
    ]


def test_check_for_github(content: Content) -> None:
    """Annotations, with what would end a workflow command escaped."""
    content.article("x", movements='["50%, a: b"]')
    told = run("check", "--content", content.folder, "--format", "github", "--lang", "en", code=1)
    assert told.startswith(f"::error file={content.folder}/articles/2020/x.md,line=5,title=E202::")
    assert '"50%25, a: b"' in told


def test_a_bad_article_leaves_the_published_site_untouched(
    content: Content, tmp_path: Path
) -> None:
    """One mistake must not unpublish what is right; all of them are told at once."""
    out = tmp_path / "site"
    run("build", "--content", content.folder, "--out", out)
    before = tree(out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    content.article("x", movements="[Không có]")
    content.article("y", events="[khong-co]")
    told = run("build", "--content", content.folder, "--out", out, code=1)
    assert "E202" in told
    assert "E203" in told
    assert tree(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.work", "content", "site"]
