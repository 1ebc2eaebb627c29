"""A disk that takes no more while a command writes: one line is said, no half file is left."""

import resource
import shutil
import subprocess
import sys

import pytest

from pages import built
from support import ROOT, Content, tree

COMMANDS = {
    "nginx": "nginx --to ra.conf",
    "issue": "issue --to ra.pdf 2020",
    "export": "export --to ra",
    "archive": "archive --to ra",
    "offline": "offline --to ra.zip",
    "csv": "album export x ra.csv",
    "xlsx": "album export x ra.xlsx",
    "new": "new article --title Tin --date 2020-01-05 --lede Tóm",
    "withhold": "withhold le-ha --reason thử",
    "deploy": "deploy --to ra",
    "build": "build",
}

LE_HA = {"id": "c7k3m9q", "honoree": "Lê Hà", "kind": "person", "award": "Giấy khen"}


def _no_more() -> None:
    """Let this process write 20 bytes of a file, and no more."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_full_disk_is_told_and_nothing_is_left(content: Content, command: str) -> None:
    """Whatever was to be written, and wherever."""
    folder = content.folder.parent
    shutil.copytree(ROOT / "content" / "awards", content.folder / "awards", dirs_exist_ok=True)
    content.article("x", honours=[LE_HA])
    content.write("honorees/le-ha.md", "---\nname: Lê Hà\nkind: person\n---\n")
    content.write(
        "albums/x/index.md",
        "---\ntitle: Ảnh\nplace: Huyện Một\ndate: 2020\nphotos:\n"
        "- {id: a, status: caption-only, caption: Ảnh một, source: {date: 2020-01-05}}\n---\n",
    )
    built(content, folder / "site")
    content.article("x", "Nội dung khác.", honours=[LE_HA])
    before = tree(folder)
    done = subprocess.run(
        [sys.executable, "-m", "bangvang", *command.split()],
        cwd=folder,
        preexec_fn=_no_more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done
    assert len(done.stderr.splitlines()) == 1
    assert "quá lớn" in done.stderr or "hết chỗ" in done.stderr
    assert tree(folder) == before
