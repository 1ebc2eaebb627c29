"""Lists at the desk under attack: paths, files and tables that no editor sends."""

import base64
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from desk import Opened, answering
from support import Content, tree

DOCUMENT = "documents/2020/qd"
TABLE = "TT,Họ và tên\n1,Lê Mẫu\n"
GOOD: dict[str, Any] = {
    "document": DOCUMENT,
    "columns": ["honoree", "kind", "award"],
    "rows": [["Lê Mẫu", "Cá nhân", "Giấy khen"]],
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Opened]:
    """A desk in this process, with one document that has no list."""
    content = Content(tmp_path / "content")
    facts = "kind: decision\nnumber: 1/QĐ-UBND\ndate: 2020-02-05\nauthority: UBND tỉnh\ntitle: Mẫu"
    content.write(f"{DOCUMENT}/index.md", f"---\n{facts}\n---\n")
    content.write("../ngoai/index.md", f"---\n{facts}\n---\n")
    (content.folder / "articles/an").symlink_to(tmp_path / "ngoai")
    with answering(tmp_path, {}) as found:
        yield found


def _asked(desk: Opened, action: str, params: object, **changed: str | None) -> tuple[int, Any]:
    answer = desk.ask("POST", "/api/v1", {"action": action, "params": params}, **changed)
    return answer.status, json.loads(answer.read())


def _file(name: str, data: bytes) -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(data).decode()}


def _bomb() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 300_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("action", "params", "status"),
    [
        ("saveList", {**GOOD, "document": "documents/../../ngoai"}, 422),
        ("saveList", {**GOOD, "document": "articles/an"}, 422),
        ("saveList", {**GOOD, "document": "documents/2020/khac"}, 422),
        ("saveList", {**GOOD, "columns": ["honoree", "kind", "__class__"]}, 400),
        ("saveList", {**GOOD, "rows": [["Lê Mẫu"]]}, 422),
        ("saveList", {**GOOD, "rows": [["Lê Mẫu", "Cá nhân", "Giấy khen"]] * 20_001}, 422),
        ("saveList", {**GOOD, "rows": 7}, 400),
        ("saveList", [], 400),
        ("readList", _file("../../site.md", b"x"), 422),
        ("readList", _file("a.xlsm", b"x"), 422),
        ("readList", _file("a.xlsx", b"PK\x03\x04 no archive"), 422),
        ("readList", _file("a.xlsx", _bomb()), 422),
        ("readList", _file("a.docx", b"x" * 9), 422),
        ("readList", {"name": "a.csv", "content": "no base 64"}, 400),
        ("readList", {}, 400),
    ],
)
def test_what_no_editor_sends_changes_nothing(
    desk: Opened, action: str, params: object, status: int
) -> None:
    """It is refused in words, or as no request of the desk's."""
    before = tree(desk.folder)
    answered, said = _asked(desk, action, params)
    assert answered == status
    assert said["error"]
    assert tree(desk.folder) == before


def test_only_the_desk_itself_may_ask(desk: Opened) -> None:
    for changed in ({"X-Bang-Vang-Key": "x" * 32}, {"Origin": "http://evil.example"}):
        assert _asked(desk, "listTargets", {}, **changed)[0] == 403


def test_a_list_is_read_judged_and_written_once(desk: Opened) -> None:
    """What is wrong is told by row and column; what is there is not written over."""
    _, found = _asked(desk, "listTargets", {})
    assert found["targets"] == [{"path": DOCUMENT, "title": "1/QĐ-UBND: Mẫu"}]
    _, table = _asked(desk, "readList", _file("a.csv", TABLE.encode()))
    assert table["rows"] == [["Lê Mẫu", "Cá nhân", "", "", ""]]
    wrong = {**GOOD, "rows": [["Lê Mẫu", "Cá nhân", "Giấy khem"]]}
    _, told = _asked(desk, "saveList", wrong)
    assert not told["saved"]
    faults = [each for each in told["problems"] if each["error"]]
    assert [(each["row"], each["column"], each["text"][:4]) for each in faults] == [
        (0, "award", "E204")
    ]
    assert not (desk.folder / "content" / DOCUMENT / "danh-sach.xlsx").exists()
    status, done = _asked(desk, "saveList", GOOD)
    assert (status, done["saved"], done["url"]) == (200, True, "van-ban/2020/qd/")
    assert _asked(desk, "saveList", GOOD)[0] == 422
    assert _asked(desk, "listTargets", {})[1] == {"targets": []}
