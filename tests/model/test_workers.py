"""Work beside this process: the same results, whether copied, sent, stopped or not waited for."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from bangvang.workers import WORTHWHILE, Workers, workers

MUCH = WORTHWHILE + 1

# In a process of its own, which has no threads: pytest's workers have some.
_ALONE = """
import os
from bangvang.workers import WORTHWHILE, workers
with workers() as hands:
    base = 7
    batches = [[lambda n=n: n * base] for n in range(9)]
    assert hands.inherits(WORTHWHILE + 1)
    done = hands.inherited(lambda batch: (batch[0](), os.getpid()), batches, WORTHWHILE + 1)
    results = list(done)
    assert [each for each, _ in results] == [n * 7 for n in range(9)]
    assert os.getpid() not in {place for _, place in results}
    told = hands.ahead(os.getpid)
    never = hands.ahead(lambda: __import__("time").sleep(60))
    assert told() != os.getpid()
    failing = hands.ahead(lambda: 1 / 0)
    try:
        failing()
    except ZeroDivisionError:
        print("told")
"""


def test_a_process_that_is_copied_needs_nothing_to_be_sent() -> None:
    """Functions of functions, which cannot be sent; what fails there fails here, and is told."""
    command = [sys.executable, "-c", _ALONE]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (0, "told\n"), done.stderr


def test_with_threads_nothing_is_copied() -> None:
    """Work ahead is done when it is waited for, and pages are sent to processes."""
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        with workers() as hands:
            assert not hands.inherits(MUCH)
            assert hands.ahead(os.getpid)() == os.getpid()
    finally:
        waiting.set()
        thread.join()


def test_little_work_is_done_here() -> None:
    """No process is begun for it."""
    hands = Workers()
    assert hands.inherits(WORTHWHILE - 1)
    assert set(hands.inherited(lambda _: os.getpid(), [[1], [2]], WORTHWHILE - 1)) == {os.getpid()}


def test_one_that_was_stopped_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that is killed has told nothing: its work is done here."""
    monkeypatch.setattr("bangvang.workers._copied", lambda: True)
    boss = os.getpid()

    def work() -> str:
        if os.getpid() != boss:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done here"

    def half() -> bytes:
        if os.getpid() != boss:
            threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return b"more than a pipe holds" * 100_000

    hands = Workers()
    assert hands.ahead(work)() == "done here"
    told = hands.ahead(half)
    time.sleep(0.5)
    assert told() == half()
    hands.ahead(signal.pause)
    hands.close()
