"""What is saved is noticed: at once where the system tells, else by looking."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bangvang.build import watch
from bangvang.content.read.walk import survey

_WAIT = 20


def _until(calls: list[int]) -> bool:
    end = time.monotonic() + _WAIT
    while not calls and time.monotonic() < end:
        time.sleep(0.02)
    return bool(calls)


@contextmanager
def _watched(content: Path) -> Iterator[list[int]]:
    """Watch a folder; give the list to which every call adds."""
    (content / "site.md").write_text("a", encoding="utf-8")
    seen = survey(content)
    calls: list[int] = []
    end = watch.watch(content, lambda: seen, lambda: calls.append(1))
    try:
        yield calls
    finally:
        end()


def test_a_saved_file_a_new_one_and_a_folder_that_is_moved_away(tmp_path: Path) -> None:
    """The system tells of each."""
    content = tmp_path / "content"
    (content / "articles/2020").mkdir(parents=True)
    with _watched(content) as calls:
        (content / "site.md").write_text("b", encoding="utf-8")
        assert _until(calls)
        calls.clear()
        (content / "articles/2020/moi.md").write_text("c", encoding="utf-8")
        assert _until(calls)
        time.sleep(0.5)
        calls.clear()
        (content / "articles/2020").rename(tmp_path / "away")
        assert _until(calls)


def test_where_the_system_tells_nothing_files_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when it watches no more folders."""

    class Blind:
        def schedule(self, *_: object, **__: object) -> None: ...

        def start(self) -> None:
            raise OSError(28, "inotify watch limit reached")

        def is_alive(self) -> bool:
            return False

    monkeypatch.setattr(watch, "Observer", Blind)
    monkeypatch.setattr(watch, "_LOOK_EVERY", 0.1)
    with _watched(tmp_path) as calls:
        (tmp_path / "site.md").write_text("changed", encoding="utf-8")
        assert _until(calls)
