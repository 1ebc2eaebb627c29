"""Pages on paper: light, with what counts and nothing else, on as few sheets as they need."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support import Visit

pytestmark = pytest.mark.browser

ARTICLE = "tin-bai/2020/07/bach-thong-thi-dua-yeu-nuoc-2015-2020/"
CONGRESS = "tin-bai/2020/09/dai-hoi-thi-dua-yeu-nuoc-tinh-bac-kan-lan-thu-v/"
PAGES = (ARTICLE, "bang-vang/", "bang-vang/so-lieu/", "vinh-danh/h5ducxuan/")
DARK = [{"color_scheme": "dark"}]


def _sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def _shown(page: Page, selector: str) -> int:
    return page.locator(f":is({selector}):visible").count()


@pytest.mark.parametrize("visit", DARK, indirect=True)
@pytest.mark.parametrize("url", PAGES)
def test_dark_never_reaches_paper(visit: Visit, url: str) -> None:
    """Titles are dark on white, whatever the screen was."""
    page = visit.go(url)
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector({}))[{}]"
    assert page.evaluate(style.format("'h1'", "'color'")) == "rgb(156, 16, 25)"
    assert page.evaluate(style.format("'body'", "'backgroundColor'")) == "rgb(255, 255, 255)"
    text = page.evaluate(style.format("'.bv-page'", "'color'"))
    assert max(map(float, re.findall(r"[\d.]+", text)[:3])) < 60


def test_the_roll_prints_with_its_sources_and_without_its_form(visit: Visit) -> None:
    """Headings are plain words; what leads elsewhere stays on the screen."""
    page = visit.go("bang-vang/")
    page.emulate_media(media="print")
    assert _shown(page, ".bv-roll__form, .bv-ways, .md-header, .md-footer, .bv-roll__take") == 0
    assert _shown(page, "[data-bv-roll] tbody td:last-child a") >= 6
    assert _sheets(page) == 1


def test_few_sheets(visit: Visit) -> None:
    """A certificate is one; an article of 550 words with its figures at most three."""
    assert _sheets(visit.go("vinh-danh/h5ducxuan/")) == 1
    assert _sheets(visit.go(ARTICLE)) <= 3
    # Nine captions, thirty figures and thirty movements beside the text.
    assert _sheets(visit.go(CONGRESS)) <= 4


def test_each_sheet_tells_the_site(portal: Path, browser: Browser) -> None:
    """Its name and address stand in the margin, with the number of the sheet."""
    (styles,) = portal.glob("assets/stylesheets/bangvang.*.css")
    text = styles.read_text(encoding="utf-8")
    assert '@bottom-left { content: "Bảng Vàng Bắc Kạn · https://bangvang.example/"' in text
    assert 'content: counter(page) "/" counter(pages)' in text
