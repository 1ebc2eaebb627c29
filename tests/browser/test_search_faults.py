"""The search when something is wrong: what is typed, what is lost on the way, what is late."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support import Content, Visit, build_portal, serve, whole_portal

pytestmark = pytest.mark.browser


def _titles(page: Page) -> list[str]:
    return page.locator(".bv-hit h2").all_text_contents()


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
    whole_portal(tmp_path)
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


@pytest.mark.parametrize("needed", ["**/bat-dau.bin", "**/find.*.js"], ids=["index", "script"])
def test_without_what_is_loaded_first(browser: Browser, served: str, needed: str) -> None:
    """The page says so, and the lists lead to everything; the next question tries again."""
    page = browser.new_page()
    page.route(needed, _lose)
    page.goto(f"{served}tim-kiem/?q=bach thong", wait_until="networkidle")
    expect(page.locator(".bv-find__status")).to_contain_text("Không tải được")
    page.unroute(needed)
    page.locator("#bv-tim").fill("bach thong 2020")
    expect(page.locator(".bv-hit").first).to_be_visible()
    page.close()


def test_what_was_typed_last_counts(browser: Browser, served: str) -> None:
    """Enter does not go to a suggestion of other words; an old answer does not come back."""
    page = browser.new_page()
    page.goto(served, wait_until="networkidle")
    box = page.locator(".bv-search__input")
    box.press_sequentially("dai hoi")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.route("**/tim/*/*.bin", lambda route: None)
    box.fill("mầm non đức xuân")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=m*")
    page.unroute("**/tim/*/*.bin")
    page.goto(f"{served}tim-kiem/", wait_until="networkidle")
    held: list[Route] = []
    page.route(re.compile("/tim/[0-9a-f]+/2-"), lambda route: held.append(route))
    page.locator("#bv-tim").fill("đại hội")
    page.wait_for_timeout(300)
    page.locator("#bv-tim").fill("🎉")
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    expect(page.locator(".bv-find__status")).to_contain_text("Không tìm thấy")
    expect(page.locator(".bv-hit")).to_have_count(0)
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
    whole_portal(tmp_path)
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
        assert faults == []
        page.close()
