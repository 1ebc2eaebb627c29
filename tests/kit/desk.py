"""The desk, opened for tests: a process of its own, and requests that only it should answer."""

import http.client
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bangvang.editing.desk_server import Desk
from bangvang.importing.lists import office_sheets
from bangvang.words import words
from support import MOMENT

KEY = "k" * 32


class Opened(NamedTuple):
    """A desk that runs."""

    folder: Path
    root: str
    """The address of the site behind it, which ends in a slash."""
    key: str
    process: "subprocess.Popen[str] | None"
    """None when it runs in the process of the test."""

    @property
    def address(self) -> str:
        """Where an editor opens it."""
        return f"{self.root}quan-tri/"

    @property
    def host(self) -> str:
        return self.root.split("/")[2]

    def ask(
        self, method: str, path: str, body: object = None, **changed: str | None
    ) -> http.client.HTTPResponse:
        """Ask as the desk's own page would, but for `changed` headers; None leaves one out."""
        headers: dict[str, str | None] = {
            "Host": self.host,
            "Origin": f"http://{self.host}",
            "Content-Type": "application/json",
            "X-Bang-Vang-Key": self.key,
            **changed,
        }
        data = b"" if body is None else json.dumps(body).encode()
        headers.setdefault("Content-Length", str(len(data)))
        connection = http.client.HTTPConnection(self.root.split("/")[2], timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data)
        return connection.getresponse()


@contextmanager
def answering(folder: Path, files: Mapping[str, bytes]) -> Iterator[Opened]:
    """Open the desk of a portal in this process, without the program of its page."""
    roots = folder, folder / "content"
    arguments = (lambda: None, words("vi"), office_sheets)
    server = Desk(0, files, folder / "site", roots, KEY, *arguments)
    threading.Thread(target=server.serve_forever, args=(MOMENT / 1000,), daemon=True).start()
    yield Opened(folder, server.address.partition("quan-tri/")[0], KEY, None)
    server.shutdown()
    server.server_close()


@contextmanager
def opened(folder: Path) -> Iterator[Opened]:
    """Open the desk of a portal; stop it in the end."""
    running = subprocess.Popen(
        [sys.executable, "-m", "bangvang", "desk", "--port", "0"],
        cwd=folder,
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    assert running.stdout
    address = next((line.strip() for line in running.stdout if line.startswith("http")), "")
    assert address, "the desk did not open"
    root, _, key = address.partition("quan-tri/#")
    try:
        yield Opened(folder, root, key, running)
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait()
        running.stdout.close()


def group_of(process: Path) -> int:
    """Return the process group of a process, by its folder in /proc; 0 when it has ended."""
    try:
        state = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if state[0] == "Z" else int(state[2])
