"""The pictures of the README: the front page and an article, wide and narrow, light and dark."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from support import CHROMIUM, ROOT, run, serve

PICTURES = {
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
        chromium.close()


if __name__ == "__main__":
    main()
