"""Fixtures: a small folder of content, the portal itself, built once, and a real Chromium."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import pytest
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Browser, sync_playwright

from support import CHROMIUM, Content, run

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


class Compiled(BytecodeCache):
    """Keeps what templates were compiled to: half of the time of a small build."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._known[self._key(bucket)] = bucket.code

    def _key(self, bucket: Bucket) -> tuple[object, ...]:
        """Return all that the code of a template depends on: words are written into it."""
        made_by = bucket.environment
        words = getattr(made_by.globals.get("t"), "__self__", None)
        options = (made_by.trim_blocks, bool(made_by.autoescape), *sorted(made_by.extensions))
        return bucket.key, bucket.checksum, words and words.language, *options


_COMPILED = Compiled()
_init = jinja2.Environment.__init__


def _with_cache(self: jinja2.Environment, *args: Any, **options: Any) -> None:
    _init(self, *args, **{"bytecode_cache": _COMPILED, **options})


@cache
def _installed(folder: str) -> list[str]:
    """Return the templates of an installed theme, but for icons, which no build copies."""
    return [each for each in _listed(jinja2.FileSystemLoader(folder)) if each[0] != "."]


_listed = jinja2.FileSystemLoader.list_templates


def _listed_once(self: jinja2.FileSystemLoader) -> list[str]:
    found: set[str] = set()
    for folder in self.searchpath:
        installed = "site-packages" in folder
        found.update(_installed(folder) if installed else _listed(jinja2.FileSystemLoader(folder)))
    return sorted(found)


@pytest.fixture(autouse=True, scope="session")
def _templates_are_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "__init__", _with_cache)
        patch.setattr(jinja2.FileSystemLoader, "list_templates", _listed_once)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal of this repository, built."""
    out = tmp_path_factory.mktemp("portal") / "site"
    run("build", "--out", out, "--as-of", "2026-11-22")
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
