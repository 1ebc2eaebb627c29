"""What somebody did to a published site, or to the user who builds it."""

import stat
import subprocess
import sys
from pathlib import Path

from support import Content, run, tree, whole_portal


def test_a_file_that_was_changed_in_place_is_mended(content: Content, tmp_path: Path) -> None:
    """As many bytes as before look the same to a build that does not read them."""
    whole_portal(tmp_path)
    config = tmp_path / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("search: true", "search: true\n      precompress: true"))
    run("build", folder=tmp_path)
    site = tmp_path / "site"
    before = tree(site)
    for path in sorted(before):
        if path == ".bangvang" or not before[path]:
            continue
        if path.endswith(".xml"):
            (site / path).chmod(0o600)
            continue
        data = bytearray(before[path])
        data[len(data) // 2] ^= 1
        (site / path).write_bytes(data)
    run("build", "--verify", folder=tmp_path)
    after = tree(site)
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in site.rglob("*.xml"))
    # The base of the search is frozen: it is made anew, and may have other names.
    index = "du-lieu/tim/"
    assert {k: v for k, v in after.items() if not k.startswith(index)} == {
        k: v for k, v in before.items() if not k.startswith(index)
    }
    assert "Bài một" in run("search", "bai mot", folder=tmp_path)


def test_pages_can_be_read_whatever_the_user_keeps_to_himself(
    content: Content, tmp_path: Path
) -> None:
    """With umask 077 a web server could read no page; the workshop stays for the user alone."""
    whole_portal(tmp_path)
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-m", "bangvang", "build"],
            cwd=tmp_path,
            check=True,
            umask=0o077,
            capture_output=True,
        )
        for path in (tmp_path / "site", *(tmp_path / "site").rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode & (0o055 if path.is_dir() else 0o044) == (
                0o055 if path.is_dir() else 0o044
            ), path
        assert stat.S_IMODE((tmp_path / ".site.work").stat().st_mode) == 0o700
        content.article("them")
