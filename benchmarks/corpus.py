"""A corpus of any size: made-up articles over the real registers, marked as generated.

    python benchmarks/corpus.py --articles 1000 --seed 1 --to build/corpus

Every other honour is a row of a list beside a decision, of which there is one for 25 articles. The
same size and seed give the same bytes. Names are numbered placeholders: nobody is invented.
With `--diverse` the text is of thousands of made-up words, as often as words of a language are, and
names are of random syllables: so a search is measured on what it has to tell apart.
"""

import argparse
import csv
import random
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGISTERS = ("awards", "movements", "districts")
BODY_BYTES = 11_000
IN_A_LIST = 25
"""Every other honour of so many articles is a row of one list."""
MARK = "Bài sinh tự động để đo tốc độ; không phải tin thật."
FIRST = date(2005, 1, 1)
DAYS = 20 * 365
"""Every article lies before the end of the districts, so that its honours may be placed in them."""

SYLLABLES = (
    "thi đua yêu nước phong trào tỉnh huyện xã thôn bản người dân tập thể cá nhân khen thưởng "
    "danh hiệu đại hội hội nghị nông thôn mới sản xuất kinh doanh giỏi đoàn kết giúp nhau làm "
    "giàu giảm nghèo bền vững văn hóa giáo dục y tế quốc phòng an ninh học tập lao động sáng "
    "tạo gia đình hạnh phúc thanh niên phụ nữ cựu chiến binh công đoàn mặt trận chính quyền "
    "ủy ban chương trình mục tiêu kết quả đạt được trong năm qua tiếp tục đẩy mạnh nâng cao "
    "chất lượng hiệu quả đường trường trạm nước sạch rừng ruộng lúa ngô chè cam quýt hợp tác "
    "xã sản phẩm tiêu chí chuẩn hộ "
).split()


@dataclass(frozen=True)
class Item:
    """One generated article, as every peer is given it."""

    number: int
    day: date
    title: str
    lede: str
    body: str
    districts: tuple[str, ...]
    movements: tuple[str, ...]
    honours: tuple[tuple[str, str, str, str], ...]
    """Id, kind, award and name of each conferral."""

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return f"bai-{self.number:06}"


