"""The desk on this machine: its page, the guarded actions behind it, and the built site.

It answers its own page alone: requests that name another host, come from a page of another origin,
or do not know the key, get nothing.
"""

import http.server
import json
import secrets
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bangvang.editing.desk_actions import perform
from bangvang.editing.desk_guard import WRITING, Refusal, judge
from bangvang.editing.desk_lists import ACTIONS as LISTS
from bangvang.editing.desk_lists import Reader, answer
from bangvang.model import urls
from bangvang.publish.nginx import desk_policy
from bangvang.words import RefusalError, Words, message

_HOST = "127.0.0.1"
_API = "/api/v1"
_KEY = "X-Bang-Vang-Key"
_ONLY_US = message("Only the desk itself may save.")
_LARGEST = 60_000_000
"""Bytes of a request: two pictures of the greatest size, as base 64."""
_DIGITS = 9
"""Longest `Content-Length`, in digits, that is parsed."""
_OWN_PAGES = frozenset({"", "none", "same-origin"})
"""Values of `Sec-Fetch-Site` for requests that no page of another origin has made."""


class Desk(http.server.ThreadingHTTPServer):
    """A web server on loopback for one portal's editors."""

    daemon_threads = True

    def __init__(
        self,
        port: int,
        files: Mapping[str, bytes],
        site: Path,
        roots: tuple[Path, Path],
        key: str,
        saved: Callable[[], None],
        words: Words,
        read_list: Reader,
    ) -> None:
        """Serve `files` at /quan-tri/, and a site; call `saved` when content was written.

        `roots` are the portal's folder and that of its content. Who does not know the `key` may
        neither read nor write content: other users of this machine can reach the port, too.
        """
        self.files, self.root, self.content = files, *roots
        self.key, self.saved, self.words = key, saved, words
        self.read_list = read_list
        self.writing = threading.Lock()
        super().__init__((_HOST, port), partial(_Handler, directory=str(site)))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a connection that was cut off; anything else is a fault of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        """Where the desk is opened; the key is in the part that a browser sends to nobody."""
        return f"http://{_HOST}:{self.server_port}/{urls.DESK}#{self.key}"


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Desk
    timeout = 60

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing of single requests."""

    def list_directory(self, path: Any) -> None:
        """Show no folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Keep every answer from pages of other origins."""
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_HEAD(self) -> None:
        """Tell of a file of the site."""
        if self._is_ours():
            super().do_HEAD()

    def do_GET(self) -> None:
        """Give a file of the desk, or of the site."""
        if not self._is_ours():
            return
        path = self.path.partition("?")[0].removeprefix("/")
        if not path.startswith(urls.DESK):
            super().do_GET()
            return
        name = path.removeprefix(urls.DESK) or "index.html"
        data = self.server.files.get(name)
        if data is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._answer(HTTPStatus.OK, data, self.guess_type(name), policy=desk_policy())

    def _is_ours(self) -> bool:
        """Return whether a request names this desk and a file that may be seen; else refuse it."""
        path = unquote(self.path)
        hidden = any(part.startswith(".") for part in path.split("/"))
        if not self._names_us() or not path.startswith("/") or hidden or not path.isprintable():
            self.send_error(HTTPStatus.NOT_FOUND if self._names_us() else HTTPStatus.FORBIDDEN)
            return False
        return True

    def _names_us(self) -> bool:
        """Return whether a request names our host, and no page of another origin has made it."""
        site = self.headers.get("Sec-Fetch-Site", "")
        return self.headers.get("Host", "") in self._own() and site in _OWN_PAGES

    def _own(self) -> set[str]:
        return {f"{name}:{self.server.server_port}" for name in (_HOST, "localhost")}

    def _may_ask(self) -> bool:
        """Return whether a request comes from the desk itself."""
        origin, key = self.headers.get("Origin", ""), self.headers.get(_KEY, "")
        return (
            self.path == _API
            and self._names_us()
            and origin.startswith("http://")
            and origin.removeprefix("http://") in self._own()
            and secrets.compare_digest(key.encode(), self.server.key.encode())
        )

    def do_POST(self) -> None:
        """Do what the desk asks, or say why not."""
        given, words = self.headers.get("Content-Length", ""), self.server.words
        if not self._may_ask():
            # A page of another site, or somebody else on this machine, must not get in here.
            self._refuse(Refusal(HTTPStatus.FORBIDDEN, words.text(_ONLY_US)))
            return
        length = int(given) if given.isdecimal() and len(given) <= _DIGITS else -1
        if not 0 <= length <= _LARGEST:
            while length > 0 and (read := self.rfile.read(min(length, 1 << 20))):
                length -= len(read)
            text = words.text("This is too large to be saved.")
            self._refuse(Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text))
            return
        data = self.rfile.read(length)
        # One at a time: between the judgement and the writing nobody else may write.
        with self.server.writing:
            answer = self._done(data)
        if isinstance(answer, Refusal):
            self._refuse(answer)
        else:
            self._answer(HTTPStatus.OK, json.dumps(answer).encode(), "application/json")

    def _done(self, data: bytes) -> Any:
        """Do what a request asks; return what it is answered, or why it is refused."""
        server = self.server
        try:
            request = json.loads(data)
            if request.get("action") in LISTS:
                return self._listed(request)
            refusal = judge(request, server.root, server.content, server.words)
            if refusal:
                return refusal
            answer = perform(request["action"], request.get("params") or {}, server.root)
        except (
            *(ArithmeticError, AttributeError, LookupError, OSError),
            *(RuntimeError, TypeError, ValueError),
        ):
            return Refusal(HTTPStatus.BAD_REQUEST, server.words.text(_ONLY_US))
        if request["action"] in WRITING:
            server.saved()
        return answer

    def _listed(self, request: Mapping[str, Any]) -> Any:
        """Do what a request about lists of honours asks; say so when it is refused."""
        server = self.server
        params = request.get("params") or {}
        try:
            done = answer(request["action"], params, server.content, server.read_list, server.words)
        except RefusalError as error:
            return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, error.said(server.words))
        if done.get("saved"):
            server.saved()
        return done

    def _refuse(self, refusal: Refusal) -> None:
        data = json.dumps({"error": refusal.text}, ensure_ascii=False).encode()
        self._answer(refusal.status, data, "application/json")

    def _answer(self, status: int, data: bytes, kind: str, policy: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(data)
