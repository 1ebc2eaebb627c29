"""What other sites show of a page: every page names a picture, and it is there."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from bangvang.model.catalog import Parts
from bangvang.render.cards import HEIGHT, WIDTH, card
from bangvang.render.context import Context
from bangvang.words import words
from support import Content

_IMAGE = re.compile(r'<meta property="og:image" content="https://bangvang\.example/([^"]+)">')


def test_every_page_names_a_picture_that_exists(portal: Path) -> None:
    """Also lists, search, and the page of an address that leads nowhere."""
    pages = [
        path
        for path in portal.rglob("*.html")
        if "http-equiv" not in path.read_text(encoding="utf-8") and "quan-tri" not in path.parts
    ]
    assert len(pages) > 200
    for path in pages:
        found = _IMAGE.findall(path.read_text(encoding="utf-8"))
        assert len(found) == 1, path
        assert (portal / found[0]).is_file(), path


def test_terms_awards_and_honorees_have_cards_of_their_own(portal: Path) -> None:
    """An honoree has that of the award that was conferred last."""
    for page, card_of in (
        ("dia-ban/huyen-na-ri", "dia-ban-huyen-na-ri"),
        ("phong-trao/day-tot-hoc-tot", "phong-trao-day-tot-hoc-tot"),
        ("bang-vang/danh-hieu/giay-khen", "danh-hieu-giay-khen"),
        ("su-kien/dai-hoi-thi-dua-v-2020", "su-kien-dai-hoi-thi-dua-v-2020"),
        ("vinh-danh/h5ducxuan", "danh-hieu-co-thi-dua-cua-chinh-phu"),
        ("bang-vang", "cong"),
    ):
        text = (portal / page / "index.html").read_text(encoding="utf-8")
        assert _IMAGE.findall(text) == [f"du-lieu/the/{card_of}.jpg"]


@pytest.mark.parametrize("title", ["Giấy khen", "Chữ " * 80, "Ả" * 300, ""])
def test_a_card_has_the_size_that_is_asked_for(content: Content, title: str) -> None:
    """Whatever its title is; the same title makes the same bytes."""
    context = Context(content.read().portal.registers, words("vi"), Parts())
    made = card(context, "Danh hiệu", title)
    assert Image.open(io.BytesIO(made)).size == (WIDTH, HEIGHT)
    assert card(context, "Danh hiệu", title) == made
