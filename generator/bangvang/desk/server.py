"""The desk on this machine: its page, the guard, decap-server behind it, and the built site."""

import http.client
import http.server
import json
import os
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bangvang.desk.bundle import server
from bangvang.desk.guard import Refusal, judge
from bangvang.digest import fingerprint
from bangvang.model import urls
from bangvang.serving import desk_policy
from bangvang.words import Words

_HOST = "127.0.0.1"
_API = "/api/v1"
_LARGEST = 60_000_000
"""Bytes of a request: two pictures of the greatest size, as base 64."""


class Desk(http.server.ThreadingHTTPServer):
    """A web server on loopback for one portal's editors."""

    daemon_threads = True

    def __init__(
        self,
        port: int,
        files: Mapping[str, bytes],
        site: Path,
        roots: tuple[Path, Path],
        behind: int,
        saved: Callable[[], None],
        words: Words,
    ) -> None:
        """Serve `files` at /quan-tri/, and a site; call `saved` when content was written.

        `roots` are the portal's folder and that of its content; decap-server is at port `behind`.
        """
        self.files, self.root, self.content = files, *roots
        self.behind, self.saved, self.words = behind, saved, words
        super().__init__((_HOST, port), partial(_Handler, directory=str(site)))


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Desk

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing of single requests."""

    def do_GET(self) -> None:
        """Give a file of the desk, or of the site."""
        path = self.path.partition("?")[0].removeprefix("/")
        if not path.startswith(urls.DESK):
            super().do_GET()
            return
        name = path.removeprefix(urls.DESK) or "index.html"
        data = self.server.files.get(name)
        if data is None:
            self.send_error(404)
            return
        self._answer(200, data, self.guess_type(name), policy=desk_policy())

    def do_POST(self) -> None:
        """Let a request through to decap-server, or say why not."""
        given = self.headers.get("Content-Length", "")
        length = int(given) if given.isdecimal() else 0
        words = self.server.words
        own = {f"{name}:{self.server.server_port}" for name in (_HOST, "localhost")}
        origin = self.headers.get("Origin", "").partition("://")[2]
        if self.path != _API or self.headers.get("Host") not in own or origin not in own:
            # A page of another site must not be able to write here.
            self._refuse(Refusal(403, words.text("Only the desk itself may save.")))
            return
        if length > _LARGEST:
            while length > 0 and (read := self.rfile.read(min(length, 1 << 20))):
                length -= len(read)
            self._refuse(Refusal(413, words.text("This is too large to be saved.")))
            return
        try:
            request = json.loads(self.rfile.read(length))
            refusal = judge(request, self.server.root, self.server.content, words)
        except (ValueError, KeyError, TypeError, AttributeError, OSError, RuntimeError):
            refusal = Refusal(400, words.text("Only the desk itself may save."))
        if refusal:
            self._refuse(refusal)
            return
        request.pop("base", None)
        status, data = _ask(self.server.behind, request)
        if status == 200 and request["action"] == "persistEntry":
            saved = request["params"]["dataFiles"]
            ids = {each["path"]: fingerprint(each["raw"].encode()).hex() for each in saved}
            data = json.dumps({**json.loads(data), "ids": ids}).encode()
            self.server.saved()
        self._answer(status, data, "application/json")

    def _refuse(self, refusal: Refusal) -> None:
        data = json.dumps({"error": refusal.text}, ensure_ascii=False).encode()
        self._answer(refusal.status, data, "application/json")

    def _answer(self, status: int, data: bytes, kind: str, policy: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(data)


def _ask(port: int, request: Mapping[str, Any]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(_HOST, port, timeout=60)
    try:
        body = json.dumps(request).encode()
        connection.request("POST", _API, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError as error:
        return 502, json.dumps({"error": str(error)}).encode()
    finally:
        connection.close()


@contextmanager
def decap_server(programs: Path, root: Path) -> Iterator[int]:
    """Run decap-server on loopback over a folder; give its port. It needs Node.

    Raise `OSError` when it does not start.
    """
    with socket.socket() as found:
        found.bind((_HOST, 0))
        port: int = found.getsockname()[1]
    environment = {
        **os.environ,
        "BIND_HOST": _HOST,
        "PORT": str(port),
        "MODE": "fs",
        "GIT_REPO_DIRECTORY": str(root),
        "LOG_LEVEL": "error",
    }
    # It reads a file .env in the folder that it is started in.
    command = ["node", str(server(programs).resolve())]
    running = subprocess.Popen(command, cwd=programs, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if running.poll() is not None:
                raise OSError("decap-server")
            with socket.socket() as probe:
                if probe.connect_ex((_HOST, port)) == 0:
                    break
            threading.Event().wait(0.05)
        yield port
    finally:
        running.terminate()
        running.wait()
