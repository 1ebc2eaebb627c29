"""The few actions that the desk asks for (the proxy protocol of Decap CMS), on files of content.

Nothing is judged here: what comes in has passed the guard, and its paths lie in the content.
"""

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bangvang.content.write.files import replace_file
from bangvang.fingerprint import sha256

Answer = Mapping[str, Any] | list[Any] | None


def perform(action: str, params: Mapping[str, Any], root: Path) -> Answer:
    """Read or write files and return what the desk is answered; paths are relative to `root`.

    Raise `KeyError` for an action that is none, and `OSError` when the system refuses.
    """
    match action:
        case "info":
            return {"repo": root.name, "publish_modes": ["simple"], "type": "local_fs"}
        case "entriesByFolder":
            ending = f".{params['extension']}"
            return _entries(root, _listed(root, params["folder"], ending, int(params["depth"])))
        case "entriesByFiles":
            return _entries(root, [each["path"] for each in params["files"]])
        case "getEntry":
            return _entries(root, [params["path"]])[0]
        case "getMedia":
            paths = _listed(root, params["mediaFolder"], "", 1)
            return [_media(root, path) for path in paths]
        case "getMediaFile":
            return _media(root, params["path"])
        case "persistMedia":
            _save(root, params["asset"]["path"], _decoded(params["asset"]))
            return _media(root, params["asset"]["path"])
        case "persistEntry":
            # Pictures first: at no moment does an entry name one that is not there.
            for asset in params.get("assets", ()):
                _save(root, asset["path"], _decoded(asset))
            ids = {}
            for file in params["dataFiles"]:
                data = file["raw"].encode()
                _save(root, file["path"], data)
                ids[file["path"]] = sha256(data).hex()
            return {"message": "entry persisted", "ids": ids}
        case "getDeployPreview":
            return None
    raise KeyError(action)


def _entries(root: Path, paths: Iterable[str]) -> list[dict[str, Any]]:
    """Return texts of files, each with the fingerprint of what was read."""
    found = []
    for path in paths:
        data = (root / path).read_bytes() if (root / path).is_file() else None
        identity = None if data is None else sha256(data).hex()
        text = None if data is None else data.decode("utf-8", "replace")
        found.append({"data": text, "file": {"path": path, "id": identity}})
    return found


def _media(root: Path, path: str) -> dict[str, Any]:
    data = (root / path).read_bytes()
    return {
        "id": sha256(data).hex(),
        "content": base64.b64encode(data).decode(),
        "encoding": "base64",
        "path": path,
        "name": path.rpartition("/")[2],
    }


def _listed(root: Path, folder: str, ending: str, depth: int) -> list[str]:
    """Return the paths of the files of a folder, and of folders in it, that are not hidden."""
    if depth < 1 or not (root / folder).is_dir():
        return []
    paths = []
    for entry in sorted((root / folder).iterdir()):
        path = f"{folder}/{entry.name}"
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            paths += _listed(root, path, ending, depth - 1)
        elif entry.is_file() and entry.name.endswith(ending):
            paths.append(path)
    return paths


def _save(root: Path, path: str, data: bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_file(target, data)


def _decoded(asset: Mapping[str, Any]) -> bytes:
    return base64.b64decode(asset["content"], validate=True)