def items(count: int, seed: int, *, diverse: bool = False) -> Iterator[Item]:
    """Yield `count` articles, newest last."""
    rng = random.Random(seed)
    language = Diverse(seed) if diverse else Plain()
    districts = sorted(path.stem for path in (ROOT / "content/districts").glob("*.md"))
    movements = sorted(path.stem for path in (ROOT / "content/movements").glob("*.md"))
    for number in range(1, count + 1):
        day = FIRST + timedelta(days=number * DAYS // count)
        ids = [_conferral_id(number * 8 + place) for place in range(rng.randint(0, 8))]
        honours = tuple((name, *rng.choice(_AWARDS), language.name(rng, name)) for name in ids)
        yield Item(
            number,
            day,
            f"{language.sentence(rng, 8).rstrip('.')} {number}",
            language.sentence(rng, 30),
            _body(rng, language),
            tuple(rng.sample(districts, rng.randint(1, 2))),
            tuple(rng.sample(movements, rng.randint(1, 3))),
            honours,
        )


_AWARDS = (
    ("person", "giay-khen"),
    ("person", "bang-khen-cua-chu-tich-ubnd-tinh"),
    ("person", "chien-si-thi-dua-cap-tinh"),
    ("collective", "tap-the-lao-dong-xuat-sac"),
    ("collective", "co-thi-dua-cua-chinh-phu"),
    ("household", "gia-dinh-van-hoa"),
)


def _conferral_id(number: int) -> str:
    digits = "abcdefghjkmnpqrstuvwxyz23456789"
    text = ""
    for _ in range(7):
        number, place = divmod(number, len(digits))
        text = digits[place] + text
    return f"c{text}"


class Plain:
    """Sentences of the commonest syllables of the field, in any order."""

    def sentence(self, rng: random.Random, syllables: int) -> str:
        """Return a sentence of so many syllables."""
        return " ".join(rng.choices(SYLLABLES, k=syllables)).capitalize() + "."

    def name(self, rng: random.Random, identity: str) -> str:
        """Return the name of an honoree."""
        return f"Đối tượng mẫu {identity}"


_ONSETS = "b c ch d đ g gi h k kh l m n ng nh ph r s t th tr v x".split()
_RIMES = (
    "a ai an ang anh ao au ay ăn ăng âm ân âu ây e em en eo ê ên êu i ia inh iên iêu o oan oi on "
    "ong ô ôi ông ơ ơi ơn u ua ung uyên uôi uông ư ưa ưng ươi ương ươu at ac ach ăt âp ât iêc iêt "
    "oc ôc ôt uc ưc ươc ươt"
).split()
_MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


class Diverse(Plain):
    """Sentences of made-up words, in phrases that come again as often as in a language."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(f"words {seed}")
        self._syllables = sorted({_syllable(rng) for _ in range(6000)})
        words = [" ".join(rng.sample(self._syllables, 2)) for _ in range(3000)]
        often = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
        self._phrases = [
            " ".join(rng.choices(words, cum_weights=often, k=rng.randint(2, 3)))
            for _ in range(15_000)
        ]
        self._often = list(accumulate(1 / (rank + 50) for rank in range(len(self._phrases))))

    def sentence(self, rng: random.Random, syllables: int) -> str:
        """Return a sentence of about so many syllables."""
        phrases = rng.choices(self._phrases, cum_weights=self._often, k=max(1, syllables // 5))
        return " ".join(phrases).capitalize() + "."

    def name(self, rng: random.Random, identity: str) -> str:
        """Return the name of an honoree: random syllables."""
        return " ".join(each.capitalize() for each in rng.sample(self._syllables, 3))


def _syllable(rng: random.Random) -> str:
    """Return a syllable as Vietnamese has them: after p, t, c and ch there are two tones."""
    rime = rng.choice(_RIMES)
    stopped = rime.endswith(("p", "t", "c", "ch"))
    mark = rng.choice(_MARKS[4:] if stopped else _MARKS)
    shaped = [at for at, letter in enumerate(rime) if letter in "ăâêôơư"]
    vowels = [at for at, letter in enumerate(rime) if letter in "aeiouy"]
    open_pair = len(vowels) > 1 and rime[-1] in "aiouy"
    at = shaped[-1] if shaped else vowels[0] if open_pair else vowels[-1]
    return unicodedata.normalize(
        "NFC", f"{rng.choice(_ONSETS)}{rime[: at + 1]}{mark}{rime[at + 1 :]}"
    )


def _body(rng: random.Random, language: Plain) -> str:
    parts = [MARK]
    size = 0
    while size < BODY_BYTES:
        if len(parts) % 6 == 5:
            parts.append(f"## {language.sentence(rng, 6).rstrip('.')}")
        paragraph = " ".join(language.sentence(rng, rng.randint(12, 30)) for _ in range(5))
        parts.append(paragraph)
        size += len(paragraph.encode())
    return "\n\n".join(parts)


def write(count: int, seed: int, to: Path, *, diverse: bool = False) -> None:
    """Write the corpus as content of Bảng Vàng."""
    shutil.rmtree(to, ignore_errors=True)
    for name in REGISTERS:
        shutil.copytree(ROOT / "content" / name, to / name)
    (to / "pages").mkdir()
    (to / "pages" / "gioi-thieu.md").write_text(f"# Giới thiệu\n\n{MARK}\n", encoding="utf-8")
    site = (ROOT / "content/site.md").read_text(encoding="utf-8")
    (to / "site.md").write_text(
        site.replace("name: Bảng Vàng Bắc Kạn", "name: Cổng sinh tự động", 1)
    )
    listed: list[Item] = []
    for item in items(count, seed, diverse=diverse):
        listed.append(item)
        if len(listed) == IN_A_LIST or item.number == count:
            _decision(listed, to)
            listed = []
        album = f"album-{item.number // 20:05}" if item.number % 20 == 0 else ""
        path = to / "articles" / f"{item.day.year}" / f"{item.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_article(item, album), encoding="utf-8")
        if album:
            path = to / "albums" / album / "index.md"
            path.parent.mkdir(parents=True)
            photos = "".join(
                f"- id: anh-{n}\n  caption: Chú thích sinh tự động số {n} của {item.title}\n"
                "  status: caption-only\n"
                for n in range(1, 21)
            )
            path.write_text(f"---\ntitle: Album {item.number}\nphotos:\n{photos}---\n")


def _decision(listed: list[Item], to: Path) -> None:
    """Write a decision whose list has every other honour of some articles."""
    last = listed[-1]
    rows = [
        (identity, name, kind, award, item.districts[0])
        for item in listed
        for identity, kind, award, name in item.honours[1::2]
    ]
    folder = to / "documents" / f"{last.day.year}" / f"qd-{last.number:06}"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(
        f"---\nkind: decision\nnumber: {last.number}/QĐ-SINH\ndate: {last.day}\n"
        f"authority: Máy sinh\ntitle: Khen thưởng {len(rows)} đối tượng\n"
        f"confers: {{movements: [{last.movements[0]}]}}\n---\n{MARK}\n",
        encoding="utf-8",
    )
    with (folder / "danh-sach.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Mã", "Tên cá nhân, tập thể", "Đối tượng", "Danh hiệu", "Địa bàn"))
        writer.writerows(rows)


def _article(item: Item, album: str) -> str:
    lines = [
        "---",
        f"title: {item.title}",
        f"date: {item.day}",
        "authors: [Máy sinh]",
        f"lede: {item.lede}",
        f"districts: [{', '.join(item.districts)}]",
        f"movements: [{', '.join(item.movements)}]",
    ]
    if item.honours:
        lines.append("honours:")
        for identity, kind, award, name in item.honours[::2]:
            lines += [
                f"- id: {identity}",
                f"  honoree: {name}",
                f"  kind: {kind}",
                f"  award: {award}",
                f"  place: {item.districts[0]}",
                f"  date: {item.day}",
                f"  movements: [{item.movements[0]}]",
            ]
    if album:
        lines.append(f"albums: [{album}]")
    return "\n".join([*lines, "---", item.body, ""])


def main() -> None:
    """Write a corpus as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=Path("build/corpus"))
    parser.add_argument("--diverse", action="store_true", help="text of thousands of words")
    options = parser.parse_args()
    write(options.articles, options.seed, options.to, diverse=options.diverse)
    print(options.to)


if __name__ == "__main__":
    main()
