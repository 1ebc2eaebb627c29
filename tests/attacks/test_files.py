"""Files beside an article, behind a real nginx with our configuration, in a real Chromium."""

import contextlib
import gzip
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from nginx import get, serving
from office import DOCX, PDF, REFUSED
from strings import WATCH
from support import ROOT, run, tree, whole_portal

SCRIPT = (
    b"<!doctype html><svg onload=ran(1)><script>ran(1)</script></svg><img src=x onerror=ran(1)>"
)
ARTICLE = "tin-bai/2020/09/dai-hoi-thi-dua-yeu-nuoc-tinh-bac-kan-lan-thu-v/"


@pytest.fixture(scope="module")
def portal_with_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The demonstration with documents beside an article: its site, and the article's folder."""
    folder = tmp_path_factory.mktemp("tep")
    shutil.copytree(ROOT / "content", folder / "content")
    whole_portal(folder)
    beside = folder / "content" / "articles" / "2020" / ARTICLE.split("/")[-2]
    text = (beside / "index.md").read_text(encoding="utf-8")
    files = "[{file: qd.pdf, title: Quyết định}, {file: ds.docx, title: Danh sách}]"
    text = text.replace("title:", f"attachments: {files}\ntitle:", 1)
    (beside / "index.md").write_text(text, encoding="utf-8")
    (beside / "qd.pdf").write_bytes(PDF)
    (beside / "ds.docx").write_bytes(DOCX)
    run("build", folder=folder)
    return folder / "site", beside


def test_no_file_of_forty_kinds_reaches_the_site(portal_with_files: tuple[Path, Path]) -> None:
    """Each one by itself is refused, and the site stays as it is, byte for byte."""
    site, beside = portal_with_files
    before = tree(site)
    index = beside / "index.md"
    text = index.read_text(encoding="utf-8")
    assert len(REFUSED) >= 40
    for name in REFUSED:
        (beside / name).write_bytes(SCRIPT)
        attached = text.replace("attachments: [", f"attachments: [{{file: {name}, title: T}}, ", 1)
        index.write_text(attached, encoding="utf-8")
        said = run("check", "--content", beside.parents[2], code=1)
        assert "E026" in said or "E027" in said, name
        (beside / name).unlink()
    (beside / "index.html.gz").write_bytes(SCRIPT)
    run("build", folder=site.parent, code=1)
    (beside / "index.html.gz").unlink()
    index.write_text(text, encoding="utf-8")
    run("build", folder=site.parent)
    assert tree(site) == before


def test_what_others_put_into_the_folder_does_not_run(
    portal_with_files: tuple[Path, Path], browser: Browser
) -> None:
    """Not even what came past the generator: the policy has no hash that is not ours."""
    site, _ = portal_with_files
    with serving(site) as address:
        before = get(address, "")[1]["content-security-policy"]
        page_before = get(address, ARTICLE)[2]
    planted = [site / ARTICLE / name for name in REFUSED if not name.startswith("index.html")]
    try:
        for path in planted:
            path.write_bytes(SCRIPT)
        with serving(site) as address:
            assert get(address, "")[1]["content-security-policy"] == before
            sent = get(address, ARTICLE, Accept_Encoding="gzip")[2]
            assert gzip.decompress(sent) == page_before
            context = browser.new_context()
            context.add_init_script(WATCH)
            page = context.new_page()
            page.on("dialog", lambda dialog: pytest.fail(dialog.message))
            for path in planted:
                # What is saved or not there is no page.
                with contextlib.suppress(Error):
                    page.goto(f"{address}{ARTICLE}{path.name}", wait_until="load")
                assert page.evaluate("window.calls || []") == [], path.name
            context.close()
    finally:
        for path in planted:
            path.unlink()


def test_downloads_are_saved_and_have_a_policy_of_their_own(
    portal_with_files: tuple[Path, Path], browser: Browser
) -> None:
    site, _ = portal_with_files
    with serving(site) as address:
        for name in ("qd.pdf", "ds.docx"):
            status, headers, _ = get(address, ARTICLE + name)
            assert status == 200
            assert headers["content-disposition"] == "attachment"
            assert re.match("default-src 'none';.* sandbox$", headers["content-security-policy"])
            assert headers["x-content-type-options"] == "nosniff"
        assert "content-disposition" not in get(address, ARTICLE)[1]
        page = browser.new_page()
        page.goto(address + ARTICLE)
        with page.expect_download() as download:
            page.get_by_role("link", name="Quyết định", exact=True).click()
        assert Path(download.value.path()).read_bytes() == PDF
        page.close()
