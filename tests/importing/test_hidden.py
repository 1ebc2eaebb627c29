"""What a Word file hides, crosses out or has changed is no part of an article, and is told."""

from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.run import Run

from bangvang.importing.sources.sources import read_source
from support import Content, run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of honours: one stands, one is crossed out, and four are hidden in four ways."""
    document = docx.Document()
    document.add_paragraph("Bắc Kạn biểu dương điển hình tiên tiến năm 2020", style="Title")
    document.add_paragraph("Ngày 10/9/2020, tại thành phố Bắc Kạn, tỉnh tổ chức hội nghị.")
    quiet = document.styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER)
    quiet.font.hidden = True
    still = document.styles.add_style("Still", WD_STYLE_TYPE.PARAGRAPH)
    still.font.hidden = True
    below = document.styles.add_style("Below", WD_STYLE_TYPE.PARAGRAPH)
    below.base_style = still
    below.font.size = Pt(9)

    def honour(name: str, style: str | None = None) -> Run:
        text = f"Ông {name}: Chiến sĩ thi đua cấp tỉnh"
        return document.add_paragraph(style=style).add_run(text)

    honour("Mẫu Một")
    honour("Mẫu Hai").font.strike = True
    honour("Mẫu Ba").font.hidden = True
    honour("Mẫu Bốn").style = quiet
    honour("Mẫu Năm", "Still")
    honour("Mẫu Sáu", "Below")
    honour("Mẫu Bảy", "Below").font.hidden = False
    path = tmp_path / "a.docx"
    document.save(str(path))
    return path


def test_hidden_text_stays_out_in_whatever_way_it_is_hidden(file: Path) -> None:
    """By itself, by its style, by that of its paragraph; a run may also say that it shows."""
    _, material = read_source(file)
    text = "\n".join(block.text for block in material.blocks)
    assert [name for name in ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy") if name in text] == [
        "Một",
        "Bảy",
    ]
    assert [each.split(":")[0] for each in material.hidden] == [
        "Ông Mẫu Ba",
        "Ông Mẫu Bốn",
        "Ông Mẫu Năm",
        "Ông Mẫu Sáu",
    ]


def test_an_import_tells_each_thing_that_it_left_out(content: Content, file: Path) -> None:
    """By name: the crossed-out one and the hidden ones are no honours."""
    told = run("import", file, "--to", content.folder)
    assert "Bị gạch ngang, đã bỏ ra: “Ông Mẫu Hai: Chiến sĩ thi đua cấp tỉnh”" in told
    assert told.count("Chữ ẩn, đã bỏ ra: “") == 4
    assert "Track Changes" not in told


@pytest.mark.parametrize("tag", ["w:ins", "w:del", "w:moveFrom"])
def test_tracked_changes_are_told(content: Content, file: Path, tag: str) -> None:
    """What Word shows as a change somebody has yet to accept is taken as accepted."""
    document = docx.Document(str(file))
    document.element.body.insert(1, OxmlElement(tag))
    document.save(str(file))
    assert "Track Changes" in run("import", file, "--to", content.folder)
