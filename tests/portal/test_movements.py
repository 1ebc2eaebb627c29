"""A movement earns what is said to be given for it, not what the same article mentions."""

from pathlib import Path

import pytest

from support import Content, build_portal, portal_without_search, run

STATED = "{id: cabcdefg, honoree: Mẫu Một, kind: person, award: Giấy khen, movements: [Hai]}"
SILENT = "{id: cabcdefh, honoree: Mẫu Hai, kind: person, award: Giấy khen}"


@pytest.fixture
def site(content: Content, tmp_path: Path) -> Path:
    """A portal with two movements, and an article about both that reports two honours."""
    content.write("movements/mot.md", "---\nname: Một\n---\n")
    content.write("movements/hai.md", "---\nname: Hai\n---\n")
    content.article("bai", movements="[Một, Hai]", honours=f"\n- {STATED}\n- {SILENT}")
    portal_without_search(tmp_path)
    build_portal(tmp_path / "site")
    return tmp_path / "site"


def _page(site: Path, url: str) -> str:
    return (site / url / "index.html").read_text(encoding="utf-8")


def test_only_what_states_a_movement_counts_in_its_roll(site: Path) -> None:
    """In the slice, its file and the data; the other movement has no slice at all."""
    slices = site / "bang-vang/phong-trao"
    assert [path.name for path in sorted(slices.iterdir()) if path.is_dir()] == ["hai"]
    table = (slices / "hai/bang-vang.csv").read_text(encoding="utf-8")
    assert "Mẫu Một" in table
    assert "Mẫu Hai" not in table
    rows = (site / "du-lieu/bang-vang.ndjson").read_text(encoding="utf-8").splitlines()
    told = {row.split('"id":"')[1][:8]: row for row in rows}
    assert '"movement_ids":"hai"' in told["cabcdefg"]
    assert '"movement_ids":null' in told["cabcdefh"]


def test_what_the_same_article_reports_is_shown_as_that(site: Path) -> None:
    """With the words that no source says more."""
    page = _page(site, "phong-trao/mot")
    assert "Khen thưởng trong các bài nhắc tới phong trào này" in page
    assert "Mẫu Một" in page
    assert "Mẫu Hai" in page
    assert "trong bảng vàng" not in page
    own, _, beside = _page(site, "phong-trao/hai").partition(
        "<h2>Khen thưởng trong các bài nhắc tới"
    )
    assert "Mẫu Một" in own
    assert "Mẫu Hai" in beside
    assert "Mẫu Một" not in beside


def test_a_movement_that_nobody_knows_is_told(content: Content, tmp_path: Path, site: Path) -> None:
    """Where it is written."""
    content.article("khac", honours=f"\n- {STATED.replace('Hai', 'Ba').replace('fg', 'fz')}")
    told = run("build", "--out", site, folder=tmp_path, code=1)
    assert "articles/2020/khac.md:6: E202" in told


def test_all_rows_of_a_list_may_be_for_one_movement(
    content: Content, tmp_path: Path, site: Path
) -> None:
    """As all else that they share: under `confers`."""
    content.write(
        "documents/2020/qd-1/index.md",
        "---\nkind: decision\nnumber: 1/QĐ-MAU\ndate: 2020-06-01\nauthority: Mẫu\ntitle: Khen\n"
        "confers: {kind: person, award: Giấy khen, movements: [Một]}\n---\n",
    )
    content.write("documents/2020/qd-1/danh-sach.csv", "Mã,Họ tên\ncabcdefk,Mẫu Ba\n")
    build_portal(site)
    assert "Mẫu Ba" in (site / "bang-vang/phong-trao/mot/index.html").read_text(encoding="utf-8")


def test_a_class_of_a_class_of_an_award_is_in_the_index(
    content: Content, tmp_path: Path, site: Path
) -> None:
    """Below the award that is first of its line, however deep it lies."""
    for name, parent in (("Cấp một", "giay-khen"), ("Cấp hai", "cap-mot")):
        slug = {"Cấp một": "cap-mot", "Cấp hai": "cap-hai"}[name]
        content.write(
            f"awards/{slug}.md",
            f"---\nname: {name}\nclass: certificate\nlevels: [unit]\ngiven_to: [person]\n"
            f"parent: {parent}\n---\n",
        )
    honour = SILENT.replace("fh", "fj").replace("Giấy khen", "Cấp hai")
    content.article("sau", honours=f"\n- {honour}")
    build_portal(site)
    index = _page(site, "bang-vang/danh-hieu")
    for slug in ("giay-khen", "cap-mot", "cap-hai"):
        assert f'bang-vang/danh-hieu/{slug}/"' in index
