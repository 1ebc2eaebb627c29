"""The package, installed elsewhere: it brings all that a portal needs."""

import re
import subprocess
import sys
from pathlib import Path

from support import ROOT, Content


def test_a_wheel_builds_a_portal_outside_the_repository(content: Content, tmp_path: Path) -> None:
    """The package brings its theme and its configuration."""
    wheels = tmp_path / "wheels"
    build = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run([sys.executable, *build], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    package = tmp_path / "package"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", package, wheel],
        check=True,
        capture_output=True,
    )
    # What `bangvang init` lays out for VS Code.
    assert (package / "bangvang/.vscode/tasks.json").is_file()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    content.folder.rename(elsewhere / "content")
    done = subprocess.run(
        [sys.executable, "-m", "bangvang", "build"],
        cwd=elsewhere,
        env={"PYTHONPATH": str(package), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"1 bài, ghi \d+ tệp", done.stdout)
    assert (elsewhere / "site/tin-bai/2020/05/bai-mot/index.html").is_file()
