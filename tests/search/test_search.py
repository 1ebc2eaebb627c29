"""The search of a built site: what it finds, what an edit costs, and what it never tells."""

import json
import random
import zlib
from collections import Counter
from pathlib import Path

import pytest

from bangvang.content.read import walk
from bangvang.model import urls
from bangvang.model.documents import Document
from bangvang.publish.spelling import folded
from bangvang.publish.target import PublishError
from bangvang.search.query import Finder
from bangvang.search.tasks import Described, describe_batch
from queries import marks, queries
from support import ROOT, Content, build_portal, run, tree, whole_portal
from truth import texts_of

INDEX = urls.INDEX


@pytest.fixture
def site(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the site of a small portal will be, with the theme beside its content."""
    # Files count as older than any doubt: an edit of prose is then published by itself.
    monkeypatch.setattr(walk, "SETTLED", -walk.SETTLED)
    whole_portal(tmp_path)
    return tmp_path / "site"


def _found(site: Path, query: str) -> list[str]:
    return [each.url for each in Finder(site).find(query)]


def _index(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(site).items() if path.startswith(INDEX)}


def _read(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "ignore")


def test_the_command_prints_what_pages_find(portal: Path) -> None:
    """As JSON with an address, an excerpt and a date; and for people."""
    made = json.loads(run("search", "dai hoi bac kan 2020", "--site", portal, "--json"))
    assert made[0] == {
        "kind": "event",
        "title": "Đại hội Thi đua yêu nước tỉnh Bắc Kạn lần thứ V",
        "url": "/su-kien/dai-hoi-thi-dua-v-2020/",
        "excerpt": made[0]["excerpt"],
        "date": "2020-09-09",
    }
    assert "đại hội" in made[0]["excerpt"].lower()
    told = run("search", "nguyen ngoc hoa", "--site", portal)
    assert "/vinh-danh/c8p4z6j/#c8p4z6j" in told
    assert "/anh/dai-hoi-thi-dua-v-2020/chien-si-thi-dua-toan-quoc/" in told
    assert "Không tìm thấy" in run("search", "🎉", "--site", portal)


def test_a_folder_without_a_search_is_told(tmp_path: Path) -> None:
    """Not with a traceback."""
    assert "bangvang build" in run("search", "x", "--site", tmp_path, code=1)


def test_a_name_finds_every_honour_and_picture(portal: Path) -> None:
    """A colleague's name, typed as on a telephone."""
    kinds = Counter(each.kind for each in Finder(portal).find("duong van nguyen"))
    assert kinds["honour"] + kinds["photo"] + kinds["article"] >= 2


def test_the_search_finds_what_it_should(portal: Path) -> None:
    """At least 150 queries in at least 15 classes, with other phrases than the browser's test."""
    finder = Finder(portal)
    asked = queries(texts_of(ROOT / "content"), 7)
    found = marks(asked, lambda query: [each.url[1:] for each in finder.find(query)])
    recall = [each for group in found.values() for each, _ in group]
    assert sum(recall) / len(recall) >= 0.98


def test_an_edit_changes_little_and_answers_as_a_clean_build(
    content: Content, site: Path, tmp_path: Path
) -> None:
    """Added, edited, renamed, put back: the base stays, and no text that is gone is told."""
    for number in range(40):
        content.article(f"bai-{number}", body=f"Chữ riêng số {number} của mẫu.")
    build_portal(site)
    before = _index(site)
    assert _found(site, "chu rieng so 7") == ["/tin-bai/2020/06/bai-7/"]
    content.article("bai-7", body="Nay viết khác hẳn.")
    content.article("bai-8", body="Và đây nữa.")
    content.article("moi", body="Chữ riêng số 99 của mẫu.")
    build_portal(site)
    after = _index(site)
    changed = [path for path in {*before, *after} if before.get(path) != after.get(path)]
    assert len([path for path in changed if path in before]) <= 4
    assert not any("Chữ riêng số 7 " in _read(data) for data in after.values())
    assert not any("Chữ riêng số 8 " in _read(data) for data in after.values())
    clean = tmp_path / "clean"

    def as_clean() -> None:
        build_portal(clean)
        one, other = tree(site), tree(clean)
        assert {p for p in one if not p.startswith(INDEX)} == {
            p for p in other if not p.startswith(INDEX)
        }
        here, there = Finder(site), Finder(clean)
        for query in ("chu rieng", "chữ riêng số 99", "khác hẳn", "mẫu số 8", "chu rienf so", ""):
            found = [finder.answer(query, limit=100) for finder in (here, there)]
            assert found[0]["count"] == found[1]["count"], query
            assert [each["url"] for each in found[0]["results"]] == [
                each["url"] for each in found[1]["results"]
            ], query

    as_clean()
    content.article("bai-7", body="Chữ riêng số 7 của mẫu.")
    content.article("bai-8", body="Chữ riêng số 8 của mẫu.")
    content.article("bai-9", body="Chữ riêng số 9 của mẫu.", title="Tên mới")
    build_portal(site)
    as_clean()
    assert _found(site, "chu rieng so 7") == ["/tin-bai/2020/06/bai-7/"]


def test_what_was_taken_away_is_told_by_nothing(content: Content, site: Path) -> None:
    """An article that is a draft again: none of its words is left, not even as a suggestion."""
    for number in range(40):
        content.article(f"bai-{number}")
    content.article("mat", body="Bí hiểm Sầm Thị Quyền Linh ở bản Xyzt.")
    build_portal(site)
    assert any("xyzt" in _read(data) for data in _index(site).values())
    content.article("mat", body="Bí hiểm Sầm Thị Quyền Linh ở bản Xyzt.", status="draft")
    build_portal(site)
    assert not any("xyzt" in _read(data) for data in _index(site).values())
    assert Finder(site).answer("xyzd")["understood"]["mended"] == ""


def test_a_reader_who_came_before_an_edit(content: Content, site: Path) -> None:
    """What the old first file knows of changed files is told to be incomplete, not a fault."""
    for number in range(40):
        content.article(f"bai-{number}", body="Chữ chung.")
    build_portal(site)
    before = Finder(site)
    content.article("bai-7", body="Chữ chung, viết lại.")
    build_portal(site)
    assert before.answer("chữ chung", limit=50)["partial"]
    assert Finder(site).answer("chữ chung", limit=50)["count"] == 40


@pytest.mark.parametrize("query", ["bằng khen UBND tỉnh", "thi dua bac kan", "đại hội thi đua", ""])
def test_facets_promise_what_choosing_gives(portal: Path, query: str) -> None:
    """The counts of a facet add up to the results, and are what is left after choosing."""
    finder = Finder(portal)
    whole = finder.answer(query, count=["kind", "year", "district"])
    facets = dict(whole["facets"])
    assert sum(count for _, _, count in facets["kind"]) == whole["count"]
    for facet, values in facets.items():
        for value, _, count in values:
            assert finder.answer(query, chosen={facet: [value]})["count"] == count


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("NGƯT", "/bang-vang/danh-hieu/nha-giao-uu-tu/"),
        ("HCĐL", "/bang-vang/danh-hieu/huan-chuong-doc-lap/"),
        ("huân chương lao động hạng 3", "/bang-vang/danh-hieu/huan-chuong-lao-dong-hang-ba/"),
        ("dai hoi lan thu nam", "/su-kien/dai-hoi-thi-dua-v-2020/"),
        ("tháng 9/2020", "/su-kien/dai-hoi-thi-dua-v-2020/"),
        ("TAND tỉnh", "/vinh-danh/c8p4z6j/#c8p4z6j"),
        ("thị xã bắc cạn", "/dia-ban/thanh-pho-bac-kan/"),
    ],
)
def test_as_the_field_writes(portal: Path, query: str, first: str) -> None:
    """Abbreviations, classes, ordinals, months, former names."""
    assert _found(portal, query)[0] == first


