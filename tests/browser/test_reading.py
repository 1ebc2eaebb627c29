"""What a reader sees and does, in Chromium."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from looks import LOOKS, PHONE, assert_accessible
from support import Content, Visit, run

pytestmark = pytest.mark.browser

ARTICLE = "tin-bai/2020/09/dai-hoi-thi-dua-yeu-nuoc-tinh-bac-kan-lan-thu-v/"
KINDS = {
    "home": "",
    "all news": "tin-bai/",
    "year": "tin-bai/2020/",
    "month": "tin-bai/2020/09/",
    "article": ARTICLE,
    "article with footnotes": "tin-bai/2020/07/bach-thong-thi-dua-yeu-nuoc-2015-2020/",
    "districts": "dia-ban/",
    "district": "dia-ban/thanh-pho-bac-kan/",
    "movements": "phong-trao/",
    "movement": "phong-trao/bac-kan-chung-suc-xay-dung-nong-thon-moi/",
    "events": "su-kien/",
    "event": "su-kien/dai-hoi-thi-dua-v-2020/",
    "documents": "van-ban/",
    "document": "van-ban/2025/1683-nq-ubtvqh15/",
    "search": "tim-kiem/?q=dai hoi",
    "roll": "bang-vang/",
    "roll by movement": "bang-vang/phong-trao/",
    "names": "bang-vang/ten/h/",
    "counts": "bang-vang/so-lieu/",
    "award": "bang-vang/danh-hieu/co-thi-dua-cua-chinh-phu/",
    "honoree": "vinh-danh/h2nhandan/",
    "charts": "bang-vang/bieu-do/",
    "data": "du-lieu/",
    "archive": "anh/",
    "albums of a year": "anh/nam/2020/",
    "album": "anh/dai-hoi-thi-dua-v-2020/",
    "photo": "anh/dai-hoi-thi-dua-v-2020/chien-si-thi-dua-toan-quoc/",
    "everyone pictured": "anh/nguoi/",
    "hand-written": "gioi-thieu/",
    "not found": "404.html",
}


@pytest.fixture(scope="module")
def tabs(browser: Browser, served: str) -> Iterator[dict[str, Visit]]:
    """One tab for each look, for tests that only read: a browser of one's own takes longer."""
    contexts = {name: browser.new_context(**look) for name, look in LOOKS.items()}
    yield {name: Visit(context.new_page(), served) for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.fixture
def tab(request: pytest.FixtureRequest, tabs: dict[str, Visit]) -> Iterator[Visit]:
    """A tab that others have used, of 1280 pixels and light if no other look is asked for."""
    shared = tabs[getattr(request, "param", "light 1280")]
    shared.faults.clear()
    yield shared
    assert shared.faults == []


@pytest.mark.parametrize("tab", LOOKS, indirect=True)
@pytest.mark.parametrize("url", KINDS.values(), ids=KINDS)
def test_no_fault_on_any_kind_of_page(tab: Visit, url: str) -> None:
    """Axe finds nothing, the console is silent, no other host is asked, nothing overflows."""
    assert_accessible(tab.go(url))


def test_type_is_larger_and_stays_so(visit: Visit) -> None:
    """A reader with weak eyes sets the size of type once."""
    page: Page = visit.go(ARTICLE)
    size = "parseFloat(getComputedStyle(document.querySelector('.bv-body p')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="Tăng cỡ chữ").click()
    larger = page.evaluate(size)
    assert larger > before
    visit.go("tin-bai/2020/07/bach-thong-thi-dua-yeu-nuoc-2015-2020/")
    assert page.evaluate(size) == larger
    page.get_by_role("button", name="Giảm cỡ chữ").click()
    assert page.evaluate(size) == before


def test_newest_posts_come_from_one_small_file(visit: Visit) -> None:
    """A new post must not change every page."""
    page: Page = visit.go(ARTICLE)
    box = page.locator("[data-bv-newest] a")
    expect(box).to_have_count(5)
    assert "Cụm thi đua trung du" in str(box.first.text_content())


def test_the_citation_is_copied(visit: Visit) -> None:
    """One click, and the citation with its address is on the clipboard."""
    page: Page = visit.go(ARTICLE)
    page.get_by_role("button", name="Sao chép trích dẫn").click()
    expect(page.locator(".bv-cite .bv-copied")).to_have_text("Đã chép")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Hoàng Huế. “Bắc Kạn tổ chức")
    assert copied.endswith(f"https://bangvang.example/{ARTICLE}")


def test_the_link_is_copied(visit: Visit) -> None:
    """The permanent address, from the tools above the article."""
    page: Page = visit.go(f"{ARTICLE}?q=1#muc")
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.locator(".bv-tools .bv-copied")).to_have_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == f"https://bangvang.example/{ARTICLE}"


