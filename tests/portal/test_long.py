"""Tests that take minutes: any file whatever, a thousand articles."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangvang.content.report import plain_line
from bangvang.words import LANGUAGES, words
from support import ROOT, Content, build_portal, portal_without_search, run, tree

pytestmark = pytest.mark.long

SAMPLES = [
    (path.relative_to(ROOT / "content").as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "content").rglob("*.md"))
    if "pages" not in path.parts
]
PIECES = st.sampled_from(
    [
        *("---\n", "\n", ":", "- ", "[", "]", "{", "}", "&a ", "*a", '"', "'", "? ", "|\n", ">\n"),
        *("!!python/object:os.system ", "<<: *a\n", "%", "#", "null", "9" * 400, "  ", "\t"),
        *("\x00", "\ufeff", "\u00d0", "\u00a0\u00a0", "\u202e", "2020-02-31"),
        *("id: x\n", "title: ", "honours:\n", "ref: c\n"),
    ]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return Content(tmp_path_factory.mktemp("fuzz") / "content")


@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    sample=st.sampled_from(SAMPLES),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), PIECES | st.text(max_size=8)), max_size=6
    ),
)
def test_no_file_whatever_ends_in_a_traceback(
    folder: Content, sample: tuple[str, str], edits: list[tuple[float, int, str]]
) -> None:
    """Any slip of the hand in any file is a problem with a line, in words, or no problem."""
    file, text = sample
    for place, length, piece in edits:
        start = int(place * len(text))
        text = text[:start] + piece + text[start + length :]
    path = folder.folder / file
    before = path.read_bytes() if path.exists() else None
    try:
        folder.write(file, text.encode("utf-8", "surrogatepass"))
        reading = folder.read()
        for problem in reading.problems:
            assert problem.line >= 1
            for language in LANGUAGES:
                assert plain_line(problem, words(language), Path())
    finally:
        path.unlink()
        if before is not None:
            path.write_bytes(before)


def test_a_thousand_articles_are_the_same_twice(tmp_path: Path) -> None:
    """Reproducible at size too, with the search index, and every page within its shells."""
    corpus = tmp_path / "corpus"
    script = ROOT / "benchmarks" / "corpus.py"
    subprocess.run([sys.executable, script, "--articles", "1000", "--to", corpus], check=True)
    for out in ("one", "two"):
        run("build", "--content", corpus, "--out", tmp_path / out, "--as-of", "2026-11-22")
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    assert one == two
    assert sum(path.endswith("index.html") for path in one) > 1400


def test_a_hundred_thousand_conferrals_in_one_year(tmp_path: Path) -> None:
    """Even the list of one year comes in pages, and every conferral is on one of them."""
    content = Content(tmp_path / "content")
    content.conferrals(20, 5_000, years=1)
    portal_without_search(tmp_path)
    build_portal(tmp_path / "site")
    year = tmp_path / "site" / "bang-vang" / "nam" / "2000"
    pages = [year / "index.html", *year.glob("trang/*/index.html")]
    rows = [page.read_text(encoding="utf-8").count('<th scope="row">') for page in pages]
    # The last number leads to the list.
    assert (sorted(rows)[:2], len(rows), max(rows), sum(rows)) == ([0, 100], 1_001, 100, 100_000)
    told = (tmp_path / "site" / "du-lieu" / "bang-vang.ndjson").read_bytes()
    assert told.count(b"\n") == 100_001
