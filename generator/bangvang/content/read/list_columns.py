"""The columns of a list of honours, in the words of offices."""

import re
from collections.abc import Mapping
from functools import lru_cache

from bangvang.text import fold

_HEADS: Mapping[str, str] = {
    "id": "ma, id, ma so luot khen",
    "": "stt, tt, so tt, so thu tu, so tien, tien thuong, muc thuong, ghi chu, so bang, so vao so, "
    "so vao so bang khen, ky nhan, nam sinh, ngay sinh, ngay thang nam sinh, gioi tinh, nam nu, "
    "cap bac, quan ham, "
    "dan toc, so dien thoai, dien thoai, so tai khoan, chu ky, so tien thuong, muc tien thuong, "
    "muc tien, tien thuong dong, so tien dong",
    "ref": "da neu o luot khen, ref",
    "honoree": "ten, ten ca nhan tap the, ten tap the ca nhan, ca nhan tap the, tap the ca nhan, "
    "don vi ca nhan, ten don vi ca nhan, doi tuong khen thuong",
    "honoree person": "ho va ten, ho ten, ten ca nhan, ho va ten ca nhan, ca nhan",
    "honoree collective": "ten tap the, tap the, ten don vi, don vi duoc khen thuong, "
    "ten co quan don vi, ten tap the don vi, ten chi doan, ten chi bo, "
    "ten thon, ten ban, ten to dan pho, ten khu dan cu, ten khu pho, ten lang",
    "honoree household": "ho gia dinh, ten ho gia dinh, chu ho, ho ten chu ho, ho va ten chu ho",
    "kind": "loai, doi tuong, ca nhan hay tap the",
    "role": "chuc vu, chuc danh, chuc vu don vi cong tac, chuc vu noi cong tac, nghe nghiep, "
    "chuc vu don vi, chuc danh don vi cong tac",
    "unit Lớp": "lop, lop hoc",
    "unit Tổ": "to, to chuyen mon",
    "unit": "don vi cong tac, noi cong tac, don vi, co quan, co quan don vi, co quan cong tac, "
    "ten lop, ten truong, ten phong, ten to",
    "place": "thon, ban, thon ban, buon, lang, ap, khu pho, to dan pho, thon to dan pho, "
    "dia chi, dia ban, noi o, huyen, xa, noi thuong tru, huyen thanh pho, xa phuong",
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
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> str:
    """Return the words of a cell, folded, with one space between them.

    >>> words_of("Họ và tên (cá nhân)"), words_of("Danh hiệu / Hình thức")
    ('ho va ten ca nhan', 'danh hieu hinh thuc')
    """
    return " ".join(_WORD.findall(fold(text)))


_PARTS = re.compile(r"[/;()\n]")
_SORTS = (("ca nhan", "ho ten", "ho va ten"), ("tap the", "ten don vi"), ("ho gia dinh",))
"""What tells of persons, collectives and households."""
_POSTS = ("chuc vu", "don vi chuc vu", "cong tac")
_HINTS = (
    # A word that tells what a column holds when its head is put otherwise; the first counts.
    (
        "",
        (
            "tien",
            "muc thuong",
            "ky nhan",
            "sang kien",
            "ghi chu",
            "sdt",
            "so hieu",
            "phu huynh",
            "tai khoan",
            "he so",
            "dan dau",
            "diem",
            "so phieu",
            "binh xet",
            "si so",
            "ma nv",
            "ma nhan vien",
            "ma sinh vien",
            "ma sv",
            "co van",
            "chu nhiem",
            "ma hoc sinh",
            "ngay vao",
            "ma vc",
            "so nam",
            "so tt",
            "nam sinh",
            "ngay sinh",
        ),
    ),
    ("honoree household", ("ho gia dinh", "chu ho")),
    ("honoree", ("tap the ca nhan", "ca nhan tap the")),
    ("honoree person", ("ho va ten", "ho ten", "ong ba", "ten dem")),
    ("honoree collective", ("ten tap the", "ten don vi", "ten co quan")),
    ("role", ("chuc vu", "chuc danh", "thanh phan", "nghe nghiep")),
    ("citation", ("tom tat thanh tich", "ly do")),
    ("award", ("hinh thuc khen", "danh hieu", "hinh thuc", "khen thuong", "duoc khen", "ket qua")),
    ("citation", ("thanh tich",)),
    (
        "place",
        (
            "dia chi",
            "dia ban",
            "noi cu tru",
            "thuong tru",
            "noi o",
            "thon",
            "to dan pho",
            "xa",
            "huyen",
        ),
    ),
    (
        "unit",
        (
            "don vi",
            "co quan",
            "cong tac",
            "truong",
            "khoa",
            "phong ban",
            "bo phan",
            "chi bo",
            "dang bo",
        ),
    ),
)


_BEGIN_HINTS = frozenset(hint.split()[0] for _, hints in _HINTS for hint in hints)
_BEGIN_SORTS = frozenset(hint.split()[0] for hints in _SORTS for hint in hints)
"""The words with which hints begin: most cells have none of them."""


@lru_cache(maxsize=1_000)
def column_of(head: str) -> str | None:
    """Return what a column holds, by its head: "" for what is not published; None if unknown.

    "honoree" alone is a column of persons and others; with "+role" posts stand in the same cell.

    >>> column_of("Họ và tên"), column_of("TT"), column_of("Đơn vị công tác"), column_of("Màu")
    ('honoree person', '', 'unit', None)
    >>> column_of("Tên đơn vị/Họ và tên"), column_of("Tên tập thể; họ và tên cá nhân, chức vụ")
    ('honoree', 'honoree+role')
    """
    words = words_of(head)
    if words in _BY_HEAD:
        return _BY_HEAD[words]
    each_word = words.split()
    if len(each_word) > _LONGEST:
        return None
    sorts = [
        hints
        for hints in (() if _BEGIN_SORTS.isdisjoint(each_word) else _SORTS)
        if any(f" {hint} " in f" {words} " for hint in hints)
    ]
    if len(sorts) > 1:
        return "honoree+role" if any(f" {post} " in f" {words} " for post in _POSTS) else "honoree"
    parts = [part for part in map(words_of, _PARTS.split(head)) if part]
    found = [field for field in map(_of_part, parts) if field is not None]
    named = [field for field in found if field.startswith("honoree")]
    if named:
        both = any("chuc vu" in part for part in parts)
        one = named[0] if len(set(named)) == 1 and not both else "honoree"
        return "honoree+role" if both else one
    return found[0] if found else _of_part(words)


def is_usual(head: str) -> bool:
    """Return whether the head of a column of names is put as usual, by itself or in one part.

    >>> is_usual("Tên đơn vị/Họ và tên"), is_usual("Hộ gia đình ông Lê Mẫu")
    (True, False)
    """
    parts = [words_of(head), *map(words_of, _PARTS.split(head))]
    return any(_BY_HEAD.get(part, "").startswith("honoree") for part in parts)


_LONGEST = 14
"""How many words the head of a column has at most: what is longer is a sentence."""


def _of_part(words: str) -> str | None:
    """Return what a part of a head says of its column."""
    if words in _BY_HEAD:
        return _BY_HEAD[words]
    if words.startswith(("so ", "ty le ", "dien tich ", "nhom mau")):
        # What is counted or measured is not published.
        return ""
    if _BEGIN_HINTS.isdisjoint(words.split()):
        return None
    padded = f" {words} "
    return next((field for field, hints in _HINTS if any(f" {h} " in padded for h in hints)), None)


def known_heads() -> str:
    """Return the most usual heads of columns, for an editor who wrote another."""
    return "TT, Họ và tên, Tên tập thể, Chức vụ, Đơn vị công tác, Địa chỉ, Danh hiệu, Năm, Ghi chú"


SAME_AGAIN = frozenset(
    around.format(word)
    for said in ("nt", "như trên", "nhu tren", '"', "''", "〃", "”")
    for word in (said, said.capitalize(), said.upper())
    for around in ("{}", "{}.", "-{}-", "- {} -", "-{}", "–{}–", "– {} –")
)
"""What a cell holds that says what the one above it says, in every way of writing that."""


def is_mark(text: str) -> bool:
    """Return whether a cell only says yes: a cross below the award that is meant."""
    return text.strip().lower() in ("x", "v", "✓", "✔", "+")
