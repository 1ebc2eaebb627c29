"""The columns of a list of honours, and its lines that are no honour, in the words of offices."""

import re
from collections.abc import Mapping

from bangvang.text import fold

_HEADS: Mapping[str, str] = {
    "id": "ma, id, ma so luot khen",
    "": "stt, tt, so tt, so thu tu, so tien, tien thuong, muc thuong, ghi chu, so bang, so vao so, "
    "so vao so bang khen, ky nhan, nam sinh, ngay sinh, ngay thang nam sinh, gioi tinh, nam nu, "
    "dan toc, so dien thoai, dien thoai, so tai khoan, chu ky, so tien thuong, muc tien thuong, "
    "muc tien, tien thuong dong, so tien dong",
    "ref": "da neu o luot khen, ref",
    "honoree": "ten, ten ca nhan tap the, ten tap the ca nhan, ca nhan tap the, tap the ca nhan, "
    "don vi ca nhan, ten don vi ca nhan, doi tuong khen thuong",
    "honoree person": "ho va ten, ho ten, ten ca nhan, ho va ten ca nhan, ca nhan",
    "honoree collective": "ten tap the, tap the, ten don vi, don vi duoc khen thuong, "
    "ten co quan don vi, ten tap the don vi",
    "honoree household": "ho gia dinh, ten ho gia dinh, chu ho, ho ten chu ho, ho va ten chu ho",
    "kind": "loai, doi tuong, ca nhan hay tap the",
    "role": "chuc vu, chuc danh, chuc vu don vi cong tac, chuc vu noi cong tac, nghe nghiep, "
    "chuc vu don vi, chuc danh don vi cong tac",
    "unit": "don vi cong tac, noi cong tac, don vi, co quan, co quan don vi, co quan cong tac",
    "place": "dia chi, dia ban, noi o, huyen, xa, noi thuong tru, huyen thanh pho, xa phuong",
    "award": "danh hieu, hinh thuc khen thuong, danh hieu hinh thuc khen thuong, "
    "danh hieu thi dua, khen thuong, hinh thuc, danh hieu khen thuong",
    "for": "nam, nam khen thuong, thanh tich nam, giai doan, nam hoc, nam cong tac",
    "citation": "thanh tich, ly do, noi dung, noi dung thanh tich, tom tat thanh tich, "
    "ly do khen thuong, thanh tich khen thuong",
    "date": "ngay, ngay khen, ngay khen thuong, ngay trao",
    "decision": "quyet dinh, so quyet dinh, so qd, quyet dinh so",
    "presented_by": "nguoi trao",
    "level": "cap",
}
_BY_HEAD = {name: field for field, names in _HEADS.items() for name in names.split(", ")}
_KINDS = {
    "ca nhan": "person",
    "person": "person",
    "tap the": "collective",
    "don vi": "collective",
    "collective": "collective",
    "ho gia dinh": "household",
    "ho": "household",
    "household": "household",
}
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"^(?:[ivxIVX]+|[A-ZĐ]|\d+(?:\.\d+)*)\s*[.)/-]\s*")
_COUNT = re.compile(r"(?:\(|:\s*)0*(\d{1,3}(?:\.\d{3})+|\d{1,6})\b[^()\d]*\)?\s*$")
_AWARDS = (
    *("danh hieu ", "hinh thuc ", "bang khen", "giay khen", "co thi dua", "huan chuong"),
    *("huy chuong", "chien si", "lao dong tien tien", "tap the lao dong", "ky niem chuong"),
    *("gia dinh van hoa", "don vi tien tien", "don vi quyet thang"),
)
_PLACES = ("huyen ", "thi xa ", "thanh pho ", "xa ", "phuong ", "thi tran ", "tinh ")
_TOTALS = ("tong cong", "tong so", "cong", "tong")
_ENDS = ("nguoi lap", "noi nhan", "t m ", "chu tich", "thu truong", "danh sach gom", "an dinh")


def words_of(text: str) -> str:
    """Return the words of a cell, folded, with one space between them.

    >>> words_of("Họ và tên (cá nhân)"), words_of("Danh hiệu / Hình thức")
    ('ho va ten ca nhan', 'danh hieu hinh thuc')
    """
    return " ".join(_WORD.findall(fold(text)))


def column_of(head: str) -> str | None:
    """Return what a column holds, by its head: "" for what is not published; None if unknown.

    >>> column_of("Họ và tên"), column_of("TT"), column_of("Đơn vị công tác"), column_of("Màu")
    ('honoree person', '', 'unit', None)
    """
    return _BY_HEAD.get(words_of(head))


def known_heads() -> str:
    """Return the most usual heads of columns, for an editor who wrote another."""
    return "TT, Họ và tên, Tên tập thể, Chức vụ, Đơn vị công tác, Địa chỉ, Danh hiệu, Năm, Ghi chú"


def kind_of(text: str) -> str | None:
    """Return the kind of honoree that a cell or line names.

    >>> kind_of("Cá nhân"), kind_of("II. TẬP THỂ (15)"), kind_of("Khối số 1")
    ('person', 'collective', None)
    """
    words = words_of(_COUNT.sub("", _NUMBERED.sub("", text)))
    return _KINDS.get(words.removeprefix("cac ").removeprefix("danh sach "))


def count_of(text: str) -> int | None:
    """Return the number at the end of a line: of how many it is the heading.

    >>> [count_of(text) for text in ("I. TẬP THỂ (15)", "II. Cá nhân: 1.400 người", "Khối số 1")]
    [15, 1400, None]
    """
    found = _COUNT.search(_NUMBERED.sub("", text))
    return int(found[1].replace(".", "")) if found else None


def group_of(text: str) -> tuple[str, str] | None:
    """Return what a line in a list says of the rows below: a field and its value.

    The field is "" for a heading that says nothing of them; None when the line is no heading.

    >>> group_of("B. CÁ NHÂN"), group_of("Huyện Chợ Đồn"), group_of("Danh hiệu Lao động tiên tiến")
    (('kind', 'person'), ('place', 'Huyện Chợ Đồn'), ('award', 'Lao động tiên tiến'))
    >>> group_of("Khối thi đua số 1"), group_of("Nguyễn Văn Mẫu")
    (('', 'Khối thi đua số 1'), None)
    """
    kind = kind_of(text)
    if kind:
        return "kind", kind
    bare = _NUMBERED.sub("", text).strip().rstrip(":")
    folded = words_of(bare) + " "
    if folded.startswith(_AWARDS[:2]):
        bare = " ".join(bare.split()[2:])
    if folded.startswith(_AWARDS):
        return "award", re.sub(r"\s*\(\d+\)\s*$|:\s*\d+.*$", "", bare).strip()
    if folded.startswith(_PLACES):
        return "place", re.sub(r"\s*\(\d+\)\s*$", "", bare)
    if folded.startswith(("khoi ", "cum ", "nhom ")):
        return "", bare
    return None


def has_number(text: str) -> bool:
    """Return whether a line begins with the number of a heading: "I.", "A)", "2.1."."""
    return bool(_NUMBERED.match(text))


def is_total(text: str) -> bool:
    """Return whether a line adds up, or belongs to the foot of the page.

    >>> [is_total(text) for text in ("Tổng cộng: 32", "Ấn định có 32 tập thể", "Công an xã")]
    [True, True, False]
    """
    words = words_of(text)
    begins = re.sub(r"\s*\d.*$", "", words)
    return begins in _TOTALS or words.startswith(_ENDS)
