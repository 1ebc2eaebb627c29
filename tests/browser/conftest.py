"""The portal behind a real HTTP server, and a tab in which no fault is passed over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support import Visit, serve


@pytest.fixture(scope="session")
def served(portal: Path) -> Iterator[str]:
    """The address of the portal."""
    with serve(portal) as address:
        yield address


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Visit]:
    """A tab of 1280 pixels; a test asks for others with `indirect` parameters."""
    options = {"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    context = browser.new_context(**options, permissions=["clipboard-read", "clipboard-write"])
    tab = Visit(context.new_page(), served)
    yield tab
    context.close()
    assert tab.faults == []
