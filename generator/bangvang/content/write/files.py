"""Writing files of content: whole or not at all, and new ones from their facts."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml


def write(path: Path, text: str) -> None:
    """Write the text of a file whole or not at all."""
    replace_file(path, text.encode())


def replace_file(path: Path, data: bytes) -> None:
    """Write the bytes of a file whole or not at all; a device or a pipe is written as it is.

    Raise `OSError` when the system refuses; then nothing is left beside the file either.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path = path.resolve()
    partial = path.with_name(f".{path.name}.new")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise


class _Dumper(yaml.SafeDumper):
    """Writes text in quotes unless it begins with a letter: an 058 must stay what it is.

    A day that stands in two places is written twice: who mends one must not change the other.
    """

    def ignore_aliases(self, data: object) -> bool:
        return True


def _quoted(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    plain = text[:1].isalpha() or not text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_Dumper.add_representer(str, _quoted)


def whole_text(matter: Mapping[str, Any], body: str) -> bytes:
    """Return a new file of content, as bytes."""
    facts = yaml.dump(
        dict(matter), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6
    )
    return f"---\n{facts}---\n{body}\n".encode() if body else f"---\n{facts}---\n".encode()
