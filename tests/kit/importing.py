"""What tests of the import share: a portal to import into, and what the command tells."""

import json
import shutil
from pathlib import Path

import yaml

from support import ROOT, Content, run, tree

PAGES = ROOT / "tests" / "imports"


def a_portal(folder: Path) -> Path:
    """Return a copy of the demonstration's content."""
    return Path(shutil.copytree(ROOT / "content", folder / "content"))


def imported(portal: Path, *sources: Path, code: int = 0) -> list[dict]:  # type: ignore[type-arg]
    """Import sources; return what the command tells of each."""
    found: list[dict] = json.loads(  # type: ignore[type-arg]
        run("import", *sources, "--to", portal, "--format", "json", code=code)
    )
    return found


def matter(file: str) -> dict:  # type: ignore[type-arg]
    """Return the front matter of a file."""
    facts: dict = yaml.safe_load(Path(file).read_text(encoding="utf-8").split("---\n")[1])  # type: ignore[type-arg]
    return facts


def told(content: Content, name: str, data: bytes, code: int = 1) -> str:
    """Return what the import says of a file."""
    path = content.folder.parent / name
    path.write_bytes(data)
    before = tree(content.folder)
    text = run("import", path, "--to", content.folder, code=code)
    if code:
        assert tree(content.folder) == before
    return text
