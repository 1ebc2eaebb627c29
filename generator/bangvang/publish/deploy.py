"""Deployment: a built site goes to where it is served, by rsync, and no reader meets a broken link.

New files come first, those that lists lead to before the lists; then what has changed; deletions
last. Whatever can be reached from a page that was there before leads somewhere at every moment.
"""

import re
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bangvang.model.ledger import is_leaf
from bangvang.publish.target import (
    MANIFEST,
    MOVING,
    PREVIEW,
    Entry,
    PublishError,
    built,
    built_for_of,
    read_manifest,
    write_manifest,
)
from bangvang.words import message

_TEMPORARY = ".bangvang.tmp"
"""Where rsync keeps a file at the target until it is whole."""
_OWN = (" .", f" {_TEMPORARY}", " .well-known")
"""What may be at a target before the first deployment: the last is for certificates."""
_NAME = re.compile(r"(?!/)[A-Za-z0-9._/-]+")
_SIGN = "bangvang:"
"""Begins each line of rsync's that names a file."""
_A_DAY = timedelta(days=1)
_NO_FILE = 23
"""The exit code of rsync for something that is not there."""


class Deployed(NamedTuple):
    """Paths of the files that a deployment sent and removed, or would."""

    new: list[str]
    changed: list[str]
    deleted: list[str]


def deployable(site: Path) -> dict[str, Entry]:
    """Return the files of a built site that shows the day of its build.

    Raise `PublishError` for any other: it may show what is not public yet, or no longer.
    """
    found = built(site)
    kind, _, moment = built_for_of(site).partition(" ")
    if kind == PREVIEW:
        text = message(
            "{out} is a preview as of {moment}; what is deployed is built without --as-of"
        )
        raise PublishError(text, out=str(site), moment=moment)
    if kind and not timedelta() <= datetime.now(UTC) - datetime.fromisoformat(moment) < _A_DAY:
        text = message("{out} was built for another day, {moment}; build it again")
        raise PublishError(text, out=str(site), moment=moment)
    return found


def found_at(target: str, *, forced: bool) -> dict[str, Entry]:
    """Return the files that Bảng Vàng put to a target: a folder, or `user@host:folder`.

    Raise `PublishError` when the target cannot be reached, or holds anything else, unless `forced`.
    """
    target = _address(target)
    with TemporaryDirectory() as folder:
        arguments = ("--quiet", f"{target}/{MANIFEST}", folder)
        if _run(arguments).returncode == 0:
            # Names go to rsync as patterns; no build makes one with other characters.
            ours = {
                path: entry
                for path, entry in read_manifest(Path(folder)).items()
                if _NAME.fullmatch(path) and ".." not in path.split("/")
            }
            if ours:
                return ours
    listed = _run(("--list-only", f"{target}/"))
    if listed.returncode not in (0, _NO_FILE):
        raise _unreachable(target, listed)
    foreign = [line for line in listed.stdout.splitlines() if not line.endswith(_OWN)]
    if foreign and not forced:
        text = message(
            "{target} holds something that Bảng Vàng did not put there; --force puts it beside"
        )
        raise PublishError(text, target=target)
    return {}


def deploy(
    site: Path, target: str, before: Mapping[str, Entry], *, pretend: bool = False
) -> Deployed:
    """Make a target, which has the files `before`, show a site; only say how when to `pretend`.

    Files at the target that no build made stay. What was cut off is mended by doing it again.
    Raise `PublishError` when the target cannot be reached or written.
    """
    wanted, target = deployable(site), _address(target)
    leaves: list[str] = []
    lists: list[str] = []
    for path in sorted(wanted):
        (leaves if is_leaf(path) else lists).append(path)
    stale = sorted(set(before) - set(wanted))
    options = ["--dry-run"] if pretend else []
    with TemporaryDirectory() as folder:
        own = Path(folder)
        (own / _TEMPORARY).mkdir()
        if not pretend:
            _rsync("-r", "--mkpath", f"{own}/", f"{target}/")
            options = [f"--temp-dir={_TEMPORARY}"]
            # Should this be cut off, the next deployment knows what may be there.
            moving = {path: Entry(MOVING, 0) for path in wanted if before.get(path) != wanted[path]}
            write_manifest(own, {**before, **moving}.items())
            _rsync("-r", *options, f"{own}/{MANIFEST}", f"{target}/")

        def send(paths: list[str], *more: str) -> list[str]:
            given = ("-r", "--mkpath", "--chmod=D755,F644", "--files-from=-", "--from0")
            return _rsync(
                *(*given, *options, *more, f"{site}/", f"{target}/"), given="\0".join(paths)
            )

        new = [path for paths in (leaves, lists) for path in send(paths, "--ignore-existing")]
        changed = [path for paths in (leaves, lists) for path in send(paths, "--checksum")]
        deleted = _delete(own, target, stale, options) if stale else []
        if not pretend:
            _rsync("-r", *options, f"{site}/{MANIFEST}", f"{target}/")
            _rsync("-r", "--delete", f"{own}/{_TEMPORARY}/", f"{target}/{_TEMPORARY}/")
    return Deployed(new, sorted(set(changed) - set(new)), deleted)


def _address(target: str) -> str:
    """Return a target as rsync is given it: some versions make no folder at a path with `..`."""
    is_remote = ":" in target.partition("/")[0]
    return target if is_remote else str(Path(target).resolve())


def _delete(own: Path, target: str, stale: Iterable[str], options: list[str]) -> list[str]:
    """Delete files from a target, and the folders that are empty then; nothing else is at risk."""
    folders = {f"{folder}/" for path in stale for folder in Path(path).parents if folder.name}
    risked = "".join(f"R /{path}\n" for path in (*sorted(folders), *stale))
    (own / "filter").write_text(f"{risked}P *\n", encoding="utf-8")
    (own / "empty").mkdir()
    filters = f"--filter=merge {own}/filter"
    return _rsync("-r", "--delete", *options, filters, f"{own}/empty/", f"{target}/")


def _rsync(*arguments: str, given: str = "") -> list[str]:
    """Run rsync; return the paths of the files that it sent or deleted."""
    done = _run((f"--out-format={_SIGN}%i %n", *arguments), given)
    if done.returncode:
        raise _unreachable(arguments[-1], done)
    lines = [line for line in done.stdout.splitlines() if line.startswith(_SIGN)]
    paths = [line.split(maxsplit=1)[1] for line in lines]
    return [path for path in paths if not path.endswith("/")]


def _run(arguments: Iterable[str], given: str = "") -> "subprocess.CompletedProcess[str]":
    command = ["rsync", *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise PublishError(message("rsync is not installed (Debian: apt install rsync)")) from error


def _unreachable(target: str, done: "subprocess.CompletedProcess[str]") -> PublishError:
    reason = (done.stderr.strip().splitlines() or [f"rsync: {done.returncode}"])[0]
    return PublishError(
        message("{target} cannot be reached or written: {reason}"), target=target, reason=reason
    )
