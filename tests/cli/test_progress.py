"""The bar of a build on a terminal."""

import sys
import threading

import pytest

from bangvang.cli.build import _progress
from bangvang.words import words


def test_the_bar_has_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process with threads is not copied, and pages would be made more slowly on a terminal."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    before = threading.active_count()
    with _progress(words("vi")) as show:
        for done in range(1, 301):
            show(done, 300)
        assert threading.active_count() == before
