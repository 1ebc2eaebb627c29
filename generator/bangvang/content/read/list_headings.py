"""Lines of a list that are no honour: headings, sums, and the foot of the page."""

import re
from functools import lru_cache

from bangvang.content.read.list_columns import words_of
from bangvang.content.read.list_names import kind_of_name

_KINDS = {
    "ca nhan": "person",
    "person": "person",
    "tap the": "collective",
    "don vi": "collective",
    "collective": "collective",
    "ho gia dinh": "household",
    "ho": "household",
    "household": "household",
    "khu dan cu": "collective",
    "tap the lop": "collective",
    "ho nong dan": "household",
    "ho san xuat kinh doanh gioi": "household",
}
_GENERIC = frozenset(
    "can bo, chien si, can bo chien si, quan chung, quan chung nhan dan, giao vien, hoc sinh, "
    "sinh vien, cong nhan, cong nhan vien chuc, nguoi lao dong, doan vien, hoi vien, si quan, "
    "quan nhan chuyen nghiep, ha si quan binh si, can bo cong chuc, can bo cong doan".split(", ")
)
"""What several people are, and nobody is called."""
_NUMBERED = re.compile(
    r"^(?:[ivxIVX]+|[A-ZĐ]|[a-zđ](?=\))|\d+(?:\.\d+)*|\*)\s*[.)/-]?\s+|^[A-ZĐ\d]+[.)]\s*"
)
_COUNT = re.compile(r"(?:\(|:\s*)0*(\d{1,3}(?:\.\d{3})+|\d{1,6})\b[^()\d]*\)?\s*$")
_AWARDS = (
    *("bang ", "giay ", "co thi dua", "huan chuong", "giai thuong"),
    *("huy chuong", "chien si", "lao dong tien tien", "tap the lao dong", "ky niem chuong"),
    *(
        "gia dinh van hoa",
        "gia dinh hoc tap",
        "gia dinh tieu bieu",
        "dong ho hoc tap",
        "cong dong hoc tap",
    ),
    *("don vi tien tien", "don vi quyet thang", "ban van hoa", "thon van hoa", "lang van hoa"),
    *("to dan pho van hoa", "khu dan cu van hoa", "khu dan cu tieu bieu", "khoi pho van hoa"),
    *("tap the lop", "sinh vien xuat sac", "sinh vien gioi", "hoc sinh xuat sac", "hoc sinh gioi"),
)
_COUNTED = {
    "tập thể": "collective",
    "đơn vị": "collective",
    "cá nhân": "person",
    "đồng chí": "person",
    "gia đình": "household",
    "hộ": "household",
}
_COUNTS = re.compile(rf"\d+\s+({'|'.join(_COUNTED)})\b", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:danh hiệu|hình thức khen thưởng|tặng thưởng|truy tặng|tặng|công nhận)\s+", re.IGNORECASE
)
_TAIL = re.compile(r"\s*(?:\([^()]*\d[^()]*\)|:\s*\d[^:]*|\bcho\s+\d.*)\s*:?\s*$", re.IGNORECASE)
_TOTAL = re.compile(
    r"tổng (?:cộng|số|tiền|kinh phí)\b|tổng\s*:|"
    r"cộng\s*(?::|$)|cộng\b(?! đồng| h[oò]|\s*sản| tác).*\d",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"(?:tặng(?: thưởng)?|công nhận|danh hiệu)\s+(.+)", re.IGNORECASE)
_AFTER_AWARD = re.compile(
    r"[”(;:]|\s(?:năm|cho|trong|về|kèm|đợt|nhân dịp|giai đoạn|đã có|do|vì|gồm"
    r"|và(?= (?:giấy|bằng|cờ|danh|các)))\s",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:danh hiệu\s+)?[“\"]([^”\"]+)[”\"]", re.IGNORECASE)
_GROUPS = ("khoi ", "cum ", "nhom ")
_PLACES = ("huyen ", "thi xa ", "thanh pho ", "xa ", "phuong ", "thi tran ", "tinh ")
_PLACE_AND_DAY = re.compile(r"[^,\d]{2,40}, ngày\s+[\d….]+\s+tháng", re.IGNORECASE)
_SIGNERS = frozenset(
    "giam doc, pho giam doc, chu tich, pho chu tich, hieu truong, truong phong, truong ban, "
    "chu nhiem, bi thu, tong giam doc, chanh van phong".split(", ")
)
_ENDS = (
    *("nguoi lap", "nguoi tong hop", "noi nhan", "tm ", "kt ", "thu truong", "an dinh danh sach"),
    *(
        "danh sach gom",
        "danh sach nay co",
        "danh sach co",
        "danh sach an dinh",
        "danh sach tren gom",
        "bang chu",
        "tiep theo trang",
        "ghi chu",
    ),
)


