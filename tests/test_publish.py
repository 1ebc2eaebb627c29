"""Publishing: only what changed, whole files, deletions last, nothing outside the site."""

from pathlib import Path

import pytest

from bangvang.model.output import Output
from bangvang.publish.site import MANIFEST, Published, PublishError, publish, staging
from support import tree


def _publish(out: Path, files: dict[str, bytes], **options: bool) -> Published:
    with staging(out) as stage:
        return publish((Output(path, data) for path, data in files.items()), out, stage, **options)


def _without_manifest(out: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(out).items() if path != MANIFEST}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """New and changed files are written, stale ones deleted with their empty folders."""
    out = tmp_path / "site"
    assert _publish(out, {"a.html": b"1", "b/c.html": b"2", "d": b"3"}) == Published(3, 0, 0)
    assert _publish(out, {"a.html": b"1", "d": b"4"}) == Published(1, 1, 1)
    assert _without_manifest(out) == {"a.html": b"1", "d": b"4"}
    assert not (out / "b").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_was_damaged_or_lost_comes_back(tmp_path: Path) -> None:
    """A lost file is written again; `--clean` writes every file again."""
    out = tmp_path / "site"
    files = {"a.html": b"1", "b.html": b"2"}
    _publish(out, files)
    (out / "a.html").unlink()
    assert _publish(out, files) == Published(1, 1, 0)
    (out / "b.html").write_bytes(b"damaged")
    assert _publish(out, files, clean=True) == Published(2, 0, 0)
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
    out = tmp_path / "site"
    with staging(out) as stage, pytest.raises(PublishError, match="two files claim a"):
        publish([Output("a", b"1"), Output("a", b"2")], out, stage)
    assert not out.exists()


def test_a_search_index_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    """Nothing is moved before everything is made, the index of the new pages included."""
    out = tmp_path / "site"
    _publish(out, {"a.html": b"1", "b.html": b"2"})
    before = tree(out)
    seen = {}

    def index(pages: Path) -> list[Output]:
        seen.update(tree(pages))
        raise PublishError("no index")

    with staging(out) as stage, pytest.raises(PublishError, match="no index"):
        publish([Output("a.html", b"3"), Output("b.html", b"2")], out, stage, index=index)
    assert seen == {"a.html": b"3", "b.html": b"2"}
    assert tree(out) == before


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """`--out` with a slip of the finger must not delete anybody's files."""
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(PublishError, match="was not made by"):
        _publish(tmp_path, {"a": b"1"})
    assert tree(tmp_path) == {"thesis.docx": b"years of work"}


def test_files_that_others_put_into_the_site_stay(tmp_path: Path) -> None:
    """Only what a build wrote is ever deleted: a proof of ownership may live there too."""
    out = tmp_path / "site"
    _publish(out, {"a": b"1"})
    (out / "proof.txt").write_bytes(b"2")
    _publish(out, {"b": b"1"}, clean=True)
    assert _without_manifest(out) == {"b": b"1", "proof.txt": b"2"}


def test_a_damaged_manifest_deletes_nothing_foreign(tmp_path: Path) -> None:
    """The list of files is read with care: no line of it leads out of the site."""
    out = tmp_path / "site"
    _publish(out, {"a": b"1"})
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with (out / MANIFEST).open("a", encoding="utf-8") as manifest:
        manifest.write("0 ../thesis.docx\nnonsense\n")
    _publish(out, {"a": b"2"})
    assert (tmp_path / "thesis.docx").read_bytes() == b"years of work"
