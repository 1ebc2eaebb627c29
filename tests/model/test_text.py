"""Vietnamese text: what must hold for any text whatever."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangvang.text import fold, name_key, nearest, person_sort_key, repair, slugify, sort_key

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SYLLABLE = st.builds(
    lambda first, vowel, tone, last: unicodedata.normalize("NFC", first + vowel + tone + last),
    st.sampled_from(["", "b", "c", "d", "đ", "ngh", "th", "tr"]),
    st.sampled_from(VOWELS),
    st.sampled_from(TONES),
    st.sampled_from(["", "n", "ng", "ch", "t"]),
)
WORDS = st.lists(SYLLABLE, min_size=1, max_size=6).map(" ".join)


@given(st.text())
def test_slugify_is_idempotent(text: str) -> None:
    """A slug is its own slug, so publishing again never moves a page."""
    assert slugify(slugify(text)) == slugify(text)


@given(st.text())
def test_a_slug_is_ascii_and_safe_in_an_address(text: str) -> None:
    """Addresses are typed, spoken and printed."""
    slug = slugify(text)
    assert all(part.isalnum() for part in slug.split("-")) or slug == ""
    assert slug.isascii()


@given(st.text())
def test_repair_and_fold_are_idempotent(text: str) -> None:
    """Text that was repaired or folded once stays as it is."""
    assert repair(repair(text)) == repair(text)
    assert fold(fold(text)) == fold(text)


@given(WORDS)
def test_any_way_of_writing_folds_alike(text: str) -> None:
    """Composed or decomposed, upper or lower case, Ð or Đ: a reader means the same."""
    for other in (
        unicodedata.normalize("NFD", text),
        text.upper(),
        text.replace("đ", "\u00f0"),
        text.upper().replace("Đ", "\u00d0"),
        text.replace(" ", "\u00a0"),
    ):
        assert fold(other) == fold(text)
    assert fold(text).isascii()


@given(WORDS, WORDS)
def test_letters_and_tones_tell_names_apart(one: str, other: str) -> None:
    """Two names that differ in a letter or a tone are two; case and commas make no difference."""
    assert (name_key(one) == name_key(other)) == (one == other)
    assert name_key(one.replace(" ", ", ").upper()) == name_key(one)


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoá", "hóa"), ("uỷ", "ủy"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("Hoà Bình", "hòa bình")],
)
def test_old_and_new_tone_placement_meet(old: str, new: str) -> None:
    """Both are right; pages of one portal use both."""
    assert name_key(old) == name_key(new)


def test_dictionary_order() -> None:
    """Letters first, then tones: code-point order and the Unicode default are wrong."""
    given = ["Bắc Kạn", "Đức", "Dương", "Bạch Thông", "Ất", "An", "Ba Bể", "Ông", "Anh", "Ân", "Ăn"]
    assert sorted(given, key=sort_key) == [
        *("An", "Anh", "Ăn", "Ân", "Ất", "Ba Bể", "Bạch Thông", "Bắc Kạn", "Dương", "Đức", "Ông"),
    ]
    tones = ["mạ", "má", "mã", "mả", "mà", "ma"]
    assert sorted(tones, key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


@given(st.lists(WORDS))
def test_order_does_not_depend_on_the_start(names: list[str]) -> None:
    """Two builds must list the same people in the same order."""
    backward = names[::-1]
    assert sorted(backward, key=person_sort_key) == sorted(names, key=person_sort_key)


@given(WORDS, st.lists(WORDS, min_size=1))
def test_the_nearest_of_many_is_one_of_them(name: str, candidates: list[str]) -> None:
    """A hint never names what is not there, and what is there is nearest to itself."""
    assert nearest(name, candidates) in {None, *candidates}
    assert fold(nearest(candidates[0], candidates) or "") == fold(candidates[0])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
        ("Lê\u200d Mẫu👩\u200d.", "Lê Mẫu👩."),
        ("a\U000e0041\U000e0042", "a"),
        ("🏴" + "\U000e0041" * 9, "🏴"),
    ],
)
def test_a_joiner_stays_within_an_emoji_and_nowhere_else(written: str, kept: str) -> None:
    """Tags behind a flag are part of it; more of them than a flag has would hide a text."""
    assert repair(written) == kept
