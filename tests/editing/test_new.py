"""`bangvang new`: a fresh file that passes the check, from options or from answers."""

import contextlib
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from support import Content, run, tree

OPTIONS = {
    "article": ["--title", "Bài mới", "--date", "9/9/2020", "--lede", "Lời dẫn.",
                "--districts", "huyện một", "--authors", "Hương Dịu", "--honours",
                "{honoree: Tổ Mới, kind: collective, award: Giấy khen}"],
    "event": ["--name", "Hội nghị mới", "--kind", "conference", "--date", "2020-05-05"],
    "album": ["--title", "Ảnh hội nghị", "--photos",
              "{id: toan-canh, caption: Toàn cảnh hội nghị, status: caption-only}"],
    "movement": ["--name", "Phong trào mới", "--aliases", "PT mới", "--aliases", "Phong trào 2"],
    "honoree": ["--name", "Trường Mầm non Một", "--kind", "collective"],
}  # fmt: skip


@pytest.mark.parametrize("kind", OPTIONS)
def test_options_alone_make_a_file_that_passes(content: Content, kind: str) -> None:
    """Whoever knows the facts, or another program, needs no questions."""
    before = tree(content.folder)
    path = Path(run("new", kind, "--content", content.folder, *OPTIONS[kind]).strip())
    assert set(tree(content.folder)) - set(before) == {path.relative_to(content.folder).as_posix()}
    assert "Mọi thứ đều ổn." in run("check", "--content", content.folder)
    again = ("new", kind, "--content", content.folder, *OPTIONS[kind], "--id")
    identity = path.parent.name if kind == "album" else path.stem
    assert "đã có" in run(*again, identity, code=1)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["article", "--title", "A", "--date", "31/2/2020", "--lede", "L."], "E104"),
        (["article", "--title", "A", "--date", "2020-05-05", "--lede", "L.",
          "--districts", "Huyện Mốt"], "E201"),
        (["event", "--name", "A", "--kind", "party", "--date", "2020-05-05"], "E105"),
        (["movement", "--name", "Mới", "--aliases", "Thi đua yêu nước"], "E209"),
        (["article", "--title", "A", "--date", "2020-05-05", "--lede", "L.",
          "--honours", "{honoree: B, kind: person}"], "E101"),
        (["article", "--title", "A", "--date", "2020-05-05", "--lede", "L.", "--honours",
          "{id: cabcdef, honoree: B, kind: person, award: Giấy khen}"], "E208"),
    ],
)  # fmt: skip
def test_wrong_facts_are_told_and_nothing_is_written(
    content: Content, options: list[str], code: str
) -> None:
    """The same codes and hints as in the check, before there is a file."""
    before = tree(content.folder)
    told = run("new", options[0], "--content", content.folder, *options[1:], code=1)
    assert code in told
    assert tree(content.folder) == before


@pytest.mark.parametrize("honours", ["[{ref: cabcdef}]", "5", "[{id: }]"])
def test_what_else_stands_in_honours_is_not_taken_for_an_id(content: Content, honours: str) -> None:
    """References have no id, and slips of other files are not those of the new one."""
    content.article("khac", honours=honours)
    made = run("new", "article", "--content", content.folder, *OPTIONS["article"])
    assert made.strip().endswith("articles/2020/bai-moi.md")


def test_what_is_missing_is_named_where_nobody_can_be_asked(content: Content) -> None:
    """In a script there is no terminal; the options that are missing are named."""
    told = run("new", "event", "--content", content.folder, "--name", "A", code=2)
    assert "--kind, --date" in told


def answered(content: Content, kind: str, answers: list[tuple[str, str]]) -> tuple[str, int]:
    """Run the command on a terminal of its own; type each answer when its question is there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bangvang", "new", kind, "--content", str(content.folder)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "200", "LINES": "50"}
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
    )
    os.close(theirs)
    shown = ""

    def until(wanted: str) -> None:
        nonlocal shown
        end = time.monotonic() + 60
        while wanted not in _plain(shown) and time.monotonic() < end:
            if select.select([ours], [], [], 1)[0]:
                try:
                    data = os.read(ours, 65536).decode("utf-8", "replace")
                except OSError:
                    return
                if "\x1b[6n" in data:
                    os.write(ours, b"\x1b[1;1R")
                shown += data
        assert wanted in _plain(shown), _plain(shown)[-600:]

    for question, answer in answers:
        until(question)
        shown = ""
        os.write(ours, answer.encode())
    with contextlib.suppress(AssertionError):
        until("\0 never shown")
    code = process.wait(60)
    os.close(ours)
    return _plain(shown), code


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]", "", text)


def test_a_new_article_is_asked_for(content: Content) -> None:
    """Names are completed without diacritics, a wrong day is told while it is typed."""
    erase = "\x15"
    _, code = answered(
        content,
        "article",
        [
            ("Nhan đề", "Bài hỏi đáp\r"),
            ("Ngày đăng", f"{erase}31/2/2020"),
            ("không phải là một ngày", f"{erase}9/9/2020\r"),
            ("Một hai câu", "Lời dẫn.\r"),
            ("Người viết", "\r"),
            ("Địa bàn mà bài nói tới", "mot"),
            (" Huyện Một ", "\t"),
            ("Huyện Một", "\r"),
            ("Địa bàn mà bài nói tới", "\r"),
            ("Phong trào, cuộc vận động", "Khong co"),
            ("danh mục chưa có tên này", f"{erase}\r"),
            ("Sự kiện mà bài đưa tin", "\r"),
        ],
    )
    assert code == 0
    text = (content.folder / "articles/2020/bai-hoi-dap.md").read_text(encoding="utf-8")
    assert "date: 2020-09-09\n" in text
    assert "districts:\n- Huyện Một\n" in text
    assert "Mọi thứ đều ổn." in run("check", "--content", content.folder)


def test_pictures_are_neither_lost_nor_written_over(content: Content, tmp_path: Path) -> None:
    """An album takes its pictures along; what lies there already, or cannot be shown, stops it."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        Image.new("RGB", (300, 200), "red").save(tmp_path / folder / "x.jpg")
    photo = ("--photos", "{id: toan-canh, file: x.jpg, caption: Toàn cảnh}")
    new = ("new", "album", "--content", content.folder, "--title", "Ảnh mới", *photo)
    first, second = (("--picture", tmp_path / folder / "x.jpg") for folder in ("a", "b"))
    assert "có hai ảnh cùng tên x.jpg" in run(*new, *first, *second, code=1)
    (tmp_path / "b/x.jpg").write_bytes(b"text")
    assert "E401" in run(*new, *second, code=1)
    assert not (content.folder / "albums/anh-moi").exists()
    told = run(*new, *first)
    assert told.count("albums/anh-moi/") == 2
    assert "Mọi thứ đều ổn." in run("check", "--content", content.folder)
    (content.folder / "albums/anh-moi/index.md").unlink()
    assert "đã có albums/anh-moi/x.jpg" in run(*new, *first, code=1)
