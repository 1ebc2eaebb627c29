"""Golden pages: what the generator puts into the shell, for one page of each kind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bangvang.render.shell import SHELLS, SLOTS, Shell
from bangvang.render.site import Renderer, render
from support import ROOT, Content

GOLDEN = Path(__file__).parent / "golden" / "pages"
SHELL = Shell("\n".join(SLOTS) + "\n")
PAGES = {
    "article": "tin-bai/2020/05/bai-mot/index.html",
    "district": "dia-ban/huyen-mot/index.html",
    "movement": "phong-trao/thi-dua-yeu-nuoc/index.html",
    "event": "su-kien/hoi-nghi-2020/index.html",
    "home": "index.html",
    "feed": "feed.xml",
    "newest": "du-lieu/tin-moi.js",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_it_was(name: str, content: Content, request: pytest.FixtureRequest) -> None:
    """A change of a page is a change of a file here, to be read before it lands."""
    reading = content.read(datetime(2026, 11, 22, tzinfo=UTC))
    outputs = render(
        Renderer(reading.portal, ROOT / "theme"),
        dict.fromkeys(SHELLS, SHELL),
        content.folder,
        reading.beside,
        [],
        lambda done, total: None,
    )
    data = next(each.data for each in outputs if each.path == PAGES[name])
    assert isinstance(data, bytes)
    golden = GOLDEN / f"{name}{Path(PAGES[name]).suffix}"
    if request.config.getoption("--update-golden"):
        golden.write_bytes(data)
    assert data.decode() == golden.read_text(encoding="utf-8")
