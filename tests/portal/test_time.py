"""What time changes: posts that are to appear, that expire, and consultations that close."""

import json
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest

from bangvang.model.ledger import LEDGER
from support import Content, run, tree, whole_portal

BEFORE, DURING, AFTER = "2026-11-20", "2026-11-22T08:00", "2026-12-01"


@pytest.fixture
def scheduled(content: Content) -> Content:
    """A post that is shown from 22 November 8:00 until the end of the month, with an honour."""
    content.article(
        "hen-gio",
        year=2026,
        date="2026-11-22",
        title="Bài hẹn giờ riêng biệt",
        publish_at="2026-11-22 08:00",
        expires_at="2026-12-01",
        districts="[Huyện Hai]",
        movements="[Thi đua yêu nước]",
        honours="\n- {id: c7k3m9q, honoree: Tập thể Hẹn giờ, kind: collective, award: Giấy khen}",
    )
    return content


def _found(content: Content, out: Path, moment: str) -> dict[str, bool]:
    """Return where the post is at a moment: pages, lists, feeds, search and exports."""
    run("build", "--content", content.folder, "--out", out, "--as-of", moment)
    files = tree(out)
    exports = out.parent / f"xuat-{moment[:10]}"
    run("export", "--content", content.folder, "--to", exports, "--as-of", moment)
    title, name = "Bài hẹn giờ riêng biệt".encode(), "Tập thể Hẹn giờ".encode()
    answer = json.loads(run("search", "bài hẹn giờ riêng biệt", "--json", "--site", out))
    return {
        "page": "tin-bai/2026/11/hen-gio/index.html" in files,
        "month": "tin-bai/2026/11/index.html" in files,
        "home": title in files["index.html"],
        "district": title in files["dia-ban/huyen-hai/index.html"],
        "feed": title in files["feed.xml"] and title in files["rss.xml"],
        "sitemap": b"hen-gio" in files["sitemap.xml"],
        "newest": title in files["du-lieu/tin-moi.js"],
        "honoree": "vinh-danh/c7k3m9q/index.html" in files,
        "anywhere": any(title in data or name in data for data in files.values()),
        "search": "/tin-bai/2026/11/hen-gio/" in json.dumps(answer),
        "export": any(name in data for data in tree(exports).values()),
    }


def test_a_scheduled_post_comes_and_goes_everywhere_at_once(
    scheduled: Content, tmp_path: Path
) -> None:
    """Nobody learns of it too early from a feed, and nobody finds it when it has expired."""
    out = tmp_path / "site"
    assert not any(_found(scheduled, out, BEFORE).values())
    assert all(_found(scheduled, out, DURING).values())
    assert not any(_found(scheduled, out, AFTER).values())


def test_a_consultation_is_open_until_the_end_of_its_last_day(
    content: Content, tmp_path: Path
) -> None:
    """Its page, the front page and the list say until when; afterwards it is kept as closed."""
    content.article(
        "de-nghi", year=2026, kind="consultation", date="2026-11-02", closes="2026-11-16"
    )
    out = tmp_path / "site"

    def parts(moment: str) -> tuple[str, list[str], list[str], list[str]]:
        run("build", "--content", content.folder, "--out", out, "--as-of", moment)
        article = lxml.html.parse(out / "tin-bai/2026/11/de-nghi/index.html")
        listed = lxml.html.parse(out / "lay-y-kien/index.html")
        home = lxml.html.parse(out / "index.html")
        return (
            article.xpath("string(//aside[@aria-label='Lấy ý kiến']/strong)"),
            listed.xpath("//h2[.='Đang lấy ý kiến']/following-sibling::ul//a/text()"),
            listed.xpath("//h2[.='Đã kết thúc']/following-sibling::ul//a/text()"),
            home.xpath("//section[h2='Lấy ý kiến về đề nghị khen thưởng']//li/a/text()"),
        )

    day = "Thứ Hai, ngày 16 tháng 11 năm 2026"
    assert parts("2026-11-16T23:59") == (
        f"Nhận ý kiến đến hết {day}.",
        ["de-nghi"],
        [],
        ["de-nghi"],
    )
    assert parts("2026-11-17") == (f"Đã nhận ý kiến đến hết {day}.", [], ["de-nghi"], [])


def test_a_preview_is_never_deployed(scheduled: Content, tmp_path: Path) -> None:
    """A look ahead goes to a folder of its own; deployed, it would end an embargo for good."""
    whole_portal(tmp_path)
    target = tmp_path / "www"
    run("build", folder=tmp_path)
    public = tree(tmp_path / "site")
    assert "site-preview" in run("build", "--as-of", DURING, folder=tmp_path)
    assert tree(tmp_path / "site") == public
    preview = tmp_path / "site-preview"
    assert (preview / "tin-bai/2026/11/hen-gio/index.html").is_file()
    told = run("deploy", "--to", target, "--site", preview, folder=tmp_path, code=1)
    assert "xem trước" in told
    assert not target.exists()
    assert not (tmp_path / "content" / LEDGER).exists()
    told = run("build", "--as-of", DURING, "--out", "site", folder=tmp_path, code=1)
    assert "xem trước" in told
    assert tree(tmp_path / "site") == public
    run("deploy", "--to", target, folder=tmp_path)
    run("build", folder=tmp_path)


def test_a_site_of_another_day_is_not_deployed(
    scheduled: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH reproduces a site; one of another day shows what must not be seen now."""
    whole_portal(tmp_path)
    now = int(datetime.now(UTC).timestamp())
    for moment in (now + 3600, now - 2 * 86400):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        run("build", folder=tmp_path)
        told = run("deploy", "--to", tmp_path / "www", folder=tmp_path, code=1)
        assert "ngày khác" in told
    assert not (tmp_path / "www").exists()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now - 60))
    run("build", folder=tmp_path)
    run("deploy", "--to", tmp_path / "www", folder=tmp_path)