def kind_of(text: str) -> str | None:
    """Return the kind of honoree that a cell or line names.

    >>> kind_of("Cá nhân"), kind_of("II. TẬP THỂ (15)"), kind_of("Khối số 1")
    ('person', 'collective', None)
    """
    words = words_of(_COUNT.sub("", _NUMBERED.sub("", text)))
    return _KINDS.get(words.removeprefix("cac ").removeprefix("danh sach ").removeprefix("khoi "))


def is_generic(text: str) -> bool:
    """Return whether a cell names nobody, but what those below it are.

    >>> [is_generic(text) for text in ("Quần chúng nhân dân", "Cá nhân", "Chiến Văn Mẫu")]
    [True, True, False]
    """
    return kind_of(text) is not None or words_of(text) in _GENERIC


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
    given = given_award(text)
    if given:
        return "award", given
    bare = award_in(_TAIL.sub("", _NUMBERED.sub("", text).strip()))
    folded = words_of(bare) + " "
    if folded.startswith(_AWARDS):
        return "award", bare
    if folded.startswith(_PLACES):
        return "place", bare
    if folded.startswith(_GROUPS):
        return "", bare
    return None


def given_kind(text: str) -> str | None:
    """Return the one kind of honoree that a line counts; None when there is none, or several.

    >>> given_kind("Điều 2. Tặng danh hiệu “Gia đình văn hóa” cho 07 hộ gia đình")
    'household'
    >>> given_kind("Tặng Bằng khen cho 05 tập thể, 03 cá nhân") is None
    True
    """
    kinds = {_COUNTED[each.lower()] for each in _COUNTS.findall(text)}
    return kinds.pop() if len(kinds) == 1 else None


def is_award(text: str) -> bool:
    """Return whether a text is the name of an award, by its first words.

    >>> is_award("Lao động tiên tiến"), is_award("Số tiền")
    (True, False)
    """
    return words_of(text).startswith(_AWARDS)


def given_award(text: str) -> str | None:
    """Return the one award that a line says to be given; None when there is none, or several.

    >>> given_award("Các đơn vị được tặng Cờ thi đua của UBND tỉnh năm 2022")
    'Cờ thi đua của UBND tỉnh'
    >>> given_award("Điều 1. Tặng danh hiệu “Chiến sĩ thi đua cơ sở” cho 07 cá nhân")
    'Chiến sĩ thi đua cơ sở'
    >>> given_award("DANH SÁCH ĐƯỢC CÔNG NHẬN DANH HIỆU THI ĐUA NĂM HỌC 2022-2023") is None
    True
    """
    found = {}
    for given in _GIVEN.finditer(text):
        quoted = _QUOTED.match(given[1])
        said = quoted[1] if quoted else _AFTER_AWARD.split(given[1])[0]
        award = award_in(said.strip(' ,.:;“”"'))
        if quoted or is_award(award):
            found[words_of(award)] = award
    return next(iter(found.values())) if len(found) == 1 else None


def unit_of(text: str) -> str:
    """Return the unit that a numbered heading names: all without its number and its count.

    >>> unit_of("a) Cơ quan Trung đoàn Mẫu (07 đồng chí)"), unit_of("1. Khối các sở")
    ('Cơ quan Trung đoàn Mẫu', '')
    >>> unit_of("I. Cán bộ công đoàn"), unit_of("1. Công an")
    ('', '')
    """
    bare = _TAIL.sub("", _NUMBERED.sub("", text).strip()).strip(" :")
    # A body by its name, which is more than what kind of body it is.
    named = kind_of_name(bare) == "collective" and kind_of_name(f"{bare}x") == "collective"
    return bare if named and not words_of(bare).startswith(_GROUPS) else ""


@lru_cache
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
    words = words_of(text)
    if (text.startswith("(") and words.endswith(" dong")) or _PLACE_AND_DAY.match(text):
        return True
    return words.startswith(_ENDS) or (text.isupper() and words in _SIGNERS)
