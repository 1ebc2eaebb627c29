"""The search index: Pagefind, run over the pages as published."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bangvang.model.output import Output
from bangvang.publish.site import PublishError
from bangvang.words import message

_UNUSED = (
    "pagefind-ui",
    "pagefind-modular-ui",
    "pagefind-component-ui",
    "pagefind-highlight",
    "playground",
)
"""Parts of Pagefind's bundle that no page of ours loads."""


def search_index(site: Path) -> Iterator[Output]:
    """Yield the files of the search index of the pages in `site`."""
    with tempfile.TemporaryDirectory(prefix="bangvang-search-") as folder:
        command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", folder]
        done = subprocess.run([*command, "--silent"], capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip() or done.stdout.strip()
            raise PublishError(message("no search index could be made: {reason}"), reason=reason)
        root = Path(folder)
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            path = file.relative_to(root).as_posix()
            if not path.startswith(_UNUSED):
                yield Output(f"pagefind/{path}", file.read_bytes(), "index")
