"""The photo archive in Chromium: pictures, and the viewer by keys, by touch and without it."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import pictures
from looks import LOOKS, PHONE, assert_accessible
from support import ROOT, Visit, build_portal, run, serve, whole_portal

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration with an album of pictures, built."""
    folder = tmp_path_factory.mktemp("pictures")
    shutil.copytree(ROOT / "content", folder / "content")
    facts = {"event": "dai-hoi-thi-dua-v-2020", "rights": "Bản quyền mẫu"}
    pictures.album(folder / "content" / "albums" / "hinh", pictures.every_form(1), **facts)
    whole_portal(folder)
    build_portal(folder / "site")
    return folder


@pytest.fixture(scope="module")
def served(pictured: Path) -> Iterator[str]:
    """The address of a portal with pictures."""
    with serve(pictured / "site") as address:
        yield address


@pytest.mark.parametrize("visit", LOOKS.values(), indirect=True, ids=LOOKS)
@pytest.mark.parametrize(
    "url", ["anh/", "anh/hinh/", "anh/hinh/a1/", "su-kien/dai-hoi-thi-dua-v-2020/"]
)
def test_pages_with_pictures_have_no_fault(visit: Visit, url: str) -> None:
    """Axe finds nothing, on the page and in the viewer; nothing overflows; every picture loads."""
    page: Page = visit.go(url)
    assert_accessible(page)
    broken = "[...document.images].filter((e) => e.complete && !e.naturalWidth).length"
    assert page.evaluate(broken) == 0
    if page.locator("[data-bv-view]").count():
        page.locator("[data-bv-view]").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(page.locator(".bv-viewer figure img")).to_be_visible()
        assert_accessible(page)


def test_the_viewer_by_keyboard_alone(visit: Visit) -> None:
    """Enter opens, arrows lead on, Tab stays within, Escape goes back to the picture seen last."""
    page: Page = visit.go("anh/hinh/")
    page.locator("[data-bv-view]").first.focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name="Trình xem ảnh")
    expect(viewer.get_by_role("button", name="Sau")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".bv-viewer figure")).to_contain_text("Chú thích mẫu số 1")
    reached = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")
        )
        assert page.evaluate("!document.activeElement.closest('.md-container')")
    assert {"Sau", "Trước", "Đóng", "Thông tin về ảnh này"} <= reached
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(page.locator("[data-bv-view]").nth(1)).to_be_focused()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_the_viewer_by_touch(visit: Visit) -> None:
    """Tapping a picture opens it; its caption leads to its own page."""
    page: Page = visit.go("anh/hinh/")
    page.locator("[data-bv-view]").nth(2).tap()
    expect(page.locator(".bv-viewer figure")).to_contain_text("Chú thích mẫu số 2")
    page.get_by_role("button", name="Sau").tap()
    expect(page.locator(".bv-viewer figure")).to_contain_text("Chú thích mẫu số 3")
    shown = page.locator(".bv-viewer figure")
    shown.get_by_role("link", name="Thông tin về ảnh này").tap()
    page.wait_for_url("**/anh/hinh/a3/")


def test_without_a_script_a_picture_is_a_link(browser: Browser, served: str) -> None:
    """To the largest rendition."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}anh/hinh/")
    page.locator("[data-bv-view]").first.click()
    page.wait_for_url("**/anh/hinh/a0/1200.jpg")
    context.close()


KINDS = [
    *("", "tin-bai/", "tin-bai/2020/09/dai-hoi-thi-dua-yeu-nuoc-tinh-bac-kan-lan-thu-v/"),
    *("anh/", "anh/hinh/", "anh/hinh/a1/", "anh/dai-hoi-thi-dua-v-2020/toan-canh/", "anh/nguoi/"),
    *("bang-vang/", "bang-vang/bieu-do/", "vinh-danh/h2nhandan/", "dia-ban/huyen-bach-thong/"),
    *("phong-trao/", "su-kien/dai-hoi-thi-dua-v-2020/", "du-lieu/", "tim-kiem/", "gioi-thieu/"),
]


def test_the_offline_edition_opens_from_a_disk(browser: Browser, pictured: Path) -> None:
    """Pages of every kind: no error, nothing missing; lists filter, pictures open."""
    run("offline", "--to", pictured / "cong.zip", "--site", pictured / "site")
    zipfile.ZipFile(pictured / "cong.zip").extractall(pictured / "disk")
    root = (pictured / "disk" / "cong").as_uri()
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "requestfailed",
        # What a click on to the next page cuts short is no fault.
        lambda request: None if "ABORTED" in str(request.failure) else faults.append(request.url),
    )
    tab = Visit(page, f"{root}/")
    for kind in KINDS:
        tab.go(f"{kind}index.html")
        assert page.evaluate("getComputedStyle(document.querySelector('.bv-page')).maxWidth")
    page.goto(f"{root}/tim-kiem/index.html?q=dai")
    expect(page.locator(".bv-find__status")).to_contain_text("cần máy chủ web")
    page.goto(f"{root}/bang-vang/index.html")
    page.get_by_label("Tìm theo tên").fill("ngoc hoa")
    expect(page.locator("[data-bv-roll] tbody tr")).to_have_count(1)
    page.locator("[data-bv-roll] tbody a").first.click()
    expect(page.locator("h1")).to_have_text("Nguyễn Ngọc Hoa")
    page.locator(".bv-shot a").first.click()
    expect(page.locator(".bv-shown__caption")).to_contain_text("Nguyễn Ngọc Hoa")
    page.goto(f"{root}/anh/hinh/index.html")
    page.locator("[data-bv-view]").first.click()
    expect(page.locator(".bv-viewer figure img")).to_be_visible()
    page.get_by_role("link", name="Thông tin về ảnh này").first.click()
    expect(page.locator("h1")).to_have_text("Chú thích mẫu số 0")
    assert faults == tab.faults == []
    page.close()


@pytest.mark.long
def test_a_manifest_opens_in_a_viewer_of_others(
    browser: Browser, pictured: Path, served: str, tmp_path: Path
) -> None:
    """Tify, from the npm registry: pictures and captions are there."""
    subprocess.run(
        ["npm", "install", "--silent", "--ignore-scripts", "--prefix", tmp_path, "tify@0.35.0"],
        check=True,
    )
    # The manifest names the address where the portal will be; here it is another.
    viewer = pictured / "viewer"
    shutil.copytree(pictured / "site" / "anh", viewer / "anh")
    shutil.copytree(tmp_path / "node_modules" / "tify" / "dist", viewer / "tify")
    with serve(viewer) as address:
        file = viewer / "anh" / "hinh" / "manifest.json"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(json.loads(text)["id"].split("anh/")[0], address))
        (viewer / "index.html").write_text(
            "<!doctype html><meta charset=utf-8><link rel=stylesheet href=tify/tify.css>"
            '<div id=tify style="height:700px"></div><script type=module>'
            "import Tify from './tify/tify.js';"
            f"new Tify({{container:'#tify',manifestUrl:'{address}anh/hinh/manifest.json'}})"
            "</script>"
        )
        page = browser.new_page()
        page.goto(address, wait_until="networkidle")
        expect(page.get_by_text("Tập ảnh mẫu").first).to_be_visible()
        expect(page.locator("canvas").first).to_be_visible()
        expect(page.get_by_text("Chú thích mẫu số 0").first).to_be_attached()
        page.screenshot(path=tmp_path / "tify.png")
        page.close()
