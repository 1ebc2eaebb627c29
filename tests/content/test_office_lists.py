"""Tables in the manner of offices: what each kind of layout says, with the right values."""

from typing import Any

import pytest

from bangvang.content.read.list_files import sheet_from
from bangvang.content.read.lists import rows_in
from bangvang.model.problems import Problem, errors
from layouts import CASES, Facts


def _read(rows: list[list[str]]) -> tuple[list[Facts], list[Problem]]:
    """Return name, kind, role, place and award of each honour, and what is told."""
    problems: list[Problem] = []
    found = [row.facts for row in rows_in("a.csv", sheet_from(rows), {}, problems)]
    keys = ("honoree", "kind", "role", "place", "award")

    def facts(row: dict[str, Any]) -> Facts:
        name, kind, role, place, award = (str(row.get(key, "")) for key in keys)
        return name, kind, role, place, award

    return [facts(row) for row in found], problems


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


def test_another_table_may_have_a_column_of_which_nothing_is_known() -> None:
    """It is told like one of the first; the rows below it are read all the same."""
    rows = [["TT", "Họ và tên", "Lớp"], ["1", "Em Lò Thử", "9A"]]
    rows += [["TT", "Tên lớp", "Màu áo"], ["1", "Lớp 9B", "xanh"]]
    found, problems = _read(rows)
    assert found == [
        ("Lò Thử", "person", "Lớp 9A", "", ""),
        ("Lớp 9B", "collective", "", "", ""),
    ]
    assert [(each.code, each.line, each.column) for each in problems] == [("E034", 3, "C")]
