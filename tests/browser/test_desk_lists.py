"""A list of honours at the desk, in Chromium: chosen, corrected, written, and on the site."""

import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from bangvang.content.read.sheets import read_sheet
from desk import Opened, opened
from support import Content, run, whole_portal

pytestmark = pytest.mark.long

DOCUMENT = "documents/2020/qd-163"
COUNT = 50
WRONG = {7: ("Danh hiệu", "Giấy khem"), 31: ("Địa chỉ", "Huyện Hia")}
"""What is misspelt in which row of the workbook, below which head."""
HEADS = ("TT", "Họ và tên", "Chức vụ", "Địa chỉ", "Danh hiệu", "Số tiền")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Opened]:
    """The desk of a portal with a decision that has no list yet."""
    folder = tmp_path / "ban"
    Content(folder / "content").write(
        f"{DOCUMENT}/index.md",
        "---\nkind: decision\nnumber: 163/QĐ-UBND\ndate: 2020-02-05\n"
        f"authority: UBND tỉnh\ntitle: Tặng Giấy khen cho {COUNT} cá nhân\n---\n",
    )
    whole_portal(folder)
    with opened(folder) as found:
        yield found


def _workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["DANH SÁCH KHEN THƯỞNG (số liệu mẫu)"])
    sheet.append(HEADS)
    for number in range(1, COUNT + 1):
        row = [number, f"Ông Nguyễn Mẫu {number}", "Giáo viên", "Huyện Hai", "Giấy khen", 500_000]
        head, text = WRONG.get(number, ("", ""))
        sheet.append(
            [text if name == head else cell for name, cell in zip(HEADS, row, strict=True)]
        )
    book.save(path)
    return path


def test_a_workbook_is_corrected_and_published(
    desk: Opened, browser: Browser, tmp_path: Path
) -> None:
    """Fifty rows, two of them wrong: nothing is written before both are mended."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{desk.address}#{desk.key}")
    page.get_by_role("button", name="Đăng nhập").click()
    link = page.get_by_role("link", name="Danh sách khen thưởng")
    link.click()
    page.get_by_label("Văn bản hoặc bài viết").select_option(
        label=f"163/QĐ-UBND: Tặng Giấy khen cho {COUNT} cá nhân"
    )
    page.get_by_label("Tệp của cơ quan").set_input_files(_workbook(tmp_path / "kem-theo.xlsx"))
    page.get_by_role("button", name="Xem máy hiểu thế nào").click()
    status = page.get_by_role("status")
    expect(status).to_have_text(f"{COUNT} lượt khen thưởng (Cá nhân: {COUNT})")
    save = page.get_by_role("button", name="Ghi lên cổng")
    save.click()
    expect(status).to_have_text("Có 2 dòng phải sửa; các dòng ấy được đánh dấu.")
    target = desk.folder / "content" / DOCUMENT / "danh-sach.xlsx"
    assert not target.exists()
    for number, (_, wrong) in WRONG.items():
        field = page.locator(f"input[aria-label^='Dòng {number},'][aria-invalid]")
        expect(field).to_have_value(wrong)
        field.fill({"Giấy khem": "Giấy khen", "Huyện Hia": "Huyện Hai"}[wrong])
    expect(page.locator(".why", has_text="Có phải là “Giấy khen”?")).to_be_visible()
    save.click()
    expect(status).to_contain_text("Đã ghi")
    assert "Mọi thứ đều ổn" in run("check", folder=desk.folder)
    table = read_sheet(target)
    assert len(table) == 1 + COUNT
    assert "Số tiền" not in table[0]
    assert len({row[-1] for row in table[1:]}) == COUNT
    for _ in range(200):
        built = page.goto(f"{desk.root}van-ban/2020/qd-163/")
        if built and f"{COUNT} lượt khen thưởng" in page.content():
            break
        time.sleep(0.1)
    expect(page.get_by_role("link", name="Nguyễn Mẫu 31", exact=True)).to_be_visible()
    page.close()
    assert faults == []
