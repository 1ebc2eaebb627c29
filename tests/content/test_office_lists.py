"""Tables in the manner of offices: what each kind of layout says, with the right values."""

from typing import Any

import pytest

from bangvang.content.read.list_files import sheet_from
from bangvang.content.read.lists import rows_in
from bangvang.model.problems import Problem, errors

Facts = tuple[str, str, str, str, str]


def _read(rows: list[list[str]]) -> tuple[list[Facts], list[Problem]]:
    """Return name, kind, role, place and award of each honour, and what is told."""
    problems: list[Problem] = []
    found = [row.facts for row in rows_in("a.csv", sheet_from(rows), {}, problems)]
    keys = ("honoree", "kind", "role", "place", "award")

    def facts(row: dict[str, Any]) -> Facts:
        name, kind, role, place, award = (str(row.get(key, "")) for key in keys)
        return name, kind, role, place, award

    return [facts(row) for row in found], problems


CASES: dict[str, tuple[list[list[str]], list[Facts]]] = {
    "a name in two columns, and two crosses for one person": (
        [
            ["STT", "Họ và tên", "", "Chức vụ", "Hình thức khen thưởng", ""],
            ["STT", "", "", "Chức vụ", "Lao động tiên tiến", "Giấy khen"],
            ["1", "Lê Văn", "Mẫu", "Kế toán", "x", "x"],
        ],
        [
            ("Lê Văn Mẫu", "person", "Kế toán", "", "Lao động tiên tiến"),
            ("Lê Văn Mẫu", "person", "Kế toán", "", "Giấy khen"),
        ],
    ),
    "units in headings, and the same again": (
        [
            ["TT", "Họ tên", "Chức vụ", "Được khen"],
            ["a)", "Cơ quan Mẫu (02 đồng chí)", "", ""],
            ["1", "BS.CKII. Lê Mẫu", "Trưởng khoa", "Danh hiệu “Thầy thuốc Ưu tú”"],
            ["2", "QNCN Lò Thử", "Lái xe", "-nt-"],
        ],
        [
            ("Lê Mẫu", "person", "Trưởng khoa, Cơ quan Mẫu", "", "Thầy thuốc Ưu tú"),
            ("Lò Thử", "person", "Lái xe, Cơ quan Mẫu", "", "Thầy thuốc Ưu tú"),
        ],
    ),
    "everything in the cell of the name": (
        [
            ["TT", "Tập thể, cá nhân", "Mức thưởng"],
            ["A", "TẬP THỂ", ""],
            ["1", "Công đoàn cơ sở Mẫu", ""],
            ["B", "CÁ NHÂN", ""],
            ["I", "Tặng Bằng khen cho 01 cá nhân:", ""],
            ["1", "Đồng chí Lê Mẫu, Chủ tịch, Công ty Mẫu;", ""],
            ["2", "Chị Lò Thử - Công nhân, Công ty Mẫu.", ""],
        ],
        [
            ("Công đoàn cơ sở Mẫu", "collective", "", "", ""),
            ("Lê Mẫu", "person", "Chủ tịch, Công ty Mẫu", "", "Bằng khen"),
            ("Lò Thử", "person", "Công nhân, Công ty Mẫu", "", "Bằng khen"),
        ],
    ),
    "awards in appendix titles, and each in a table of its own": (
        [
            ["Các đơn vị được tặng Cờ thi đua của UBND tỉnh năm 2022"],
            ["STT", "Tên đơn vị", "Đơn vị dẫn đầu"],
            ["1", "Sở Mẫu", "Khối các sở"],
            ["Ấn định danh sách có 01 đơn vị"],
            ["CÁ NHÂN ĐƯỢC TẶNG DANH HIỆU “CHIẾN SĨ THI ĐUA CẤP TỈNH”"],
            ["STT", "Họ và tên", "Chức vụ"],
            ["", "TS. Lê Mẫu", "Giám đốc"],
        ],
        [
            ("Sở Mẫu", "collective", "", "", "Cờ thi đua của UBND tỉnh"),
            ("Lê Mẫu", "person", "Giám đốc", "", "CHIẾN SĨ THI ĐUA CẤP TỈNH"),
        ],
    ),
    "every honour has a number, so what has none is a heading": (
        [
            ["TT", "Họ tên, chức vụ/ Tên tập thể", "Ký nhận"],
            ["A. GIẤY KHEN (03 cá nhân)", "", ""],
            ["", "Trường Tiểu học Mẫu", ""],
            ["1", "Bà Lò Thử, Hiệu trưởng", "x"],
            ["2", "Ông Lê Mẫu, Giáo viên", "x"],
            ["", "Huyện Chợ Đồn", ""],
            ["3", "Ông Vũ Mẫu, Kế toán", "x"],
            ["", "Khối các sở", ""],
            ["4", "Ông Hà Mẫu, Kế toán", "x"],
        ],
        [
            ("Lò Thử", "person", "Hiệu trưởng, Trường Tiểu học Mẫu", "", "GIẤY KHEN"),
            ("Lê Mẫu", "person", "Giáo viên, Trường Tiểu học Mẫu", "", "GIẤY KHEN"),
            ("Vũ Mẫu", "person", "Kế toán, Trường Tiểu học Mẫu", "Huyện Chợ Đồn", "GIẤY KHEN"),
            ("Hà Mẫu", "person", "Kế toán, Trường Tiểu học Mẫu", "", "GIẤY KHEN"),
        ],
    ),
    "two awards of one row, kinds in headings, and no unit from a heading that is none": (
        [
            ["TT", "Tên tập thể, cá nhân, hộ", "Nội dung", "", "Lớp"],
            ["TT", "Tên tập thể, cá nhân, hộ", "Danh hiệu thi đua", "Hình thức khen thưởng", "Lớp"],
            ["I. Cán bộ công đoàn", "", "", "", ""],
            ["1", "Bà Lò Thử", "Lao động tiên tiến", "Giấy khen", ""],
            ["II. HỘ NÔNG DÂN", "", "", "", ""],
            ["2", "Hộ ông Lê Mẫu", "", "Giấy khen", ""],
            ["III. Học sinh", "", "", "", ""],
            ["3", "Em Vũ Mẫu", "", "Giấy khen", "12A1"],
        ],
        [
            ("Lò Thử", "person", "", "", "Lao động tiên tiến"),
            ("Lò Thử", "person", "", "", "Giấy khen"),
            ("Lê Mẫu", "household", "", "", "Giấy khen"),
            ("Vũ Mẫu", "person", "Lớp 12A1", "", "Giấy khen"),
        ],
    ),
    "a village below its commune": (
        [
            ["STT", "Chủ hộ", "Thôn, bản, tổ dân phố"],
            ["1. Xã Mẫu: 01 hộ", "", ""],
            ["1", "Hộ ông Lê Mẫu", "Thôn Hai"],
        ],
        [("Lê Mẫu", "household", "", "Thôn Hai, Xã Mẫu", "")],
    ),
    "numbers typed before the names": (
        [["Họ và tên"], ["1. Lê Mẫu"], ["2. Bằng Văn Thử"], ["Bằng Mẫu"], ["Huyện Mẫu"]],
        [
            ("Lê Mẫu", "person", "", "", ""),
            ("Bằng Văn Thử", "person", "", "", ""),
            ("Bằng Mẫu", "person", "", "", ""),
            ("Huyện Mẫu", "person", "", "", ""),
        ],
    ),
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
            ("Lê Mẫu", "person", "Kế toán, Văn phòng Mẫu", "", "Lao động tiên tiến"),
            ("Lò Thử", "person", "Lái xe, Văn phòng Mẫu", "", "Giấy khen"),
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


@pytest.mark.parametrize("head", [[], [["Tên", "Địa chỉ"]], [["TT", "Tên", "Địa chỉ"]]])
def test_no_honour_is_taken_for_a_head(head: list[list[str]]) -> None:
    """Names of households and places have the words of heads; without a head that is told."""
    rows = [["Hộ gia đình ông Lê Mẫu", "Xã Thử"], ["Hộ gia đình bà Lò Mẫu", "Huyện Thử"]]
    shift = [""] if head and len(head[0]) == 3 else []
    found, problems = _read([*head, *([*shift, *row] for row in rows)])
    if head:
        assert [name for name, *_ in found] == ["Lê Mẫu", "Lò Mẫu"]
    else:
        assert [each.code for each in problems] == ["E035"]


def test_what_sounds_like_a_sum_or_a_foot_is_an_honour_all_the_same() -> None:
    """A numbered row is one; without numbers what stands below the foot is told."""
    names = ["Cộng đồng dân cư thôn 5", "Cộng đồng người Mẫu", "Tổng đội Mẫu"]
    rows = [["TT", "Tên tập thể"], *([str(at), name] for at, name in enumerate(names, 1))]
    assert [name for name, *_ in _read(rows)[0]] == names
    assert [name for name, *_ in _read([row[1:] for row in rows])[0]] == names
    rows = [["Tên tập thể", "Địa chỉ"], ["Sở Mẫu", ""], ["Nơi nhận:", ""], ["Lê Ký", "Xã Thử"]]
    assert [name for name, *_ in _read(rows)[0]] == ["Sở Mẫu", "Lê Ký"]


def test_a_heading_that_only_lacks_a_number_is_told() -> None:
    """It may be an honour whose number was forgotten."""
    rows = [["TT", "Tên tập thể"], *([str(number), f"Đội {number}"] for number in range(1, 5))]
    found, problems = _read([*rows, ["", "Trường Mẫu"]])
    assert len(found) == 4
    assert [(problem.code, problem.line) for problem in problems] == [("W050", 6)]
