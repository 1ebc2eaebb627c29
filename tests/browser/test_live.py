"""The preview with ten thousand articles: what is saved is seen, and so is a mistake."""

import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support import ROOT, whole_portal

pytestmark = pytest.mark.long

ARTICLES = 10_000
PATIENCE = 240_000
"""Milliseconds for the first build; how long a save takes is printed, not judged."""


def test_ten_saves_and_a_mistake(
    tmp_path: Path, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each saved text appears by itself; a mistake is a page until it is mended."""
    whole_portal(tmp_path)
    corpus = [sys.executable, str(ROOT / "benchmarks/corpus.py"), "--articles", str(ARTICLES)]
    subprocess.run([*corpus, "--to", str(tmp_path / "content")], check=True)
    # Files that were written just now are not believed to be as they look.
    time.sleep(3)
    article = sorted((tmp_path / "content/articles/2015").glob("*.md"))[100]
    text = article.read_text(encoding="utf-8")
    year, month, _ = text.split("date: ")[1].split("\n")[0].split("-")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = (tmp_path / "log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", address],
        cwd=tmp_path,
        stdout=log,
        stderr=log,
    )
    page = browser.new_page()
    try:
        _wait(f"http://{address}/")
        page.goto(f"http://{address}/tin-bai/{year}/{month}/{article.stem}/")
        took = []
        for number in range(10):
            article.write_text(f"{text}\n\nLần lưu thứ {number}.\n", encoding="utf-8")
            started = time.monotonic()
            expect(page.get_by_text(f"Lần lưu thứ {number}.")).to_be_visible(timeout=60_000)
            took.append(time.monotonic() - started)
        article.write_text(
            text.replace("movements: [", "movements: [khong-co, ", 1), encoding="utf-8"
        )
        expect(page.get_by_text("E202")).to_be_visible(timeout=60_000)
        expect(page.get_by_text(f"{article.name}:7")).to_be_visible()
        article.write_text(text, encoding="utf-8")
        expect(page.locator("h1#bv-noi-dung")).to_be_visible(timeout=60_000)
    finally:
        page.close()
        server.terminate()
        server.wait(timeout=60)
        log.close()
    with capsys.disabled():
        print(
            f"\n{ARTICLES} articles: a save is seen after {statistics.median(took):.2f} s (median),"
            f" {max(took):.2f} s at worst"
        )


def _wait(address: str) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
