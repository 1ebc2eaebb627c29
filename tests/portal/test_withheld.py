"""Merging, splitting and withholding honorees: addresses stay, names go, and nothing leaks."""

import re
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from bangvang.publish.spelling import folded
from support import Content, build_portal, run, tree
from withheld import NAME, build, mend, told

__all__ = ["told"]


def _holding(site: Path, name: str = NAME) -> list[str]:
    """Return the files of a site that hold a name, read in other ways than the check does."""
    words = folded(name).split()
    found = []
    for path, data in tree(site).items():
        text = folded(re.sub(r"<[^>]+>", " ", data.decode("utf-8", "ignore")))
        raw = folded(data.decode("utf-8", "ignore"))
        spelled = re.compile(r"\W+".join(words))
        if path.endswith(".parquet"):
            raw = folded(str(parquet.read_table(site / path).to_pylist()))
        elif path.endswith(".sqlite"):
            database = sqlite3.connect(site / path)
            raw = folded("\n".join(database.iterdump()))
            database.close()
        if spelled.search(text) or spelled.search(raw) or "-".join(words) in raw:
            found.append(path)
    return found


def test_a_withheld_name_is_in_no_file(told: Content) -> None:
    """The build fails and names each place until the texts are mended; then nothing is left."""
    site = told.folder.parent / "site"
    build(told)
    assert {
        "tin-bai/2020/06/khen/index.html",
        "vinh-danh/cmau2222/index.html",
        "bang-vang/index.html",
        "feed.xml",
        "rss.xml",
        "tin-bai/index.html",
        "bang-vang/nam/2020/index.html",
        "du-lieu/bang-vang.csv",
        "du-lieu/bang-vang.sqlite",
        "du-lieu/bang-vang.parquet",
        "du-lieu/bang-vang/dong-0.js",
    } <= set(_holding(site))
    before = tree(site)
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    said = build(told, code=1)
    file = "content/articles/2020/khen/index.md"
    text = (told.folder / "articles/2020/khen/index.md").read_text(encoding="utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match("lede|Chị|!", line)]
    for line in lines:
        assert f"{file}:{line}: E315" in said
    assert "content/albums/hop/index.md:4: E315" in said
    assert NAME not in said
    assert tree(site) == before
    mend(told)
    build(told)
    assert _holding(site) == []
    stone = (site / "vinh-danh/cmau2222/index.html").read_text(encoding="utf-8")
    assert "Mục đã gỡ" in stone
    assert re.search('<meta name="robots" content="noindex', stone)


def test_a_living_homonym_keeps_the_name(told: Content) -> None:
    """Another person of the name stays on the roll; the withheld one does not."""
    mend(told)
    told.article(
        "khac",
        honours=(
            f"\n- {{id: cmau3333, honoree: {NAME}, kind: person, role: Bác sĩ, award: Giấy khen,"
            " date: 2021}"
        ),
    )
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    build(told)
    site = told.folder.parent / "site"
    assert "vinh-danh/cmau3333/index.html" in _holding(site)
    assert "cmau2222" not in (site / "du-lieu/bang-vang.csv").read_text(encoding="utf-8")
    path = told.folder / "albums/hop/index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("giáo viên", NAME), encoding="utf-8")
    assert "content/albums/hop/index.md:4: E315" in build(told, code=1)


def test_prose_names_a_homonym_by_a_link(told: Content) -> None:
    """A page that honours somebody else of the name may link it, and not name the other."""
    mend(told)
    honours = f"\n- {{id: cmau3333, honoree: {NAME}, kind: person, role: Bác sĩ, award: Giấy khen}}"
    told.article("khac", f"[{NAME}](/vinh-danh/cmau3333/) chữa bệnh.", honours=honours)
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    build(told)
    told.article("khac", f"{NAME} đã xin gỡ tên.", honours=honours)
    assert "content/articles/2020/khac.md:8: E315" in build(told, code=1)


def test_an_address_may_not_tell_the_name(told: Content) -> None:
    """Old addresses that lead on are files of the site, too."""
    mend(told)
    path = told.folder / "articles/2020/khen/index.md"
    text = path.read_text(encoding="utf-8")
    old = "redirect_from: [/tin/mau-thi-do-quyen/]\nlede:"
    path.write_text(text.replace("lede:", old), encoding="utf-8")
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    assert "content/articles/2020/khen/index.md:4: E315" in build(told, code=1)


def test_who_is_withheld_cannot_be_merged(told: Content) -> None:
    """The other's page would name them as another spelling."""
    told.write("honorees/hmau1.md", "---\nname: Mẫu Một\nkind: person\n---\n")
    told.write("honorees/hmau2.md", "---\nname: Mẫu Hai\nkind: person\n---\n")
    run("honoree", "merge", "hmau1", "hmau2", "--content", told.folder)
    run("honoree", "merge", "hmau2", "hmau1", "--content", told.folder, code=2)
    run("withhold", "hmau1", "--reason", "Theo đơn", "--content", told.folder)
    assert "withheld" in (told.folder / "honorees/hmau2.md").read_text(encoding="utf-8")
    run("honoree", "merge", "hmau2", "cmau2222", "--content", told.folder, code=2)


@pytest.mark.parametrize(
    "honours",
    [
        "- id: cmau4444\n  honoree: Mẫu Một\n  kind: person\n  award: Giấy khen\n  place:\n"
        "- id: cmau5555\n  honoree: Mẫu Hai\n  kind: person\n  award: Giấy khen\n",
        "- id: cmau4444\n  honoree: Mẫu Một\n  kind: person\n  award: Giấy khen\n  place: # -\n",
        "- id: cmau4444\n  status:\n  honoree: Mẫu Một\n  kind: person\n  award: Giấy khen\n",
        "- {id: cmau4444, honoree: Mẫu Một, kind: person, award: Giấy khen,}\n",
        "- {id: cmau4444, honoree: Mẫu Một, kind: person,\n   award: Giấy khen # lời dặn\n  }\n",
        "- id: cmau4444\n  honoree: >-\n    Mẫu\n    Một\n  kind: person\n  award: 'Giấy khen'\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_however_it_is_written_the_one_asked_for_is_withheld(
    content: Content, honours: str, newline: str
) -> None:
    """And nothing else in the file has changed."""
    text = f"---\ntitle: A\ndate: 2020-06-01\nlede: L.\nhonours:\n{honours}---\nBài.\n"
    others = {each.what.id: each.what.honoree for each in content.read().portal.roll.entries}
    others |= {"cmau5555": "Mẫu Hai"} if "cmau5555" in honours else {}
    content.write("articles/2020/a.md", text.replace("\n", newline))
    run("withhold", "cmau4444", "--reason", "Theo đơn", "--content", content.folder)
    roll = content.read().portal.roll
    assert [(each.id, each.names) for each in roll.withheld] == [("cmau4444", ("Mẫu Một",))]
    assert {each.what.id: each.what.honoree for each in roll.entries} == others
    data = (content.folder / "articles/2020/a.md").read_bytes()
    assert (b"\r\n" in data) == (newline == "\r\n")
    assert data.count(b"\n") == data.count(newline.encode())
    assert ("# " in honours) == (b"# " in data)


def test_a_split_gives_the_name_back(told: Content) -> None:
    """A conferral that was merged by mistake gets its own name, the other loses the spelling."""
    told.write("honorees/hmau1.md", "---\nname: Mẫu Một\nkind: person\n---\n")
    run("honoree", "merge", "cmau2222", "hmau1", "--content", told.folder)
    record = told.folder / "honorees/hmau1.md"
    assert NAME in record.read_text(encoding="utf-8")
    run("honoree", "split", "hmau1", "cmau2222", "--name", NAME, "--content", told.folder)
    assert record.read_text(encoding="utf-8") == "---\nname: Mẫu Một\nkind: person\n---\n"
    (entry,) = [e for e in told.read().portal.roll.entries if e.what.id == "cmau2222"]
    assert entry.name == NAME


def test_a_record_is_withheld_with_all_its_conferrals(told: Content) -> None:
    """Its page, the addresses of its conferrals, and those of records merged into it."""
    run("honoree", "split", NAME, "cmau2222", "--content", told.folder, code=2)
    told.write("honorees/hmau1.md", f"---\nname: {NAME}\nkind: person\n---\n")
    told.write("honorees/hmau2.md", "---\nname: Mẫu Quyên\nkind: person\n---\n")
    run("honoree", "merge", "cmau2222", "hmau1", "--content", told.folder)
    run("honoree", "merge", "hmau2", "hmau1", "--content", told.folder)
    build(told)
    site = told.folder.parent / "site"
    for old in ("cmau2222", "hmau2"):
        page = (site / "vinh-danh" / old / "index.html").read_text(encoding="utf-8")
        assert "url=../../vinh-danh/hmau1/" in page
    mend(told)
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    build(told)
    assert _holding(site) == []
    assert _holding(site, "Mẫu Quyên") == []
    for old in ("cmau2222", "hmau2", "hmau1"):
        page = (site / "vinh-danh" / old / "index.html").read_text(encoding="utf-8")
        assert "Mục đã gỡ" in page


def test_merging_and_splitting_keep_comments_and_addresses(told: Content) -> None:
    """What the editor wrote beside the facts stays, and every address leads on."""
    path = told.folder / "articles/2020/khen/index.md"
    text = path.read_text(encoding="utf-8").replace("honours:", "honours: # lời dặn")
    path.write_text(text, encoding="utf-8")
    told.write("honorees/hmau1.md", f"---\n# Hồ sơ mẫu\nname: {NAME}\nkind: person\n---\n")
    run("honoree", "merge", "cmau2222", "hmau1", "--content", told.folder)
    assert "honours: # lời dặn" in path.read_text(encoding="utf-8")
    run("honoree", "split", "hmau1", "cmau2222", "--content", told.folder)
    build_portal(told.folder.parent / "site")
    site = told.folder.parent / "site"
    page = (site / "vinh-danh/cmau2222/index.html").read_text(encoding="utf-8")
    (made,) = {each.stem for each in (told.folder / "honorees").glob("*.md")} - {"hmau1", "hmot"}
    assert f"url=../../vinh-danh/{made}/" in page
    assert (site / "vinh-danh/hmau1/index.html").is_file()
    run("honoree", "merge", "hmau1", "hmau1", "--content", told.folder, code=2)
    run("honoree", "merge", "khong-co", "hmau1", "--content", told.folder, code=2)


@pytest.mark.parametrize(
    ("moment", "day"), [("2026-11-21T16:59Z", "2026-11-21"), ("2026-11-21T17:01Z", "2026-11-22")]
)
def test_a_withholding_is_dated_in_the_time_zone_of_the_portal(
    told: Content, monkeypatch: pytest.MonkeyPatch, moment: str, day: str
) -> None:
    """Half an hour after midnight in Vietnam it is not the day before."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(moment).timestamp())))
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    text = (told.folder / "articles/2020/khen/index.md").read_text(encoding="utf-8")
    assert f"status_date: {day}" in text


def test_a_reason_is_needed_and_is_not_written_over(told: Content) -> None:
    """It is the proof of why a name is gone, and on whose word."""
    file = told.folder / "articles/2020/khen/index.md"
    before = file.read_bytes()
    said = run("withhold", "cmau2222", "--reason", " ", "--content", told.folder, code=2)
    assert "lý do đang để trống" in said
    assert file.read_bytes() == before
    run("withhold", "cmau2222", "--reason", "Theo đơn", "--content", told.folder)
    once = file.read_bytes()
    said = run("withhold", "cmau2222", "--reason", "Lần hai", "--content", told.folder, code=2)
    assert "cmau2222" in said
    assert file.read_bytes() == once
