"""The peers of the benchmark: what each is given, and the command that builds it.

All build the same articles with the same lists and tag pages: home, all articles, each district and
each movement, in pages of twenty, with feeds.
"""

import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus import ROOT, Item

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Peer:
    """A generator to be measured."""

    name: str
    command: tuple[str, ...]
    folder: Path
    """Where the command runs."""
    out: Path


def bang_vang(
    name: str,
    corpus: Path,
    work: Path,
    *,
    search: bool = False,
    roll: bool = False,
    archive: bool = False,
) -> Peer:
    """Return Bảng Vàng over a corpus that is already written: the base, with more as named."""
    folder = work / name
    folder.mkdir(parents=True, exist_ok=True)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("custom_dir: theme", f"custom_dir: {ROOT / 'theme'}")
    config = config.replace("docs_dir: content/pages", f"docs_dir: {corpus / 'pages'}")
    config = config.replace("content_dir: content", f"content_dir: {corpus}")
    parts = {"search": search, "roll": roll, "archive": archive}
    options = "\n      ".join(f"{part}: {str(there).lower()}" for part, there in parts.items())
    config = config.replace("search: true", options)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    out = folder / "site"
    command = (str(BIN / "bangvang"), "build", "--content", str(corpus), "--out", str(out))
    return Peer(name, command, folder, out)


def hugo(theme: str, items: Iterable[Item], work: Path) -> Peer:
    """Write the corpus for Hugo with a theme of our own; return the peer.

    The `bare` one makes bare pages; the `equal` one our article page and lists, with what is in
    their heads, contents, and articles that are related by the terms they share.
    """
    folder = work / f"hugo-{theme}"
    shutil.copytree(HERE / folder.name, folder, dirs_exist_ok=True)
    for item in items:
        path = folder / "content" / "tin-bai" / f"{item.day:%Y/%m}" / f"{item.slug}.md"
        for section in (path.parent, path.parent.parent):
            section.mkdir(parents=True, exist_ok=True)
            # A list for each month and each year, as the others have.
            (section / "_index.md").write_text(f"{json.dumps({'title': section.name})}\n")
        facts = {
            "title": item.title,
            "date": str(item.day),
            "description": item.lede,
            "districts": item.districts,
            "movements": item.movements,
            "honours": [
                {"id": i, "kind": k, "award": a, "name": name} for i, k, a, name in item.honours
            ],
        }
        path.write_text(f"{json.dumps(facts, ensure_ascii=False)}\n\n{item.body}\n")
    out = folder / "public"
    return Peer(folder.name, (str(BIN / "hugo"), "--quiet", "--destination", str(out)), folder, out)


def material(items: Iterable[Item], work: Path) -> Peer:
    """Write the corpus for Material's blog and tags plugins; return the peer."""
    folder = work / "material"
    shutil.copytree(HERE / "material", folder, dirs_exist_ok=True)
    for item in items:
        path = folder / "docs" / "posts" / f"{item.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        tags = ", ".join((*item.districts, *item.movements))
        facts = f"date: {item.day}\ntags: [{tags}]\ndescription: {item.lede}\n"
        text = f"---\n{facts}---\n# {item.title}\n\n"
        path.write_text(f"{text}{item.lede}\n\n<!-- more -->\n\n{item.body}\n")
    out = folder / "site"
    return Peer("material", (str(BIN / "mkdocs"), "build", "-q", "-d", str(out)), folder, out)
