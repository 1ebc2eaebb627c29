"""Addresses: what a plan makes is known to every check, whichever plan it is."""

import pytest

from support import ROOT, Content, run

AWARD = "\n- {id: cxau2222, honoree: Tổ Một, kind: collective, award: Giấy khen, date: 2020-05-01}"


def test_no_old_address_takes_one_that_the_portal_makes(content: Content) -> None:
    """Whatever file a build makes, `check` knows of it, and says in which line the fault is."""
    content.article("khen", honours=AWARD)
    made = sorted({plan.url for plan in content.read().plans} - {"tin-bai/2020/06/khen/"})
    assert "opensearch.xml" in made
    assert len(made) > 40
    old = "".join(f"\n- /{url}" for url in made if url)
    file = content.article("thua", redirect_from=old)
    problems = [each for each in content.read().problems if each.file == file]
    assert {each.code for each in problems} == {"E210"}
    told = {each.values["url"] for each in problems}
    assert told >= {f"/{url}" for url in made if url}
    assert all(each.line for each in problems)


@pytest.mark.parametrize("address", ["/opensearch.xml", "/tin-bai/2020/", "/anh/collection.json"])
def test_check_and_build_tell_the_same(content: Content, address: str) -> None:
    file = content.article("thua", redirect_from=f"[{address}]")
    config = ROOT / "mkdocs.yml"
    (content.folder.parent / "mkdocs.yml").write_bytes(config.read_bytes())
    for command in ("check", "build"):
        told = run(command, code=1, folder=content.folder.parent)
        assert f"{file}:5" in told
        assert "E210" in told


def test_a_part_that_is_switched_off_has_no_addresses(content: Content) -> None:
    """A link to the roll is wrong in a portal that has none."""
    content.article("khen", "[Bảng vàng](/bang-vang/)", honours=AWARD)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    own = content.folder.parent / "mkdocs.yml"
    own.write_text(config, encoding="utf-8")
    run("check", folder=content.folder.parent)
    own.write_text(config.replace("search: true", "roll: false"), encoding="utf-8")
    assert "E307" in run("check", code=1, folder=content.folder.parent)


def test_all_faults_are_told_at_once(content: Content) -> None:
    """A wrong name hides neither the wrong link beside it nor those of other articles."""
    content.article("mot", "[xem](/khong-co/)", movements="[Phong trào không có]")
    unknown = AWARD.replace("Giấy khen", "Danh hiệu lạ")
    content.article("hai", "[xem](/cung-khong/)", honours=unknown)
    content.article("ba", honours="\n- {ref: cxau2222}")
    codes = sorted(each.code for each in content.read().problems)
    assert codes == ["E202", "E204", "E307", "E307"]
