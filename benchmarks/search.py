"""How well and how fast the search answers, in Chromium, over a generated corpus.

    make bench-search N=10000

Prints how much of the truth is among the first five, and how early it comes: for queries in
classes (tests/queries.py) over the demonstration and a small corpus, and for names and places
typed in seven ways over N articles. Then how long it takes over N articles from a key to results
with excerpts on the screen, and how many bytes are loaded. With `--pagefind BINARY` (1.6, from
npm), Pagefind is asked the queries in classes as well, behind a wrapper that mends what can be
mended in front of it.
"""

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

import corpus
import peers
from bangvang.model import urls
from bangvang.text import fold
from pagefind_peer import Pagefind
from queries import Query, keeping_strokes, keys, marks, queries
from support import CHROMIUM, ROOT, serve
from truth import Text, texts_of

QUALITY = 500
"""How many generated articles the queries in classes are asked over."""
KNOWN = 40
"""How many names are known items; each is typed in seven ways."""
TIMED = 50

# Types a query as if only its last letter were new, and waits until its results are painted.
_TYPE = """
(query) => new Promise((resolve) => {
  const field = document.querySelector("#bv-tim");
  const results = document.querySelector(".bv-find__results");
  const done = () => {
    if (results.dataset.query !== query) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  };
  const watcher = new MutationObserver(done);
  watcher.observe(results, { childList: true, attributes: true });
  delete results.dataset.query;
  field.value = query;
  const began = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
})
"""
_HITS = """
() => [...document.querySelectorAll(".bv-hit h2 a")].map(
  (each) => each.pathname.slice(1) + each.hash)
"""

READY = "document.querySelector('.bv-find__results').dataset.query === ''"

Ask = Callable[[str], list[str]]


class Times(NamedTuple):
    """What fifty queries took: milliseconds, and kilobytes over the wire."""

    cold: list[float]
    warm: list[float]
    loaded: list[float]
    excerpts: list[float]
    """The part of those that is texts and records."""


