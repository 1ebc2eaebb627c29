"""Queries as readers type them, in classes, each with what it should find."""

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

from bangvang.text import fold
from truth import WORD as _WORD
from truth import Text, Truth

MOST = 10
"""How many queries of a class are asked."""
_TELEX = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
_VNI = {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"}
_TONES = {"\u0300": ("f", "2"), "\u0309": ("r", "3"), "\u0303": ("x", "4"), "\u0301": ("s", "1")}
_TONES["\u0323"] = ("j", "5")
_OLD_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ủy": "uỷ", "úy": "uý"}
_OLD_TONES |= {"ùy": "uỳ", "ụy": "uỵ", "òe": "oè", "óe": "oé", "ỏe": "oẻ"}


class Query(NamedTuple):
    """What is typed, and the addresses of what it should find."""

    group: str
    typed: str
    truth: frozenset[str]


def marks(
    asked: Iterable[Query], ask: Callable[[str], list[str]]
) -> dict[str, list[tuple[float, float]]]:
    """Return for each class of queries the recall among five, and the reciprocal rank, of each."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for query in asked:
        good = [url in query.truth for url in ask(query.typed)]
        recall = sum(good[:5]) / min(5, len(query.truth))
        found[query.group].append((recall, 1 / (good.index(True) + 1) if True in good else 0.0))
    return found


def keeping_strokes(text: str) -> str:
    """Return a text without diacritics but for the stroke of đ, in small letters.

    >>> keeping_strokes("Đại hội")
    'đai hoi'
    """
    return "đ".join(map(fold, re.split("[đĐ]", text)))


def keys(text: str, *, vni: bool) -> str:
    """Return a text as it is typed where the keyboard makes no letters of it.

    >>> keys("đại hội", vni=False), keys("đại hội", vni=True)
    ('ddaij hooij', 'd9ai5 ho6i5')
    """
    table = _VNI if vni else _TELEX

    def typed(found: re.Match[str]) -> str:
        tone = ""
        letters = ""
        for char in found[0]:
            parts = unicodedata.normalize("NFD", char)
            tone += "".join(_TONES[part][vni] for part in parts if part in _TONES)
            rest = "".join(part for part in parts if part not in _TONES)
            letter = unicodedata.normalize("NFC", rest)
            letters += table.get(letter, letter)
        return letters + tone

    return _WORD.sub(typed, unicodedata.normalize("NFC", text.lower()))


def slip(rng: random.Random, word: str) -> str:
    """Return a word with one letter too many, too few, another, or two exchanged."""
    at = rng.randrange(1, len(word)) if len(word) > 2 else 0
    letter = rng.choice("abcdeghiklmnopqrstuvxy")
    ways = [word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    if len(word) > 3:
        ways.append(word[:at] + word[at + 1 :])
        ways.append(f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}")
    return next(each for each in [rng.choice(ways), *ways] if each != word)


def queries(texts: list[Text], seed: int) -> list[Query]:
    """Return queries over some documents; the same seed gives the same."""
    truth = Truth(texts)
    rng = random.Random(seed)
    found: list[Query] = []

    def add(group: str, typed: Iterable[tuple[str, frozenset[str]]]) -> None:
        asked: dict[str, frozenset[str]] = {}
        for text, answers in typed:
            if answers:
                asked.setdefault(text, answers)
            if len(asked) == MOST:
                break
        found.extend(Query(group, text, answers) for text, answers in asked.items())

    def phrases(
        length: int, wanted: Callable[[str], object] = bool, kinds: str = "article event photo page"
    ) -> Iterator[str]:
        """Yield phrases of so many words from anywhere, each within one sentence."""
        sentences = [
            sentence
            for each in texts
            if each.kind in kinds.split()
            for passage in each.passages
            for sentence in re.split(r"[.;:!?“”\"()·]", passage)
            if len(_WORD.findall(sentence)) >= length
        ]
        for _ in range(4000):
            sentence = rng.choice(sentences)
            spans = [(m.start(), m.end()) for m in _WORD.finditer(sentence)]
            at = rng.randrange(len(spans) - length + 1)
            phrase = sentence[spans[at][0] : spans[at + length - 1][1]].replace(",", "")
            if not re.search(r"\d", phrase) and wanted(phrase):
                yield phrase

    exact, loose = truth.exact, truth.loose
    add("with diacritics", ((each, exact(each)) for each in phrases(4)))
    add("without diacritics", ((fold(each), loose(each)) for each in phrases(4)))
    with_d = lambda each: "đ" in each.lower()  # noqa: E731
    add(
        "without diacritics, with đ",
        ((keeping_strokes(each), loose(each)) for each in phrases(4, with_d)),
    )
    add("đ typed as d", ((fold(each), loose(each)) for each in phrases(3, with_d)))
    add("capitals", ((each.upper(), exact(each)) for each in phrases(4)))
    add("decomposed", ((unicodedata.normalize("NFD", each), exact(each)) for each in phrases(4)))
    old = lambda each: any(new in each for new in _OLD_TONES)  # noqa: E731

    def moved(each: str) -> str:
        for new, before in _OLD_TONES.items():
            each = each.replace(new, before)
        return each

    add("old tone marks", ((moved(each), exact(each)) for each in phrases(3, old)))
    has_i = lambda each: re.search(r"\b[hklmstv][iíìỉĩị]\b", each)  # noqa: E731
    table = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
    add(
        "i and y",
        (
            (
                re.sub(r"\b([hklmstv][iíìỉĩị])\b", lambda m: m[0].translate(table), each),
                exact(each),
            )
            for each in phrases(3, has_i)
        ),
    )
    add("in quotes", ((f"“{each}”", exact(each)) for each in phrases(4)))
    add("in straight quotes", ((f'"{each}"', exact(each)) for each in phrases(4)))
    add(
        "across a dash",
        (
            (f"{one} - {two}", exact(each))
            for each in phrases(4)
            for one, two in [(" ".join(each.split()[:2]), " ".join(each.split()[2:]))]
        ),
    )
    add(
        "while typing",
        (
            (begun, truth.begun(begun))
            for each in phrases(3, lambda each: len(each.split()[-1]) > 3)
            for begun in [fold(each)[:-2]]
        ),
    )

    def slipped(each: str) -> str:
        all_words = each.split()
        at = rng.choice([n for n, word in enumerate(all_words) if len(word) > 2] or [0])
        all_words[at] = slip(rng, all_words[at])
        return " ".join(all_words)

    def meant(typed: str, phrase: str) -> frozenset[str]:
        # What was typed by mistake must not happen to be a phrase of its own.
        return frozenset() if loose(typed) else loose(phrase)

    def mistaken(length: int) -> Iterator[tuple[str, frozenset[str]]]:
        for each in phrases(length):
            typed = slipped(fold(each))
            yield typed, meant(typed, each)

    add("a slip in three words", mistaken(3))
    add("a slip in four words", mistaken(4))
    add("a slip in five words", mistaken(5))
    add("Telex", ((keys(each, vni=False), exact(each)) for each in phrases(3)))
    add("VNI", ((keys(each, vni=True), exact(each)) for each in phrases(3)))
    alone = sorted(
        {word for each in texts for word in each.title.lower().split() if word.isalpha()}
    )
    alike: dict[str, list[str]] = {}
    for word in alone:
        alike.setdefault(fold(word), []).append(word)
    twins = [w for group in alike.values() if len(group) > 1 for w in group if fold(w) != w]
    rng.shuffle(twins)
    add("words that differ in their marks", ((each, exact(each)) for each in twins))
    names = [each.title for each in texts if each.kind in ("honour", "honoree")]
    rng.shuffle(names)
    add("names", ((fold(each), loose(each)) for each in names))
    rng.shuffle(names)
    add("names with diacritics", ((each, exact(each)) for each in names))
    captions = [each for each in texts if each.kind == "photo"]
    rng.shuffle(captions)
    add(
        "captions",
        (
            (fold(" ".join(each.title.split()[:6])), loose(" ".join(each.title.split()[:6])))
            for each in captions
        ),
    )
    terms = [e for e in texts if e.kind in ("district", "movement", "award", "event")]
    rng.shuffle(terms)
    add("terms", ((fold(each.title), frozenset({each.url})) for each in terms))
    figures = [
        number
        for each in texts
        for passage in each.passages
        for number in re.findall(r"(?<![\d.])\d{1,3}\.\d{3}(?![\d.]) \w+", passage)
    ]
    rng.shuffle(figures)
    add("numbers", ((each.replace(".", ""), exact(each)) for each in figures))
    days = sorted({each.date for each in texts if len(each.date) == 10})
    rng.shuffle(days)
    told = (f"{int(day[8:])}/{int(day[5:7])}/{day[:4]}" for day in days)
    add("days", ((each, exact(each)) for each in told))
    spans = sorted(
        {
            span
            for each in texts
            for passage in each.passages
            for span in re.findall(r"(?<!\d)20\d\d-20\d\d(?!\d)", passage)
        }
    )
    add("years", ((f"giai đoạn {each}", exact(f"giai đoạn {each}")) for each in spans))
    short = {"UBND": "ủy ban nhân dân", "TĐKT": "thi đua khen thưởng", "NTM": "nông thôn mới"}
    short |= {"CSTĐ": "chiến sĩ thi đua", "HTX": "hợp tác xã", "LĐTT": "lao động tiên tiến"}
    after = [
        " ".join(words_after[:1])
        for each in texts
        for passage in each.passages
        for match in re.finditer("|".join([*short, *short.values()]), passage)
        for words_after in [_WORD.findall(passage[match.end() : match.end() + 20])]
        if words_after and words_after[0].islower()
    ]
    rng.shuffle(after)
    both = [
        (f"{name} {rest}", exact(f"{one} {rest}") | exact(f"{two} {rest}"))
        for (one, two), rest in product(short.items(), dict.fromkeys(after))
        for name in (one, two)
    ]
    rng.shuffle(both)
    add("abbreviations", both)
    spelled = (each.replace("Bắc Kạn", "Bắc Cạn") for each in phrases(4, lambda e: "Bắc Kạn" in e))
    add("other spellings", ((e, exact(e.replace("Bắc Cạn", "Bắc Kạn"))) for e in spelled))
    add(
        "glued",
        (
            (f"{one} {two}{three}", exact(each))
            for each in phrases(3, lambda each: all(map(str.isalpha, each.split())))
            for one, two, three in [each.lower().split()]
            if fold(two) != two and fold(three)[0] not in "aeiouy"
        ),
    )
    known = [each for each in texts if each.kind in ("event", "article") and each.date]
    rng.shuffle(known)
    add(
        "words of a title and its year",
        (
            (f"{fold(' '.join(each.title.split()[:3]))} {each.date[:4]}", frozenset({each.url}))
            for each in known
            if len(loose(" ".join(each.title.split()[:3]))) == 1
        ),
    )
    return found
