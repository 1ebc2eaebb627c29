"""What a build must not believe: a site that was rolled back, links in it, half an index."""

import shutil
from pathlib import Path

import pytest

from bangvang.cli import build as cli
from support import Content, build_portal, portal_without_search, run, tree


def _as_clean(out: Path) -> None:
    clean = out.with_name("clean")
    for folder in (clean, out.with_name(".clean.work")):
        shutil.rmtree(folder, ignore_errors=True)
    build_portal(clean)
    assert tree(out) == tree(clean)


def test_a_site_that_was_rolled_back_is_made_current(content: Content, tmp_path: Path) -> None:
    """The cache is about another version of it."""
    portal_without_search(tmp_path)
    content.article("hai")
    out = tmp_path / "site"
    build_portal(out)
    shutil.copytree(out, tmp_path / "saved", copy_function=shutil.copy2)
    content.article("hai", body="Khác.")
    build_portal(out)
    shutil.rmtree(out)
    (tmp_path / "saved").rename(out)
    build_portal(out)
    _as_clean(out)


def test_a_build_that_could_not_remember(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after publishing, and the edit undone: the published page is not the old one."""
    portal_without_search(tmp_path)
    content.article("hai")
    out = tmp_path / "site"
    build_portal(out)
    content.article("hai", body="Khác.")
    with monkeypatch.context() as patch:
        patch.setattr(cli, "save_cache", lambda *_: None)
        build_portal(out)
    content.article("hai")
    build_portal(out)
    _as_clean(out)


def test_links_in_the_site_are_not_followed(content: Content, tmp_path: Path) -> None:
    """A folder of the site that became a link may lead anywhere: nothing is written or deleted."""
    portal_without_search(tmp_path)
    file = content.article("hai")
    out = tmp_path / "site"
    build_portal(out)
    (out / "tin-bai").rename(tmp_path / "outside")
    (out / "tin-bai").symlink_to(tmp_path / "outside")
    before = tree(tmp_path / "outside")
    content.article("hai", body="Khác.")
    assert "liên kết" in run("build", "--out", out, folder=tmp_path, code=1)
    (content.folder / file).unlink()
    run("build", "--out", out, folder=tmp_path, code=1)
    assert tree(tmp_path / "outside") == before


def test_what_others_put_into_the_site_outlives_a_build(content: Content, tmp_path: Path) -> None:
    """Links, empty folders and the modes of folders."""
    portal_without_search(tmp_path)
    out = tmp_path / "site"
    build_portal(out)
    (out / "foreign").symlink_to(tmp_path)
    (out / "empty").mkdir()
    (out / "own").mkdir(mode=0o700)
    (out / "own/x.txt").write_bytes(b"x")
    for number in range(230):
        content.article(f"them-{number}")
    build_portal(out)
    assert (out / "foreign").is_symlink()
    assert (out / "empty").is_dir()
    assert (out / "own").stat().st_mode & 0o777 == 0o700
    assert (out / "own/x.txt").read_bytes() == b"x"


def test_the_theme_is_watched_by_its_places(content: Content, tmp_path: Path) -> None:
    """A template that moves, and one that another includes."""
    portal_without_search(tmp_path)
    content.article("hai")
    out = tmp_path / "site"
    part = tmp_path / "theme/parts/n.html"
    part.parent.mkdir()
    part.write_text("<p>Một</p>")
    template = tmp_path / "theme/bangvang/list.html"
    template.write_text(template.read_text(encoding="utf-8") + '{% include "parts/n.html" %}')
    build_portal(out)
    part.write_text("<p>Hai</p>")
    build_portal(out)
    _as_clean(out)
    (tmp_path / "theme/partials/footer.html").rename(part.with_name("footer.html"))
    build_portal(out)
    _as_clean(out)
