"""Pagefind 1.6 as a peer: a page for each document, and a wrapper that helps it as far as it can.

Pagefind strips marks but not the stroke of đ, finds phrases only in straight quotes, and counts a
lone dash as a word. So đ is written as d and U+0335, dashes are left out, tone marks are moved
to one place, and a query is asked as a phrase first, then as words.
"""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Self

from playwright.sync_api import sync_playwright

from bangvang.text import repair
from support import CHROMIUM, serve
from truth import Text

STROKE = "\u0335"
_ASK = """
async (queries) => {
  window.pagefind ??= await import("/pagefind/pagefind.js");
  const urls = [];
  for (const query of queries) {
    if (urls.length >= 10) break;
    const found = await pagefind.search(query);
    for (const result of found.results.slice(0, 10)) {
      const { meta } = await result.data();
      if (!urls.includes(meta.address)) urls.push(meta.address);
    }
  }
  return urls.slice(0, 10);
}
"""
_TONES = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe"}
_TONES |= {"uỷ": "ủy", "uý": "úy", "uỳ": "ùy", "uỵ": "ụy"}


def indexed(text: str) -> str:
    """Return a text as it is given to Pagefind."""
    text = repair(text).replace(" - ", " ").replace("-", " ")
    for old, new in _TONES.items():
        text = text.replace(old, new)
    return text.replace("đ", f"d{STROKE}").replace("Đ", f"D{STROKE}")


class Pagefind:
    """An index of Pagefind, asked in Chromium."""

    def __init__(self, binary: Path, texts: list[Text], folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        for number, each in enumerate(texts):
            title, *rest = map(indexed, each.passages)
            page = folder / f"{number}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            body = "".join(f"<p>{escape(part)}</p>" for part in rest)
            page.write_text(
                f'<html lang="vi"><body data-pagefind-body data-pagefind-meta="address:{each.url}">'
                f"<h1>{escape(title)}</h1>{body}</body></html>",
                encoding="utf-8",
            )
        command = [str(binary), "--site", str(folder), "--include-characters", STROKE]
        subprocess.run([*command, "--quiet"], check=True)
        self._folder = folder
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        address = self._stack.enter_context(serve(self._folder))
        playwright = self._stack.enter_context(sync_playwright())
        flags = ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        self._stack.callback(browser.close)
        self._page = browser.new_page()
        self._page.goto(f"{address}0.html")
        self.ask: Callable[[str], list[str]] = self._ask
        return self

    def __exit__(self, *args: object) -> None:
        self._stack.close()

    def _ask(self, query: str) -> list[str]:
        text = indexed(query.strip('“”"')).lower().replace('"', "")
        found: list[str] = self._page.evaluate(_ASK, [f'"{text}"', text])
        return found
