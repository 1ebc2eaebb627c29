"""What an import does to text: whatever a page is made of, none of its words is lost."""

import re

import pyromark
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring as html_document

from bangvang.importing.find.examine import examine
from bangvang.importing.find.lexicon import Lexicon
from bangvang.importing.sources.blocks import from_text
from bangvang.importing.sources.markdown import body_of
from importscore import registry
from support import ROOT

LEXICON = Lexicon(registry(ROOT / "content").registers)

_PIECES = st.sampled_from(
    """Đồng chí Lý Thái Hải|Chủ tịch UBND tỉnh|trao|tặng|Bằng khen|cho|03 tập thể|và|11 cá nhân
;|.|,|“Dạy tốt, học tốt”|phong trào|Huyện Bạch Thông|15/07/2020|Sáng 9/9|Tin bài mới:|Hương Dịu
tổ chức Hội nghị tổng kết|Quang cảnh đại hội|Một số hình ảnh|:|- |1. |nhận|được|vì có thành tích
Trường Mầm non Đức Xuân|năm 2019|ông|PublishingPortal - Block_BanTin_ViewData
Sign In|#|*|_|<b>
&amp;|[x](y)|`|\\|Cờ thi đua của Chính phủ
đã vươn lên trong lao động sản xuất và đời sống""".replace("\n", "|").split("|")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(_PIECES, min_size=1, max_size=30), min_size=1, max_size=12), st.data())
def test_no_word_of_a_source_is_lost(lines: list[list[str]], data: st.DataObject) -> None:
    """Whatever the page: each of its words is in some part of the result, or told as furniture."""
    gaps = data.draw(st.lists(st.sampled_from(["\n", "\n\n", "\n\n\n", "\n \n"]), max_size=12))
    joined = "".join(
        " ".join(line) + gap for line, gap in zip(lines, [*gaps, *["\n\n"] * 12], strict=False)
    )
    material = from_text(joined)
    page = examine(material, LEXICON)
    parts = [page.title, *page.byline, page.lede, *(c.text for c in page.captions),
             *(b.text for b in page.body), *page.furniture]  # fmt: skip
    assert set(re.findall(r"\w+", joined)) <= set(re.findall(r"\w+", " ".join(parts)))
    rendered = plain(body_of(page.body, material, {}))
    # Numbers at the head of a list item are drawn by the browser.
    told = " ".join(block.text for block in page.body)
    assert re.findall(r"[^\W\d]+", rendered) == re.findall(r"[^\W\d]+", told)


def plain(markdown: str) -> str:
    """Return the text that a reader sees of Markdown."""
    return html_document(f"<body>{pyromark.html(markdown)}</body>").text_content()
