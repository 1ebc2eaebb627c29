"""The desk under attack: from other origins, other ports, other names, and from this machine."""

import base64
import http.client
import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Opened, answering, group_of, opened
from support import Content, tree, whole_portal

READ = {"action": "getEntry", "params": {"path": "content/site.md"}}


def entry(path: str, raw: str = "x", **more: object) -> dict[str, object]:
    """Return what the desk asks to save a text."""
    file = {"path": path, "slug": "x", "raw": raw, **more}
    return {"action": "persistEntry", "params": {"dataFiles": [file], "assets": []}}


def asset(path: str, data: bytes = b"x") -> dict[str, object]:
    """Return what the desk asks to save a picture or document."""
    packed = base64.b64encode(data).decode()
    given = {"path": path, "content": packed, "encoding": "base64"}
    return {"action": "persistMedia", "params": {"asset": given}}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Opened]:
    """A desk in this process, without the program of its page: who attacks needs none."""
    content = Content(tmp_path / "content")
    content.write("../mkdocs.yml", "site_name: x\n").write("../.git/config", "x")
    content.write(".an.md", "x").write("../site/index.html", "<p>trang").write("../site/.an", "x")
    content.write("../site/thu-muc/x.txt", "x")
    with answering(tmp_path, {"index.html": b"desk"}) as found:
        yield found


def _connection(desk: Opened) -> socket.socket:
    host, port = desk.host.split(":")
    return socket.create_connection((host, int(port)))


