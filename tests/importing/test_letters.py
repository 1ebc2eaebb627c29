"""Letters of old fonts beside Unicode in one source, and UTF-8 that was read as Latin-1."""

from pathlib import Path

import docx
import pytest

from bangvang.importing.sources.sources import read_source


def test_each_run_of_a_word_file_says_by_its_font_what_its_letters_are(tmp_path: Path) -> None:
    """Nothing beside them changes; what a font of capitals shows is capitals."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for font, text in (
        ("Times New Roman", "Tỉnh Hà Nam: "),
        (".VnTime", "tÆng B»ng khen cho «ng "),
        (".VnTimeH", "NguyÔn V¨n a, "),
        ("VNI-Times", "Chuû tòch xaõ, "),
        (".VnArial", "gõ bằng Unicode."),
    ):
        paragraph.add_run(text).font.name = font
    document.save(str(tmp_path / "a.docx"))
    _, material = read_source(tmp_path / "a.docx")
    (block,) = material.blocks
    assert block.text == (
        "Tỉnh Hà Nam: tặng Bằng khen cho ông NGUYỄN VĂN A, Chủ tịch xã, gõ bằng Unicode."
    )
    assert ", ".join(sorted(material.letters)) == "TCVN3, VNI"


@pytest.mark.parametrize(
    "piece",
    [
        "Héi nghÞ biÓu d\u00ad\u00acng 20 tËp thÓ",
        "Hoäi nghò bieåu döông 20 taäp theå",
        "Há»\u2122i nghá»\u2039 biá»\u0192u dÆ°Æ¡ng 20 táº\u00adp thá»\u0192",
    ],
)
def test_a_paragraph_of_other_letters_is_turned_and_its_neighbours_stay(
    tmp_path: Path, piece: str
) -> None:
    """Letters are judged by paragraph, not by page."""
    page = tmp_path / "a.html"
    page.write_text(
        "<meta charset=utf-8><h1>Bắc Kạn biểu dương</h1><p>Chiều 15/7/2020, tại Hà Nam.</p>"
        f"<p>{piece}</p>",
        encoding="utf-8",
    )
    _, material = read_source(page)
    assert [block.text for block in material.blocks] == [
        "Bắc Kạn biểu dương",
        "Chiều 15/7/2020, tại Hà Nam.",
        "Hội nghị biểu dương 20 tập thể",
    ]
    assert material.notes
