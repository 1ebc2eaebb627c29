"""Build one corpus with Bảng Vàng, Hugo and Material, in turn, and compare them.

    make bench N=1000

Prints the median wall time, processor time and memory of the largest process of three clean builds
each, with the pages and bytes made, and the ratios to Hugo.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

import corpus
import peers

RUNS = 3
MATERIAL_LIMIT = 2000
"""Above this, Material's blog takes many minutes and much memory."""

# Runs a command and prints what it and its children used. A process of its own for each run, since
# the largest memory of children is never reset.
_MEASURE = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall = time.perf_counter() - started
if done.returncode:
    sys.exit(done.stderr.decode()[-4000:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class Run:
    """One build: seconds on the clock, seconds of processors, and MB of the largest process."""

    wall: float
    cpu: float
    memory: float


def measure(peer: peers.Peer) -> Run:
    """Build once, into an empty folder."""
    shutil.rmtree(peer.out, ignore_errors=True)
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
    parser.add_argument("--work", type=Path, default=Path("build/bench"))
    options = parser.parse_args()
    work = options.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    content = work / "content"
    corpus.write(options.articles, options.seed, content)
    items = list(corpus.items(options.articles, options.seed))
    field = [
        peers.bang_vang("bangvang", content, work, search=False),
        peers.bang_vang("bangvang + search", content, work, search=True),
        peers.hugo(items, work),
    ]
    if options.articles <= MATERIAL_LIMIT:
        field.append(peers.material(items, work))
    runs: dict[str, list[Run]] = {peer.name: [] for peer in field}
    for number in range(1, RUNS + 1):
        for peer in field:
            runs[peer.name].append(measure(peer))
            print(f"run {number}: {peer.name} {runs[peer.name][-1].wall:.2f} s", file=sys.stderr)
    show(options.articles, field, runs)


def show(articles: int, field: list[peers.Peer], runs: dict[str, list[Run]]) -> None:
    """Print medians, and their ratios to Hugo."""
    median = {
        name: Run(*(statistics.median(column) for column in zip(*_columns(each), strict=True)))
        for name, each in runs.items()
    }
    base = median["hugo"]
    table = Table(title=f"{articles} articles, median of {RUNS} clean builds")
    for heading in ("", "wall s", "cpu s", "memory MB", "pages", "MB", "wall", "cpu", "memory"):
        table.add_column(heading, justify="right")
    for peer in field:
        run = median[peer.name]
        pages, size = made(peer.out)
        table.add_row(
            peer.name,
            f"{run.wall:.2f}",
            f"{run.cpu:.2f}",
            f"{run.memory:.0f}",
            str(pages),
            f"{size / 1e6:.1f}",
            f"{run.wall / base.wall:.2f}",
            f"{run.cpu / base.cpu:.2f}",
            f"{run.memory / base.memory:.2f}",
        )
    console = Console(width=100)
    console.print(table)
    console.print("The last three columns are ratios to Hugo.")


def _columns(runs: list[Run]) -> list[tuple[float, float, float]]:
    return [(run.wall, run.cpu, run.memory) for run in runs]


if __name__ == "__main__":
    main()
