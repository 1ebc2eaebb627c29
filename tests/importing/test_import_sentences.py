"""What the import reads from single sentences; each way of saying it was seen on a page."""

import pytest
import yaml

from bangvang.importing.find.found import Page
from bangvang.importing.find.honours import find_honours, of_sentence, share_posts
from bangvang.importing.find.lexicon import Lexicon
from bangvang.importing.find.tallies import find_tallies
from bangvang.importing.find.terms import find_districts, find_movements
from importscore import registry
from support import ROOT

CASES = yaml.safe_load((ROOT / "tests/golden/sentences.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(registry(ROOT / "content").registers)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_sentence_is_read(case: dict[str, object], lexicon: Lexicon) -> None:
    """Neither more nor less than it says."""
    page = Page()
    find_tallies([str(case["text"])], lexicon, page)
    honours = [
        " | ".join((e.honoree, e.kind, e.award, e.role or "-", e.presenter or "-"))
        for e in of_sentence(str(case["text"]), lexicon)
    ]
    tallies = [
        f"{' + '.join(each.awards)}: "
        + ", ".join(
            "-" if n is None else str(n) for n in (each.collectives, each.persons, each.households)
        )
        + f", {each.counts}"
        for each in page.tallies
    ]
    assert honours == case.get("honours", [])
    assert tallies == case.get("tallies", [])


def test_a_pronoun_means_the_person_spoken_of(lexicon: Lexicon) -> None:
    """“Năm 2019, ông được tặng…” after a sentence that names one person."""
    page = Page()
    text = "Ông Trần Văn Mẫu sống ở Bản Mẫu. Năm 2019, ông vinh dự được tặng Giấy khen."
    find_honours([text], lexicon, page)
    assert [(e.honoree, e.award, e.period) for e in page.honours] == [
        ("Trần Văn Mẫu", "giay-khen", "")
    ]


def test_a_post_that_is_told_once_is_of_the_person(lexicon: Lexicon) -> None:
    """Two honours of one person in one source are no namesakes."""
    page = Page()
    first = "Trao Giấy khen cho bà Lê Thị Mẫu, Phó Chánh án."
    find_honours([first, "Bà Lê Thị Mẫu đạt danh hiệu Lao động tiên tiến."], lexicon, page)
    share_posts(page)
    assert [each.role for each in page.honours] == ["Phó Chánh án"] * 2


@pytest.mark.parametrize(
    ("text", "movements"),
    [
        ("phong trào “Dạy tốt, học tốt”, “Một việc làm tốt”", 2),
        ("mô hình “Một việc làm tốt” và danh hiệu “Gia đình văn hóa”", 0),
        ("phong trào thi đua với chủ đề “Một việc làm tốt”", 1),
        ("Đại hội với chủ đề “Đoàn kết và sáng tạo mãi”", 0),
        ("phong trào Toàn dân bảo vệ an ninh Tổ quốc ở xã", 1),
        ("Huy chương Vì an ninh Tổ quốc", 0),
        ("phong trào được báo chí nêu ở chuyên mục “Người tốt, việc tốt”", 0),
    ],
)
def test_what_is_quoted_is_a_movement_only_where_it_is_called_one(
    text: str, movements: int, lexicon: Lexicon
) -> None:
    """Slogans, models and titles stand in quotes, too."""
    page = Page()
    find_movements([text], lexicon, page)
    assert len(page.movements) == movements, page.movements


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("huyện Ba Bể và thành phố Bắc Kạn", ["huyen-ba-be", "thanh-pho-bac-kan"]),
        ("các huyện Ba Bể, Na Rì, Chợ Mới", ["huyen-ba-be", "huyen-na-ri", "huyen-cho-moi"]),
        ("Hồ Ba Bể, xã Bạch Thông, phường Đức Xuân, tỉnh Bắc Kạn", []),
        ("phong trào “Bạch Thông chung sức xây dựng nông thôn mới”", []),
        ("đi chợ mới mua", []),
    ],
)
def test_only_districts_are_districts(text: str, districts: list[str], lexicon: Lexicon) -> None:
    """Lakes, communes and words of the same letters are not."""
    page = Page()
    find_districts([text], lexicon, page)
    assert page.districts == districts
