"""Whatever is read has an end: of size, of kind, of time; and what is refused is told."""

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from support import COMMAND, OTHER_HONOUR, Content, other_portal, run

HEAD = "title: A\ndate: 2020-05-02\nlede: L.\n"
PATIENCE = 20
"""Seconds of cpu in which anything must have ended: what is not linear takes minutes."""


def _problems(content: Content, matter: str) -> list[tuple[int, str]]:
    content.write("articles/2020/x.md", f"---\n{matter}---\nx\n")
    started = time.process_time()
    found = [(problem.line, problem.code) for problem in content.read().problems]
    assert time.process_time() - started < PATIENCE
    return found


@pytest.mark.parametrize(
    ("matter", "line", "code"),
    [
        ('title: A\ndate: 2020-05-02\nlede: "\\U00110000"\n', 4, "E004"),
        ('title: A\ndate: 2020-05-02\nlede: "\\ud800"\n', 4, "E004"),
        ("title: A\ndate: 2020-05-02\nlede: !!float x\n", 4, "E004"),
        ("title: A\ndate: 2020-05-02\nlede: !!null x\n", 4, "E004"),
        ("title: A\ndate: 2020-05-02\nlede: !!timestamp x\n", 4, "E004"),
        (f"{HEAD}authors:\n- A\n- !!int x\n", 7, "E004"),
        (f"{HEAD}authors: [A,\n  B, !!bool x]\n", 6, "E004"),
        (f"{HEAD}'<<': 1\n", 5, "E102"),
        (f"{HEAD}<<: 1\n", 5, "E102"),
        (f"{HEAD}<<: {{a: 1}}\n", 5, "E102"),
        (f"{HEAD}<ref>: 1\n", 5, "E102"),
        (f"{HEAD}honours:\n- <conferral>: 1\n  ref: cmau2222\n", 6, "E102"),
        (f"{HEAD}publish_at: 9999-12-31T23:59:59-23:59\n", 5, "E113"),
        (f"{HEAD}publish_at: 0001-01-01 00:00\n", 5, "E113"),
        (f"{HEAD}expires_at: 9999-12-31\n", 5, "E113"),
        # What libyaml refuses and yaml_rs takes: an emoji as JSON writes it, a name of an anchor.
        (f'{HEAD}zz: "\\ud83d\\ude00"\nhonours:\n- {{a: 1}}\n- {{kinnd: x}}\n', 8, "E102"),
        (f"{HEAD}zz: &Đức\nhonours:\n- ref: cmau2222\n- khoá: 1\n  kháo: 2\n", 9, "E102"),
        (f'{HEAD}zz: "\\ud83d\\ude00"\nlá: |\n  a\n\n  lạ: b\nlạ: x\n', 10, "E102"),
    ],
)
def test_a_fault_is_told_at_its_own_line(
    content: Content, matter: str, line: int, code: str
) -> None:
    """Also what one reader of YAML takes and another refuses."""
    assert (line, code) in _problems(content, matter)


@pytest.mark.parametrize(
    "matter",
    [
        "".join(f"khoa{number}: x\n" for number in range(10_000)),
        "honours:\n" + "- {a: 1}\n" * 5_000,
        "authors:\n" + "- 1\n" * 20_000,
        "authors: [" * 50_000,
        "a: {b: " * 50_000,
        "authors: " + "[a, " * 100_000,
        "x: !!float " + "y " * 200_000,
        "authors:\n" + "- !!float x\n" * 10_000,
        'zz: "\\ud83d\\ude00"\n' + "".join(f"khoa{number}: x\n" for number in range(40_000)),
        "zz: &Đức\n" + "".join(f"khoá{number}: x\n" for number in range(40_000)),
        "&a " * 100_000,
        "sources:\n" + "- {title: 0912345678}\n" * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_many_faults_take_no_longer_than_they_are_many(content: Content, matter: str) -> None:
    """10,000 unknown keys took minutes, since each was looked for from the beginning."""
    assert _problems(content, HEAD + matter)


def test_many_telephone_numbers(content: Content) -> None:
    content.write("articles/2020/x.md", f"---\n{HEAD}---\n" + "0912345678\n" * 50_000)
    started = time.process_time()
    assert len(content.read().problems) == 50_000
    assert time.process_time() - started < PATIENCE


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--as-of", "9999-12-31T23:59:59-23:59"),
        ("--as-of", "0001-01-01T00:00:00+23:59"),
        ("--as-of", "9999-12-31"),
    ],
)
def test_moments_that_no_zone_can_express_are_wrong_use(
    content: Content, tmp_path: Path, option: str, value: str
) -> None:
    told = run("build", "--content", content.folder, option, value, "--out", tmp_path / "x", code=2)
    assert value in told


