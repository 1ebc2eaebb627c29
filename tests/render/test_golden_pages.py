"""Golden pages: what the generator puts into the shell, for one page of each kind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bangvang.model.catalog import Parts
from bangvang.model.urls import page_path
from bangvang.render.context import Portal
from bangvang.render.plan import ArticleJob, PictureJob
from bangvang.render.shell import SHELLS, SLOTS, Shell
from bangvang.render.site import Renderer, plans
from bangvang.words import words
from support import ROOT, Content

GOLDEN = ROOT / "tests" / "golden" / "pages"
SHELL = Shell("\n".join(SLOTS.values()) + "\n")
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
    catalog = content.read(datetime(2026, 11, 22, tzinfo=UTC)).portal
    shells = dict.fromkeys(SHELLS, SHELL)
    renderer = Renderer(catalog.registers, (ROOT / "theme",), shells, Parts())
    portal = Portal(catalog.registers, words("vi"), Parts(), catalog)
    plan = next(each for each in plans(portal) if page_path(each.url) == PAGES[name])

    def prose(job: ArticleJob) -> str:
        return (content.folder / job.file).read_text(encoding="utf-8").split("---\n", 2)[2].strip()

    job = plan.make()
    assert not isinstance(job, PictureJob)
    data = renderer.make(job, prose)
    golden = GOLDEN / f"{name}{Path(PAGES[name]).suffix}"
    if request.config.getoption("--update-golden"):
        golden.write_bytes(data)
    assert data.decode() == golden.read_text(encoding="utf-8")
