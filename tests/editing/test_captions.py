"""Captions in a spreadsheet and back: nothing is lost, and what does not fit is refused."""

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bangvang.content.read.sheets import read_sheet
from bangvang.content.write.sheets import write_sheet
from bangvang.editing.captions import COLUMNS, export_rows, import_rows
from bangvang.text import INVISIBLE, repair
from support import Content, run

TEXTS = st.lists(
    st.sampled_from(
        [*"=+-@'\";,|\t\n ", "\r\n", "aá", "e\u0302\u0323", "Đường", "🏅👩‍🏫", "_x000D_"]
    )
    | st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]),
    max_size=12,
).map("".join)
# Letters of Western languages by chance look like those of an old font.
CAPTIONS = TEXTS.map(str.strip).filter(
    lambda text: text and not INVISIBLE.search(text) and not re.search("[\u00a1-\u00ff]{2}", text)
)
# One word in ASCII that begins with h is the id of a record, and there is none.
NAMES = CAPTIONS.map(lambda text: " ".join(text.split())).filter(
    lambda text: text and not (text.isascii() and text.startswith("h") and " " not in text)
)


def _album(content: Content, photos: list[dict[str, object]]) -> Path:
    text = json.dumps({"title": "Hình", "photos": photos}, ensure_ascii=False)
    content.write(
        "albums/hinh/index.md", f"---\n{text[1:-1]}\n---\n".replace(', "photos"', '\n"photos"')
    )
    return content.folder


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.tuples(TEXTS, TEXTS).map(list).filter(any), min_size=1, max_size=4))
def test_a_table_comes_back_as_it_was(ending: str, rows: list[list[str]], tmp_path: Path) -> None:
    """Quotes, line breaks, emoji, combining marks, and what looks like a formula."""
    file = tmp_path / f"bang{ending}"
    write_sheet(file, [["id", "caption"], *rows])
    assert read_sheet(file)[1:] == rows


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    old=st.lists(CAPTIONS, min_size=2, max_size=2),
    new=st.lists(CAPTIONS, min_size=2, max_size=2),
    people=st.lists(NAMES, max_size=3, unique=True),
    ending=st.sampled_from([".csv", ".xlsx"]),
)
@example(old=["=", "=\t\u0323"], new=["=\t\u0323", "="], people=[], ending=".csv")
@example(old=["=", "="], new=["=", "\\e\u0323\u0302"], people=[], ending=".csv")
def test_an_album_says_what_its_table_says(
    old: list[str],
    new: list[str],
    people: list[str],
    ending: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Export, import: nothing changes. Change cells, import: the album has them, as mended text."""
    content = Content(tmp_path_factory.mktemp("album") / "content")
    photos: list[dict[str, object]] = [
        {"id": f"a{number}", "caption": caption, "status": "caption-only"}
        for number, caption in enumerate(old)
    ]
    folder = _album(content, photos)
    file = folder.parent / f"bang{ending}"
    rows = export_rows(folder, "hinh")
    write_sheet(file, rows)
    assert import_rows(folder, "hinh", read_sheet(file)) == ([], 0)
    for row, caption in zip(rows[1:], new, strict=True):
        row[2] = caption
    row[5] = ";".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in people)
    write_sheet(file, rows)
    import_rows(folder, "hinh", read_sheet(file))
    after = export_rows(folder, "hinh")
    assert [" ".join(row[2].split()) for row in after[1:]] == [
        " ".join(repair(caption).split()) for caption in new
    ]
    write_sheet(file, after)
    assert import_rows(folder, "hinh", read_sheet(file)) == ([], 0)


def test_a_formula_is_text_in_excel(content: Content, tmp_path: Path) -> None:
    """A caption must not calculate on the archivist's machine."""
    _album(content, [{"id": "a", "caption": "=1+2", "status": "caption-only"}])
    for ending in ("csv", "xlsx"):
        file = tmp_path / f"x.{ending}"
        run("album", "export", "hinh", file, "--content", content.folder)
    assert (
        (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("a,,'=1+2")
    )
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]["C2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+2")


def test_what_does_not_fit_is_refused_all_at_once(content: Content, tmp_path: Path) -> None:
    """Every row is told, in words; nothing is written."""
    folder = _album(
        content, [{"id": each, "caption": "C", "status": "caption-only"} for each in "ab"]
    )
    before = (folder / "albums/hinh/index.md").read_bytes()
    file = tmp_path / "x.csv"
    file.write_text(
        "id,caption,date,awards\na,C,2020-13-40,\nz,C,,\nb,,,Giải không có\nb,C,,\n",
        encoding="utf-8",
    )
    told = run("album", "import", "hinh", file, "--content", folder, code=1)
    assert "hàng 3: tập ảnh không có ảnh nào mang mã “z”" in told
    assert "hàng 5: ảnh “b” đã có ở hàng 4" in told
    file.write_text(
        "id,caption,date,awards\na,C,2020-13-40,\nb,,,Giải không có\n", encoding="utf-8"
    )
    told = run("album", "import", "hinh", file, "--content", folder, code=1)
    assert "hàng 2: E104" in told
    assert "hàng 3: E" in told
    assert (folder / "albums/hinh/index.md").read_bytes() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("mã,chú thích\na,C\n".encode(), "hàng 1: hàng đầu phải ghi tên các cột"),
        (b"id,caption,ngay\na,C,1\n", "hàng 1: không có cột “ngay”"),
        ("id,caption\na,Chú thích\n".encode("cp1258", "replace"), "tệp không phải UTF-8"),
        ("id,caption\na,C\n".encode("utf-16-le"), "tệp dùng UTF-16"),
        (b"PK\x03\x04 this is no workbook", "tệp bị hỏng"),
        (b"", "hàng 1: hàng đầu phải ghi tên các cột"),
    ],
    ids=["heading", "column", "windows-1258", "UTF-16", "no workbook", "empty"],
)
def test_a_file_that_is_no_table_is_refused(
    data: bytes, said: str, content: Content, tmp_path: Path
) -> None:
    """A wrong heading, another encoding, something else under the name."""
    _album(content, [{"id": "a", "caption": "C", "status": "caption-only"}])
    file = tmp_path / ("x.xlsx" if data.startswith(b"PK") else "x.csv")
    file.write_bytes(data)
    assert said in run("album", "import", "hinh", file, "--content", content.folder, code=1)


