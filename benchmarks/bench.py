"""Build one corpus with Bảng Vàng, Hugo and Material, in turn, and compare them.

    make bench N=1000

Prints the median wall time, processor time and memory of the largest process of clean builds, with
the pages and bytes made, and the ratios to Hugo; then the same of what Bảng Vàng does after one
article was edited, one movement renamed and one article added. Ratios are to Hugo's clean build.
What the search costs is what a build with it takes longer than one without. Last, how many pictures
are made a second.

    make bench-scale

Builds 1,000, 10,000 and 100,000 articles with Bảng Vàng alone, and prints what each costs.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.table import Table

import corpus
import peers
from bangvang.model import urls

RUNS = 3
SLOW_LIMIT = 2000
"""Above this, Material's blog takes many minutes."""
SCALE = {1_000: 3, 10_000: 3, 100_000: 1}
"""Sizes of corpora, and how often each is built."""
PICTURES = 100
CAMERA = (4000, 3000)
"""How many pictures are built, and how many pixels each has."""
SETTLE = 40
"""Seconds to wait after many files were removed: ext4 gives no inode out for 5 to 35 seconds after
its file was deleted, and goes past all of them, one by one, for each file that is made. To create
10,000 pages takes 0.9 s then, and up to 7 s without waiting."""

# Runs a command and prints what it and its children used. A process of its own for each run, since
# the largest memory of children is never reset.
_MEASURE = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
wall = time.perf_counter() - started
if done.returncode:
    sys.exit(done.stderr.decode()[-4000:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = done.stdout.decode() + done.stderr.decode()
print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said]))
"""


@dataclass(frozen=True)
class Run:
    """One build: seconds on the clock, seconds of processors, and MB of the largest process."""

    wall: float
    cpu: float
    memory: float
    said: str = ""


def measure(peer: peers.Peer, *, clean: bool = True) -> Run:
    """Build once, where nothing is or on top of the last build.

    What the last build made is put aside, not removed: see `SETTLE`.
    """
    if clean:
        for folder in (peer.out, peer.out.with_name(f".{peer.out.name}.work")):
            if folder.exists():
                folder.rename(f"{folder}-{time.monotonic_ns()}")
    os.sync()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, *peer.command],
        cwd=peer.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{peer.name} failed:\n{done.stderr}")
    return Run(*json.loads(done.stdout))


def _edit(content: Path, number: int) -> None:
    """Change the text of one article."""
    articles = sorted((content / "articles").rglob("*.md"))
    path = articles[len(articles) // 2]
    path.write_text(f"{path.read_text(encoding='utf-8')}\nSửa lần {number}.\n", encoding="utf-8")


def _rename(content: Path, number: int) -> None:
    """Give one movement another name."""
    path = sorted((content / "movements").glob("*.md"))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("(?m)^name: .*", f"name: Tên mới {number}", text), encoding="utf-8")


def _add(content: Path, number: int) -> None:
    """Add one article of today."""
    newest = sorted((content / "articles").rglob("*.md"))[-1]
    text = newest.read_text(encoding="utf-8").replace("- id: c", f"- id: c{'xyz'[number % 3]}")
    newest.with_name(f"them-{number}.md").write_text(text, encoding="utf-8")


CHANGES = {"one edited": _edit, "movement renamed": _rename, "one added": _add}


def made(out: Path) -> tuple[int, int]:
    """Return how many pages a build made, and how many bytes in all."""
    files = [path for path in out.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return pages, sum(path.stat().st_size for path in files)


def main() -> None:
    """Measure as the command line says, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", action="store_true", help="several sizes, without peers")
    parser.add_argument("--work", type=Path, default=Path("build/bench"))
    options = parser.parse_args()
    work = options.work.resolve()
    if work.exists():
        shutil.rmtree(work)
        time.sleep(SETTLE)
    if options.scale:
        scale(work, options.seed)
        return
    content = work / "content"
    corpus.write(options.articles, options.seed, content)
    ours = peers.bang_vang("bangvang", content, work)
    with_roll = peers.bang_vang("bangvang + roll", content, work, roll=True)
    with_photos = peers.bang_vang("bangvang + archive", content, work, archive=True)
    hugo = peers.hugo(corpus.items(options.articles, options.seed), work)
    with_search = peers.bang_vang("bangvang + search", content, work, search=True)
    field = [ours, hugo, with_roll, with_photos, with_search]
    if options.articles <= SLOW_LIMIT:
        items = list(corpus.items(options.articles, options.seed))
        field.append(peers.material(items, work))
    runs: dict[str, list[Run]] = {peer.name: [] for peer in field}
    for number in range(1, RUNS + 1):
        for peer in field:
            _note(runs, peer.name, number, measure(peer))
    sizes = {peer.name: made(peer.out) for peer in field}
    # One that nothing depends on: to settle what was just written.
    time.sleep(2.5)
    measure(ours, clean=False)
    measure(with_roll, clean=False)
    measure(with_photos, clean=False)
    measure(with_search, clean=False)
    changed: dict[str, float] = {}
    files: dict[str, tuple[int, int]] = {}
    for name, change in CHANGES.items():
        for number in range(1, RUNS + 1):
            change(content, number)
            _note(runs, name, number, measure(ours, clean=False))
            _note(runs, f"{name} + roll", number, run := measure(with_roll, clean=False))
            files[name] = _files(run)
            _note(runs, f"{name} + archive", number, measure(with_photos, clean=False))
            before = _index(with_search.out)
            _note(runs, f"{name} + search", number, measure(with_search, clean=False))
            after = _index(with_search.out)
            other = sum(before.get(path) != after.get(path) for path in {*before, *after})
            changed[name] = 100 * other / len(after)
    show(f"{options.articles} articles", runs, sizes, "hugo")
    cost_of_search(runs, changed)
    for name, (made_anew, written) in files.items():
        print(f"{name} + roll: {made_anew} pages made, {written} files changed")
    pictures(work)