@pytest.mark.parametrize("epoch", ["253402300799", "-62135596800", "99999999999999"])
def test_an_epoch_that_no_zone_can_express_is_wrong_use(
    content: Content, tmp_path: Path, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    told = run("build", "--content", content.folder, "--out", tmp_path / "x", code=2)
    assert epoch in told


def test_names_that_are_too_long_are_told(content: Content, tmp_path: Path) -> None:
    """By the command that was given one, whichever it is."""
    long = tmp_path / ("a" * 300)
    for command in (
        ("build", "--content", content.folder, "--out", long),
        ("export", "--content", content.folder, "--to", long),
        ("archive", "--content", content.folder, "--to", long),
        ("nginx", "--to", long),
        ("deploy", "--to", "x", "--site", long),
        ("offline", "--to", f"{long}.zip"),
    ):
        assert run(*command, code=1, folder=tmp_path if command[0] == "offline" else Path.cwd())


@pytest.mark.parametrize("command", [["check"], ["--help"], ["export", "--help"]])
def test_a_full_disk_under_standard_output_is_no_traceback(
    content: Content, command: list[str]
) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "bangvang", *command],
            cwd=content.folder.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_without_standard_output_commands_run(content: Content) -> None:
    """As cron jobs and `>&-` start them."""
    shell = f"{sys.executable} -m bangvang check >&-; exit $?"
    folder = content.folder.parent
    done = subprocess.run(["sh", "-c", shell], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_want_of_memory_is_told(content: Content) -> None:
    """A process that gets no more says so, in a line."""
    code = (
        "import bangvang.build.reading, bangvang.cli.check as c, sys\n"
        "def none(*a, **k): raise MemoryError\n"
        "c.read = none\n"
        "from bangvang.cli.main import main\n"
        "main(['check'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=content.folder.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "Không đủ bộ nhớ. Chưa công bố gì.\n")


def test_a_ledger_has_a_limit(content: Content) -> None:
    with (content.folder / "addresses.csv").open("wb") as file:
        file.truncate(50_000_000)
    assert [(each.file, each.code) for each in content.read().problems] == [
        ("addresses.csv", "E021")
    ]


@pytest.mark.parametrize("name", ["bang-vang.json", "datapackage.json", "nguoi-duoc-khen.json"])
def test_a_pipe_in_an_export_is_not_waited_for(content: Content, tmp_path: Path, name: str) -> None:
    """What comes from another portal is a file, or the union does not begin."""
    data = other_portal(content, OTHER_HONOUR) / "du-lieu"
    (data / name).unlink()
    os.mkfifo(data / name)
    command = [*COMMAND[:-1], "union", str(data), "--out", str(tmp_path / "chung")]
    done = subprocess.run(command, timeout=60, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def _docx(body: str) -> bytes:
    data = io.BytesIO()
    space = "http://schemas.openxmlformats.org"
    office = f"{space}/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml", f'<Types xmlns="{space}/package/2006/content-types"/>'
        )
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{space}/package/2006/relationships">'
            f'<Relationship Id="r" Type="{office}" Target="word/document.xml"/></Relationships>',
        )
        packed.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body>{body}</w:body>'
            "</w:document>",
        )
    return data.getvalue()


PAGE = "<html><body><div><p>a{}b</p></div></body></html>"
SOURCES = {
    "a.html": PAGE.format(" " * 200_000).encode(),
    "b.html": PAGE.format("\n" * 200_000).encode(),
    "c.html": PAGE.format("&nbsp;" * 100_000).encode(),
    "d.html": PAGE.format((" " * 20 + "<br>") * 20_000).encode(),
    "e.html": PAGE.format("<sup></sup>" * 50_000).encode(),
    "f.html": PAGE.format("<b><i></i></b>" * 30_000).encode(),
    "g.html": ("<html>" + "<" * 300_000).encode(),
    "h.txt": ("Đại hội\n" + " " * 400_000 + "\nb").encode(),
    "i.txt": ("Đại hội\n" + "(" * 200_000).encode(),
    "j.docx": _docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 400_000),
    "k.docx": _docx("<w:p><w:r><w:t>a</w:t>" + "<w:br/>" * 20_000 + "</w:r></w:p>"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_no_source_takes_long(content: Content, tmp_path: Path, name: str) -> None:
    """Long runs of blanks, of elements, of paragraphs: read in linear time, or refused.

    What is said of them is short.
    """
    path = tmp_path / name
    path.write_bytes(SOURCES[name])
    started = time.process_time()
    code = 1 if name == "j.docx" else 0
    said = run("import", path, "--to", content.folder, "--dry-run", folder=tmp_path, code=code)
    assert time.process_time() - started < PATIENCE
    assert len(said) < 20_000


@pytest.mark.parametrize("prose", ["[", "[a](", "![[", "<", "`", "> ", "|", " \t", "[a]["])
def test_no_prose_takes_long_to_search(prose: str) -> None:
    from bangvang.search.plain import plain

    started = time.process_time()
    plain(prose * (1_500_000 // len(prose)))
    assert time.process_time() - started < PATIENCE
