"""What stands before the actions of the desk: it lets through only what leaves the content sound.

Only files of the content may be read or written, and hidden ones never.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

from bangvang.content.check.digest import digest, read_registers
from bangvang.content.read.located import tables_beside
from bangvang.content.read.pictures import examine_file, examine_picture
from bangvang.content.read.walk import LISTING, PAGED, survey
from bangvang.fingerprint import sha256
from bangvang.model.albums import Album
from bangvang.model.files import is_publishable, is_reserved
from bangvang.model.problems import Problem, errors, explain
from bangvang.model.types import FILE_NAME, LONGEST
from bangvang.render.desk.config import TOO_LARGE, WRONG_KIND
from bangvang.render.desk.fields import MAX_UPLOAD
from bangvang.words import Words, message

_READING = frozenset(
    ("info", "entriesByFolder", "entriesByFiles", "getEntry", "getMedia", "getMediaFile")
)
_READING |= {"getDeployPreview"}
WRITING = frozenset({"persistEntry", "persistMedia"})
"""Actions after which the site is to be built again."""

Request = Mapping[str, Any]


class Refusal(NamedTuple):
    """Why a request is not let through."""

    status: int
    """HTTP's."""
    text: str


def judge(request: Request, root: Path, content: Path, words: Words) -> Refusal | None:
    """Return why a request of the desk is refused; None when it may be done.

    Paths of requests are relative to `root`, in which the folder `content` is.
    """
    action, params = request.get("action"), request.get("params") or {}
    if action not in _READING | WRITING:
        return Refusal(403, words.text("This desk does not do that: {action}", action=action))
    files = params.get("dataFiles", ())
    if "entry" in params or any(
        file.get("newPath", file["path"]) != file["path"] for file in files
    ):
        # The server would write it unseen, or over another file.
        return Refusal(403, words.text("This desk does not do that: {action}", action=action))
    astray = [path for path in _paths(params) if not inside(root / path, content)]
    if astray:
        return Refusal(403, words.text("Outside the content: {path}", path=astray[0]))
    if action not in WRITING:
        return None
    assets = [*params.get("assets", ()), *([params["asset"]] if "asset" in params else [])]
    return (
        _wrong_upload(assets, words)
        or _changed_meanwhile(files, request.get("base") or {}, root, words)
        or _unsound(files, assets, root, content, words)
    )


def _paths(params: Mapping[str, Any]) -> Iterable[str]:
    """Yield every path that a request names."""
    for key, value in params.items():
        if key in ("path", "folder", "mediaFolder") or (key == "newPath" and value):
            yield str(value)
        elif isinstance(value, Mapping):
            yield from _paths(value)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Mapping):
                    yield from _paths(each)


def inside(path: Path, content: Path) -> bool:
    """Return whether a path is below the content, and nothing hidden is on the way."""
    real, own = path.resolve(), content.resolve()
    return real.is_relative_to(own) and not any(
        part.startswith(".") for part in (*real.relative_to(own).parts, path.name)
    )


def _wrong_upload(assets: Iterable[Mapping[str, Any]], words: Words) -> Refusal | None:
    for asset in assets:
        try:
            data = base64.b64decode(asset.get("content", ""), validate=True)
        except (binascii.Error, TypeError):
            return Refusal(415, words.text(WRONG_KIND))
        if len(data) > MAX_UPLOAD:
            return Refusal(413, words.text(TOO_LARGE, limit=MAX_UPLOAD // 1_000_000))
        path = str(asset.get("path", ""))
        if problem := _unpublishable(path, data):
            return Refusal(415, _told(problem, words))
    return None


def _unpublishable(path: str, data: bytes) -> Problem | None:
    """Return what is wrong with an upload; an album takes originals, all else what is published."""
    name = Path(path).name
    values = {"name": name[:LONGEST], "slug": "toan-canh.jpg"}
    if not FILE_NAME.fullmatch(name):
        return Problem(path, "E009", values=values)
    if is_reserved(name):
        return Problem(path, "E026", values=values)
    original = f"/{Album.folder}/" in path
    if not original and not is_publishable(name):
        return Problem(path, "E027", values=values)
    with NamedTemporaryFile(suffix=Path(name).suffix) as file:
        file.write(data)
        file.flush()
        examine = examine_picture if original else examine_file
        found = examine(Path(file.name))
    values |= dict(found.values)
    return Problem(path, found.code, values=values) if found.code else None


def _changed_meanwhile(
    files: Iterable[Mapping[str, Any]], base: Mapping[str, Any], root: Path, words: Words
) -> Refusal | None:
    for file in files:
        path = root / file["path"]
        there = sha256(path.read_bytes()).hex() if path.is_file() else None
        if there != base.get(file["path"]):
            text = message(
                "{file} was changed by somebody else since you opened it. Copy what you wrote, "
                "open it again and write it there."
            )
            return Refusal(409, words.text(text, file=file["path"]))
    return None


def _unsound(
    files: Iterable[Mapping[str, Any]],
    assets: Iterable[Mapping[str, Any]],
    root: Path,
    content: Path,
    words: Words,
) -> Refusal | None:
    """Return what is wrong with files by themselves, as they are to be saved.

    What only shows beside other files (links, addresses) the next build tells.
    """
    found = survey(content)
    written = {_relative(root / file["path"], content): file["raw"].encode() for file in files}
    if not written:
        return None
    own = (name for name in written if not name.startswith(PAGED))
    registers = tuple(dict.fromkeys((*found.registers, *own)))
    albums = {*found.albums, *(name.split("/")[1] for name in written if "albums/" in name)}
    registry, problems = read_registers(content, registers, albums, written)
    new = [_relative(root / str(asset["path"]), content) for asset in assets]
    for name, data in written.items():
        if not name.startswith(PAGED):
            continue
        folder = name.rpartition("/")[0]
        beside = {path.rpartition("/")[2] for path in new if path.rpartition("/")[0] == folder}
        names = sorted({*found.beside.get(name, ()), *beside}) if "/index.md" in name else []
        tables = tables_beside(content, name, names) if name.startswith(LISTING) else {}
        problems += digest(registry, name, data, tuple(names), tables).problems
    folders = {name.rpartition("/")[0] for name in written if name.endswith("/index.md")}
    told = [
        problem
        for problem in errors(problems)
        if problem.file in written or problem.file.rpartition("/")[0] in folders
    ]
    lines = [told_with_code(problem, words) for problem in told]
    return Refusal(422, " ".join(lines)) if lines else None


def told_with_code(problem: Problem, words: Words) -> str:
    """Return a problem on one line: its code, what is wrong, and what to do."""
    return f"{problem.code} {_told(problem, words)}"


def _told(problem: Problem, words: Words) -> str:
    text, hint = explain(problem, words)
    return f"{text}. {hint}"


def _relative(path: Path, content: Path) -> str:
    return path.resolve().relative_to(content.resolve()).as_posix()
