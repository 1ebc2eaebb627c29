"""The search index: Pagefind, run over the pages as published."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bangvang.publish.target import PublishError
from bangvang.words import message

FOLDER = "pagefind"
"""Where the index lies in the site."""

_UNUSED = (
    "pagefind-ui",
    "pagefind-modular-ui",
    "pagefind-component-ui",
    "pagefind-highlight",
    "playground",
)
"""Parts of Pagefind's bundle that no page of ours loads."""


def search_index(pages: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file of the search index of the pages in a folder."""
    with tempfile.TemporaryDirectory(prefix="bangvang-search-") as folder:
        command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", folder]
        done = subprocess.run([*command, "--silent"], capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip() or done.stdout.strip()
            raise PublishError(message("no search index could be made: {reason}"), reason=reason)
        root = Path(folder)
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            path = file.relative_to(root).as_posix()
            if not path.startswith(_UNUSED):
                yield f"{FOLDER}/{path}", file.read_bytes()


def pages_of(paths: Iterable[str], out: Path, staged: Path) -> Path:
    """Return a folder with every page as it will be, new or old, without copying any."""
    folder = staged.with_name("pages")
    for path in paths:
        if path.endswith(".html"):
            link = folder / path
            link.parent.mkdir(parents=True, exist_ok=True)
            new = staged / path
            link.hardlink_to(new if new.is_file() else out / path)
    return folder
