"""An edit of prose makes its page and its entry in the search; in any doubt all is planned."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bangvang.build.cache import load_cache
from bangvang.build.edit import edit_since
from bangvang.build.project import project_of
from bangvang.content.read import walk
from bangvang.model.ledger import COLUMNS, LEDGER
from bangvang.model.urls import page_path
from bangvang.render.data.exports import PARQUET
from bangvang.search.query import Finder
from support import ROOT, Content, portal_without_search, run, tree


@pytest.fixture
def portal(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Content:
    """A portal that was built, of files that are older than any doubt."""
    monkeypatch.setattr(walk, "SETTLED", -walk.SETTLED)
    content.article("hai", body="Một câu.", districts="[Huyện Một]")
    content.article("ba", body="Câu khác.", publish_at="2020-01-01 07:00")
    content.article("nhap", body="Câu nháp.", status="draft")
    content.write("articles/2020/tep.pdf", "")
    portal_without_search(tmp_path)
    _built(tmp_path)
    return content


def _built(folder: Path) -> str:
    return run("build", folder=folder)


def _edited(folder: Path, later: timedelta = timedelta()) -> set[str] | None:
    """Return the articles that were edited alone; None when all is to be planned."""
    cache, _ = load_cache(folder / ".site.work")
    project = project_of(folder / "mkdocs.yml")
    assert project
    now = datetime.now(UTC) + later
    edit = edit_since(cache, project, walk.survey(project.content), now)
    return None if edit is None else set(edit.digests)


def _as_clean(folder: Path) -> None:
    run("build", "--out", "clean", folder=folder)
    assert tree(folder / "site") == tree(folder / "clean")


def _rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_only_the_page_of_an_edited_article_is_made(portal: Content, tmp_path: Path) -> None:
    """The site is then what a clean build makes, and so is what was remembered of it."""
    edited = portal.folder / "articles/2020/hai.md"
    for number in range(3):
        _rewrite(edited, "câu", f"câu {number}")
        assert _edited(tmp_path) == {"articles/2020/hai.md"}
        assert "ghi 1 tệp" in _built(tmp_path)
    assert _edited(tmp_path) == set()
    _as_clean(tmp_path)
    portal.article("bon", body="Bài mới.", movements="[thi-dua-yeu-nuoc]")
    _built(tmp_path)
    _as_clean(tmp_path)


def test_an_edit_that_is_undone_by_more_than_an_edit(portal: Content, tmp_path: Path) -> None:
    """The page is made again, although it was planned so once."""
    edited = portal.folder / "articles/2020/hai.md"
    _rewrite(edited, "Một câu.", "Hai câu.")
    _built(tmp_path)
    _rewrite(edited, "Hai câu.", "Một câu.")
    portal.article("bon")
    _built(tmp_path)
    _as_clean(tmp_path)


def test_the_prose_of_a_draft(portal: Content, tmp_path: Path) -> None:
    """Nothing is made of it, and nothing else."""
    _rewrite(portal.folder / "articles/2020/nhap.md", "Câu", "Lời")
    assert _edited(tmp_path) == {"articles/2020/nhap.md"}
    assert "ghi 0 tệp" in _built(tmp_path)


def test_an_edit_with_copies_that_are_compressed(portal: Content, tmp_path: Path) -> None:
    """They are made of what was edited, and kept of all else."""
    config = tmp_path / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("search: false", "search: false\n      precompress: true"), "utf-8"
    )
    _built(tmp_path)
    _rewrite(portal.folder / "articles/2020/hai.md", "câu", "lời")
    assert "ghi 3 tệp" in _built(tmp_path)
    _as_clean(tmp_path)


_OTHERS: dict[str, Callable[[Path], object]] = {
    "a title": lambda c: _rewrite(c / "articles/2020/hai.md", "title: ", "title: Khác "),
    "a draft": lambda c: _rewrite(
        c / "articles/2020/hai.md", "---\ntitle", "---\nstatus: draft\ntitle"
    ),
    "a link": lambda c: _rewrite(c / "articles/2020/hai.md", "Một câu.", "[x](/tin-bai/)"),
    "a warning": lambda c: _rewrite(c / "articles/2020/hai.md", "Một câu.", "[x](khong-co.md)"),
    "a register": lambda c: _rewrite(c / "districts/huyen-mot.md", "name: ", "name: Mới "),
    "a new file": lambda c: _copied(c, "articles/2020/hai.md", "articles/2020/hai-nua.md"),
    "a file beside that is gone": lambda c: (c / "articles/2020/tep.pdf").unlink(),
    "a ledger that came": lambda c: (c / LEDGER).write_text(",".join(COLUMNS), encoding="utf-8"),
    "a removal": lambda c: (c / "articles/2020/ba.md").unlink(),
}


def _copied(content: Path, old: str, new: str) -> None:
    (content / new).write_bytes((content / old).read_bytes())


@pytest.mark.parametrize("change", _OTHERS.values(), ids=_OTHERS)
def test_after_anything_else_all_is_planned(
    portal: Content, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    """What other pages may show, what may be linked to, what is warned of."""
    change(portal.folder)
    assert _edited(tmp_path) is None


def test_on_another_day_all_is_planned(portal: Content, tmp_path: Path) -> None:
    """What is public, open or in force may differ; so may it before the last build."""
    for later in (timedelta(days=1), timedelta(days=-1)):
        assert _edited(tmp_path, later) is None


def test_with_another_library_all_is_planned(
    portal: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parquet is written where its library is: exports come and go with it."""
    monkeypatch.setattr("bangvang.build.conditions.PARQUET", not PARQUET)
    assert _edited(tmp_path) is None


