"""A seeded fuzzer over every kind of file that is read: words and a line, never a traceback.

Each mutation is small and follows from its number alone: a failure names it.
"""

import csv
import io
import random
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import pictures
from bangvang.build.cache import load_cache
from bangvang.content.check.digest import digest, read_registers
from bangvang.content.check.resolve import Registry
from bangvang.content.read.ledger import read_ledger
from bangvang.content.read.located import located
from bangvang.content.read.pictures import examine_file, examine_picture
from bangvang.content.read.sheets import SheetError, read_sheet
from bangvang.content.read.walk import PAGED, read, survey
from bangvang.content.report import plain_line
from bangvang.editions.bag import verify
from bangvang.editions.union.read import UnionError, read_export
from bangvang.importing.sources.blocks import SourceError
from bangvang.importing.sources.sources import read_source
from bangvang.model.codes import CODES
from bangvang.model.problems import Problem
from bangvang.publish.target import intact, read_manifest
from bangvang.render.markdown import render_markdown
from bangvang.search.plain import plain
from bangvang.words import RefusalError, words
from mutations import mutated
from office import DOCX, PDF
from support import ROOT

CONTENT = ROOT / "content"
LEDGER = b"address,moved_to,removed,reason\n" + b"/a/,,,\n/b/,/a/,,\n/c/,,2026-11-22,x\n" * 4
PATIENCE = 2.0
"""Seconds of cpu that one file may take: what is not linear takes minutes."""


@cache
def _registry() -> Registry:
    found = survey(CONTENT)
    registry, _ = read_registers(CONTENT, found.registers, found.albums)
    return registry


def _told(problems: list[Problem], data: bytes, *, elsewhere: bool = False) -> None:
    """See that each problem has words in both languages, and a line that the file has."""
    last = len(re.split(rb"\r\n|\r|\n", data)) + 1
    for problem in problems:
        assert problem.code in CODES
        assert 1 <= problem.line <= last or elsewhere, problem
        for language in ("vi", "en"):
            assert plain_line(problem, words(language), Path())


def _says(error: RefusalError) -> None:
    """See that an error has words in both languages."""
    for language in ("vi", "en"):
        assert words(language).text(error.text, **error.values)


def _content(file: str, data: bytes, folder: Path) -> None:
    found = digest(_registry(), file, data, ("a.pdf",))
    _told(list(found.problems), data)
    text = data.decode("utf-8", "replace")
    render_markdown(text[:20_000], "../")
    plain(text)


def _register(file: str, data: bytes, folder: Path) -> None:
    files = survey(CONTENT).registers
    _, problems = read_registers(CONTENT, files, (), {file: data})
    source, _ = read(file, data)
    _told(located([each for each in problems if each.file == file], source), data)


def _beside(file: str, data: bytes, folder: Path) -> None:
    (folder / file).write_bytes(data)
    for examine in (examine_file, examine_picture):
        found = examine(folder / file)
        assert not found.code or found.code in CODES


def _ledger(file: str, data: bytes, folder: Path) -> None:
    (folder / "addresses.csv").write_bytes(data)
    _told(read_ledger(folder)[1], data)


def _sheet(file: str, data: bytes, folder: Path) -> None:
    (folder / file).write_bytes(data)
    try:
        read_sheet(folder / file)
    except SheetError as error:
        _says(error)


def _source(file: str, data: bytes, folder: Path) -> None:
    (folder / file).write_bytes(data)
    try:
        read_source(folder / file)
    except SourceError as error:
        _says(error)


def _export(file: str, data: bytes, folder: Path) -> None:
    (folder / file).write_bytes(data)
    try:
        read_export(folder)
    except UnionError as error:
        _says(error)


def _manifest(file: str, data: bytes, folder: Path) -> None:
    (folder / ".bangvang").write_bytes(data)
    assert isinstance(intact(folder, read_manifest(folder)), dict)


def _cache(file: str, data: bytes, folder: Path) -> None:
    (folder / "cache").write_bytes(data)
    load_cache(folder)


def _bag(file: str, data: bytes, folder: Path) -> None:
    (folder / file).write_bytes(data)
    verify(folder)


class Kind(NamedTuple):
    """A kind of file: how it is read, and sound ones to begin with."""

    read: Callable[[str, bytes, Path], None]
    share: int
    """Of a hundred mutations, how many."""
    files: dict[str, bytes]


def _xlsx() -> bytes:
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    for n in range(8):
        book.worksheets[0].append([f"a{n}", "Chú thích", "=1+1" if n == 9 else "x"])
    book.save(data)
    return data.getvalue()


