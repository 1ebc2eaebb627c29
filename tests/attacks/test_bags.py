"""Bags off the shelf that were tampered with: verified anywhere, and never left for elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import Content, run


@pytest.fixture
def bag(content: Content, tmp_path: Path) -> Path:
    run("archive", "--to", tmp_path / "ke/tui", "--content", content.folder)
    return tmp_path / "ke" / "tui"


def test_a_bag_is_verified_with_nothing_beside_it(bag: Path) -> None:
    """Whoever takes it off the shelf has neither a portal nor its content."""
    assert "nguyên vẹn" in run("archive", "verify", "tui", folder=bag.parent)


def test_links_are_damage_and_are_not_followed(bag: Path, tmp_path: Path) -> None:
    """Neither a folder nor a file that leads out of the bag can be whole."""
    site = bag / "data/content/site.md"
    (tmp_path / "site.md").write_bytes(site.read_bytes())
    site.unlink()
    site.symlink_to(tmp_path / "site.md")
    (bag / "data/etc").symlink_to("/etc")
    told = run("archive", "verify", bag, code=1)
    assert "hỏng: data/content/site.md\n" in told
    assert "hỏng: data/etc\n" in told
    assert "data/etc/" not in told


def test_a_list_may_name_what_lies_elsewhere(bag: Path) -> None:
    """It is missing from the bag; nothing else is opened for it."""
    for name in ("manifest-sha256.txt", "manifest-sha512.txt"):
        with (bag / name).open("a") as file:
            file.write(f"{'0' * 64}  data/../../../../etc/passwd\n{'0' * 64}  /etc/passwd\n")
    told = run("archive", "verify", bag, code=1)
    assert "thiếu: data/../../../../etc/passwd\n" in told


@pytest.mark.parametrize("name", ["data/ong", "manifest-sha256.txt", "data/content/site.md"])
def test_a_pipe_is_not_waited_for(bag: Path, name: str) -> None:
    """Neither beside nor in the place of a file."""
    (bag / name).unlink(missing_ok=True)
    os.mkfifo(bag / name)
    command = [sys.executable, "-m", "bangvang", "archive", "verify", "tui"]
    done = subprocess.run(
        command, cwd=bag.parent, timeout=60, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"hỏng: {name}\n" in done.stderr
