"""Tables in the manner of offices: what each kind of layout says, with the right values."""

from typing import Any

import pytest

from bangvang.content.read.list_files import Sheet
from bangvang.content.read.lists import rows_in
from bangvang.model.problems import Problem, errors

Facts = tuple[str, str, str, str, str]


def _read(rows: list[list[str]]) -> tuple[list[Facts], list[Problem]]:
    """Return name, kind, role, place and award of each honour, and what is told."""
    width = max(map(len, rows))
    problems: list[Problem] = []
    sheet = Sheet([row + [""] * (width - len(row)) for row in rows], [])
    found = [row.facts for row in rows_in("a.csv", sheet, {}, problems)]
    keys = ("honoree", "kind", "role", "place", "award")

    def facts(row: dict[str, Any]) -> Facts:
        name, kind, role, place, award = (str(row.get(key, "")) for key in keys)
        return name, kind, role, place, award

    return [facts(row) for row in found], problems


CASES: dict[str, tuple[list[list[str]], list[Facts]]] = {
    "a head in two rows, and a row that numbers the columns": (
        [
            ["TT", "Họ và tên", "Năm sinh", "", "Chức vụ", "Danh hiệu"],
            ["TT", "Họ và tên", "Nam", "Nữ", "Chức vụ", "Danh hiệu"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            ["1", "Lê Mẫu", "1980", "", "Kế toán", "Lao động tiên tiến"],
        ],
        [("Lê Mẫu", "person", "Kế toán", "", "Lao động tiên tiến")],
    ),
    "crosses below the awards": (
        [
            ["TT", "Họ và tên", "Chức vụ, đơn vị", "Danh hiệu, hình thức khen thưởng", ""],
            ["TT", "Họ và tên", "Chức vụ, đơn vị", "Lao động\ntiên tiến", "Giấy khen"],
            ["I", "Văn phòng Mẫu", "", "", ""],
            ["1", "Lê Mẫu", "Kế toán", "x", ""],
            ["2", "Lò Thử", "Lái xe", "", "X"],
        ],
        [
            ("Lê Mẫu", "person", "Kế toán", "", "Lao động tiên tiến"),
            ("Lò Thử", "person", "Lái xe", "", "Giấy khen"),
        ],
    ),
    "persons and others in one column": (
        [
            ["Số TT", "Tên đơn vị/Họ và tên", "Chức vụ", "Hình thức khen", "Mức thưởng (đồng)"],
            ["1", "Sở Mẫu", "", "Bằng khen", "1.000.000"],
            ["2", "Đ/c Lê Mẫu", "Kế toán", "Bằng khen", ""],
            ["3", "Bàn Văn Thử", "Trưởng thôn", "Giấy khen", ""],
            ["4", "Hộ bà Lò Thử", "", "Giấy khen", ""],
        ],
        [
            ("Sở Mẫu", "collective", "", "", "Bằng khen"),
            ("Lê Mẫu", "person", "Kế toán", "", "Bằng khen"),
            ("Bàn Văn Thử", "person", "Trưởng thôn", "", "Giấy khen"),
            ("Lò Thử", "household", "", "", "Giấy khen"),
        ],
    ),
    "name, post and unit in one cell": (
        [
            ["TT", "Tên tập thể; họ và tên cá nhân, chức vụ", "Hình thức khen thưởng"],
            ["A", "TẬP THỂ: 1", ""],
            ["1.", "Ban Chỉ huy Quân sự xã Mẫu", "Bằng khen"],
            ["B", "CÁ NHÂN: 1", ""],
            ["1.", "Bà Lê Mẫu, Chủ tịch Hội, xã Mẫu", "Bằng khen"],
        ],
        [
            ("Ban Chỉ huy Quân sự xã Mẫu", "collective", "", "", "Bằng khen"),
            ("Lê Mẫu", "person", "Chủ tịch Hội, xã Mẫu", "", "Bằng khen"),
        ],
    ),
    "tables of different heads, their award above them": (
        [
            ["I. Danh hiệu “Tập thể Lao động xuất sắc”: 1 tập thể"],
            ["TT", "Tên đơn vị", "Địa chỉ"],
            ["1", "Khoa Mẫu", "Xã Thử"],
            ["II. Tặng Giấy khen: 1 cá nhân"],
            ["TT", "Ông (bà)", "Thành phần", "Nơi cư trú"],
            ["1", "Ông Lê Mẫu", "Nông dân", "Xã Thử"],
        ],
        [
            ("Khoa Mẫu", "collective", "", "Xã Thử", "Tập thể Lao động xuất sắc"),
            ("Lê Mẫu", "person", "Nông dân", "Xã Thử", "Giấy khen"),
        ],
    ),
    "sums, and the foot of the page": (
        [
            ["STT", "Họ và tên", "Đơn vị công tác"],
            ["Huyện Mẫu (1)", "", ""],
            ["1", "Thiếu tá Lê Mẫu", "Công an huyện"],
            ["", "Cộng Huyện Mẫu: 1 người", ""],
            ["TỔNG CỘNG: 1", "", ""],
            ["NGƯỜI LẬP BIỂU", "", "TM. ỦY BAN NHÂN DÂN"],
            ["", "Trần Thị Lập", "Lê Ký"],
        ],
        [("Lê Mẫu", "person", "Công an huyện", "Huyện Mẫu", "")],
    ),
    "two columns of places": (
        [
            ["TT", "Xã, thị trấn", "Tên hộ gia đình/khu dân cư", "Địa chỉ (thôn, bản)"],
            ["01", "Xã Mẫu", "Gia đình ông Lê Thử", "Thôn Một"],
            ["02", "Xã Mẫu", "Thôn Hai", ""],
        ],
        [
            ("Lê Thử", "household", "", "Thôn Một, Xã Mẫu", ""),
            ("Thôn Hai", "collective", "", "Xã Mẫu", ""),
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_layout_is_understood(name: str) -> None:
    rows, facts = CASES[name]
    found, problems = _read(rows)
    assert found == facts
    assert errors(problems) == []


def test_a_number_in_a_heading_is_a_count_only_where_it_counts() -> None:
    """“Khối thi đua số 2” announces nothing; “(2)” and “: 1.400 người” do."""
    rows = [["TT", "Tên đơn vị"], ["Khối thi đua số 2", ""], ["1", "Sở Mẫu"], ["CÁ NHÂN (2)", ""]]
    assert [each.values for each in _read(rows)[1]] == [{"told": "2", "found": "0"}]
