"""JSON Schema of front matter, and what VS Code is given, so that it helps while one writes."""

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from bangvang.content.read.walk import walk
from support import ROOT, Content, run


def as_json(value: object) -> object:
    """Return facts as an editor's program reads them: days are text."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def wrong(folder: Path) -> dict[str, list[str]]:
    """Return what the schemas find wrong with the files of a folder of content."""
    found: dict[str, list[str]] = {}
    for source in walk(folder)[0]:
        text = (ROOT / f"docs/schema/{source.folder}.json").read_text(encoding="utf-8")
        validator = jsonschema.Draft7Validator(json.loads(text))
        for error in validator.iter_errors(as_json(source.matter)):
            found.setdefault(source.file, []).append("/".join(map(str, error.absolute_path)))
    return found


def test_the_portal_s_own_content_is_valid() -> None:
    """Every kind of file, with all that it may hold."""
    assert wrong(ROOT / "content") == {}


def test_mistakes_are_found_where_they_are(content: Content) -> None:
    """A key that does not exist, a value that is none of the choices, one that is missing."""
    content.article("x", honours="\n- {honoree: A, kind: robot, award: Giấy khen}", authers="[B]")
    content.write("movements/m.md", "---\nkind: movement\n---\n")
    found = wrong(content.folder)
    assert sorted(found) == ["articles/2020/x.md", "movements/m.md"]
    assert "" in found["articles/2020/x.md"]
    assert any(path.startswith("honours/0") for path in found["articles/2020/x.md"])


def test_snippets_make_files_that_pass(content: Content) -> None:
    """What a snippet writes, with its first choices and sound values, is what the check wants."""
    snippets = json.loads((ROOT / ".vscode/bangvang.code-snippets").read_text(encoding="utf-8"))
    values = {"title": "Bài", "date": "2020-05-05", "lede": "Lời dẫn.", "name": "Tên mới"}

    def filled(name: str) -> str:
        text = "\n".join(snippets[name]["body"]).replace("$0", "Nội dung.")
        text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", text)
        return re.sub(
            r"(\w+): (\[?)\$\{\d+\}",
            lambda hit: f"{hit[1]}: {hit[2]}{values.get(hit[1], 'Một')}",
            text,
        )

    content.write("articles/2020/x.md", filled("bv-articles") + "\n")
    content.write("events/x.md", filled("bv-events") + "\n")
    content.write("movements/x.md", filled("bv-movements").replace("mới", "khác") + "\n")
    content.write("honorees/hxxxxxx.md", filled("bv-honorees") + "\n")
    assert "Mọi thứ đều ổn." in run("check", "--content", content.folder)


def test_the_problems_of_the_task_are_those_of_the_check(content: Content) -> None:
    """VS Code finds file, line, severity and text in each line that the check prints."""
    task = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    content.article("x", districts="[Huyện Mốt]")
    told = run("check", "--content", content.folder, code=1)
    (hit,) = re.finditer(pattern["regexp"], told, re.MULTILINE)
    assert hit[pattern["file"]].endswith("articles/2020/x.md")
    assert (hit[pattern["line"]], hit[pattern["severity"]], hit[pattern["code"]]) == (
        "5",
        "E",
        "201",
    )


@pytest.mark.long
def test_vs_code_s_linter_underlines_mistakes(tmp_path: Path) -> None:
    """remark, which the recommended extension runs, finds each mistake at its place, no others."""
    for name in ("content", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / ".remarkrc.mjs", tmp_path)
    needed = [
        "remark-cli@12.0.1",
        "remark-frontmatter@5.0.0",
        "remark-lint-frontmatter-schema@3.15.4",
    ]
    install = ["npm", "install", "--no-save", "--silent", "--ignore-scripts", *needed]
    subprocess.run(install, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    bad = tmp_path / "content/movements/day-tot-hoc-tot.md"
    bad.write_text(bad.read_text(encoding="utf-8").replace("kind: movement", "kind: party"))
    told = subprocess.run(
        ["npx", "remark", "content", "--quiet", "--no-color", "--no-stdout"],
        cwd=tmp_path, check=False, capture_output=True, timeout=300, text=True,
    ).stderr  # fmt: skip
    places = re.findall(r"^(\d+):(\d+)", told, re.MULTILINE)
    assert places == [("3", "7")], told
