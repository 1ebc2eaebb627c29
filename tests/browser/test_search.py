"""The search as readers use it: suggestions, results, facets, and whatever else may happen."""

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from queries import queries
from support import ROOT, Content, Visit, build_portal, serve

pytestmark = pytest.mark.browser

CONGRESS = "Đại hội Thi đua yêu nước tỉnh Bắc Kạn lần thứ V"
PRAISE = "Thành phố Bắc Kạn biểu dương điển hình tiên tiến 2015-2020"
LOOKS = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for scheme in ("light", "dark")
    for width in (1280, 360)
]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def _name(look: dict[str, Any]) -> str:
    return f"{look.get('color_scheme', '')} {look['viewport']['width']}"


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


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=_name)
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


def test_filters_alone_list_everything(visit: Visit) -> None:
    """No words: all that there is, the newest first; and what leaves nothing can be taken back."""
    page = visit.go("tim-kiem/?loai=khen-thuong")
    expect(page.locator(".bv-find__status")).to_have_text("6 mục, mới nhất trước")
    expect(page.locator(".bv-hit")).to_have_count(6)
    visit.go("tim-kiem/?q=bach thong&loai=khen-thuong&nam=2022")
    expect(page.locator(".bv-find__results")).to_contain_text("Hãy bỏ bớt")
    page.get_by_role("button", name=re.compile("Khen thưởng ×")).click()
    expect(page.locator(".bv-hit").first).to_be_visible()


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


@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=_name)
def test_axe_finds_nothing_while_searching(visit: Visit) -> None:
    """With suggestions open, with filters open, and with an empty result."""
    page = visit.go("")
    if page.locator(".bv-search__input").is_hidden():
        page.get_by_role("link", name="Tìm kiếm").first.click()
    page.locator(".bv-search__input").press_sequentially("thi dua")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    for address in ("tim-kiem/?q=thi dua&nam=2020", "tim-kiem/?q=bach thong&nam=1999"):
        visit.go(address)
        opened = "all => all.forEach((each) => { each.open = true; })"
        page.locator(".bv-find__filters, .bv-facet").evaluate_all(opened)
        expect(page.locator(".bv-facet__values input").first).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(
    "typed",
    ["a " * 5000, "?!…“”—", "🎉🎊", "<img src=x onerror=\"document.title='x'\">", "مرحبا שלום"],
)
def test_whatever_is_typed_does_no_harm(visit: Visit, typed: str) -> None:
    """In the box, in the field and in the address: no script runs, nothing overflows."""
    page = visit.go("tim-kiem/")
    title = page.title()
    for field in (page.locator("#bv-tim"), page.locator(".bv-search__input")):
        field.fill(typed)
        field.dispatch_event("input")
        page.wait_for_timeout(300)
    page.evaluate("(q) => location.assign('?q=' + encodeURIComponent(q.slice(0, 3000)))", typed)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".bv-find__status")).not_to_be_empty()
    assert page.title() == title
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_markup_in_content_is_text(content: Content, tmp_path: Path, browser: Browser) -> None:
    """A title and a caption that look like markup are shown as they are written."""
    (tmp_path / "theme").symlink_to(ROOT / "theme")
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    content.article("ma", title="'Dùng <img src=x onerror=alert(1)> thế nào'")
    build_portal(tmp_path / "site")
    with serve(tmp_path / "site") as address:
        page = browser.new_page()
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.goto(f"{address}tim-kiem/?q=onerror", wait_until="networkidle")
        expect(page.locator(".bv-hit h2").first).to_contain_text("<img src=x onerror=alert(1)>")
        page.locator(".bv-search__input").press_sequentially("onerror")
        expect(page.get_by_role("option").first).to_contain_text("<img src=x")
        page.close()


def _lose(route: Route) -> None:
    route.abort()


def _spoil(route: Route) -> None:
    route.fulfill(body=b"nonsense")


@pytest.mark.parametrize("fault", [_lose, _spoil], ids=["missing", "corrupt"])
def test_a_file_that_cannot_be_read(
    browser: Browser, served: str, fault: Callable[[Route], None]
) -> None:
    """The others answer, and the page says that results may be missing."""
    page = browser.new_page()
    page.route(re.compile("/tim/[0-9a-f]+/1-"), fault)
    page.goto(f"{served}tim-kiem/?q=bach thong 2020", wait_until="networkidle")
    expect(page.locator(".bv-find__notes")).to_contain_text("Một phần của chỉ mục")
    expect(page.locator(".bv-hit").first).to_be_visible()
    page.close()


