"""A real Chromium, and the portal behind a real HTTP server."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from support import Visit

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(portal: Path) -> Iterator[str]:
    """The address of the portal."""
    handler = functools.partial(_Quiet, directory=str(portal))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


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
