"""A portal for any province: laid out, checked, and brought along when the schema changes."""

import os
import subprocess
from pathlib import Path

import pytest

from bangvang.editing.migrate import MigrationError, migrate
from support import ROOT, Content, run, tree

ROLES = ("AUTHOR", "COMMITTER")
TABLE = "name,code\nPhường Mẫu Một,01273\nXã Mẫu Hai,01477\n"


def _init(folder: Path, table: str, *more: object, code: int = 0) -> str:
    file = folder.parent / "dia-ban.csv"
    file.write_text(table, encoding="utf-8")
    facts = ("--province", "Tỉnh Mẫu", "--office", "Sở Nội vụ tỉnh Mẫu", "--districts", file)
    where = ("--url", "https://mau.example/")
    return run("init", folder, *facts, *where, *more, code=code)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("name,code\nXã Một,12\n", "dia-ban.csv:2: E107"),
        ("name,code\nXã Một,01273\nXã  một,01274\n", "dia-ban.csv:3: E209"),
        ("name,code\nXã Một,1477\n", "Có phải là “01477”?"),
        ("name,code\nMột,01273\n", "dia-ban.csv:2: E101"),
        ("name,code\nXã Một,\n", "dia-ban.csv:2: E10"),
        ("name,code\n,01273\n", "dia-ban.csv:2: E101"),
        ("ten,code\nXã Một,01273\n", "dia-ban.csv:1: E102"),
        ("name,code,ended\nXã Một,01273,31/2/2020\n", "dia-ban.csv:2: E104"),
        ("name,code,latitude\nXã Một,01273,chín\n", "dia-ban.csv:2: E10"),
        (f"name,code\nXã {'dài ' * 60},01273\n", "dia-ban.csv:2: E022"),
        ("name,code\n", "dia-ban.csv:1: E002"),
        ("", "dia-ban.csv"),
    ],
)
def test_a_wrong_table_is_told_by_its_lines(tmp_path: Path, table: str, told: str) -> None:
    """And nothing is laid out that would have to be cleared away."""
    assert told in _init(tmp_path / "cong", table, code=1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dia-ban.csv"]


def test_a_portal_is_laid_out(tmp_path: Path) -> None:
    """Its content has no fault; name, colours and language are as they were asked for."""
    folder = tmp_path / "cong"
    folder.mkdir()
    _init(folder, TABLE, "--colour", "#0B5D3B", "--language", "en", "--name", "Portal of Mẫu")
    run("check", "--content", folder / "content")
    files = tree(folder)
    assert b"--md-primary-fg-color: #0b5d3b;" in files["theme/assets/stylesheets/colours.css"]
    assert "name: Portal of Mẫu\n" in files["content/site.md"].decode()
    assert "content/districts/phuong-mau-mot.md" in files
    assert files[".vscode/tasks.json"] == (ROOT / ".vscode/tasks.json").read_bytes()
    assert b"bv-articles" in files[".vscode/bangvang.code-snippets"]
    # Readers are told nothing that is for editors.
    pages = [text.decode() for name, text in files.items() if name.startswith("content/pages/")]
    assert not [text for text in pages if "Add " in text]
    assert "`imprint`, `contact`" in files["README.md"].decode()
    # What this machine made breaks an image that is built from the same folder.
    made, unseen = (files[each].decode().split() for each in (".gitignore", ".dockerignore"))
    assert {each.strip("/") for each in made} <= {each.removeprefix("**/") for each in unseen}
    assert not any(
        "bac-kan" in name or b"B\xe1\xba\xafc K\xe1\xba\xa1n" in data
        for name, data in files.items()
    )
    run("build", folder=folder)
    page = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "assets/stylesheets/colours.css" in page
    assert "is there already" in _init(folder, TABLE, "--language", "en", code=1)


def test_the_folder_may_be_the_one_that_one_stands_in(tmp_path: Path) -> None:
    """Or a long way off; a folder that cannot be made is told, not a traceback."""
    (tmp_path / "dia-ban.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "cong").mkdir()
    facts = ("--province", "Tỉnh Mẫu", "--office", "Sở", "--url", "https://mau.example/")
    run("init", ".", *facts, "--districts", "../dia-ban.csv", folder=tmp_path / "cong")
    assert (tmp_path / "cong" / "mkdocs.yml").is_file()
    assert "tên tệp quá dài" in _init(tmp_path / ("x" * 300), TABLE, code=1)


def test_a_colour_on_which_nothing_can_be_read_is_refused(tmp_path: Path) -> None:
    """White text stands on it: WCAG asks for a contrast of 4.5."""
    assert "#ffd700" in _init(tmp_path / "cong", TABLE, "--colour", "#FFD700", code=2)


def test_the_workflows_are_what_their_hosts_understand(tmp_path: Path) -> None:
    """Held against the schemas of GitHub and GitLab."""
    _init(tmp_path / "cong", TABLE)
    for schema, file in (
        ("vendor.github-workflows", ".github/workflows/portal.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ):
        checker = str(ROOT / ".venv" / "bin" / "check-jsonschema")
        command = [checker, "--builtin-schema", schema, str(tmp_path / "cong" / file)]
        subprocess.run(command, check=True)


@pytest.mark.long
def test_a_new_portal_passes_its_own_tests(tmp_path: Path) -> None:
    """`make site` and `make test` in a fresh folder, for a province with other districts."""
    _init(tmp_path / "cong", TABLE)
    for target in ("site", "test"):
        subprocess.run(["make", target], cwd=tmp_path / "cong", check=True)
    assert (tmp_path / "cong/site/dia-ban/xa-mau-hai/index.html").is_file()
    # In a folder of another name the environment's programs would not be found.
    moved = (tmp_path / "cong").rename(tmp_path / "cong moi")
    subprocess.run(["make", "site"], cwd=moved, check=True)


def test_a_ledger_that_nobody_committed_does_not_stop_the_night(tmp_path: Path) -> None:
    """`make deploy` by hand lengthens it; `make publish` keeps that, fetches and pushes."""
    folder, other = tmp_path / "cong", tmp_path / "khac"
    _init(folder, TABLE)
    (folder / "ghi-chu.txt").write_text("của riêng máy này\n", encoding="utf-8")

    def git(*words: object, at: Path = folder) -> str:
        who = ("-c", "user.name=Người giữ", "-c", "user.email=giu@mau.example")
        command = ["git", *who, *map(str, words)]
        return subprocess.run(command, cwd=at, check=True, capture_output=True, text=True).stdout

    def make(*words: str) -> None:
        ours = ("STAMP=ghi-chu.txt", f"BIN={ROOT / '.venv' / 'bin'}", f"TO={tmp_path / 'www'}")
        named = {
            f"GIT_{role}_{fact}": "a@b.example" for role in ROLES for fact in ("NAME", "EMAIL")
        }
        command = ["make", *ours, *words]
        subprocess.run(command, cwd=folder, check=True, env={**os.environ, **named})

    git("init", "--quiet", "--bare", tmp_path / "kho", at=tmp_path)
    git("init", "--quiet", "-b", "main")
    git("add", "--all", ":!ghi-chu.txt")
    git("commit", "--quiet", "-m", "Cổng mới")
    git("remote", "add", "origin", tmp_path / "kho")
    git("push", "--quiet", "-u", "origin", "main")
    make("deploy")
    assert "content/addresses.csv" in git("status", "--short")
    git("clone", "--quiet", "-b", "main", tmp_path / "kho", other, at=tmp_path)
    article = "---\ntitle: Tin mới\ndate: 2026-01-05\nlede: Tóm tắt.\n---\n"
    (other / "content/articles/2026").mkdir(parents=True)
    (other / "content/articles/2026/tin-moi.md").write_text(article, encoding="utf-8")
    git("add", "--all", at=other)
    git("commit", "--quiet", "-m", "Tin mới", at=other)
    git("push", "--quiet", at=other)
    make("publish")
    assert (tmp_path / "www/tin-bai/2026/01/tin-moi/index.html").is_file()
    assert git("status", "--short") == "?? ghi-chu.txt\n"
    git("pull", "--quiet", at=other)
    assert "tin-bai/2026/01/tin-moi/" in (other / "content/addresses.csv").read_text("utf-8")
    make("publish")


def test_content_is_brought_to_the_newest_version(content: Content) -> None:
    """Each step is taken once, site.md last; of an unknown version nothing is touched."""
    assert migrate(content.folder) == []
    assert "phiên bản 1" in run("migrate", "--content", content.folder)
    steps = {
        1: lambda file, text: text.replace("\nlede: ", "\nsapo: "),
        2: lambda file, text: text.replace("\nsapo: ", "\nsummary: "),
    }
    before = tree(content.folder)
    with pytest.raises(MigrationError):
        migrate(content.folder, steps, 4)
    assert tree(content.folder) == before
    assert migrate(content.folder, steps, 3) == ["articles/2020/bai-mot.md", "site.md"]
    assert b"\nsummary: " in tree(content.folder)["articles/2020/bai-mot.md"]
    assert b"schema_version: 3" in tree(content.folder)["site.md"]
    assert "phiên bản 3" in run("migrate", "--content", content.folder, code=1)
