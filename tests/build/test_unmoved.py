"""After an edit of prose only pages that it can have changed are planned; in any doubt all are."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bangvang.build import reading
from bangvang.build.cache import load_cache
from bangvang.build.reading import read
from bangvang.model.urls import page_path
from bangvang.render.data.exports import PARQUET
from support import Content, portal_without_search, run, tree


@pytest.fixture
def portal(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Content:
    """A portal that was built, of files that are older than any doubt."""
    monkeypatch.setattr(reading, "SETTLED", -reading.SETTLED)
    content.article("hai", body="Một câu.", districts="[Huyện Một]")
    content.article("ba", body="Câu khác.", publish_at="2020-01-01 07:00")
    content.write("articles/2020/tep.pdf", "")
    portal_without_search(tmp_path)
    _built(tmp_path)
    return content


def _built(folder: Path) -> str:
    return run("build", folder=folder)


def _planned(folder: Path, content: Content, later: timedelta = timedelta()) -> int | None:
    """Return how many pages are planned alone; None when all are."""
    cache, _ = load_cache(folder / ".site.work")
    assert cache.relations
    found = read(content.folder, datetime.now(UTC) + later, None, cache, cache.relations.parts)
    return len(found.plans) if found.unmoved else None


def _rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_only_the_page_of_an_edited_article_is_planned(portal: Content, tmp_path: Path) -> None:
    """The site is then what a clean build makes, and so is what was remembered of it."""
    edited = portal.folder / "articles/2020/hai.md"
    for number in range(3):
        _rewrite(edited, "câu", f"câu {number}")
        assert _planned(tmp_path, portal) == 1
        assert "ghi 1 tệp" in _built(tmp_path)
    assert _planned(tmp_path, portal) == 0
    run("build", "--out", "clean", folder=tmp_path)
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")
    portal.article("bon", body="Bài mới.", movements="[thi-dua-yeu-nuoc]")
    _built(tmp_path)
    run("build", "--out", "clean", folder=tmp_path)
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")


_OTHERS: dict[str, Callable[[Path], None]] = {
    "a title": lambda c: _rewrite(c / "articles/2020/hai.md", "title: ", "title: Khác "),
    "a draft": lambda c: _rewrite(
        c / "articles/2020/hai.md", "---\ntitle", "---\nstatus: draft\ntitle"
    ),
    "a link": lambda c: _rewrite(c / "articles/2020/hai.md", "Một câu.", "[x](/tin-bai/)"),
    "a warning": lambda c: _rewrite(c / "articles/2020/hai.md", "Một câu.", "[x](khong-co.md)"),
    "a register": lambda c: _rewrite(c / "districts/huyen-mot.md", "name: ", "name: Mới "),
    "a new file": lambda c: _copied(c, "articles/2020/hai.md", "articles/2020/hai-nua.md"),
    "a removal": lambda c: (c / "articles/2020/ba.md").unlink(),
}


def _copied(content: Path, old: str, new: str) -> None:
    (content / new).write_bytes((content / old).read_bytes())


@pytest.mark.parametrize("change", _OTHERS.values(), ids=_OTHERS)
def test_anything_else_has_all_pages_planned(
    portal: Content, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    """What other pages may show, what may be linked to, what is warned of."""
    change(portal.folder)
    assert _planned(tmp_path, portal) is None


def test_another_day_has_all_pages_planned(portal: Content, tmp_path: Path) -> None:
    """What is public, open or in force may differ; so may it before the last build."""
    for later in (timedelta(days=1), timedelta(days=-1)):
        assert _planned(tmp_path, portal, later) is None


def test_another_library_has_all_pages_planned(
    portal: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parquet is written where its library is: exports come and go with it."""
    monkeypatch.setattr("bangvang.build.unmoved.PARQUET", not PARQUET)
    assert _planned(tmp_path, portal) is None


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