def test_without_the_first_file_the_page_says_so(browser: Browser, served: str) -> None:
    """And the lists lead to everything; when the file is there again, so is the search."""
    page = browser.new_page()
    page.route("**/bat-dau.bin", _lose)
    page.goto(f"{served}tim-kiem/?q=bach thong", wait_until="networkidle")
    expect(page.locator(".bv-find__status")).to_contain_text("Không tải được")
    page.unroute("**/bat-dau.bin")
    page.locator("#bv-tim").fill("bach thong 2020")
    expect(page.locator(".bv-hit").first).to_be_visible()
    page.close()


def test_a_later_answer_does_not_scramble_an_earlier(browser: Browser, served: str) -> None:
    """The first words arrive slowly; what was typed after them stays on the screen."""
    page = browser.new_page()
    held: list[Route] = []
    page.goto(f"{served}tim-kiem/", wait_until="networkidle")
    page.route(re.compile("/tim/[0-9a-f]+/2-"), lambda route: held.append(route))
    page.locator("#bv-tim").fill("bach thong")
    page.wait_for_timeout(500)
    assert held
    page.locator("#bv-tim").fill("hoa")
    expect(page.locator(".bv-find__status")).to_contain_text("“hoa”")
    shown = _titles(page)
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    expect(page.locator(".bv-find__status")).to_contain_text("“hoa”")
    assert _titles(page) == shown
    page.close()


def test_a_deploy_in_the_middle_of_a_visit(
    content: Content, tmp_path: Path, browser: Browser
) -> None:
    """The page was loaded before, its files are gone: the new ones answer."""
    (tmp_path / "theme").symlink_to(ROOT / "theme")
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    for number in range(80):
        content.article(f"bai-{number}", body="Chữ của bài trước.")
    site = tmp_path / "site"
    build_portal(site)
    with serve(site) as address:
        page = browser.new_page()
        page.goto(f"{address}tim-kiem/?q=bai mot", wait_until="networkidle")
        for number in range(80):
            content.article(f"bai-{number}", body="Lời văn mới tinh.")
        build_portal(site)
        page.locator("#bv-tim").fill("văn mới tinh")
        expect(page.locator(".bv-find__status")).to_contain_text("80 kết quả")
        expect(page.locator(".bv-find__notes")).not_to_contain_text("Một phần của chỉ mục")
        page.close()


def test_a_strict_policy_holds(browser: Browser, portal: Path) -> None:
    """No script but files of the site, no evaluation, no WebAssembly, nothing from elsewhere."""
    policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; "
    policy += "style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"

    def guarded(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": policy}
        )

    with serve(portal) as address:
        page = browser.new_page()
        faults: list[str] = []
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.route("**/*", guarded)
        page.goto(f"{address}tim-kiem/?q=bach thong", wait_until="networkidle")
        expect(page.locator(".bv-hit").first).to_be_visible()
        # Material's own page has inline scripts and styles; the search adds none.
        assert not [each for each in faults if "search." in each or "find." in each]
        page.close()


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
    asked = queries(ROOT / "content", 1)
    marks: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for query in asked:
        good = [url in query.truth for url in ask(query.typed)]
        recall = sum(good[:5]) / min(5, len(query.truth))
        marks[query.group].append((recall, 1 / (good.index(True) + 1) if True in good else 0))
    assert len(asked) >= 150
    assert len(marks) >= 15
    every = [mark for group in marks.values() for mark in group]
    assert sum(recall for recall, _ in every) / len(every) >= 0.98
    assert sum(rank for _, rank in every) / len(every) >= 0.97
    for group, found in marks.items():
        assert sum(recall for recall, _ in found) / len(found) >= 0.93, group
        assert sum(rank for _, rank in found) / len(found) >= 0.93, group


def test_the_first_file_is_small(portal: Path) -> None:
    """What every reader of the search loads."""
    data = (portal / "du-lieu/tim/bat-dau.bin").read_bytes()
    assert len(data) <= 25_000
    assert json.loads(zlib.decompress(data))["version"] == 1
