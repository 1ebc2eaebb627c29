"""The desk as a part of the published site: for editors who save through a host of Git."""

import hashlib
import json
import os
import secrets
import subprocess
import tarfile
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bangvang.model import urls
from bangvang.model.registers import Site
from bangvang.render.desk.config import configuration, page_settings
from bangvang.render.labels import KINDS
from bangvang.words import RefusalError, Words, message

CMS = "decap-cms@3.16.3"
"""Later than the mending of GHSA-xp8g-32qh-mv28 (a script in the text ran in the preview)."""

PROGRAMS = ".desk"
"""Where they are kept beside mkdocs.yml; deleting it changes nothing but time."""

_SHA256 = "7c1efd6b616b4786e279aeef194dd21649a72058d3bc8d1f78901b574610dfb8"

_SCRIPT = "decap-cms.js"

_KEY, _KEY_LENGTH = "key", 24


class BundleError(RefusalError):
    """The programs of the desk cannot be had, or are not what they should be."""


def script(folder: Path) -> bytes:
    """Return the script of the desk below a folder; raise `BundleError` for any other."""
    try:
        data = (folder / _SCRIPT).read_bytes()
    except OSError as error:
        text = message("{file} cannot be read: {reason}")
        raise BundleError(text, file=str(folder / _SCRIPT), reason=error.strerror) from error
    if hashlib.sha256(data).hexdigest() != _SHA256:
        text = message("{file} is not the program that it should be (SHA-256)")
        raise BundleError(text, file=str(folder / _SCRIPT))
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
    except FileNotFoundError as error:
        raise BundleError(message("npm is not installed (Debian: apt install npm)")) from error
    except OSError as error:
        raise BundleError(message("npm: {reason}"), reason=error.strerror) from error
    except subprocess.CalledProcessError as error:
        raise BundleError(message("npm: {reason}"), reason=error.stderr.strip()) from error
    return done.stdout


def pages(bundle: bytes, settings: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of the desk's page: our own, its script, and what that begins with."""
    own = {
        path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "page").iterdir())
    }
    return {**own, _SCRIPT: bundle, "desk.json": json.dumps(settings).encode()}


_LIST_WORDS = {
    "title": message("Bring a list of honours to the portal"),
    "document": message("Document or article that it belongs to"),
    "choose": message("choose"),
    "none": message("There is none without a list. Begin the document at the desk first."),
    "file": message("File of the office (.xlsx, .docx, .csv)"),
    "read": message("Show how it is understood"),
    "table": message("The list, as it is understood"),
    "drop": message("Leave out"),
    "row": message("Row {n}"),
    "save": message("Write it to the portal"),
    "wrong": message("{n} rows are to be corrected; they are marked."),
    "saved": message("Written. The portal is built again; the page shows it in a moment."),
    "page": message("Open the page"),
    "back": message("Back to the desk"),
    "failed": message("The desk does not answer. Is it still running?"),
}
"""The words of the page for lists, by the names under which its script asks for them."""


def list_pages(styles: list[str], words: Words) -> dict[str, bytes]:
    """Return the files of the desk's page for lists of honours."""
    own = Path(__file__).parent / "lists"
    kinds = [words.text(KINDS[kind]) for kind in ("person", "collective", "household")]
    settings = {
        "styles": styles,
        "kinds": kinds,
        "words": {name: words.text(text) for name, text in _LIST_WORDS.items()},
    }
    return {
        **{path.name: path.read_bytes() for path in sorted(own.iterdir())},
        "lists.json": json.dumps(settings).encode(),
    }


_NEEDED = {
    "github": ("repo", "branch", "base_url"),
    "gitlab": ("repo", "branch", "app_id", "base_url", "api_root"),
    "gitea": ("repo", "branch", "app_id", "base_url", "api_root"),
}
_HOSTS = {
    "github": ("https://api.github.com", "https://github.com"),
    "gitlab": (),
    "gitea": (),
}
_FIXED = {"gitlab": {"auth_type": "pkce"}}

Options = Mapping[str, Any]


class DeskError(RefusalError):
    """The desk cannot be part of the site; the message id says why, `values` fill it."""


def backend_of(options: Options) -> dict[str, Any]:
    """Return the backend of Decap CMS that the option `desk` of mkdocs.yml asks for.

    Raise `DeskError` when it does not say enough.
    """
    name = str(options.get("name", ""))
    if name not in _NEEDED:
        text = message("mkdocs.yml: `desk` needs a `name`: {choices}")
        raise DeskError(text, choices=", ".join(_NEEDED))
    missing = [key for key in _NEEDED[name] if not options.get(key)]
    if missing:
        text = message("mkdocs.yml: `desk` with {name} needs {keys}")
        raise DeskError(text, name=name, keys=", ".join(missing))
    return {**options, **_FIXED.get(name, {})}


def asked_hosts(options: Options) -> list[str]:
    """Return the origins that a desk talks to, for its policy; none without a desk."""
    if not options:
        return []
    backend = backend_of(options)
    given = (urlsplit(str(backend.get(key, ""))) for key in ("base_url", "api_root"))
    own = {f"{each.scheme}://{each.netloc}" for each in given if each.netloc}
    return sorted({*own, *_HOSTS[backend["name"]]})


def desk_files(
    options: Options,
    programs: Path,
    site: Site,
    content: str,
    styles: Iterable[str],
    words: Words,
) -> dict[str, bytes]:
    """Return the files of the desk by their paths in the site.

    Raise `DeskError` when `options` do not say enough, or its programs were not fetched.
    """
    config = configuration(backend_of(options), site, content, words)
    settings = page_settings(config, [f"../{style}" for style in styles], words)
    try:
        bundle = script(programs)
    except BundleError as error:
        text = message("mkdocs.yml asks for a desk; run `bangvang desk --fetch` first")
        raise DeskError(text) from error
    return {f"{urls.DESK}{name}": data for name, data in pages(bundle, settings).items()}
