"""One specification of syllables in two languages: the builder's, and the reader's script."""

import json
import unicodedata
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
import quickjs
from hypothesis import example, given
from hypothesis import strategies as st

from bangvang.build.scripts import scripts
from bangvang.search.syllables import forms_of, runs_of
from support import ROOT

GOLDEN = ROOT / "tests" / "golden" / "syllables.json"
TEXTS = (
    "Đại hội Thi đua yêu nước tỉnh Bắc Kạn lần thứ V",
    "\u00d0ức Xuân, ÐẠI HỘI",
    "hoà hòa, thuỷ thủy, khoẻ khỏe, quý quí, giá",
    "kỹ kĩ, lý lí, Mỹ, y tế, Thúy",
    "1.195 tập thể, 1195, 3,125 tỷ, 10.9.2020, 1.195,5",
    "2020-09-10; ngày 9 tháng 9 năm 2020; tháng 7 năm 2022",
    "thi đua - khen thưởng, 2015-2020, 41/QĐ-UBND",
    "khen thưởngtỉnh, Lýthái, Facebook, SEQAP, straße",
    "“Dạy tốt - Học tốt”; x²; ⅷ; 日本; привет; a_b",
    "đường dương Dượng ĐƯỜNG",
)


def _forms(text: str) -> list[list[list[Any]]]:
    return [[list(form) for word in run for form in forms_of(word)] for run in runs_of(text)]


@pytest.fixture(scope="module")
def script() -> Callable[[list[str]], list[Any]]:
    """What the script makes of texts."""
    context = quickjs.Context()
    context.eval(next(scripts([ROOT / "theme"]))[1])
    ask = context.eval(
        "(texts) => JSON.stringify(JSON.parse(texts).map((text) =>"
        " bangvangFind.runsOf(text).map((run) => run.flatMap(bangvangFind.formsOf))))"
    )
    return lambda texts: json.loads(ask(json.dumps(texts)))


def test_what_becomes_of_texts(script: Callable[..., Any], request: pytest.FixtureRequest) -> None:
    """A change of the specification is a change of a file, to be read before it lands."""
    found = {text: _forms(text) for text in TEXTS}
    if request.config.getoption("--update-golden"):
        lines = (f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in found.items())
        GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert found == golden
    assert script(list(TEXTS)) == list(golden.values())


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.long)])
def test_every_syllable_is_read_alike(script: Callable[..., Any], step: int) -> None:
    """Every onset and rime with every tone, in both cases, composed and not: one form each.

    In the short test every eleventh of them.
    """
    onsets = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
    vowels = "a ă â e ê i o ô ơ u ư y ai ao au âu ay ây eo êu ia iê iu oa oă oe oi ôi ơi".split()
    vowels += "ua uâ ui uô uy uyê ưa ưi ươ ưu".split()
    codas = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    texts = [
        unicodedata.normalize("NFC", onset + vowel + tone + coda)
        for onset, vowel, tone, coda in product(["", *onsets], vowels, tones, codas)
    ][::step]
    small = [_forms(text) for text in texts]
    assert script(texts) == small
    assert script([unicodedata.normalize("NFD", text) for text in texts]) == small
    assert script([text.upper() for text in texts]) == small
    assert [_forms(text.upper()) for text in texts] == small


@example(["\u1026", "\u1b06\u0f43"])
@given(st.lists(st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"]))))
def test_any_text_is_read_alike(script: Callable[..., Any], texts: list[str]) -> None:
    """Whatever somebody types or pastes."""
    assert script(texts) == [_forms(text) for text in texts]
