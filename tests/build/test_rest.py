"""A build that finds all as it was left does nothing, and says so; in any doubt it builds."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bangvang.build import rest
from bangvang.content.read import walk
from support import Content, portal_without_search, run, tree


@pytest.fixture
def quiet(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Content:
    """A portal whose files are older than any doubt, built twice."""
    # The time of the last change of an inode is the system's: nobody can set it back.
    monkeypatch.setattr(walk, "SETTLED", -walk.SETTLED)
    portal_without_search(tmp_path)
    content.article("hai", publish_at="2020-01-01 07:00", events="[Hội nghị năm 2020]")
    _built(tmp_path)
    return content


def _built(folder: Path, *options: str) -> str:
    return run("build", *options, folder=folder)


def _rests(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Build; return whether nothing was read."""
    read: list[object] = []
    with monkeypatch.context() as patched:
        real = rest.found_at

        def noted(*given: object) -> object:
            found = real(*given)  # type: ignore[arg-type]
            read.append(found)
            return found

        patched.setattr(rest, "found_at", noted)
        _built(folder)
    return read[-1] is not None


def test_nothing_moved_and_nothing_is_read(
    quiet: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same is said, warnings too, and the site stays as it is."""
    (quiet.folder / "articles/2020/le.xyz").write_text("x", encoding="utf-8")
    first = _built(tmp_path)
    before = tree(tmp_path / "site")
    assert _rests(tmp_path, monkeypatch)
    again = _built(tmp_path)
    assert "ghi 0 tệp" in again
    told = [line for line in first.splitlines() if " trong " not in line and "Số trang" not in line]
    assert [line for line in again.splitlines() if " trong " not in line] == told
    assert tree(tmp_path / "site") == before


def _later(**much: int) -> datetime:
    return datetime.now(UTC) + timedelta(**much)


def _edit(folder: Path) -> None:
    path = folder / "content/articles/2020/hai.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nThêm.\n", encoding="utf-8")


def _at(folder: Path) -> Content:
    """Return the content that is there."""
    content = Content.__new__(Content)
    content.folder = folder / "content"
    return content


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": _edit,
    "a new file": lambda folder: Content.article(_at(folder), "moi"),
    "a file that is gone": lambda folder: (folder / "content/articles/2020/hai.md").unlink(),
    "the theme": lambda folder: os.utime(folder / "theme/main.html"),
    "the configuration": lambda folder: os.utime(folder / "mkdocs.yml"),
    "a page that was lost": lambda folder: (folder / "site/tin-bai/index.html").unlink(),
    "a page of another size": lambda folder: (folder / "site/index.html").write_text("x", "utf-8"),
    "what was noted": lambda folder: (folder / ".site.work/rest").write_bytes(b"x" * 99),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changed_is_built(
    quiet: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """And the site is then what a clean build makes."""
    assert _rests(tmp_path, monkeypatch)
    CHANGES[name](tmp_path)
    assert not _rests(tmp_path, monkeypatch)
    _built(tmp_path, "--out", str(tmp_path / "clean"))
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")


def test_the_clock_ends_it(quiet: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At midnight of the portal, and when an article appears or expires."""
    assert _rests(tmp_path, monkeypatch)
    with monkeypatch.context() as later:
        later.setattr("bangvang.cli.build.moment", lambda _: _later(hours=25))
        assert not _rests(tmp_path, monkeypatch)
    soon = time.strftime("%Y-%m-%d %H:%M", time.gmtime(time.time() + 7 * 3600 + 120))
    quiet.article("sau", publish_at=soon)
    _built(tmp_path)
    assert _rests(tmp_path, monkeypatch)
    with monkeypatch.context() as later:
        later.setattr("bangvang.cli.build.moment", lambda _: _later(minutes=3))
        assert not _rests(tmp_path, monkeypatch)
    assert (tmp_path / "site/tin-bai/2020/06/sau/index.html").is_file()


def test_a_file_just_written_leaves_no_rest(content: Content, tmp_path: Path) -> None:
    """Within the resolution of its clock a file system may show no second change."""
    portal_without_search(tmp_path)
    _built(tmp_path)
    assert not (tmp_path / ".site.work/rest").exists()
    for option in (("--clean",), ("--as-of", "2021-01-01")):
        assert "trong" in _built(tmp_path, *option)


@pytest.mark.parametrize("target", ["nowhere", "outside"])
def test_a_link_in_the_theme_leaves_no_rest(
    quiet: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    """What it leads to may change without a sign."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "theme/them").symlink_to(tmp_path / target)
    for _ in range(2):
        assert not _rests(tmp_path, monkeypatch)
