"""`bangvang check --fix`: it mends what is safe, and nothing else."""

import re
from pathlib import Path

import pytest

from bangvang.editing.fix import apply, mends_of
from support import Content, run, tree

WRITTEN = """---
# Một ghi chú của biên tập viên
lede: "Lời dẫn."   # sau ngoặc kép
date: 2020-05-02
title: Bài
honours:
  # tổ đầu tiên
  - honoree: Tổ Một
    kind: collective
    award: Giấy khen   # do huyện trao
  - {honoree: Tổ Hai, kind: collective, award: Giấy khen}
  - ref: cabcdef
---
Nội dung.
"""


def test_conferrals_get_ids_and_everything_else_stays(content: Content) -> None:
    """Comments, order, quotes and indentation are the editor's; only the ids are new."""
    content.write("articles/2020/x.md", WRITTEN)
    assert "E106" in run("check", "--content", content.folder, code=1)
    run("check", "--content", content.folder, "--fix")
    text = (content.folder / "articles/2020/x.md").read_text(encoding="utf-8")
    ids = re.findall(r"\bid: (c[a-z2-9]{6})\b", text)
    assert len(set(ids)) == 2
    without = text.replace(f"  - id: {ids[0]}\n    ", "  - ").replace(f"id: {ids[1]}, ", "")
    assert without == WRITTEN
    assert mends_of(content.folder) == []


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("\ufeff---\ntitle: Bài", "---\ntitle: Bài"),
        ("---\r\ntitle: Bài", "---\ntitle: Bài"),
        ("---\ntitle: \u00d0ại hội", "---\ntitle: Đại hội"),
        ("---\ntitle: Ba\u0300i", "---\ntitle: Bài"),
        ("---\ntitle: Bài\u00a0\u00a0 một", "---\ntitle: Bài một"),
    ],
)
def test_what_is_accepted_with_a_warning_is_mended(content: Content, bad: str, good: str) -> None:
    """After `--fix` there is nothing left to warn of."""
    rest = "\ndate: 2020-05-02\nlede: L.\n---\nNội dung.\n"
    content.write("articles/2020/x.md", bad + rest)
    assert "W01" in run("check", "--content", content.folder)
    run("check", "--content", content.folder, "--fix")
    assert (content.folder / "articles/2020/x.md").read_text(encoding="utf-8") == good + rest
    assert "Mọi thứ đều ổn." in run("check", "--content", content.folder)


def test_other_faults_of_a_file_do_not_keep_ids_from_it(content: Content) -> None:
    """An impossible date elsewhere, or an alias that repeats a conferral, is not in the way."""
    content.write(
        "articles/2020/x.md", WRITTEN.replace("date: 2020", "updated: 2020-02-31\ndate: 2020")
    )
    repeated = "- &a {honoree: Tổ Ba, kind: collective, award: Giấy khen}\n- *a\n"
    facts = "---\ntitle: Y\ndate: 2020-05-02\nlede: L.\nhonours:\n"
    content.write("articles/2020/y.md", f"{facts}{repeated}---\n")
    mends = mends_of(content.folder)
    assert len(mends) == 2
    apply(content.folder, mends)
    assert "id: c" in (content.folder / "articles/2020/x.md").read_text(encoding="utf-8")
    text = (content.folder / "articles/2020/y.md").read_text(encoding="utf-8")
    assert len(re.findall(r"id: c[a-z2-9]{6}", text)) == 1


def test_links_that_lead_out_are_not_followed(content: Content, tmp_path: Path) -> None:
    """`--fix` must not make a published file of something outside."""
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"---\r\ntitle: S\r\n---\r\n")
    link = content.folder / "articles/2020/z.md"
    link.symlink_to(outside)
    assert mends_of(content.folder) == []
    assert link.is_symlink()