@pytest.mark.parametrize("query", ["hòa bình", "lý luận", "giáo viên giỏi", "HĐND", "bác hồ"])
def test_right_words_are_not_mended(portal: Path, query: str) -> None:
    """That nothing was found is no reason to put other words into a reader's mouth."""
    assert Finder(portal).answer(query)["understood"]["mended"] == ""


def test_a_file_that_changes_while_it_is_indexed(content: Content, tmp_path: Path) -> None:
    """Stops the build, as when its page is made: the index and the page have the same words."""
    file = content.article("hai", body="Chữ mới.")
    document = Document("Hai", "hai/", "2020-06-01", "", "", file=file, content=b"of other bytes")
    with pytest.raises(PublishError, match="was changed while the portal was built"):
        describe_batch(content.folder, tmp_path, "", tmp_path, [Described(0, "article", document)])


def test_the_index_is_made_anew_when_much_changed(content: Content, site: Path) -> None:
    """The second index does not grow without bounds."""
    for number in range(60):
        content.article(f"bai-{number}")
    build_portal(site)
    for number in range(60):
        content.article(f"bai-{number}", body="Khác.")
    build_portal(site)
    start = json.loads(zlib.decompress((site / INDEX / "bat-dau.bin").read_bytes()))
    assert len(start["parts"]) == 1
    assert start["gone"] == []


