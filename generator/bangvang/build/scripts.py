"""Scripts that are written in parts: modules that are joined to one file.

A worker, an interpreter and a page on a disk load a single classic script, under one name that
tells its content.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_FOLDER = "assets/javascripts/"
_PARTS = {
    "find": ("syllables", "typing", "index", "rank", "excerpt", "answer", "worker"),
    "roll": ("data", "match", "take", "view"),
}
"""For each script its parts, which lie in a folder of its name; each needs only those before it."""
SOURCES = tuple(f"{_FOLDER}{name}/" for name in _PARTS)
SCRIPTS = tuple(f"{_FOLDER}{name}.js" for name in _PARTS)
"""The folders of the parts, and the paths of what is joined of them."""

_IMPORT = re.compile(r"^import [^\n]*;\n+", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const )", re.MULTILINE)


def scripts(theme: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each script; parts are looked for in the folders of a theme."""
    folders = tuple(theme)
    for source, script, parts in zip(SOURCES, SCRIPTS, _PARTS.values(), strict=True):
        texts = []
        for part in parts:
            paths = (folder / f"{source}{part}.js" for folder in folders)
            text = next(path for path in paths if path.is_file()).read_text(encoding="utf-8")
            texts.append(_EXPORT.sub("", _IMPORT.sub("", text)))
        yield script, '(() => {\n"use strict";\n\n' + "\n".join(texts) + "})();\n"
