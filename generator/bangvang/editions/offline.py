"""The offline edition: a built site as a zip that works from a folder, without a web server."""

import re
import zipfile
from pathlib import Path

from bangvang.model import urls
from bangvang.publish.target import MANIFEST

_LINK = re.compile(r'((?:href|action|data-page)="|content="0; url=)([^"#?:]*)(?=["#?])')
_LEFT_OUT = (urls.INDEX, MANIFEST, urls.NOT_FOUND)
"""What only a server can use: the search, the list of files, the page of what is not there."""
_COPIES = (".gz", ".br")
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every file: the same site makes the same zip."""


def offline(site: Path, file: Path, name: str) -> int:
    """Write a site as a zip with one folder, called `name`; return how many files it holds.

    Raise `OSError` when the system refuses; then no file is left.
    """
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    kept = [path for path in paths if not path.startswith(_LEFT_OUT) and not path.endswith(_COPIES)]
    partial = file.with_name(f".{file.name}.new")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as made:
            for path in kept:
                data = (site / path).read_bytes()
                if path.endswith(".html"):
                    data = with_files(data.decode()).encode()
                made.writestr(zipfile.ZipInfo(f"{name}/{path}", _DATE), data, zipfile.ZIP_DEFLATED)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return len(kept)


def with_files(html: str) -> str:
    """Return a page whose links name files: a folder on a disk shows no page by itself.

    >>> with_files('<a href="../tin-bai/#a">, <a href="./">, <a href="https://a.example/">')
    '<a href="../tin-bai/index.html#a">, <a href="./index.html">, <a href="https://a.example/">'
    """

    def named(found: re.Match[str]) -> str:
        path = found[2]
        if path in (".", "..") or path.endswith("/.."):
            path += "/"
        return f"{found[1]}{path}index.html" if path.endswith("/") else found[0]

    return _LINK.sub(named, html)
