"""Running a build and measuring it, changing its content, and printing what was measured."""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

import peers

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

    @property
    def made(self) -> int:
        """How many pages Bảng Vàng made anew."""
        pages = re.search(r"(?m)^Số trang: (\d+)$", self.said)
        return int(pages[1]) if pages else 0

    @property
    def written(self) -> int:
        """How many files it then wrote."""
        files = re.search(r"ghi ([\d.]+) tệp", self.said)
        return int(files[1].replace(".", "")) if files else 0


@dataclass(frozen=True)
class Size:
    """What a build made."""

    pages: int
    files: int
    size: int


def measure(peer: peers.Peer, *, clean: bool = True) -> Run:
    """Build once, where nothing is or on top of the last build.

    What the last build made is put aside, not removed: ext4 gives no inode out for 5 to 35 seconds
    after its file was deleted, and goes past all of them, one by one, for each file that is made.
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


def made(out: Path) -> Size:
    """Return how many pages and files a build made, and how many bytes in all."""
    files = [path for path in out.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return Size(pages, len(files), sum(path.stat().st_size for path in files))


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


CHANGES = {"edited": _edit, "added": _add, "movement renamed": _rename}


def note(runs: dict[str, list[Run]], name: str, run: Run) -> None:
    """Keep a run under its name, and tell of it."""
    runs.setdefault(name, []).append(run)
    print(f"{name}: {run.wall:.2f} s", file=sys.stderr)


def median(runs: Sequence[Run]) -> Run:
    """Return the medians of runs; pages and files are those of the last."""
    columns = zip(*((run.wall, run.cpu, run.memory) for run in runs), strict=True)
    wall, cpu, memory = map(statistics.median, columns)
    return Run(wall, cpu, memory, runs[-1].said)


def show(
    title: str,
    runs: Mapping[str, Sequence[Run]],
    sizes: Mapping[str, Size],
    bases: Sequence[str] = (),
) -> None:
    """Print medians, sizes, and the ratios of time on the clock and of processors to `bases`."""
    medians = {name: median(each) for name, each in runs.items()}
    table = Table(title=title)
    headings = ["", "runs", "wall s", "cpu s", "memory MB", "pages", "files", "MB", "KB a page"]
    headings += [f"{kind} ÷ {base}" for base in bases for kind in ("wall", "cpu")]
    for heading in headings:
        table.add_column(heading, justify="right")
    for name, run in medians.items():
        size = sizes.get(name)
        cells = [name, str(len(runs[name])), f"{run.wall:.2f}", f"{run.cpu:.2f}"]
        cells.append(f"{run.memory:.0f}")
        if size:
            cells += [str(size.pages), str(size.files), f"{size.size / 1e6:.1f}"]
            cells.append(f"{size.size / size.pages / 1e3:.1f}")
        else:
            cells += [str(run.made), str(run.written), "", ""]
        for base in bases:
            other = medians[base]
            cells += [f"{run.wall / other.wall:.2f}", f"{run.cpu / other.cpu:.2f}"]
        table.add_row(*cells)
    Console(width=150).print(table)