def _csv() -> bytes:
    data = io.StringIO()
    csv.writer(data).writerows(
        [["photo", "caption"], *([f"a{n}", "Chú thích, dài"] for n in range(9))]
    )
    return data.getvalue().encode("utf-8-sig")


def _kinds(portal: Path) -> list[Kind]:
    everything = {
        path.relative_to(CONTENT).as_posix(): path.read_bytes() for path in CONTENT.rglob("*.md")
    }
    paged = {k: v for k, v in everything.items() if k.startswith(PAGED)}
    data = portal / "du-lieu"
    exports = {name: (data / name).read_bytes() for name in ("bang-vang.json", "datapackage.json")}
    imports = (path for path in (ROOT / "tests/imports").iterdir() if path.suffix != ".yml")
    sources = {path.name: path.read_bytes() for path in imports}
    beside = {f"a{ending}": made for ending, made in pictures.every_form(1)}
    manifest = (portal / ".bangvang").read_bytes()
    return [
        Kind(_content, 40, paged),
        Kind(_register, 12, {k: v for k, v in everything.items() if k not in paged}),
        Kind(_beside, 16, {**beside, "a.pdf": PDF, "a.docx": DOCX}),
        Kind(
            _ledger,
            6,
            {"addresses.csv": b"address,moved_to,removed,reason\n/a/,,,\n/b/,/a/,,\n" * 4},
        ),
        Kind(_sheet, 6, {"a.csv": _csv(), "a.xlsx": _xlsx()}),
        Kind(_source, 10, {**sources, "a.docx": DOCX}),
        Kind(_export, 4, exports),
        Kind(_manifest, 3, {".bangvang": manifest}),
        Kind(_cache, 2, {"cache": b"x" * 64 + b"y" * 200}),
        Kind(_bag, 1, {"manifest-sha256.txt": b"0" * 64 + b"  data/x\n", "bagit.txt": b"x"}),
    ]


def _mutations(portal: Path, folder: Path, first: int, amount: int) -> None:
    kinds = _kinds(portal)
    for name in ("nguoi-duoc-khen.json", "so-lieu.json", "bang-vang.json", "datapackage.json"):
        (folder / name).write_bytes((portal / "du-lieu" / name).read_bytes())
    for number in range(first, first + amount):
        chance = random.Random(number)
        kind = chance.choices(kinds, [each.share for each in kinds])[0]
        file = chance.choice(sorted(kind.files))
        data = mutated(kind.files[file], chance)
        before = folder / file if kind.read is _export else None
        started = time.process_time()
        try:
            kind.read(file, data, folder)
        except Exception as error:
            raise AssertionError(f"mutation {number} of {file}") from error
        finally:
            if before:
                before.write_bytes(kind.files[file])
        assert time.process_time() - started < PATIENCE, f"mutation {number} of {file}"


def test_a_few_mutations(portal: Path, tmp_path: Path) -> None:
    _registry()
    _mutations(portal, tmp_path, 0, 600)


@pytest.mark.long
@pytest.mark.parametrize("part", range(2))
def test_ten_thousand_mutations(portal: Path, tmp_path: Path, part: int) -> None:
    """No traceback, nothing that takes long, and every problem at a line that there is."""
    _registry()
    _mutations(portal, tmp_path, part * 5000, 5000)


PLANTED = [
    ("khoa-la: x", "E102"),
    ("tittle: x", "E102"),
    ('lede: "\\ud800"', "E004"),
    ("lede: !!float x", "E004"),
    ("title: &Chúc", "E108"),
    ("date: 2020-13-45", "E104"),
    ("<<: 1", "E102"),
    ("publish_at: 25:61", "E113"),
    ("status: xyz", "E105"),
]


def test_a_planted_fault_is_told_at_its_own_line() -> None:
    """In any article, before any key: one line that is wrong, and that line is named."""
    chance = random.Random(5)
    articles = sorted(CONTENT.glob("articles/*/*.md")) + sorted(
        CONTENT.glob("articles/*/*/index.md")
    )
    for path in articles:
        lines = path.read_text(encoding="utf-8").split("\n")
        end = lines.index("---", 1)
        for fault, code in PLANTED * 3:
            key = fault.partition(":")[0]
            kept = [
                line
                for number, line in enumerate(lines)
                if not (number < end and line.startswith(f"{key}:"))
            ]
            stop = kept.index("---", 1)
            places = [n for n in range(1, stop) if re.match(r"[a-z_]+:", kept[n])] + [stop]
            at = chance.choice(places)
            text = "\n".join([*kept[:at], fault, *kept[at:]])
            file = path.relative_to(CONTENT).as_posix()
            found = digest(_registry(), file, text.encode(), ())
            assert (at + 1, code) in {(each.line, each.code) for each in found.problems}, (
                file,
                fault,
            )
