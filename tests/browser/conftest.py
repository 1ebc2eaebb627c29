"""A real Chromium, and the portal behind a real HTTP server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from support import CHROMIUM, Visit, serve

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def served(portal: Path) -> Iterator[str]:
    """The address of the portal."""
    with serve(portal) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Visit]:
    """A tab of 1280 pixels; a test asks for others with `indirect` parameters."""
    options = {"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    context = browser.new_context(**options, permissions=["clipboard-read", "clipboard-write"])
    tab = Visit(context.new_page(), served)
    yield tab
    context.close()
    assert tab.faults == []
