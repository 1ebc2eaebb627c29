"""The pages of a union, and its search, in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from looks import LOOKS, assert_accessible
from support import Content, Visit, other_portal, run, serve

pytestmark = pytest.mark.browser

KINDS = (
    *("", "bang-vang/", "bang-vang/cong/", "bang-vang/cong/thu-example-cong/", "bang-vang/ten/"),
    *("bang-vang/mau-thuan/", "bang-vang/so-lieu/", "vinh-danh/h2nhandan/", "du-lieu/"),
    "tim-kiem/?q=khac",
)


@pytest.fixture(scope="module")
def union(portal: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a union of two portals that contradict each other."""
    folder = tmp_path_factory.mktemp("union")
    honour = "{id: c8p4z6j, honoree: Một Người Khác, kind: person, award: Giấy khen, date: 2020}"
    other = other_portal(Content(folder / "content"), honour)
    run("union", portal, other, "--out", folder / "chung")
    with serve(folder / "chung") as address:
        yield address


@pytest.fixture
def tab(browser: Browser, union: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    context = browser.new_context(**getattr(request, "param", {}))
    visit = Visit(context.new_page(), union)
    yield visit
    context.close()
    assert visit.faults == []


@pytest.mark.parametrize("tab", [LOOKS["light 1280"], LOOKS["dark 360"]], indirect=True)
def test_no_fault_on_any_page_of_a_union(tab: Visit) -> None:
    """Axe finds nothing, the console is silent, no other host is asked, nothing overflows."""
    for url in KINDS:
        page: Page = tab.go(url)
        assert_accessible(page)


def test_a_reader_searches_several_portals(tab: Visit) -> None:
    """Typed in the header, narrowed to one portal; an article leads to the portal that has it."""
    page = tab.go("")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("khac")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=khac")
    hits = page.locator(".bv-hits h2 a")
    expect(hits.filter(has_text="khac").first).to_have_attribute(
        "href", "https://thu.example/cong/tin-bai/2020/06/khac/"
    )
    page.get_by_role("checkbox", name="Cổng thử").check()
    expect(page.locator(".bv-find__status")).to_contain_text("kết quả")
    for note in page.locator(".bv-hit__about").all_text_contents():
        assert note.endswith("Cổng thử")
    page.get_by_role("link", name="Bảng vàng", exact=True).first.click()
    expect(page.get_by_text("Các cổng mâu thuẫn với nhau").first).to_be_visible()
