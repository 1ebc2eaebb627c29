"""Publishing: only what changed, whole files, deletions last, nothing outside the site."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from bangvang.publish.commit import Published, commit
from bangvang.publish.next_site import NextSite
from bangvang.publish.target import (
    MANIFEST,
    PublishError,
    check_target,
    workshop,
)
from support import tree


def _publish(out: Path, files: dict[str, bytes], *, clean: bool = False) -> Published:
    with workshop(out, lambda: None) as work:
        site = NextSite(out, work, clean=clean)
        for path, data in files.items():
            site.put(path, data)
        return commit(site)


def _without_manifest(out: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(out).items() if path != MANIFEST}


def _page(*links: str) -> bytes:
    return "".join(f'<a href="{link}">{link}</a>' for link in links).encode()


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """New and changed files are written, stale ones deleted with their empty folders."""
    out = tmp_path / "site"
    assert _publish(out, {"a.html": b"1", "b/c.html": b"2", "d": b"3"}) == Published(3, 0, 0)
    inode = (out / "a.html").stat()
    assert _publish(out, {"a.html": b"1", "d": b"4"}) == Published(1, 1, 1)
    assert _without_manifest(out) == {"a.html": b"1", "d": b"4"}
    assert not (out / "b").exists()
    after = (out / "a.html").stat()
    assert (inode.st_ino, inode.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_that_was_damaged_or_lost_comes_back(tmp_path: Path) -> None:
    """A file that is lost or of another size is written again; `--clean` writes every file."""
    out = tmp_path / "site"
    files = {"a.html": b"1", "b.html": b"2", "c.html": b"3"}
    _publish(out, files)
    (out / "a.html").unlink()
    (out / "c.html").write_bytes(b"longer")
    assert _publish(out, files) == Published(2, 1, 0)
    (out / "b.html").write_bytes(b"!")
    assert _publish(out, files, clean=True) == Published(3, 0, 0)
    assert _without_manifest(out) == files


def test_a_folder_takes_the_place_of_a_file_and_back(tmp_path: Path) -> None:
    """An address that was a page may become a section."""
    out = tmp_path / "site"
    for files in ({"a": b"1"}, {"a/b/c": b"2"}, {"a": b"3"}):
        _publish(out, files)
        assert _without_manifest(out) == files


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a//b", "a\\b", "", ".", MANIFEST])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    """Whatever content says, files stay inside the site."""
    out = tmp_path / "site"
    _publish(out, {"a": b"1"})
    with pytest.raises(PublishError):
        _publish(out, {"a": b"2", path: b"x"})
    assert _without_manifest(out) == {"a": b"1"}


def test_two_files_at_one_address_are_refused(tmp_path: Path) -> None:
    """One of them would be lost without a word."""
    site = NextSite(tmp_path / "site", tmp_path)
    site.put("a", b"1")
    with pytest.raises(PublishError, match="two files claim a"):
        site.put("a", b"2")


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """`--out` with a slip of the finger must not delete anybody's files."""
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(PublishError, match="was not made by"):
        check_target(tmp_path, tmp_path.parent / "content")
    assert tree(tmp_path) == {"thesis.docx": b"years of work"}


def test_files_that_others_put_into_the_site_stay(tmp_path: Path) -> None:
    """Only what a build wrote is ever deleted: a proof of ownership may live there too."""
    out = tmp_path / "site"
    _publish(out, {"a": b"1"})
    (out / "proof.txt").write_bytes(b"2")
    _publish(out, {"b": b"1"}, clean=True)
    assert _without_manifest(out) == {"b": b"1", "proof.txt": b"2"}
    # Two new pages that link to each other.
    _publish(out, {"b": b"1", "c.html": _page("d.html"), "d.html": _page("c.html")})
    assert (out / "proof.txt").read_bytes() == b"2"


def test_a_damaged_manifest_deletes_nothing_foreign(tmp_path: Path) -> None:
    """The list of files is read with care: no line of it leads out of the site."""
    out = tmp_path / "site"
    _publish(out, {"a": b"1"})
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with (out / MANIFEST).open("a", encoding="utf-8") as manifest:
        manifest.write("0 13 ../thesis.docx\nnonsense\n")
    _publish(out, {"a": b"2"})
    assert (tmp_path / "thesis.docx").read_bytes() == b"years of work"


def _moments(monkeypatch: pytest.MonkeyPatch, out: Path) -> list[dict[str, bytes]]:
    """Note the site as a reader would find it after each step that publishing takes."""
    seen: list[dict[str, bytes]] = []

    def noting(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def step(*args: object, **kwargs: object) -> object:
            done = real(*args, **kwargs)
            seen.append(_without_manifest(out))
            return done

        monkeypatch.setattr(owner, name, step)

    noting(os, "replace")
    noting(os, "rename")
    noting(Path, "unlink")
    return seen


def _reached(site: dict[str, bytes], first: Iterable[str]) -> set[str]:
    """Return the pages that a reader gets to, there or not, from some that are there."""
    found, waiting = set(), list(first)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            links = site.get(name, b"").decode().split('href="')[1:]
            waiting += [link.split('"')[0] for link in links]
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"h.html": "a", "a.html": ""}, {"h.html": "a b", "a.html": "b", "b.html": "a"}),
        ({"h.html": "a b", "a.html": "b", "b.html": "a"}, {"h.html": "a", "a.html": ""}),
        ({"h.html": ""}, {"h.html": "x", "x.html": "y h", "y.html": "z", "z.html": ""}),
        ({"h.html": "x", "x.html": "y h", "y.html": "z", "z.html": ""}, {"h.html": ""}),
        ({"h.html": ""}, {"h.html": "x", "x.html": "y", "y.html": "x"}),
        ({"h.html": "x", "x.html": "y", "y.html": "x"}, {"h.html": ""}),
        ({"h.html": "x", "x.html": "h"}, {"h.html": "y", "y.html": "h"}),
        ({"h.html": "s/x", "s/x.html": ""}, {"h.html": "t/x", "t/x.html": "", "t/y.html": ""}),
    ],
)
def test_at_every_moment_a_reader_finds_what_is_linked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: dict[str, str],
    after: dict[str, str],
) -> None:
    """From the front page on, and from every page that stays and may be open somewhere."""
    out = tmp_path / "site"

    def pages(links: dict[str, str]) -> dict[str, bytes]:
        return {name: _page(*(f"{to}.html" for to in each.split())) for name, each in links.items()}

    _publish(out, pages(before))
    seen = _moments(monkeypatch, out)
    _publish(out, pages(after))
    assert _without_manifest(out) == pages(after)
    assert seen
    for moment in seen:
        assert _reached(moment, before.keys() & after.keys()) <= moment.keys()


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    """It says so, and goes on when the first has ended."""
    out = tmp_path / "site"
    with workshop(out, lambda: None):
        pid = os.fork()
        if not pid:
            with workshop(out, (tmp_path / "told").touch):
                (tmp_path / "entered").touch()
            os._exit(0)
        while not (tmp_path / "told").exists():
            time.sleep(0.01)
        assert not (tmp_path / "entered").exists()
    assert os.waitpid(pid, 0)[1] == 0
    assert (tmp_path / "entered").exists()


def test_a_mount_point_is_refused(tmp_path: Path) -> None:
    """Nothing can be moved into it at once from beside it."""
    with pytest.raises(PublishError, match="file system of its own"):
        check_target(Path("/proc"), tmp_path)
