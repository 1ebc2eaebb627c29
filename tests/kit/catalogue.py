"""The messages that the code and the templates use, found by reading them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2.ext import babel_extract

from bangvang.model.codes import CODES, NEAR_HINT

ROOT = Path(__file__).resolve().parents[2]
# Positions of the arguments that are message ids.
_CALLS = {"text": (0,), "message": (0,), "count": (0, 1)}


def messages() -> set[str]:
    """Return every message id that the interface uses."""
    found = {NEAR_HINT, *(text for code in CODES.values() for text in code)}
    for path in (ROOT / "generator").rglob("*.py"):
        found.update(_in_python(path))
    for path in (ROOT / "theme").rglob("*.html"):
        with path.open("rb") as file:
            for _, _, text, _ in babel_extract(file, ["t"], [], {}):
                found.add(str(text if isinstance(text, str) else text and text[0]))
    return found


def _in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        for position in _CALLS.get(name, ()):
            if position < len(node.args):
                argument = node.args[position]
                text = getattr(argument, "value", None)
                if isinstance(text, str) and any(char.isalpha() for char in text):
                    yield text
