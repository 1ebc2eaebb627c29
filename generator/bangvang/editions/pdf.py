"""From HTML to a tagged PDF (PDF/UA-1), by WeasyPrint; nothing but the content is read."""

import logging
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bangvang.content.read.pictures import published_bytes
from bangvang.editions.bulletin import PICTURES
from bangvang.model.files import PUBLISHED

_SCHEME = PICTURES.rstrip(":")
_DPI = 200
_QUALITY = 85


class _Content(URLFetcher):  # type: ignore[misc]
    """Gives pictures of the content, and nothing else: no host is asked, no other file read."""

    def __init__(self, content: Path) -> None:
        super().__init__(allowed_protocols={_SCHEME}, allow_redirects=False)
        self._content = content.resolve()

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = (self._content / unquote(parts.path)).resolve()
        if parts.scheme != _SCHEME or not path.is_relative_to(self._content):
            raise ValueError(url)
        data, ending = path.read_bytes(), path.suffix.lower()
        clean = published_bytes(data, ending) if ending in PUBLISHED else data
        return URLFetcherResponse(url, clean)


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint says of a document: it tells it nowhere else."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def pdf(text: str, content: Path) -> tuple[bytes, list[str]]:
    """Return a document as PDF/UA-1 (ISO 14289-1), and what could not be shown as it should.

    The same text and pictures make the same bytes with the same libraries and fonts.
    """
    fetcher, fonts = _Content(content), FontConfiguration()
    log, complaints = logging.getLogger("weasyprint"), _Complaints()
    log.addHandler(complaints)
    try:
        style = CSS(Path(__file__).with_name("issue.css"), font_config=fonts)
        made: bytes = HTML(string=text, base_url=PICTURES, url_fetcher=fetcher).write_pdf(
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=True,
            optimize_images=True,
            jpeg_quality=_QUALITY,
            dpi=_DPI,
        )
    finally:
        log.removeHandler(complaints)
    return made, complaints.said
