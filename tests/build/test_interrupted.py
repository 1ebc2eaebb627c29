"""Ctrl-C in a build: one line, wherever it is at work, and no process is left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import COMMAND, Content

WORK = """
import time
from bangvang.workers import workers

def slow(part):
    time.sleep(0.1)
    return part

with workers() as at_work:
    print("begun", flush=True)
    {work}
"""
WAYS = {
    "run": "list(at_work.run(slow, range(100), 10**6, 1))",
    "inherited": "list(at_work.inherited(slow, range(100), 10**6))",
    "ahead": "at_work.ahead(lambda: time.sleep(9))()",
}


def _begun(command: list[str], folder: Path) -> subprocess.Popen[str]:
    """Begin a command as a terminal does, at which Ctrl-C is heard."""
    return subprocess.Popen(
        command,
        cwd=folder,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def _interrupted(command: subprocess.Popen[str]) -> str:
    """Tell every process of a command to stop; return what they said, once the last has ended."""
    os.killpg(command.pid, signal.SIGINT)
    return command.communicate(timeout=60)[0]


def test_a_build_that_is_interrupted_says_so_in_a_line(content: Content) -> None:
    """And ends as one that failed."""
    for number in range(400):
        content.article(f"bai-{number}")
    build = _begun(COMMAND, content.folder.parent)
    begun = Path(f"/proc/{build.pid}/task/{build.pid}/children")
    while build.poll() is None and not begun.read_text(encoding="ascii"):
        time.sleep(0.01)
    said = _interrupted(build)
    assert build.returncode == 1, said
    assert said.split("\n")[-2:] == ["Đã dừng!", ""]
    assert "Traceback" not in said


@pytest.mark.parametrize("later", [0.0, 0.02, 0.05, 0.2])
@pytest.mark.parametrize("work", WAYS.values(), ids=WAYS)
def test_processes_beside_a_build_do_not_hear_it(tmp_path: Path, work: str, later: float) -> None:
    """At whatever moment of theirs: only the process that waits for them is interrupted."""
    waiting = _begun([sys.executable, "-c", WORK.format(work=work)], tmp_path)
    assert waiting.stdout
    assert waiting.stdout.readline() == "begun\n"
    time.sleep(later)
    said = _interrupted(waiting)
    assert said.count("Traceback") == 1, said
    assert "Process " not in said
