"""Odd texts and odd files: imported as they are, in time, or refused."""

import os
import time
from pathlib import Path

import pytest

from importing import told
from support import Content, run


@pytest.mark.parametrize(
    "sentence",
    ["Trần Văn Mẫu, ", "Giấy khen ", "Bằng khen cho ", "tin, ", "và ", "“", "1.195 ", "a" * 97],
)
def test_no_text_takes_for_ever(content: Content, sentence: str) -> None:
    """100 KB of one sentence, or of one word, are read as the rest is."""
    started = time.monotonic()
    text = f"Bài dài\n\n15/07/2020\n\nTặng Bằng khen cho {sentence * (100_000 // len(sentence))}\n"
    told(content, "a.txt", text.encode(), code=0)
    # Not a limit of speed: it took minutes.
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    "text",
    [
        "Bài\n\n31/12/9999\n\nSáng 9/9, huyện tổ chức Hội nghị tổng kết năm.\n",
        f"Bài\n\n15/07/2020\n\nTặng Giấy khen cho {'9' * 5000} tập thể.\n",
        "<html><body><h1>Bài</h1><table><tr><td colspan='²'>A</td><td rowspan='x'>B</td></tr>"
        "<tr><td>C</td><td>D</td></tr></table><img src=a.png width='²'></body></html>",
        "Bài\n\n1/1/0001\n\nĐiều gì đó.\n",
        "Index\n\n15/07/2020\n\nĐiều gì đó.\n",
        f"{'A' * 100}\n\n15/07/2020\n\nĐiều gì đó\x01 ở đây.\n",
    ],
)
def test_odd_values_are_imported_as_they_are(content: Content, text: str) -> None:
    """Neither a traceback nor a file that the check refuses."""
    told(content, "a.html" if text.startswith("<") else "a.txt", text.encode(), code=0)
    assert "0 lỗi" in run("check", "--content", content.folder)
    assert len(list(content.folder.glob("articles/*/*.md"))) == 2


def test_what_is_no_file_is_refused(content: Content, tmp_path: Path) -> None:
    """A device has no end, and a pipe may never answer."""
    os.mkfifo(tmp_path / "ong")
    text = run("import", tmp_path / "ong", "/dev/zero", tmp_path, "--to", content.folder, code=1)
    assert text.count("đây không phải tệp") == 3
