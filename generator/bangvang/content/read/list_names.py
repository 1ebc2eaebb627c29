"""Names in lists of honours: without titles, and whether they are of a person or of another."""

import re

_TITLES = re.compile(
    r"^(?:(?:(?:ông|bà|đồng chí|đ/c|anh|chị|em|thầy giáo|cô giáo|thầy|cô|cháu|anh/chị"
    r"|binh nhất|binh nhì|(?:hạ|trung|thượng) sĩ|(?:thiếu|trung|thượng|đại) (?:úy|uý|tá|tướng)"
    r"|bác sĩ|thạc sĩ|tiến sĩ|dược sĩ|kỹ sư|cử nhân|(?:phó )?giáo sư|nhà giáo|nghệ nhân|nghệ sĩ"
    r"|ns[uư]t|nsnd|ng[uư]t|ngnd|ttưt|ttnd"
    r"|già làng|liệt s[ĩỹ]|hòa thượng|thượng tọa|đại đức|linh mục|mr|mrs|ms)"
    r"\s*(?:\([^)]*\))?[.:,]?\s+)|(?:[A-ZĐ]{1,6}[A-Za-zĐđ]{0,3}\.\s*)+(?:CK ?I{0,2}\.?\s+)?"
    r"|(?-i:(?:QNCN|BS|TS|ThS|PGS|GS|CN|KS|DS|ĐD|YS)(?:CKI{1,2})?\s+))+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d{1,4}[.)]\s*")
_PLACE = re.compile(
    r"(?:thôn|bản|làng|ấp|khu phố|tổ dân phố|tổ(?= \d)|"
    r"xã|phường|thị trấn|huyện|thị xã|quận|thành phố|tỉnh)\s",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"(?:huyện|thị xã|quận|thành phố|tỉnh)\s", re.IGNORECASE)
_HOUSEHOLD = re.compile(r"^(?:hộ gia đình|gia đình|hộ)\s+(?=(?:ông|bà|anh|chị)\s)", re.IGNORECASE)
_BODIES = (
    *("trường", "sở", "phòng", "ban", "công ty", "hội", "ubnd", "ủy ban", "uỷ ban", "văn phòng"),
    *("thôn", "xã", "tổ", "khoa", "trung tâm", "nhân dân", "mặt trận", "liên đoàn", "chi bộ"),
    *("đảng bộ", "đảng ủy", "huyện", "thị xã", "thị trấn", "phường", "tỉnh", "thành phố", "viện"),
    *("công an", "bộ chỉ huy", "hợp tác", "doanh nghiệp", "chi cục", "cục", "bệnh viện", "trạm"),
    *("đội", "tập thể", "khu dân cư", "báo", "đài", "ngân hàng", "quỹ", "tòa án", "kho bạc", "lớp"),
    *("thanh tra", "công đoàn", "lữ đoàn", "trung đoàn", "tiểu đoàn", "sư đoàn", "đại đội"),
    *("thư viện", "câu lạc bộ", "liên chi đoàn", "chi đoàn", "học viện", "bộ môn", "cửa hàng"),
    *("chùa", "giáo xứ", "hạt", "nhà máy", "xí nghiệp", "nông trường", "trại", "hạt kiểm lâm"),
    *("dòng họ", "cộng đồng", "lãnh đạo", "vksnd", "tand", "lđlđ", "cđcs", "ubmttq", "hđnd"),
    *("xưởng", "chi nhánh", "kho", "chi hội", "liên đội", "tổ chức", "hợp tác xã", "htx"),
    *("bộ phận", "cơ quan", "tiểu khu", "huyện ủy", "tỉnh ủy", "thành ủy"),
    *("đơn vị", "đoàn thanh niên", "đoàn xã", "đoàn trường", "đoàn cơ sở", "cụm", "khối", "bản"),
)
"""With their marks: Ban is a body, Bàn a family name."""
_BODY = "tập thể "
_BEGINNINGS = tuple(f"{each} " for each in _BODIES)


def untitled(text: str) -> str:
    """Return a text without the titles before its name.

    >>> untitled("Liệt sĩ, Thượng sĩ Giàng A Mẫu, Lái xe")
    'Giàng A Mẫu, Lái xe'
    """
    return _TITLES.sub("", text)


def bare_name(text: str) -> str:
    """Return a name without titles, ranks and degrees.

    >>> [bare_name(text) for text in ("Ông Nguyễn Mẫu", "Thiếu tá ThS. Lê Mẫu", "Hộ bà Lò Thử")]
    ['Nguyễn Mẫu', 'Lê Mẫu', 'Lò Thử']
    """
    name = _NUMBER.sub("", " ".join(text.split()))
    name = untitled(_HOUSEHOLD.sub("", name))
    if name[: len(_BODY)].lower() == _BODY:
        body = name[len(_BODY) :]
        name = body if kind_of_name(body) == "collective" else name
    return name.rstrip(" ;.")


def placed(text: str, *, first: int = 1) -> tuple[str, str]:
    """Return a name, or a post and unit, and the place behind it.

    Of the parts between commas, those before `first` are never a place.

    >>> placed("Hội Mẫu xã Một, huyện Hai"), placed("Hộ ông Lò Thử, thôn Một, xã Hai")
    (('Hội Mẫu xã Một', 'huyện Hai'), ('Hộ ông Lò Thử', 'thôn Một, xã Hai'))
    """
    parts = text.split(", ")
    last = len(parts)
    while last > first and _PLACE.match(parts[last - 1]):
        last -= 1
    return ", ".join(parts[:last]), ", ".join(parts[last:])


def is_place(text: str) -> bool:
    """Return whether a text begins as the name of a place does: "thôn Một, xã Hai"."""
    return bool(_PLACE.match(text))


def is_in_district(text: str) -> bool:
    """Return whether a text ends with the name of a district or province.

    >>> is_in_district("Chủ tịch Hội, xã Mẫu, huyện Thử"), is_in_district("Chủ tịch Hội, xã Mẫu")
    (True, False)
    """
    return bool(_DISTRICT.match(text.rpartition(", ")[2]))


def kind_of_name(text: str) -> str | None:
    """Return whether a name is of a person, a collective or a household; None when it is not told.

    >>> kind_of_name("Đ/c Lê Mẫu"), kind_of_name("Hộ ông Lò Mẫu"), kind_of_name("Sở Mẫu")
    ('person', 'household', 'collective')
    >>> kind_of_name("Bàn Văn Mẫu") is None
    True
    """
    name = " ".join(text.split())
    if _HOUSEHOLD.match(name):
        return "household"
    if _TITLES.match(name):
        return "person"
    return "collective" if f"{name.lower()} ".startswith(_BEGINNINGS) else None
