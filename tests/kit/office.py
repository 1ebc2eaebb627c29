"""Files that lie beside articles: documents, and names that must not reach a reader."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


REFUSED = (
    *("a.html", "a.htm", "a.xhtml", "a.shtml", "a.mhtml", "a.svg", "a.svgz", "a.js", "a.mjs"),
    *("a.css", "a.wasm", "a.php", "a.php5", "a.phtml", "a.phar", "a.asp", "a.aspx", "a.jsp"),
    *("a.cgi", "a.pl", "a.py", "a.sh", "a.exe", "a.hta", "a.xsl", "web.config", "index.html"),
    *("index.pdf", "index.html.gz", "a.pdf.br", "a.pdf.gz", "robots.txt", "sitemap.xml"),
    *("default.pdf", "favicon.png", "a.php.jpg", "a.html.pdf", "a.pdf.html", "INDEX.PDF"),
    *("a.txt", "a.xml", "a.json", "a.swf", "a.doc", "a.docm", "a.zip", "a.mp4", "a.manifest"),
)
"""Endings and names that must not reach a reader from beside an article."""


def office(media: str, *more: tuple[str, bytes]) -> bytes:
    """Return the least that an office document (OOXML) may be."""
    data = io.BytesIO()
    types = (
        f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{media}"/>'
    )
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (("[Content_Types].xml", f"{types}</Types>".encode()), *more):
            # Without the time: names of tests are made of these bytes, in each process.
            part = zipfile.ZipInfo(name)
            packed.writestr(part, content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


DOCX = office("wordprocessingml.document.main+xml")
