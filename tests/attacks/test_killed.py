"""A build that is stopped at any moment: the site stays whole, and the next build mends it."""

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bangvang.publish.target import MANIFEST
from support import COMMAND, ROOT, links, portal_without_search, tree

pytestmark = pytest.mark.long


def _content(folder: Path) -> Path:
    script = ROOT / "benchmarks" / "corpus.py"
    subprocess.run([sys.executable, script, "--articles", "120", "--to", folder], check=True)
    return folder


def _edit(content: Path, *, neighbours: bool) -> None:
    """Change, add and remove; `neighbours` are new articles that link to each other."""
    articles = sorted((content / "articles").rglob("*.md"))
    for path in articles[::20]:
        path.write_text(path.read_text().replace("title: ", "title: Sửa ", 1))
    articles[7].unlink()
    text = articles[60].read_text()
    for number in (1, 2) if neighbours else (1,):
        copy = re.sub("- id: c.", f"- id: c{'yz'[number - 1]}", text)
        articles[60].with_name(f"them-{number}.md").write_text(copy)


def _build(folder: Path, *arguments: str) -> None:
    subprocess.run([*COMMAND, *arguments], cwd=folder, check=True, capture_output=True)


def _readers_find_what_is_linked(site: dict[str, bytes], stay: set[str]) -> None:
    """From the front page, and from pages that stay and may be open somewhere, every link leads on.

    What is new and not led to yet, or not led to any more, no reader meets.
    """
    met: set[str] = set()
    waiting = ["index.html", *(path for path in stay if path in site)]
    while waiting:
        path = waiting.pop()
        if path not in met:
            met.add(path)
            for link, page in links(site, path):
                assert page, (path, link)
                waiting.append(page)


@pytest.mark.parametrize("neighbours", [False, True])
@pytest.mark.parametrize("part", range(2))
def test_a_build_killed_at_any_moment(tmp_path: Path, neighbours: bool, part: int) -> None:
    """Every file is whole, old or new; every link leads somewhere; the next build is right."""
    portal_without_search(tmp_path)
    content = _content(tmp_path / "content")
    site, work = tmp_path / "site", tmp_path / ".site.work"
    _build(tmp_path)
    old = tree(site)
    for folder in (site, work):
        shutil.copytree(folder, tmp_path / f"saved{folder.name}", copy_function=shutil.copy2)
    _edit(content, neighbours=neighbours)
    started = time.monotonic()
    _build(tmp_path)
    whole = time.monotonic() - started
    new = tree(site)
    rng = random.Random(part)
    for number in range(26):
        for folder in (site, work):
            shutil.rmtree(folder)
            shutil.copytree(tmp_path / f"saved{folder.name}", folder, copy_function=shutil.copy2)
        build = subprocess.Popen(COMMAND, cwd=tmp_path, stderr=subprocess.DEVNULL)
        if number % 2:
            # In the middle of publishing.
            while not (site / f"{MANIFEST}.new").exists() and build.poll() is None:
                time.sleep(0.0002)
            time.sleep(rng.random() * 0.01)
        else:
            time.sleep(rng.random() * whole)
        build.send_signal(signal.SIGKILL)
        build.wait()
        found = tree(site)
        for name, data in found.items():
            assert name.startswith(MANIFEST) or data in (old.get(name), new.get(name)), name
        _readers_find_what_is_linked(found, old.keys() & new.keys())
        _build(tmp_path)
        assert tree(site) == new
        assert not list(work.glob("new*"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100m", "none", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a file system")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_and_one_that_may_not_be_written(tmp_path: Path, small_disk: Path) -> None:
    """The old site stays byte for byte, a line says why; with room the next build is right."""
    portal_without_search(tmp_path)
    content = _content(tmp_path / "content")
    site = small_disk / "site"
    _build(tmp_path, "--out", str(site))
    before = tree(site)
    # All pages change, and there is no room for both.
    room = f"remount,size={shutil.disk_usage(small_disk).used + 3_000_000}"
    subprocess.run(["mount", "-o", room, small_disk], check=True)
    facts = content / "site.md"
    facts.write_text(facts.read_text().replace("office: ", "office: Văn phòng "))
    command = [*COMMAND, "--out", str(site)]
    for reason, options in (("hết chỗ trên đĩa", ""), ("đĩa chỉ cho đọc", "remount,ro")):
        if options:
            subprocess.run(["mount", "-o", options, small_disk], check=True)
        failed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert failed.returncode == 1
        assert reason in failed.stderr
        assert "Traceback" not in failed.stderr
        assert tree(site) == before
    subprocess.run(["mount", "-o", "remount,rw,size=100m", small_disk], check=True)
    _build(tmp_path, "--out", str(site))
    _build(tmp_path, "--out", "clean")
    assert tree(site) == tree(tmp_path / "clean") != before
