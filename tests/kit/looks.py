"""The looks in which pages are tested, and what holds of a page in each."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOOKS: dict[str, dict[str, Any]] = {
    f"{scheme} {width}": {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for scheme in ("light", "dark")
    for width in (1280, 360)
}
"""The options of a browser context, by the name of the look."""

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def assert_accessible(page: Page) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    # Halfway through a transition a colour is neither of its two.
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