def test_what_is_lost_from_the_site_is_made_again(portal: Content, tmp_path: Path) -> None:
    """A file that somebody deleted, and pages under another theme, although only prose changed."""
    (tmp_path / "site/dia-ban/index.html").unlink()
    _rewrite(portal.folder / "articles/2020/hai.md", "câu", "lời")
    assert "ghi 2 tệp" in _built(tmp_path)
    (tmp_path / "theme/bangvang/index.html").write_text("<h1>{{ title }}</h1>", encoding="utf-8")
    _rewrite(portal.folder / "articles/2020/hai.md", "lời", "chữ")
    _built(tmp_path)
    assert b"<h1>" in (tmp_path / "site/dia-ban/index.html").read_bytes()
    page = (tmp_path / "site" / page_path("tin-bai/2020/06/hai/")).read_text(encoding="utf-8")
    assert "Một chữ" in page


def test_an_edit_is_found_in_the_site_beside_what_was_edited_before(
    portal: Content, tmp_path: Path
) -> None:
    """The index tells what the last words are, of this article and of others."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    _built(tmp_path)
    for slug, word in (("hai", "cầu vồng"), ("ba", "ánh trăng"), ("hai", "bình minh")):
        path = portal.folder / f"articles/2020/{slug}.md"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")
        assert _edited(tmp_path) == {f"articles/2020/{slug}.md"}
        assert "Số trang: 1" in _built(tmp_path)
    finder = Finder(tmp_path / "site")
    for query, slug in (("cau vong", "hai"), ("anh trang", "ba"), ("bình minh", "hai")):
        assert [each.url for each in finder.find(query)] == [f"/tin-bai/2020/06/{slug}/"]
    assert finder.answer("câu", limit=50)["count"] == 2


@pytest.mark.parametrize("lost", ["bat-dau.bin", "ten-*.bin", "*/r0.bin"])
@pytest.mark.parametrize("edited", [False, True])
def test_a_file_of_the_search_that_is_lost_is_made_again(
    portal: Content, tmp_path: Path, lost: str, edited: bool
) -> None:
    """With an edit and without: the search of the site is whole again."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    _built(tmp_path)
    for path in (tmp_path / "site/du-lieu/tim").glob(lost):
        path.unlink()
    if edited:
        _rewrite(portal.folder / "articles/2020/hai.md", "câu", "lời")
    _built(tmp_path)
    assert list((tmp_path / "site/du-lieu/tim").glob(lost))
    assert Finder(tmp_path / "site").find("một")


def test_what_was_changed_in_place_is_mended(portal: Content, tmp_path: Path) -> None:
    """Also what the search loads first, when every file is verified."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    _built(tmp_path)
    start = tmp_path / "site/du-lieu/tim/bat-dau.bin"
    whole = start.read_bytes()
    start.write_bytes(b"XXXX" + whole[4:])
    run("build", "--verify", folder=tmp_path)
    assert start.read_bytes() == whole
    start.write_bytes(b"XXXX" + whole[4:])
    _rewrite(portal.folder / "articles/2020/hai.md", "câu", "lời")
    _built(tmp_path)
    assert Finder(tmp_path / "site").find("một lời")
