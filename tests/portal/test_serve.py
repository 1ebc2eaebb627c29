"""`mkdocs serve`: the preview that editors keep open while they write."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from bangvang.content.read.walk import SETTLED
from support import ROOT

WAIT = 60


def _until(text: str, fetch: Callable[[], str]) -> str:
    """Fetch until the answer holds `text`."""
    end = time.monotonic() + WAIT
    answer = ""
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            answer = fetch()
            if text in answer:
                return answer
        time.sleep(0.2)
    raise AssertionError(f"{text!r} did not appear: {answer[-2000:]}")


def test_a_saved_article_appears_and_a_mistake_does_not_stop_the_preview(tmp_path: Path) -> None:
    """Live reload; a mistake is told in the page and on the terminal until it is mended."""
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = tmp_path / "log"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    article = (
        tmp_path / "content/articles/2022/so-ket-cum-thi-dua-trung-du-mien-nui-phia-bac/index.md"
    )
    url = f"http://{address}/tin-bai/2022/07/so-ket-cum-thi-dua-trung-du-mien-nui-phia-bac/"

    def page() -> str:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return str(answer.read(), "utf-8")

    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", address],
            cwd=tmp_path,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=output,
            stderr=output,
        )
    try:
        first = _until("Một hội nghị không trao thưởng", page)
        assert re.search(r"livereload", first)
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace("Một hội nghị không", "Lần này không"), encoding="utf-8")
        _until("Lần này không trao thưởng", page)
        article.write_text(text.replace("movements: []", "movements: [Chưa có]"), encoding="utf-8")
        told = _until("E202", page)
        assert "Chưa có" in told
        assert "livereload" in told
        assert "E202" in log.read_text(encoding="utf-8")
        article.write_text(text, encoding="utf-8")
        _until("Một hội nghị không trao thưởng", page)
        # Saved and undone with nothing else between: its page was written over, and is again.
        time.sleep(SETTLED / 1e9)
        article.write_text(text.replace("Một hội nghị không", "Hai hội nghị"), encoding="utf-8")
        _until("Hai hội nghị trao thưởng", page)
        article.write_text(text, encoding="utf-8")
        _until("Một hội nghị không trao thưởng", page)
        article.write_text(text.replace("Một hội nghị không", "Ba hội nghị"), encoding="utf-8")
        _until("Ba hội nghị trao thưởng", page)
        article.write_text(text.replace("title: ", "title: Mới, "), encoding="utf-8")
        assert "Mới, " in _until("Một hội nghị không trao thưởng", page)
    finally:
        server.terminate()
        server.wait(timeout=WAIT)
    assert not list(temporary.iterdir()), "a stopped preview leaves nothing behind"