def test_a_table_whose_letters_have_become_question_marks_is_refused(
    content: Content, tmp_path: Path
) -> None:
    """What Excel saves as plain CSV has lost them; a question mark that was typed has not."""
    _album(content, [{"id": "a", "caption": "Đón cờ của tỉnh", "status": "caption-only"}])
    file = tmp_path / "x.csv"
    file.write_text("id,caption\na,Dón c? c?a t?nh\n", encoding="utf-8")
    said = run("album", "import", "hinh", file, "--content", content.folder, code=1)
    assert "hàng 2: ở cột “caption” có chữ đã thành dấu “?”" in said
    file.write_text("id,caption\na,Đón cờ của tỉnh?\n", encoding="utf-8")
    run("album", "import", "hinh", file, "--content", content.folder)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_excel_saves_tables_in_many_ways(
    delimiter: str, encoding: str, content: Content, tmp_path: Path
) -> None:
    """Semicolons and tabs, UTF-16 with its mark: all are read; comments and order stay."""
    content.write(
        "albums/hinh/index.md",
        "---\ntitle: A\nphotos:\n# the first\n- id: a\n  caption: Cũ  # kept\n"
        "  status: caption-only\n---\n",
    )
    file = tmp_path / "x.csv"
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows([["id", "caption"], ["a", "Mới"]])
    said = run("album", "import", "hinh", file, "--content", content.folder)
    assert "a, caption: Cũ → Mới" in said
    text = (content.folder / "albums/hinh/index.md").read_text(encoding="utf-8")
    assert text.splitlines()[3:6] == ["# the first", "- id: a", '  caption: "Mới"  # kept']


def test_every_fact_of_a_photo_has_a_column() -> None:
    """What the model gains, the table must too."""
    from bangvang.model.albums import Photo, PhotoSource

    own = {f"source_{name}" for name in PhotoSource.model_fields}
    assert set(COLUMNS) == (set(Photo.model_fields) - {"source"}) | own


def test_what_the_table_does_not_tell_stays(content: Content, tmp_path: Path) -> None:
    """Columns and cells that are missing change nothing; line ends stay as they were."""
    text = (
        "---\r\ntitle: A\r\nphotos:\r\n- id: a\r\n  caption: C\r\n  people: [Một]\r\n"
        "  source: {url: 'https://a.example/', date: 2020-01-02}\r\n"
        "  status: caption-only\r\n---\r\n"
    )
    content.write("albums/hinh/index.md", text)
    file = tmp_path / "x.csv"
    file.write_text("id,source_url,people\na,https://b.example/\n", encoding="utf-8")
    run("album", "import", "hinh", file, "--content", content.folder)
    after = (content.folder / "albums/hinh/index.md").read_bytes().decode()
    assert "2020-01-02" in after
    assert "people: [Một]" in after
    assert after.count("\n") == after.count("\r\n")


def test_formulas_and_broken_quotes_are_refused(content: Content, tmp_path: Path) -> None:
    """A calculated cell has no text; a list whose quotes do not match has no certain names."""
    _album(content, [{"id": "a", "caption": "C", "status": "caption-only"}])
    book = openpyxl.Workbook()
    book.worksheets[0].append(["id", "caption"])
    book.worksheets[0].append(["a", '="A"&"B"'])
    book.save(tmp_path / "x.xlsx")
    said = run("album", "import", "hinh", tmp_path / "x.xlsx", "--content", content.folder, code=1)
    assert "hàng 2: “=" in said
    file = tmp_path / "x.csv"
    file.write_text('id,people\na,"""Một; Hai"\n', encoding="utf-8")
    said = run("album", "import", "hinh", file, "--content", content.folder, code=1)
    assert "dấu ngoặc kép" in said