@contextmanager
def page_of(address: str) -> Iterator[Page]:
    """Give a tab on the page of the search."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 800, "height": 900})
        page.goto(f"{address}tim-kiem/")
        page.wait_for_function(READY)
        yield page
        browser.close()


def asker(page: Page) -> Ask:
    """Return what types a query and gives the addresses that are found."""

    def ask(query: str) -> list[str]:
        page.evaluate(_TYPE, query)
        found: list[str] = page.evaluate(_HITS)
        return found

    return ask


def known_items(texts: list[Text], seed: int) -> list[Query]:
    """Return names and places as they are typed in seven ways."""
    rng = random.Random(seed)
    names = [each for each in texts if each.kind == "honour"]
    pages: dict[str, set[str]] = defaultdict(set)
    for each in texts:
        pages[each.title].add(each.url)
    chosen = rng.sample(names, min(KNOWN, len(names)))
    chosen += [each for each in texts if each.kind == "district"]
    ways: dict[str, Callable[[str], str]] = {
        "with diacritics": str,
        "without": fold,
        "without, with đ": keeping_strokes,
        "capitals": str.upper,
        "decomposed": lambda text: unicodedata.normalize("NFD", text),
        "Telex": lambda text: keys(text, vni=False),
        "VNI": lambda text: keys(text, vni=True),
    }
    return [
        Query(f"known: {name}", way(each.title), frozenset(pages[each.title]))
        for name, way in ways.items()
        for each in chosen
    ]


def show(title: str, columns: dict[str, dict[str, list[tuple[float, float]]]]) -> None:
    """Print recall and rank of each class, and of all, beside one another."""
    table = Table(title=title)
    table.add_column("class")
    for name in columns:
        table.add_column(f"{name}: recall@5 / MRR", justify="right")
    first = next(iter(columns.values()))
    for group in first:
        cells = (_mean(found[group]) for found in columns.values())
        table.add_row(f"{group} ({len(first[group])})", *cells)
    every = ([each for group in found.values() for each in group] for found in columns.values())
    table.add_section()
    total = sum(map(len, first.values()))
    table.add_row(f"all ({total})", *map(_mean, every))
    Console(width=110).print(table)


def _mean(found: list[tuple[float, float]]) -> str:
    recall, rank = (statistics.mean(column) for column in zip(*found, strict=True))
    return f"{recall:.3f} / {rank:.3f}"


def built(content: Path, work: Path) -> Path:
    """Build a portal with all its parts; return its site."""
    name = f"site of {content.name}"
    peer = peers.bang_vang(name, content, work, search=True, roll=True, archive=True)
    done = subprocess.run(peer.command, cwd=peer.folder, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode()[-2000:])
    return peer.out


def phrases(content: Path, seed: int) -> list[str]:
    """Return phrases of two to four words, and names, from anywhere, without diacritics."""
    rng = random.Random(seed)
    found = []
    for path in rng.sample(sorted((content / "articles").rglob("*.md")), TIMED):
        text = path.read_text(encoding="utf-8")
        names = re.findall("honoree: (.*)", text)
        sentences = [each.split() for each in re.split(r"[.\n]", text) if len(each.split()) > 8]
        words = rng.choice(sentences)
        at = rng.randrange(len(words) - 4)
        phrase = " ".join(words[at : at + rng.randint(2, 4)])
        found.append(fold(rng.choice(names) if names and rng.random() < 0.5 else phrase))
    return found


def timed(address: str, asked: list[str]) -> Times:
    """Return what queries take when nothing of them is loaded yet, and again when all is."""
    times = Times([], [], [], [])
    with page_of(address) as page:
        sizes: dict[str, int] = {}

        def note(answer: Any) -> None:
            if "/tim/" in answer.url:
                sizes[answer.url] = int(answer.headers.get("content-length", 0))

        page.on("response", note)
        for query in asked:
            sizes.clear()
            times.cold.append(page.evaluate(_TYPE, query))
            page.wait_for_timeout(50)
            told = [s for u, s in sizes.items() if u.rpartition("/")[2][0] in "rt"]
            times.loaded.append((sum(sizes.values()) - sum(told)) / 1000)
            times.excerpts.append(sum(told) / 1000)
            page.evaluate(_TYPE, "")
            times.warm.append(page.evaluate(_TYPE, query))
            # Every query is a first one: the next begins with nothing but the first file.
            page.goto(f"{address}tim-kiem/")
            page.wait_for_function(READY)
    return times


def _told(name: str, values: list[float], unit: str) -> None:
    ordered = sorted(values)
    high = ordered[int(len(ordered) * 0.95)]
    print(f"{name}: median {statistics.median(ordered):.0f} {unit}, 95th {high:.0f} {unit}")


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pagefind", type=Path, help="the binary of Pagefind 1.6")
    parser.add_argument("--work", type=Path, default=Path("build/bench-search"))
    options = parser.parse_args()
    work = options.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    demonstration, generated, large = ROOT / "content", work / "generated", work / "large"
    corpus.write(QUALITY, options.seed, generated, diverse=True)
    corpus.write(options.articles, options.seed, large, diverse=True)
    for content in (demonstration, generated):
        texts = texts_of(content)
        asked = queries(texts, options.seed)
        with serve(built(content, work)) as address, page_of(address) as page:
            columns = {"Bảng Vàng": marks(asked, asker(page))}
        if options.pagefind:
            with Pagefind(options.pagefind, texts, work / "pagefind") as pagefind:
                columns["Pagefind 1.6, wrapped"] = marks(asked, pagefind.ask)
        show(f"{content.name}: {len(texts)} documents", columns)
    texts = texts_of(large, whole=False)
    known = known_items(texts, options.seed)
    site = built(large, work)
    first = (site / urls.INDEX / "bat-dau.bin").stat().st_size
    with serve(site) as address:
        with page_of(address) as page:
            found = marks(known, asker(page))
        show(f"{options.articles} articles, {len(texts)} documents", {"known items": found})
        times = timed(address, phrases(large, options.seed))
    print(f"loaded first: {first / 1000:.1f} KB")
    _told("from the last key to results on the screen, first", times.cold, "ms")
    _told("the same, warm", times.warm, "ms")
    _told("postings of a first query", times.loaded, "KB")
    whole = [sum(each) for each in zip(times.loaded, times.excerpts, strict=True)]
    _told("with excerpts", whole, "KB")


if __name__ == "__main__":
    main()
