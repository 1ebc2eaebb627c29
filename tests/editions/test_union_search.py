"""The search over several portals as one."""

import zlib
from pathlib import Path

from bangvang.search.query import Finder
from queries import queries
from support import ROOT, Content, build_portal, other_portal, run, whole_portal
from truth import texts_of

BAC_KAN = "https://bangvang.example/"
OTHER = "https://thu.example/cong/"


def test_a_union_is_searched_as_one(content: Content, portal: Path, tmp_path: Path) -> None:
    """What both portals have is found together; honours lead here, articles to their portals."""
    other = other_portal(content)
    out = tmp_path / "chung"
    run("union", portal, other, "--out", out)
    finder = Finder(out)
    found = {each.title: each.url for each in finder.find("tap the khac")}
    assert found["Tập thể Khác"] == "/vinh-danh/czz9aaa/#czz9aaa"
    found = {each.title: each.url for each in finder.find("khac", 50)}
    assert found["khac"] == f"{OTHER}tin-bai/2020/06/khac/"
    assert finder.find("dai hoi thi dua yeu nuoc")[0].url.startswith(BAC_KAN)
    (facet,) = finder.answer("", limit=0, count=["portal"])["facets"]
    alone = [Finder(each).answer("", limit=0)["count"] for each in (portal, other)]
    assert next((name, count) for _, name, count in facet[1]) == ("Bảng Vàng Bắc Kạn", alone[0])
    both = finder.answer("", limit=0)["count"]
    awards = {
        each["url"]
        for answer in (Finder(other).answer("", limit=500, chosen={"kind": ["award"]}),)
        for each in answer["results"]
    }
    assert sum(alone) - len(awards) <= both < sum(alone)
    chosen = {"portal": ["thu-example-cong"]}
    notes = {each["note"] for each in finder.answer("", limit=99, chosen=chosen)["results"]}
    assert all(note.endswith("Cổng thử") for note in notes)


def test_a_union_of_one_answers_as_the_portal(portal: Path, tmp_path: Path) -> None:
    """The joined index is another, file for file, and the same to whoever asks."""
    out = tmp_path / "chung"
    run("union", portal, "--out", out)
    here, there = Finder(out), Finder(portal)
    typed = [each.typed for each in queries(texts_of(ROOT / "content"), 7)]
    for query in [*typed, "", "ddaji hooij", "xyzt"]:
        one, two = (each.answer(query, limit=20) for each in (here, there))
        assert [each["url"].removeprefix(BAC_KAN) for each in one["results"]] == [
            each["url"] for each in two["results"]
        ], query
        assert one["understood"] == two["understood"]
        assert [each["excerpt"] for each in one["results"]] == [
            each["excerpt"] for each in two["results"]
        ]


def test_what_a_portal_took_back_is_in_no_joined_index(content: Content, tmp_path: Path) -> None:
    """A portal whose index has grown by an edit: the old words are dropped, not only passed by."""
    for number in range(40):
        content.article(f"bai-{number}", body=f"Chữ riêng số {number} của mẫu.")
    content.article("doi", body="Bí hiểm ở bản Xyzt.")
    whole_portal(content.folder.parent)
    site, out = tmp_path / "site", tmp_path / "chung"
    build_portal(site)
    content.article("doi", body="Nay viết khác hẳn.")
    build_portal(site)
    assert Finder(site).answer("xyzt")["count"] == 0
    run("union", site, "--out", out)
    finder = Finder(out)
    assert [each.title for each in finder.find("khac han")] == ["doi"]
    assert finder.answer("xyzt")["count"] == 0
    for query in ("chu rieng so 7", "Chữ riêng", ""):
        assert [each.title for each in finder.find(query)] == [
            each.title for each in Finder(site).find(query)
        ]
    told = [zlib.decompress(path.read_bytes()) for path in (out / "du-lieu/tim").rglob("*.bin")]
    assert any(b"khac" in data for data in told)
    assert not any(b"xyzt" in data for data in told)


def test_one_id_for_two_events_stays_two(content: Content, portal: Path, tmp_path: Path) -> None:
    """Portals choose the ids of their events; what they call differently is not shown as one."""
    (event,) = (ROOT / "content/events").glob("dai-hoi-thi-dua-v-2020.md")
    content.write(
        "events/dai-hoi-thi-dua-v-2020.md",
        "---\nname: Đại hội Thi đua tỉnh Thử\nkind: congress\ndate: 2020-08-01\n---\n",
    )
    assert event.is_file()
    content.article("dai-hoi", events="[dai-hoi-thi-dua-v-2020]")
    whole_portal(content.folder.parent)
    site, out = tmp_path / "site", tmp_path / "chung"
    build_portal(site)
    run("union", portal, site, "--out", out)
    finder = Finder(out)
    (facet,) = finder.answer("", limit=0, count=["event"])["facets"]
    values = {name: value for value, name, _ in facet[1]}
    mine = values["Đại hội Thi đua tỉnh Thử"]
    assert mine != "dai-hoi-thi-dua-v-2020"
    titles = {
        each["title"][0][0]
        for each in finder.answer("", limit=50, chosen={"event": [mine]})["results"]
    }
    assert titles == {"dai-hoi", "Đại hội Thi đua tỉnh Thử"}
