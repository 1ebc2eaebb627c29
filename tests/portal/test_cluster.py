"""Building on a Dask cluster: a real scheduler and two real workers, one of them killed."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import ROOT, portal_without_search, tree

pytestmark = pytest.mark.long

BUILD = [sys.executable, "-m", "bangvang", "build"]


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def test_a_cluster_that_loses_a_worker_makes_the_same_site(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    """What the dead worker had in hand is done by the other; no byte differs from a local build."""
    portal_without_search(tmp_path)
    corpus = [sys.executable, str(ROOT / "benchmarks/corpus.py"), "--articles", "3000"]
    subprocess.run([*corpus, "--to", str(tmp_path / "content")], check=True)
    subprocess.run([*BUILD, "--out", "local"], cwd=tmp_path, check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    host, _, port = address.removeprefix("tcp://").partition(":")

    def start(*command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
        started.append(process)
        return process

    start(*dask, "--host", host, "--port", port)
    worker = (sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny")
    first, _ = (start(*worker, "--nthreads", "1", "--no-dashboard") for _ in range(2))
    build = subprocess.Popen([*BUILD, "--out", "far", "--scheduler", address], cwd=tmp_path)
    staged = tmp_path / ".far.work/new/tin-bai"
    end = time.monotonic() + 120
    while time.monotonic() < end and not (staged.is_dir() and len(list(staged.iterdir())) > 3):
        time.sleep(0.01)
    assert build.poll() is None
    first.send_signal(signal.SIGKILL)
    assert build.wait(timeout=300) == 0
    assert tree(tmp_path / "far") == tree(tmp_path / "local")
