"""The search as readers use it: suggestions, results, facets, and whatever else may happen."""

import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from looks import LOOKS, PHONE, assert_accessible
from queries import marks, queries
from support import ROOT, Visit
from truth import texts_of

pytestmark = pytest.mark.browser

CONGRESS = "Đại hội Thi đua yêu nước tỉnh Bắc Kạn lần thứ V"
PRAISE = "Thành phố Bắc Kạn biểu dương điển hình tiên tiến 2015-2020"


def _titles(page: Page) -> list[str]:
    return page.locator(".bv-hit h2").all_text_contents()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dai hoi", CONGRESS),
        ("dai hoi bac kan 2020", CONGRESS),
        ("Bạch Thông", "Huyện Bạch Thông"),
        ("bach th", "Huyện Bạch Thông"),
        ("duc xuan", PRAISE),
        ("\u00d0ức Xuân", PRAISE),
        ("ddaji hooji", CONGRESS),
    ],
)
def test_the_box_suggests(visit: Visit, typed: str, found: str) -> None:
    """While one types, however one types; Escape puts the suggestions away."""
    page = visit.go("")
    page.locator(".bv-search__input").press_sequentially(typed)
    expect(page.get_by_role("option", name=found).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_box_is_a_combobox(visit: Visit) -> None:
    """Keys alone: open, walk down and up, leave for a page; a screen reader is told."""
    page = visit.go("tin-bai/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Tìm trong cổng")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("bach thong")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".bv-search__status")).to_contain_text("gợi ý")
    options = page.get_by_role("option")
    page.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "bv-goi-y-0")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dia-ban/huyen-bach-thong/")


def test_a_late_answer_keeps_what_was_chosen(visit: Visit) -> None:
    """Suggestions that come after an arrow key do not take the choice away, nor hide it."""
    page = visit.go("tin-bai/")
    page.keyboard.press("/")
    page.keyboard.type("bach thong")
    expect(page.get_by_role("option").nth(1)).to_be_visible()
    page.get_by_role("combobox", name="Tìm trong cổng").evaluate(
        """(box) => {
          for (const option of document.querySelectorAll('[role=option]')) option.dataset.old = '';
          box.dispatchEvent(new Event('input'));
          box.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown'}));
        }"""
    )
    expect(page.locator("[role=option][data-old]")).to_have_count(0)
    expect(page.get_by_role("option").nth(0)).to_have_attribute("aria-selected", "true")


def test_control_k_and_all_results(visit: Visit) -> None:
    """Ctrl+K from anywhere, then Enter: the page of results; there it is the page's own field."""
    page = visit.go("su-kien/")
    page.keyboard.press("Control+k")
    page.keyboard.type("bach thong")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=bach+thong")
    expect(page.locator(".bv-hit").first).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("Control+k")
    expect(page.locator("#bv-tim")).to_be_focused()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_telephone_the_box_opens(visit: Visit) -> None:
    """The glass in the header opens the box; suggestions fill the width and can be tapped."""
    page = visit.go("")
    page.get_by_role("link", name="Tìm kiếm").first.tap()
    expect(page.locator(".bv-search__input")).to_be_focused()
    page.keyboard.type("bach thong")
    option = page.get_by_role("option", name="Huyện Bạch Thông").first
    expect(option).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    option.tap()
    page.wait_for_url("**/dia-ban/huyen-bach-thong/")


def test_results_tell_what_they_are(visit: Visit) -> None:
    """Kind, date, place, an excerpt with the words marked; a caption leads to its photo."""
    page = visit.go("tim-kiem/?q=dai hoi")
    first = page.locator(".bv-hit").first
    expect(first.locator("h2 a")).to_have_text(CONGRESS)
    expect(first.locator(".bv-hit__about")).to_have_text("Sự kiện9/9/2020")
    expect(first.locator("mark", has_text="Đại").first).to_be_visible()
    expect(page.locator(".bv-find__status")).to_have_text("19 kết quả cho “dai hoi”")
    expect(page.locator(".bv-find__notes")).to_contain_text("không dấu")
    links = page.locator(".bv-hit h2 a").evaluate_all("all => all.map((each) => each.pathname)")
    assert any(link.startswith("/anh/") for link in links)
    assert any(link.startswith("/vinh-danh/") for link in links)
    before = _titles(page)
    page.get_by_role("button", name="Thêm kết quả").click()
    expect(page.locator(".bv-hit")).to_have_count(19)
    assert _titles(page)[: len(before)] == before


def test_what_is_chosen_is_in_the_address(visit: Visit, browser: Browser) -> None:
    """Filters, several at once, sorting, back and forth; and the same view opened elsewhere."""
    page = visit.go("tim-kiem/?q=thi dua")
    page.get_by_label(re.compile("^Ảnh")).check()
    page.get_by_label(re.compile("^Tin bài")).check()
    page.get_by_label(re.compile("^2020")).check()
    page.get_by_label("Sắp xếp").select_option("mới nhất trước")
    expect(page).to_have_url(re.compile(r"\?q=thi\+dua&loai=anh&loai=tin-bai&nam=2020&xep=moi$"))
    kinds = page.locator(".bv-hit__kind")
    expect(kinds.first).to_be_visible()
    assert set(kinds.all_text_contents()) == {"Ảnh", "Tin bài"}
    shown = _titles(page)
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".bv-hit").first).to_be_visible()
    assert _titles(other) == shown
    expect(other.get_by_label(re.compile("^2020"))).to_be_checked()
    other.close()
    for _ in range(4):
        page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=thi\+?(%20)?dua$"))
    expect(page.get_by_label(re.compile("^Ảnh"))).not_to_be_checked()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_whoever_comes_back_is_where_they_were(visit: Visit) -> None:
    """Down the list, into a result, and back: the same results, at the same place."""
    page = visit.go("tim-kiem/?q=thi dua")
    page.get_by_role("button", name="Thêm kết quả").click()
    hit = page.locator(".bv-hit h2 a").nth(14)
    hit.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 1000
    hit.click()
    page.wait_for_url(lambda url: "tim-kiem" not in url)
    page.go_back(wait_until="networkidle")
    expect(page.locator(".bv-hit")).to_have_count(20)
    page.wait_for_function(f"Math.abs(scrollY - {place}) < 5")


