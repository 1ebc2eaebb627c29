"""The pictures of the documents: pages wide and narrow, light and dark, and the editors' desk."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from support import CHROMIUM, ROOT, run, serve, whole_portal

PICTURES: dict[str, tuple[str, int, Literal["light", "dark"]]] = {
    "home-light": ("", 1280, "light"),
    "article-light": ("tin-bai/2020/07/bach-thong-thi-dua-yeu-nuoc-2015-2020/", 1280, "light"),
    "home-phone-dark": ("", 360, "dark"),
}


def main() -> None:
    """Build the portal and take its pictures into docs/images/."""
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = Path(temporary) / "site"
        run("build", "--out", site)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serve(site) as address:
            for name, (url, width, scheme) in PICTURES.items():
                page = chromium.new_page(
                    viewport={"width": width, "height": 800}, color_scheme=scheme
                )
                page.goto(address + url, wait_until="networkidle")
                page.screenshot(path=folder / f"{name}.png")
        _desk(chromium, Path(temporary) / "ban", folder)
        chromium.close()


def _desk(chromium: Browser, portal: Path, folder: Path) -> None:
    """Take pictures of the desk: its lists, and the form of an article with its preview."""
    shutil.copytree(ROOT / "content", portal / "content")
    whole_portal(portal)
    command = [sys.executable, "-m", "bangvang", "desk", "--port", "0"]
    running = subprocess.Popen(command, cwd=portal, stdout=subprocess.PIPE, text=True)
    assert running.stdout
    address = next(line.strip() for line in running.stdout if line.startswith("http"))
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    page.goto(address)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_text("Bắc Kạn tổ chức Đại hội").wait_for()
    page.screenshot(path=folder / "desk-list.png")
    page.get_by_text("Bắc Kạn tổ chức Đại hội").click()
    page.frame_locator("iframe").locator(".bv-body p").first.wait_for()
    page.screenshot(path=folder / "desk-form.png")
    running.terminate()
    running.wait()


if __name__ == "__main__":
    main()
