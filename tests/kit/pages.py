"""Reading the pages of a portal that a test has built."""

from pathlib import Path

from lxml import html

from support import Content, run


def built(content: Content, out: Path, *options: str) -> Path:
    """Build a portal into a folder; return the folder."""
    run("build", "--content", content.folder, "--out", out, *options)
    return out


def page_at(out: Path, url: str) -> html.HtmlElement:
    """Return the page of a site at an address."""
    return html.fromstring((out / url / "index.html").read_bytes())


def text_of(element: html.HtmlElement) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join(element.text_content().split())