OTHERS: list[dict[str, str | None]] = [
    {"Origin": "http://evil.example"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://localhost:65535"},
    {"Origin": "null"},
    {"Origin": None},
    {"Origin": ""},
    {"Origin": "https://HOST"},
    {"Origin": "http://HOST.evil.example"},
    {"Origin": "http://HOST@evil.example"},
    {"Origin": "file://HOST"},
    {"Host": "evil.example"},
    {"Host": "evil.example:PORT"},
    {"Host": "HOST.evil.example"},
    {"Host": None},
    {"Host": "127.0.0.1"},
    {"Host": "evil.example:PORT", "Origin": "http://evil.example:PORT"},
    {"X-Bang-Vang-Key": None},
    {"X-Bang-Vang-Key": ""},
    {"X-Bang-Vang-Key": "k" * 31},
    {"X-Bang-Vang-Key": "k" * 33},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
"""Headers of requests that are not the desk's own."""


def _filled(headers: dict[str, str | None], desk: Opened) -> dict[str, str | None]:
    port = desk.host.partition(":")[2]
    return {
        name: value and value.replace("HOST", desk.host).replace("PORT", port)
        for name, value in headers.items()
    }


@pytest.mark.parametrize("headers", OTHERS, ids=str)
def test_nobody_else_reads_or_writes(desk: Opened, headers: dict[str, str | None]) -> None:
    """Another origin, another port, a rebinding name, a program without the key: nothing."""
    before = tree(desk.folder)
    sent = _filled(headers, desk)
    for request in (READ, entry("content/articles/2021/y.md"), {"action": "info", "params": {}}):
        answer = desk.ask("POST", "/api/v1", request, **sent)
        assert answer.status == 403
        assert b"schema_version" not in answer.read()
    assert tree(desk.folder) == before


@pytest.mark.parametrize("headers", [each for each in OTHERS if "Origin" not in each], ids=str)
def test_pages_are_for_the_own_name_only(desk: Opened, headers: dict[str, str | None]) -> None:
    """A rebinding page may not read even the site, which may be a look ahead."""
    if "X-Bang-Vang-Key" in headers:
        return
    for path in ("/", "/quan-tri/"):
        for method in ("GET", "HEAD"):
            assert desk.ask(method, path, **_filled(headers, desk)).status == 403
    assert desk.ask("GET", "/").status == 200
    assert desk.ask("GET", "/quan-tri/").read() == b"desk"


@pytest.mark.parametrize(
    "path",
    [
        *("/.an", "/%2ean", "/thu-muc/", "/thu-muc", "/../mkdocs.yml", "/%2e%2e/mkdocs.yml"),
        *("/..%2fmkdocs.yml", "//etc/passwd", "/.git/config", "/quan-tri/../.an"),
        *("http://evil.example/", "/quan-tri/khong-co", "/content/site.md", "*", "/\x00"),
        *("/%00", "/%0d%0a", "/quan-tri/%00", "/a%ff", "/" + "a/" * 5000),
    ],
)
def test_no_folder_and_no_hidden_file_is_shown(desk: Opened, path: str) -> None:
    try:
        answer = desk.ask("GET", path)
    except http.client.InvalidURL:
        return
    assert answer.status in (301, 400, 404, 414)
    assert b"site_name" not in answer.read()


@pytest.mark.parametrize(
    "path",
    [
        *("mkdocs.yml", "content/../mkdocs.yml", ".git/config", "content/.git/hooks/pre-commit"),
        *("/etc/passwd", "", ".", "content/.an.md", "content/../content/../x", "theme/main.html"),
        *("content\x00/x.md", "content/a/../../mkdocs.yml", "./mkdocs.yml", "content/.x/y.md"),
    ],
)
def test_nothing_but_the_content_is_touched(desk: Opened, path: str) -> None:
    """However a path is written, by every action that takes one."""
    before = tree(desk.folder)
    requests: list[dict[str, object]] = [
        {"action": "getEntry", "params": {"path": path}},
        {"action": "getMediaFile", "params": {"path": path}},
        {"action": "getMedia", "params": {"mediaFolder": path}},
        {"action": "entriesByFiles", "params": {"files": [{"path": path}]}},
        {
            "action": "entriesByFolder",
            "params": {"folder": path, "extension": "md", "depth": 9},
        },
        entry(path),
        asset(path),
        entry("content/articles/2020/bai-mot.md", newPath=path or "x"),
    ]
    for request in requests:
        answer = desk.ask("POST", "/api/v1", request)
        assert answer.status in (400, 403), request
        assert b"site_name" not in answer.read()
    assert tree(desk.folder) == before


def test_links_lead_out_of_nowhere(desk: Opened) -> None:
    (desk.folder / "content" / "ra").symlink_to(desk.folder)
    (desk.folder / "content" / "ra.md").symlink_to(desk.folder / "mkdocs.yml")
    for path in ("content/ra/mkdocs.yml", "content/ra.md"):
        answer = desk.ask("POST", "/api/v1", {"action": "getEntry", "params": {"path": path}})
        assert answer.status == 403
        assert desk.ask("POST", "/api/v1", entry(path)).status == 403


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.js", "index.pdf", "a.php.jpg", "a.md"])
def test_no_upload_can_run(desk: Opened, name: str) -> None:
    """The desk takes what may be published, and nothing else."""
    for folder in ("articles/2020/bai", "albums/anh", "pages"):
        answer = desk.ask("POST", "/api/v1", asset(f"content/{folder}/{name}", b"<script>"))
        assert answer.status == 415


@pytest.mark.parametrize(
    "length", ["9" * 5000, "-1", "1e3", "0x10", " ", "٣", "999999999", "100000000"]
)
def test_no_length_is_a_traceback(
    desk: Opened, length: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with _connection(desk) as raw:
        head = (
            f"POST /api/v1 HTTP/1.0\r\nHost: {desk.host}\r\nOrigin: http://{desk.host}\r\n"
            f"X-Bang-Vang-Key: {desk.key}\r\nContent-Length: "
        )
        raw.sendall(head.encode() + length.encode() + b"\r\n\r\n{}")
        raw.shutdown(socket.SHUT_WR)
        assert raw.recv(100).startswith(b"HTTP/1.0 4")
    assert "Traceback" not in capfd.readouterr().err


def test_a_cut_connection_is_no_traceback(desk: Opened, capfd: pytest.CaptureFixture[str]) -> None:
    for sent in (b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01", b""):
        raw = _connection(desk)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        raw.sendall(sent)
        raw.close()
    assert desk.ask("GET", "/").status == 200
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "body",
    [
        *([], None, 1, "x", {}, {"action": []}, {"action": "getEntry"}, {"action": "persistEntry"}),
        *({"action": "deleteFile", "params": {"path": "content/site.md"}},),
        *({"action": "entriesByFolder", "params": {"folder": "content", "depth": "x"}},),
        *({"action": "persistEntry", "params": {"dataFiles": [{"path": []}]}},),
        {
            "action": "entriesByFolder",
            "params": {"folder": "content", "extension": "md", "depth": float("inf")},
        },
        *({"action": "getEntry", "params": {"path": {"path": "content/site.md"}}},),
    ],
    ids=str,
)
def test_no_request_is_a_traceback(
    desk: Opened, body: object, capfd: pytest.CaptureFixture[str]
) -> None:
    assert desk.ask("POST", "/api/v1", body).status in (400, 403)
    deep = '{"a":' * 100_000
    connection = http.client.HTTPConnection(desk.host)
    own = {"Origin": f"http://{desk.host}", "X-Bang-Vang-Key": desk.key}
    connection.request("POST", "/api/v1", deep, own)
    assert connection.getresponse().status == 400
    assert "Traceback" not in capfd.readouterr().err


def test_the_desk_itself_reads_and_writes(desk: Opened) -> None:
    """What it is there for."""
    answer = json.loads(desk.ask("POST", "/api/v1", READ).read())
    assert "schema_version" in answer["data"]
    text = "---\ntitle: Y\ndate: 2021-01-01\nlede: L.\n---\nBài.\n"
    answer = desk.ask("POST", "/api/v1", entry("content/articles/2021/y.md", text))
    assert answer.status == 200
    assert (desk.folder / "content/articles/2021/y.md").read_text(encoding="utf-8") == text
    listed = {"folder": "content/articles", "extension": "md", "depth": 3}
    found = desk.ask("POST", "/api/v1", {"action": "entriesByFolder", "params": listed})
    paths = [each["file"]["path"] for each in json.loads(found.read())]
    assert "content/articles/2021/y.md" in paths
    assert not [path for path in paths if "/." in path]


def _listening() -> dict[str, str]:
    """Return what listens on this machine: address, and the inode of its socket."""
    found = {}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":
                found[f"{table} {fields[1]}"] = fields[9]
    return found


def _sockets(group: int) -> set[str]:
    """Return the inodes of the sockets of a group of processes."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group:
                links = (str(link.readlink()) for link in (process / "fd").iterdir())
                found |= {link[8:-1] for link in links if link.startswith("socket:")}
        except OSError:
            continue
    return found


@pytest.mark.long
def test_only_the_guard_listens_and_nothing_outlives_the_desk(tmp_path: Path) -> None:
    """One port on loopback while it runs; killed, neither it nor a build is left."""
    Content(tmp_path / "content")
    whole_portal(tmp_path)
    with opened(tmp_path) as desk:
        process = desk.process
        assert process
        group = os.getpgid(process.pid)
        own = _sockets(group)
        listening = [address for address, inode in _listening().items() if inode in own]
        port = int(desk.host.partition(":")[2])
        assert listening == [f"tcp 0100007F:{port:04X}"]
        text = "---\ntitle: Y\ndate: 2021-01-01\nlede: L.\n---\nBài.\n"
        assert desk.ask("POST", "/api/v1", entry("content/articles/2021/y.md", text)).status == 200
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        for _ in range(50):
            left = [p for p in Path("/proc").glob("[0-9]*") if group_of(p) == group]
            if not left:
                break
            time.sleep(0.1)
        assert left == []