def test_an_article_is_saved_as_one_page(visit: Visit, tmp_path: Path) -> None:
    """Decree 42/2022/NĐ-CP: every article can be saved."""
    page: Page = visit.go(ARTICLE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu bài").click()
    saved = tmp_path / "saved.html"
    download.value.save_as(saved)
    text = saved.read_text(encoding="utf-8")
    assert download.value.suggested_filename.startswith("dai-hoi-thi-dua-yeu-nuoc")
    assert "118 điển" in text
    assert 'src="data:image/' in text
    assert "srcset" not in text
    assert "chưa có tệp ảnh" in text
    assert "<button" not in text
    assert "<script" not in text
    assert "<style>body{font:18px/1.6 serif" in text


def test_paper_shows_the_article_alone(visit: Visit) -> None:
    """Printed, a page has no menus and no buttons."""
    page: Page = visit.go(ARTICLE)
    page.emulate_media(media="print")
    expect(page.locator(".bv-body")).to_be_visible()
    for part in (".md-header", ".md-footer", ".bv-tools", ".bv-after"):
        expect(page.locator(part).first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details li").last).to_be_visible()


@pytest.mark.parametrize("url", KINDS.values(), ids=KINDS)
def test_everything_is_reached_by_keyboard(tab: Visit, url: str) -> None:
    """Tab alone walks through every link, button and field that is shown, and shows where it is."""
    page: Page = tab.go(url)
    if page.locator("[data-bv-search-page]").count():
        expect(page.locator(".bv-hit").first).to_be_visible()
    count = page.evaluate(
        """() => {
          const stops = 'a[href], button, input, summary, [tabindex="0"]';
          const shown = [...document.querySelectorAll(stops)].filter((e) =>
            e.checkVisibility({visibilityProperty: true}) && (e.type !== 'radio' || e.checked));
          shown.forEach((e) => e.dataset.stop = '');
          addEventListener('focusin', (event) => delete event.target.dataset.stop);
          return shown.length;
        }"""
    )
    for _ in range(count + 10):
        page.keyboard.press("Tab")
    missed = page.evaluate("[...document.querySelectorAll('[data-stop]')].map((e) => e.outerHTML)")
    assert count
    assert missed == []


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_the_menu_of_a_telephone_works_with_keys(visit: Visit) -> None:
    """Material's menu is a hidden checkbox; ours is a button that says what it does."""
    page: Page = visit.go(ARTICLE)
    menu = page.get_by_role("button", name="Mục lục")
    expect(menu).to_have_attribute("aria-expanded", "false")
    link = page.locator("#bv-drawer a", has_text="Phong trào")
    expect(link).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#bv-drawer a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    menu.tap()
    link.tap()
    page.wait_for_url("**/phong-trao/")


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    """Nobody should have to walk through the menu on every page."""
    page: Page = visit.go(ARTICLE)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#bv-noi-dung")).to_be_focused()


def test_dark_and_light_are_chosen_by_key(visit: Visit) -> None:
    """The switch is reached and used without a pointer, and remembered."""
    page: Page = visit.go("")
    page.get_by_role("button", name="Chuyển sang nền tối").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Chuyển sang nền sáng")).to_be_focused()
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    visit.go("tin-bai/")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")


def test_without_scripts_everything_can_be_read(browser: Browser, served: str) -> None:
    """The map, the lists and the articles need no script; search says what to do instead."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(served)
    page.locator(".bv-map a", has_text="Bạch").click()
    expect(page.locator("h1")).to_contain_text("Huyện Bạch Thông")
    page.goto(served + ARTICLE)
    expect(page.locator(".bv-tools")).to_be_hidden()
    expect(page.locator("[data-bv-newest] a")).to_have_text("Xem tất cả tin bài")
    page.goto(served + "tim-kiem/")
    expect(page.get_by_text("Tìm kiếm cần JavaScript")).to_be_visible()
    context.close()


def test_old_addresses_lead_to_the_new(browser: Browser, content: Content, tmp_path: Path) -> None:
    """`redirect_from` keeps links of other sites and bookmarks alive."""
    content.article("moi", redirect_from="[/tin/cu.aspx.html, /tin/rat-cu]")
    out = tmp_path / "site"
    run("build", "--content", content.folder, "--out", out)
    page = browser.new_page()
    for old in ("tin/cu.aspx.html", "tin/rat-cu/index.html"):
        page.goto((out / old).as_uri())
        page.wait_for_url("**/tin-bai/2020/06/moi/**")
    page.close()


def test_a_first_visit_weighs_little(visit: Visit) -> None:
    """All that an article loads, but for pictures of its content, is at most 150 KB compressed."""
    answers: list[Response] = []
    visit.page.on("response", lambda answer: answers.append(answer))
    visit.go(ARTICLE)
    text = [each for each in answers if not each.url.endswith((".jpg", ".png"))]
    assert len(text) >= 6
    assert sum(len(gzip.compress(each.body())) for each in text) <= 150_000
    assert not [each.url for each in answers if "/tim/" in each.url]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_of_the_header_are_seen_in_forced_colours(
    browser: Browser, served: str, scheme: Literal["light", "dark"]
) -> None:
    """Who needs high contrast has colours of the system: a mask is then still not of its ground."""
    page = browser.new_page(forced_colors="active", color_scheme=scheme)
    page.goto(served)
    for name in (".bv-icon--scheme", ".bv-search__button"):
        drawn, ground = page.locator(name).first.evaluate(
            "(e) => [getComputedStyle(e, '::before').backgroundColor,"
            " getComputedStyle(e.closest('header')).backgroundColor]"
        )
        assert drawn != ground
    page.close()
