"""A portal that names somebody whose name is to be withheld."""

import re
from pathlib import Path

import pytest

from pictures import drawn, saved
from support import Content, portal_without_search, run

NAME = "Mẫu Thị Đỗ Quyên"


@pytest.fixture
def told(content: Content, tmp_path: Path) -> Content:
    """A portal that names one person in prose, a caption, an alternative text and the roll."""
    portal_without_search(tmp_path)
    content.article(
        "khen",
        f"Chị {NAME} được khen.\n\n![Chị {NAME} nhận bằng](anh.png)",
        lede=f"Chị {NAME} được khen.",
        districts="[Huyện Một]",
        albums="[hop]",
        honours=(
            f"\n- {{id: cmau2222, honoree: {NAME}, kind: person, role: Giáo viên, award: Giấy khen,"
            " place: Huyện Một, date: 2020-05-01}"
        ),
    )
    path = content.folder / "articles" / "2020"
    (path / "khen").mkdir()
    (path / "khen.md").rename(path / "khen" / "index.md")
    (path / "khen" / "anh.png").write_bytes(saved(drawn(1, (60, 40)), "PNG"))
    content.write(
        "albums/hop/index.md",
        "---\ntitle: Họp\nphotos:\n"
        f"- {{id: mot, caption: Chị {NAME} nhận bằng, status: caption-only}}\n---\n",
    )
    return content


def build(content: Content, code: int = 0) -> str:
    out = content.folder.parent / "site"
    return run("build", "--out", out, "--as-of", "2026-11-22", folder=out.parent, code=code)


def mend(told: Content) -> None:
    """Write the texts without the name; the fact of the honour keeps it."""
    for file in ("articles/2020/khen/index.md", "albums/hop/index.md"):
        path = told.folder / file
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(f"(?<!honoree: ){NAME}", "giáo viên", text), encoding="utf-8")
