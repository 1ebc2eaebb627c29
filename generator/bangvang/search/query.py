"""The search of a built site without a browser: the same script, over the same files."""

import json
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import quickjs

from bangvang.model import urls
from bangvang.search.format import START

_SCRIPT = "assets/javascripts/find.*js"
# What a browser has and the engine does not; bytes come as text, one character each.
_BEFORE = """
globalThis.TextDecoder = class {
  decode(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 4096) {
      text += String.fromCharCode(...bytes.subarray(at, at + 4096));
    }
    return decodeURIComponent(escape(text));
  }
};
"""
_AFTER = """
const files = new Map();
const engine = bangvangFind.create(JSON.parse(start));
globalThis.give = (name, text) => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  files.set(name, bytes);
};
globalThis.lose = (name) => void files.set(name, null);
globalThis.ask = (text, options) => JSON.stringify(engine.run(text, JSON.parse(options), files));
"""


class NoSearchError(Exception):
    """The folder holds no site, or one without a search."""


class Hit(NamedTuple):
    """One result."""

    kind: str
    title: str
    url: str
    """From the root of the site; of a union's a whole address, where it leads to a portal."""
    excerpt: str
    date: str


class Finder:
    """Answers queries as the pages of a site do."""

    def __init__(self, site: Path) -> None:
        """Load what a browser loads first; raise `NoSearchError` when it is not there."""
        scripts = sorted(site.glob(_SCRIPT))
        try:
            start = zlib.decompress((site / urls.INDEX / START).read_bytes()).decode()
        except (OSError, zlib.error) as error:
            raise NoSearchError(str(site)) from error
        if not scripts:
            raise NoSearchError(str(site))
        self._site = site
        self._engine: Any = quickjs.Context()
        self._engine.eval(_BEFORE + scripts[-1].read_text(encoding="utf-8"))
        self._engine.set("start", start)
        self._engine.eval(_AFTER)
        self._ask, self._give, self._lose = map(self._engine.get, ("ask", "give", "lose"))
        self.loaded: dict[str, int] = {}
        """The files that were needed, and how many bytes each has."""

    def answer(self, query: str, **options: object) -> dict[str, Any]:
        """Return the answer of the script to a query."""
        while True:
            answer: dict[str, Any] = json.loads(self._ask(query, json.dumps(options)))
            if "needs" not in answer:
                return answer
            for name in answer["needs"]:
                self._load(name)

    def find(self, query: str, limit: int = 10) -> list[Hit]:
        """Return what a query finds, the best first."""
        return hits(self.answer(query, limit=limit))

    def _load(self, name: str) -> None:
        try:
            data = (self._site / urls.INDEX / name).read_bytes()
            text = zlib.decompress(data).decode("latin-1")
        except (OSError, zlib.error):
            self._lose(name)
            return
        self.loaded[name] = len(data)
        self._give(name, text)


def hits(answer: dict[str, Any]) -> list[Hit]:
    """Return what an answer found, as plain text."""
    return [_hit(each) for each in answer["results"]]


def _hit(result: dict[str, Any]) -> Hit:
    title, excerpt = ("".join(text for text, _ in result[key]) for key in ("title", "excerpt"))
    url = result["url"]
    place = url if "://" in url else f"/{url}"
    return Hit(result["kind"], title, place, excerpt, result["date"])
