"""`python -m drawings content` draws everything below a folder of content."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from drawings.country import clinic, forest, house, lake, road, school, street, terraces
from drawings.indoors import books, certificate, hall, medal, pennant, stage
from drawings.sheet import Sheet

ALBUM = "albums/hinh-ve-bac-kan"
ARTICLES = "articles/2020"
DRAWINGS: dict[str, Callable[[], Sheet]] = {
    f"{ALBUM}/ho-ba-be.jpg": lake,
    f"{ALBUM}/ruong-bac-thang.jpg": terraces,
    f"{ALBUM}/nha-san.jpg": house,
    f"{ALBUM}/rung-ban-mai.webp": forest,
    f"{ALBUM}/truong-hoc.jpg": school,
    f"{ALBUM}/tram-y-te.jpg": clinic,
    f"{ALBUM}/sach-va-den.jpg": books,
    f"{ALBUM}/huy-chuong.png": medal,
    f"{ARTICLES}/dai-hoi-thi-dua-yeu-nuoc-tinh-bac-kan-lan-thu-v/hoi-truong.jpg": hall,
    f"{ARTICLES}/bach-thong-thi-dua-yeu-nuoc-2015-2020/duong-lang.jpg": road,
    f"{ARTICLES}/bach-thong-thi-dua-yeu-nuoc-2015-2020/bang-khen.jpg": certificate,
    f"{ARTICLES}/thanh-pho-bac-kan-bieu-duong-dien-hinh-tien-tien/co-thi-dua.jpg": pennant,
    f"{ARTICLES}/72-nam-loi-keu-goi-thi-dua-ai-quoc/duong-pho.jpg": street,
    "articles/2022/so-ket-cum-thi-dua-trung-du-mien-nui-phia-bac/san-khau.jpg": stage,
}
"""What is drawn, by the paths of the files below the content folder."""


def main(arguments: Sequence[str]) -> None:
    """Draw everything below a folder of content."""
    for path, draw in DRAWINGS.items():
        file = Path(arguments[0]) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        draw().done().save(file, quality=86, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
