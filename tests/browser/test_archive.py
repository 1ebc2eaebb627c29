"""The photo archive in Chromium: pictures, and the viewer by keys, by touch and without it."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import pictures
from support import Content, Visit, build_portal, portal_without_search, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal with pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    content = Content(folder / "content")
    files = pictures.every_form(1)
    pictures.album(content.folder / "albums" / "hinh", files, event="hoi-nghi-2020")
    portal_without_search(folder)
    build_portal(folder / "site")
    with serve(folder / "site") as address:
        yield address


LOOKS = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for scheme in ("light", "dark")
    for width in (1280, 360)
]


@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=str)
@pytest.mark.parametrize("url", ["anh/", "anh/hinh/", "anh/hinh/a1/", "su-kien/hoi-nghi-2020/"])
def test_pages_with_pictures_have_no_fault(visit: Visit, url: str) -> None:
    """Axe finds nothing, on the page and in the viewer; nothing overflows; every picture loads."""
    page: Page = visit.go(url)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    broken = "[...document.images].filter((e) => e.complete && !e.naturalWidth).length"
    assert page.evaluate(broken) == 0
    if page.locator("[data-bv-view]").count():
        page.locator("[data-bv-view]").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(page.locator(".gslide.current img")).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_the_viewer_by_keyboard_alone(visit: Visit) -> None:
    """Enter opens, arrows lead on, Tab stays within, Escape goes back to the picture seen last."""
    page: Page = visit.go("anh/hinh/")
    page.locator("[data-bv-view]").first.focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name="Trình xem ảnh")
    expect(viewer.get_by_role("button", name="Sau")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".gslide.current")).to_contain_text("Chú thích mẫu số 1")
    reached = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")
        )
        assert page.evaluate("!document.activeElement.closest('.md-container')")
    assert {"Sau", "Trước", "Đóng", "Thông tin về ảnh này"} <= reached
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(page.locator("[data-bv-view]").nth(1)).to_be_focused()


@pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 360, "height": 740}, "has_touch": True}], indirect=True
)
def test_the_viewer_by_touch(visit: Visit) -> None:
    """Tapping a picture opens it; its caption leads to its own page."""
    page: Page = visit.go("anh/hinh/")
    page.locator("[data-bv-view]").nth(2).tap()
    expect(page.locator(".gslide.current")).to_contain_text("Chú thích mẫu số 2")
    page.get_by_role("button", name="Sau").tap()
    expect(page.locator(".gslide.current")).to_contain_text("Chú thích mẫu số 3")
    page.locator(".gslide.current").get_by_role("link", name="Thông tin về ảnh này").tap()
    page.wait_for_url("**/anh/hinh/a3/")


def test_without_a_script_a_picture_is_a_link(browser: Browser, served: str) -> None:
    """To the largest rendition."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}anh/hinh/")
    page.locator("[data-bv-view]").first.click()
    page.wait_for_url("**/anh/hinh/a0/1200.jpg")
    context.close()
