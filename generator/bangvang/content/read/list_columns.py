"""The columns of a list of honours, and its lines that are no honour, in the words of offices."""

import re
from collections.abc import Mapping

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
_NUMBERED = re.compile(
    r"^(?:[ivxIVX]+|[A-ZĐ]|[a-zđ](?=\))|\d+(?:\.\d+)*|\*)\s*[.)/-]?\s+|^[A-ZĐ\d]+[.)]\s*"
)
_COUNT = re.compile(r"(?:\(|:\s*)0*(\d{1,3}(?:\.\d{3})+|\d{1,6})\b[^()\d]*\)?\s*$")
_AWARDS = (
    *("bang ", "giay ", "co thi dua", "huan chuong", "giai thuong"),
    *("huy chuong", "chien si", "lao dong tien tien", "tap the lao dong", "ky niem chuong"),
    *("gia dinh van hoa", "don vi tien tien", "don vi quyet thang"),
)
_AROUND = re.compile(
    r"^(?:danh hiệu|hình thức khen thưởng|tặng thưởng|truy tặng|tặng|công nhận)\s+", re.IGNORECASE
)
_TAIL = re.compile(r"\s*(?:\([^()]*\d[^()]*\)|:\s*\d[^:]*|\bcho\s+\d.*)\s*:?\s*$", re.IGNORECASE)
_TOTAL = re.compile(
    r"tổng (?:cộng|số|tiền)\b|tổng\s*:|cộng\s*(?::|$)|cộng\b(?! đồng| h[oò]|\s*sản| tác).*\d",
    re.IGNORECASE,
)
_PLACES = ("huyen ", "thi xa ", "thanh pho ", "xa ", "phuong ", "thi tran ", "tinh ")
_ENDS = (
    *("nguoi lap", "nguoi tong hop", "noi nhan", "tm ", "kt ", "thu truong", "an dinh danh sach"),
    *(
        "danh sach gom",
        "danh sach nay co",
        "danh sach tren gom",
        "bang chu",
        "tiep theo trang",
        "ghi chu",
    ),
)


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
    ("unit", ("don vi", "co quan", "cong tac", "truong")),
)


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
    if len(words.split()) > _LONGEST:
        return None
    sorts = [each for each in _SORTS if any(f" {hint} " in f" {words} " for hint in each)]
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
    padded = f" {words} "
    return next((field for field, hints in _HINTS if any(f" {h} " in padded for h in hints)), None)


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
    bare = award_in(_TAIL.sub("", _NUMBERED.sub("", text).strip()))
    folded = words_of(bare) + " "
    if folded.startswith(_AWARDS):
        return "award", bare
    if folded.startswith(_PLACES):
        return "place", bare
    if folded.startswith(("khoi ", "cum ", "nhom ")):
        return "", bare
    return None


def award_in(text: str) -> str:
    """Return an award without the words and quotes around it.

    >>> award_in("Danh hiệu “Thầy thuốc Ưu tú”"), award_in("Truy tặng Huân chương Lao động")
    ('Thầy thuốc Ưu tú', 'Huân chương Lao động')
    """
    before = ""
    while before != text:
        before = text
        text = _AROUND.sub("", text).strip(' :“”"')
    return text.replace("“", "").replace("”", "").replace('"', "")


def is_same_again(text: str) -> bool:
    """Return whether a cell says that it holds what the one above holds: nt, -nt-, như trên.

    >>> is_same_again("-nt-"), is_same_again("Như trên"), is_same_again("Nông thôn mới")
    (True, True, False)
    """
    return words_of(text) in ("nt", "nhu tren") or text.strip() in ('"', "''", "〃")


def is_mark(text: str) -> bool:
    """Return whether a cell only says yes: a cross below the award that is meant."""
    return text.strip().lower() in ("x", "v", "✓", "✔", "+")


def unit_of(text: str) -> str:
    """Return the unit that a numbered heading names: all without its number and its count.

    >>> unit_of("a) Cơ quan Trung đoàn Mẫu (07 đồng chí)"), unit_of("1. Khối các sở")
    ('Cơ quan Trung đoàn Mẫu', '')
    """
    bare = _TAIL.sub("", _NUMBERED.sub("", text).strip()).strip(" :")
    return "" if words_of(bare).startswith(("khoi ", "cum ", "nhom ")) else bare


def is_roman(text: str) -> bool:
    """Return whether a line begins with a number that only headings have: "II.", "B)".

    >>> is_roman("II. Giấy khen"), is_roman("B. CÁ NHÂN"), is_roman("1. Lê Mẫu"), is_roman("Ba Bể")
    (True, True, False, False)
    """
    return bool(re.match(r"(?:[IVX]{1,5}|[A-ZĐ])[.)/]\s", text))


def has_number(text: str) -> bool:
    """Return whether a line begins with the number of a heading: "I.", "A)", "2.1."."""
    return bool(_NUMBERED.match(text))


def is_total(text: str) -> bool:
    """Return whether a line adds up.

    >>> [is_total(text) for text in ("Tổng cộng: 32", "Cộng Huyện Mẫu: 9 người", "Công an xã")]
    [True, True, False]
    >>> is_total("Cộng đồng dân cư thôn 5")
    False
    """
    return bool(_TOTAL.match(_NUMBERED.sub("", text).strip()))


def is_foot(text: str) -> bool:
    """Return whether a line belongs to the foot of the page: who made it, who gets it.

    >>> is_foot("Người lập biểu"), is_foot("TM. ỦY BAN NHÂN DÂN"), is_foot("Người Mẫu")
    (True, True, False)
    """
    return words_of(text).startswith(_ENDS)
