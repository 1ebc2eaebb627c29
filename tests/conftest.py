"""Fixtures: a small folder of content, and the portal itself, built once."""

from pathlib import Path

import pytest

from support import Content, run


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