def test_a_lost_file_of_the_index_is_made_again(content: Content, site: Path) -> None:
    """Also with compressed copies beside the pages."""
    config = site.with_name("mkdocs.yml")
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("search: true", "search: true\n      precompress: true"))
    content.article("hai")
    build_portal(site)
    before = tree(site)
    assert "ghi 0 tệp" in build_portal(site)
    next((site / INDEX).rglob("r*.bin")).unlink()
    build_portal(site)
    assert tree(site) == before


def test_a_withheld_name_is_in_no_file_of_the_index(content: Content, site: Path) -> None:
    """Not in the records, the texts, or the pairs of words, though the base was made before."""
    name = "Sằm Thị Mẫu"
    content.article(
        "khen",
        honours=f"[{{id: cmau222, honoree: {name}, kind: person, award: Giấy khen, date: 2020}}]",
    )
    build_portal(site)
    assert any(name in _read(data) for data in _index(site).values())
    assert any("sam thi" in _read(data) for data in _index(site).values())
    run("withhold", "cmau222", "--reason", "Theo đơn", "--content", content.folder)
    build_portal(site)
    for path, data in _index(site).items():
        assert "sam thi" not in folded(_read(data)), path


def test_facets_count_as_the_register_does(content: Content, site: Path) -> None:
    """For fifty combinations of filters, chosen at random."""
    content.conferrals(30, 12, 6)
    build_portal(site)
    entries = content.read().portal.roll.entries
    rng = random.Random(1)
    finder = Finder(site)
    levels = {"": urls.UNKNOWN, **urls.LEVELS}
    nonzero = 0
    for _ in range(50):
        entry = rng.choice(entries)
        chosen = {
            "year": [entry.what.year],
            "district": [entry.district],
            "award": [entry.what.award, rng.choice(entries).what.award],
            "level": [levels[entry.what.level]],
            "honoree": [urls.HONOREE_KINDS[entry.what.kind]],
        }
        names = rng.sample(list(chosen), rng.randint(1, 4))
        chosen = {"kind": ["honour"], **{name: chosen[name] for name in names}}
        meant = [
            each
            for each in entries
            if (each.what.year in chosen.get("year", [each.what.year]))
            and each.district in chosen.get("district", [each.district])
            and each.what.award in chosen.get("award", [each.what.award])
            and urls.HONOREE_KINDS[each.what.kind]
            in chosen.get("honoree", [*urls.HONOREE_KINDS.values()])
            and levels[each.what.level] in chosen.get("level", [levels[each.what.level]])
        ]
        answer = finder.answer("", limit=1, chosen=chosen, count=["award", "year"])
        assert answer["count"] == len(meant), chosen
        nonzero += answer["count"] > 0
        if "award" not in names:
            counts = {value: n for value, _, n in dict(answer["facets"])["award"]}
            assert counts == Counter(each.what.award for each in meant)
    assert nonzero > 40


@pytest.mark.parametrize(
    "query",
    ["a " * 5000, "x" * 10_000, "?!…“”—", "🎉🎊", "<img src=x onerror=alert(1)>", "مرحبا שלום",
     "\x00\ud7ff", "đ" * 400, "1" * 400, "a1" * 300, " ", "%00 ' OR 1=1 --"],
)  # fmt: skip
def test_whatever_is_typed_is_answered(portal: Path, query: str) -> None:
    """An answer, perhaps an empty one."""
    answer = Finder(portal).answer(query)
    assert answer["count"] >= len(answer["results"]) or answer["count"] == 0
    assert not answer["partial"]


def test_parts_without_what_they_find(content: Content, site: Path) -> None:
    """Without a roll or an archive there are no honours or photos to be found."""
    config = site.with_name("mkdocs.yml")
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("search: true", "search: true\n      roll: false\n      archive: false")
    )
    content.conferrals(2, 2, 1)
    build_portal(site)
    answer = Finder(site).answer("", count=["kind"])
    kinds = {kind for kind, _, _ in dict(answer["facets"])["kind"]}
    assert kinds == {"article", "district", "movement", "event"}
