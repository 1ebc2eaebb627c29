"""The program of the desk from npm, at a version whose bytes are known, and the key to it."""

import hashlib
import json
import os
import secrets
import subprocess
import tarfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

CMS = "decap-cms@3.16.3"
"""Later than the mending of GHSA-xp8g-32qh-mv28 (a script in the text ran in the preview)."""

PROGRAMS = ".desk"
"""Where they are kept beside mkdocs.yml; deleting it changes nothing but time."""

_SHA256 = "7c1efd6b616b4786e279aeef194dd21649a72058d3bc8d1f78901b574610dfb8"
_SCRIPT = "decap-cms.js"
_KEY, _KEY_LENGTH = "key", 24


class BundleError(Exception):
    """The programs of the desk cannot be had, or are not what they should be."""


def script(folder: Path) -> bytes:
    """Return the script of the desk below a folder; raise `BundleError` for any other."""
    try:
        data = (folder / _SCRIPT).read_bytes()
    except OSError as error:
        raise BundleError(str(error)) from error
    if hashlib.sha256(data).hexdigest() != _SHA256:
        raise BundleError(f"{folder / _SCRIPT}: SHA-256")
    return data


def fetch(folder: Path) -> bytes:
    """Put the programs of the desk into a folder, by npm, unless they are there.

    Return the desk's script. Raise `BundleError` when npm cannot, or gives something else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return script(folder)
    except BundleError:
        packed = _npm("pack", "--silent", "--pack-destination", str(folder), CMS)
        archive = folder / packed.strip().splitlines()[-1]
        with tarfile.open(archive) as found:
            member = found.extractfile(f"package/dist/{_SCRIPT}")
            (folder / _SCRIPT).write_bytes(member.read() if member else b"")
        archive.unlink()
        return script(folder)


def key_in(folder: Path) -> str:
    """Return the key of the desk, which only this user can read; the first call makes it."""
    path = folder / _KEY
    try:
        found = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    if len(found) < _KEY_LENGTH:
        found = secrets.token_urlsafe(_KEY_LENGTH)
        path.unlink(missing_ok=True)
        with open(path, "x", opener=partial(os.open, mode=0o600)) as file:
            file.write(found)
    return found


def _npm(*arguments: str) -> str:
    try:
        done = subprocess.run(["npm", *arguments], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise BundleError(str(getattr(error, "stderr", "") or error)) from error
    return done.stdout


def pages(bundle: bytes, settings: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of the desk's page: our own, its script, and what that begins with."""
    own = {
        path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "page").iterdir())
    }
    return {**own, _SCRIPT: bundle, "desk.json": json.dumps(settings).encode()}