def test_single_no_break_spaces_stay(content: Content) -> None:
    """Between a number and its unit a no-break space is right."""
    content.article("x", body="10\u00a0kg")
    assert mends_of(content.folder) == []


def test_files_that_are_right_or_beyond_help_are_not_touched(content: Content) -> None:
    """A file that cannot be read is for the editor to mend; the others keep every byte."""
    content.write("articles/2020/x.md", b"---\ntitle: \xff\n---\n")
    content.write("articles/2020/y.md", "---\ntitle: [\n---\n")
    before = tree(content.folder)
    run("check", "--content", content.folder, "--fix", code=1)
    assert tree(content.folder) == before


def test_characters_that_nobody_sees_are_deleted(content: Content) -> None:
    """They are refused in facts and mended in prose; `--fix` deletes them from both."""
    hidden = "---\ntitle: B\u200bà\u202ei\ndate: 2020-05-02\nlede: L.\n---\nNội\u2060 dung.\n"
    content.write("articles/2020/x.md", hidden)
    told = run("check", "--content", content.folder, code=1)
    assert "E117" in told
    assert "W018" in told
    run("check", "--content", content.folder, "--fix")
    mended = (content.folder / "articles/2020/x.md").read_text(encoding="utf-8")
    assert mended == "---\ntitle: Bài\ndate: 2020-05-02\nlede: L.\n---\nNội dung.\n"


MESSY = """---
# ghi chú 	
title: Ðại hội   thi đua
date: 2020-05-02
lede: Lời dẫn.
districts: [Một]   # tên khác
movements:
- Toàn dân thi đua # tên khác
- Thi đua yêu nước
honours:
- {id: cabcdefg, honoree: Tổ Ba, kind: collective, place: Một, award: giấy khen}
---
Xuống dòng ở đây  
là có chủ ý. 	
Cuối đoạn.​  

```
mã   
```
"""  # noqa: W291


def test_a_diff_comes_first_and_everything_else_stays(content: Content) -> None:
    """Comments, key order, line breaks in prose and places of their time are the editor's."""
    content.write("articles/2020/x.md", MESSY)
    told = run("check", "--content", content.folder, "--fix")
    assert "+districts: [huyen-mot]   # tên khác\n" in told
    assert "-movements:" not in told
    assert "+- thi-dua-yeu-nuoc # tên khác\n" in told
    assert told.index("+districts") < told.index("đã sửa:")
    mended = (content.folder / "articles/2020/x.md").read_text(encoding="utf-8")
    assert mended == (
        MESSY.replace("Ð", "Đ")
        .replace("   ", " ")
        .replace("ghi chú 	", "ghi chú")
        .replace("districts: [Một]", "districts: [huyen-mot]")
        .replace("- Toàn dân thi đua #", "- thi-dua-yeu-nuoc #")
        .replace("chủ ý. 	", "chủ ý.")
        .replace("đoạn.​  ", "đoạn.")
    )
    assert mends_of(content.folder) == []


def test_who_says_no_keeps_every_byte(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the diff is a question."""
    content.write("articles/2020/x.md", MESSY)
    before = tree(content.folder)
    with monkeypatch.context() as patch:
        patch.setattr("bangvang.cli.check.at_terminal", lambda: True)
        told = run("check", "--content", content.folder, "--fix", answer="n\n")
    assert "Sửa một tệp?" in told or "Sửa 1 tệp?" in told
    assert tree(content.folder) == before


def test_spaces_within_a_fact_are_not_touched(content: Content) -> None:
    """In a fact of several lines they may count; in the prose below they are trimmed."""
    facts = "---\ntitle: A\ndate: 2020-05-02\nlede: |\n  Một  \n  hai.\n---\n"
    content.write("articles/2020/x.md", f"{facts}Cuối. \n")
    run("check", "--content", content.folder, "--fix")
    text = (content.folder / "articles/2020/x.md").read_text(encoding="utf-8")
    assert text == f"{facts}Cuối.\n"
