"""What only large portals meet: several sitemaps, and worker processes."""

import os
import signal
from pathlib import Path

import pytest
from lxml import etree

from support import Content, run, tree


def test_a_long_sitemap_is_split(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sitemap may list so many pages and no more; then there is an index of several."""
    for number in range(9):
        content.article(f"bai-them-{number}")
    build = ("build", "--content", content.folder, "--out")
    run(*build, tmp_path / "one")
    whole = etree.fromstring((tmp_path / "one/sitemap.xml").read_bytes()).xpath("//*/text()")
    monkeypatch.setattr("bangvang.render.data.feeds.SITEMAP_SIZE", 10)
    run(*build, tmp_path / "many")
    index = etree.fromstring((tmp_path / "many/sitemap.xml").read_bytes())
    assert etree.QName(index).localname == "sitemapindex"
    parts = [link.rpartition("/")[2] for link in index.xpath("//*[local-name()='loc']/text()")]
    assert len(parts) > 2
    texts: list[str] = []
    for name in parts:
        part = etree.fromstring((tmp_path / "many" / name).read_bytes())
        assert len(part) <= 10
        texts += part.xpath("//*/text()")
    assert [each for each in texts if each.strip()] == [each for each in whole if each.strip()]


def test_a_worker_that_is_killed_is_told(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system may stop a process for want of memory; the site stays as it was."""
    out = tmp_path / "site"
    run("build", "--content", content.folder, "--out", out)
    before = tree(out)
    content.article("moi")
    monkeypatch.setattr("bangvang.workers.WORTHWHILE", 0)
    monkeypatch.setattr("bangvang.build.reading.digest_batch", _killed)
    told = run("build", "--content", content.folder, "--out", out, code=1)
    assert "Một tiến trình phụ bị dừng" in told
    assert tree(out) == before


def _killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
