"""Abbreviations as the field writes them, each with what it stands for.

A reader may type either and the text may have either. Common knowledge of Vietnamese offices and of
the Law on Emulation and Commendation (06/2022/QH15), written down for this project.
"""

_TABLE = """
UBND = ủy ban nhân dân
HĐND = hội đồng nhân dân
MTTQ = mặt trận tổ quốc
TĐKT = thi đua khen thưởng
TĐ-KT = thi đua khen thưởng
TĐYN = thi đua yêu nước
CSTĐ = chiến sĩ thi đua
CSTĐCS = chiến sĩ thi đua cơ sở
LĐTT = lao động tiên tiến
TTLĐXS = tập thể lao động xuất sắc
AHLĐ = anh hùng lao động
AHLLVTND = anh hùng lực lượng vũ trang nhân dân
LLVTND = lực lượng vũ trang nhân dân
BMVNAH = bà mẹ việt nam anh hùng
NGND = nhà giáo nhân dân
NGƯT = nhà giáo ưu tú
TTND = thầy thuốc nhân dân
TTƯT = thầy thuốc ưu tú
NSND = nghệ sĩ nhân dân
NSƯT = nghệ sĩ ưu tú
HCLĐ = huân chương lao động
HCĐL = huân chương độc lập
HCM = hồ chí minh
TAND = tòa án nhân dân
TT&TT = thông tin và truyền thông
NTM = nông thôn mới
ĐHTĐYN = đại hội thi đua yêu nước
THPT = trung học phổ thông
THCS = trung học cơ sở
GD&ĐT = giáo dục và đào tạo
GDĐT = giáo dục và đào tạo
LĐLĐ = liên đoàn lao động
LHPN = liên hiệp phụ nữ
CCB = cựu chiến binh
TNCS = thanh niên cộng sản
HTX = hợp tác xã
KT-XH = kinh tế xã hội
QP-AN = quốc phòng an ninh
ANTQ = an ninh tổ quốc
TP = thành phố
TX = thị xã
QĐ = quyết định
NQ = nghị quyết
"""
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
_ORDINAL = "nhất hai ba tư năm sáu bảy tám chín mười".split()
_CLASSES = "nhất nhì ba".split()

ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    *(tuple(part.strip() for part in line.split("=")) for line in _TABLE.strip().splitlines()),  # type: ignore[arg-type]
    *((f"thứ {roman}", f"thứ {number}") for number, roman in enumerate(_ROMAN, start=1)),
    *((f"thứ {roman}", f"thứ {word}") for roman, word in zip(_ROMAN, _ORDINAL, strict=False)),
    *((f"hạng {number}", f"hạng {word}") for number, word in enumerate(_CLASSES, start=1)),
    *((f"hạng {roman}", f"hạng {word}") for roman, word in zip(_ROMAN, _CLASSES, strict=False)),
)
LONG_FORMS: dict[str, list[str]] = {
    short.lower(): long.split()
    for short, long in ABBREVIATIONS
    if short.isalpha() and len(long.split()) > 1
}
"""What abbreviations of one word stand for, in small letters."""
