"""Staging: each file is made ready beside the site, unless the site has it already."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from bangvang.publish.target import Entry, unwritable


class Staged(NamedTuple):
    """A file of the next site."""

    path: str
    entry: Entry
    new: bool
    """Whether it differs from what the site has, and was written beside it."""


def stage(folder: Path, path: str, data: bytes, before: Entry | None) -> Staged:
    """Write a file below `folder`, unless `before`, what the site has, is the same.

    Raise `PublishError` when the system refuses.
    """
    entry = Entry(hashlib.sha256(data).hexdigest(), len(data))
    if entry == before:
        return Staged(path, entry, new=False)
    try:
        _write(f"{folder}/{path}", data)
    except OSError as error:
        raise unwritable(folder, error) from error
    return Staged(path, entry, new=True)


def _write(target: str, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        file = os.open(target, flags, 0o644)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        file = os.open(target, flags, 0o644)
    try:
        # One call writes at most 2 GB, and may write less.
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