def test_filters_alone_list_everything(visit: Visit) -> None:
    """No words: all that there is, the newest first; and what leaves nothing can be taken back."""
    page = visit.go("tim-kiem/?loai=khen-thuong")
    expect(page.locator(".bv-find__status")).to_have_text("6 mục, mới nhất trước")
    expect(page.locator(".bv-hit")).to_have_count(6)
    visit.go("tim-kiem/?q=bach thong&loai=khen-thuong&nam=2022")
    expect(page.locator(".bv-find__results")).to_contain_text("Hãy bỏ bớt")
    page.get_by_role("button", name=re.compile("Khen thưởng ×")).click()
    expect(page.locator(".bv-hit").first).to_be_visible()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_what_leaves_nothing_is_called_by_its_name(visit: Visit) -> None:
    """Also where the filters are closed: no ids, which nobody but the address knows."""
    page = visit.go("tim-kiem/?q=bach thong&loai=khen-thuong&dia-ban=huyen-na-ri")
    expect(page.get_by_role("button", name="Loại: Khen thưởng ×")).to_be_visible()
    expect(page.get_by_role("button", name="Địa bàn: Huyện Na Rì ×")).to_be_visible()


def test_what_was_understood_is_told(visit: Visit) -> None:
    """A slip, keys, words that stand apart, and nothing at all."""
    page = visit.go("tim-kiem/?q=thi đau yêu nước")
    notes = page.locator(".bv-find__notes")
    expect(notes).to_contain_text("Đã tìm “thi đua yêu nước”")
    visit.go("tim-kiem/?q=ddaji hooji")
    expect(notes).to_contain_text("Telex hoặc VNI là “đại hội”")
    visit.go("tim-kiem/?q=xyzzyq")
    expect(page.locator(".bv-find__status")).to_contain_text("Không tìm thấy")
    expect(page.locator(".bv-hit")).to_have_count(0)


@pytest.mark.parametrize("visit", LOOKS.values(), indirect=True, ids=LOOKS)
def test_axe_finds_nothing_while_searching(visit: Visit) -> None:
    """With suggestions open, with filters open, and with an empty result."""
    page = visit.go("")
    if page.locator(".bv-search__input").is_hidden():
        page.get_by_role("link", name="Tìm kiếm").first.click()
    page.locator(".bv-search__input").press_sequentially("thi dua")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert_accessible(page)
    for address in ("tim-kiem/?q=thi dua&nam=2020", "tim-kiem/?q=bach thong&nam=1999"):
        visit.go(address)
        opened = "all => all.forEach((each) => { each.open = true; })"
        page.locator(".bv-find__filters, .bv-facet").evaluate_all(opened)
        expect(page.locator(".bv-facet__values input").first).to_be_visible()
        assert_accessible(page)


def test_a_browser_may_add_the_search(portal: Path) -> None:
    """OpenSearch for browsers, SearchAction for search engines."""
    home = (portal / "index.html").read_text(encoding="utf-8")
    assert '<link rel="search" type="application/opensearchdescription+xml"' in home
    action = json.loads(re.findall(r'ld\+json">(.*?)</script>', home)[0])["potentialAction"]
    assert action["@type"] == "SearchAction"
    assert action["target"]["urlTemplate"].endswith("tim-kiem/?q={search_term_string}")
    described = (portal / "opensearch.xml").read_text(encoding="utf-8")
    assert "tim-kiem/?q={searchTerms}" in described


@pytest.fixture
def ask(browser: Browser, served: str, portal: Path) -> Iterator[Callable[[str], list[str]]]:
    """Ask the script in a worker of a page; return the addresses that it finds."""
    page = browser.new_page()
    page.goto(f"{served}tim-kiem/")
    script = next((portal / "assets/javascripts").glob("find.*.js")).name
    page.evaluate(
        """(script) => {
          const worker = new Worker(`/assets/javascripts/${script}`);
          window.askFor = (query) => new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => (data.answer ? resolve : reject)(data.answer);
            const root = new URL("/du-lieu/tim/", location.href).href;
            worker.postMessage({ root, id: 1, channel: "test", query, options: {} });
          });
        }""",
        script,
    )
    yield lambda query: [
        each["url"] for each in page.evaluate("(query) => askFor(query)", query)["results"]
    ]
    page.close()


def test_it_finds_what_it_should(ask: Callable[[str], list[str]]) -> None:
    """At least 150 queries in at least 15 classes, with truth computed from the content."""
    asked = queries(texts_of(ROOT / "content"), 1)
    found = marks(asked, ask)
    assert len(asked) >= 150
    assert len(found) >= 15
    every = [mark for group in found.values() for mark in group]
    assert sum(recall for recall, _ in every) / len(every) >= 0.98
    assert sum(rank for _, rank in every) / len(every) >= 0.97
    for group, each in found.items():
        assert sum(recall for recall, _ in each) / len(each) >= 0.93, group
        assert sum(rank for _, rank in each) / len(each) >= 0.93, group


def test_the_first_file_is_small(portal: Path) -> None:
    """What every reader of the search loads."""
    data = (portal / "du-lieu/tim/bat-dau.bin").read_bytes()
    assert len(data) <= 25_000
    assert json.loads(zlib.decompress(data))["version"] == 1