def _files(run: Run) -> tuple[int, int]:
    """Return how many pages a build made anew, and how many files it then wrote."""
    pages = re.search(r"(?m)^Số trang: (\d+)$", run.said)
    written = re.search(r"ghi ([\d.]+) tệp", run.said)
    return int(pages[1]) if pages else 0, int(written[1].replace(".", "")) if written else 0


def _index(out: Path) -> dict[Path, tuple[int, int]]:
    """Return the files of the search index of a site, with what tells whether one was written."""
    files = (path for path in (out / urls.INDEX).rglob("*") if path.is_file())
    return {path: (path.stat().st_ino, path.stat().st_size) for path in files}


def cost_of_search(runs: dict[str, list[Run]], changed: dict[str, float]) -> None:
    """Print how much longer builds with the search take than without, beside Hugo's clean build."""
    wall = {name: statistics.median(run.wall for run in each) for name, each in runs.items()}
    for name in ("", *changed):
        more = wall[f"{name or 'bangvang'} + search"] - wall[name or "bangvang"]
        files = f", {changed[name]:.2f}% of its files changed" if name else ""
        print(f"search, {name or 'clean'}: {more:.2f} s, {more / wall['hugo']:.3f} of Hugo{files}")


def pictures(work: Path) -> None:
    """Build an album of pictures as large as a camera's, and print how many are made a second."""
    content = work / "content-pictures"
    corpus.write(1, 1, content)
    album = content / "albums" / "may-anh"
    album.mkdir(parents=True)
    photos = []
    for number in range(PICTURES):
        grain = Image.effect_noise((800, 600), 40 + number % 50).resize(CAMERA)
        shades = [grain.point(lambda shade, by=by: shade * by // 3) for by in (1, 2, 3)]
        Image.merge("RGB", shades).save(album / f"a{number}.jpg", quality=90)
        photos.append(f"- {{id: a{number}, file: a{number}.jpg, caption: Ảnh mẫu {number}}}\n")
    text = f"---\ntitle: Tập ảnh mẫu\nphotos:\n{''.join(photos)}---\n"
    (album / "index.md").write_text(text, encoding="utf-8")
    peer = peers.bang_vang("pictures", content, work, archive=True)
    run = measure(peer)
    again = measure(peer, clean=False)
    print(
        f"{PICTURES} pictures of {CAMERA[0]} x {CAMERA[1]}: {run.wall:.1f} s, "
        f"{PICTURES / run.wall:.1f} a second, {run.memory:.0f} MB in the largest process; "
        f"built again {again.wall:.2f} s"
    )


def scale(work: Path, seed: int) -> None:
    """Build ever larger corpora, each as often as the time allows."""
    runs: dict[str, list[Run]] = {}
    sizes = {}
    for articles, times in SCALE.items():
        content = work / f"content-{articles}"
        corpus.write(articles, seed, content)
        peer = peers.bang_vang(f"{articles:,}", content, work)
        for number in range(1, times + 1):
            _note(runs, peer.name, number, measure(peer))
        sizes[peer.name] = made(peer.out)
    show("Bảng Vàng alone", runs, sizes, "10,000")


def _note(runs: dict[str, list[Run]], name: str, number: int, run: Run) -> None:
    runs.setdefault(name, []).append(run)
    print(f"run {number}: {name} {run.wall:.2f} s", file=sys.stderr)


def show(
    title: str, runs: dict[str, list[Run]], sizes: dict[str, tuple[int, int]], base: str
) -> None:
    """Print medians, and their ratios to those of `base`."""
    median = {
        name: Run(*(statistics.median(column) for column in zip(*_columns(each), strict=True)))
        for name, each in runs.items()
    }
    table = Table(title=f"{title}: medians, and ratios to {base}")
    for heading in (
        "",
        "runs",
        "wall s",
        "cpu s",
        "memory MB",
        "pages",
        "MB",
        "wall",
        "cpu",
        "mem",
    ):
        table.add_column(heading, justify="right")
    for name, run in median.items():
        pages, size = sizes.get(name, (0, 0))
        table.add_row(
            name,
            str(len(runs[name])),
            f"{run.wall:.2f}",
            f"{run.cpu:.2f}",
            f"{run.memory:.0f}",
            str(pages or ""),
            f"{size / 1e6:.1f}" if size else "",
            f"{run.wall / median[base].wall:.3f}",
            f"{run.cpu / median[base].cpu:.3f}",
            f"{run.memory / median[base].memory:.3f}",
        )
    Console(width=110).print(table)


def _columns(runs: list[Run]) -> list[tuple[float, float, float]]:
    return [(run.wall, run.cpu, run.memory) for run in runs]


if __name__ == "__main__":
    main()
