"""Importing legacy files into a portal: what is written, and what never is."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bangvang.build.reading import read
from bangvang.content.read.walk import survey
from bangvang.content.write.files import replace_file
from bangvang.importing.draft import Proposal, propose
from bangvang.importing.entries import Portal
from bangvang.importing.find.examine import examine
from bangvang.importing.find.lexicon import Lexicon
from bangvang.importing.sources.blocks import SourceError
from bangvang.importing.sources.sources import Provenance, read_source
from bangvang.model.articles import Article
from bangvang.model.records import ArticleRecord
from bangvang.words import message


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of importing one source."""

    source: Path
    proposal: Proposal | None = None
    refused: SourceError | None = None
    already: str = ""
    """The article that this very source was imported as before."""


def read_portal(content: Path, target: Path) -> Portal:
    """Return the registers of a portal, and what the folder has that is to be imported into.

    Both are mostly the same. Faults in the portal do not matter here.
    """
    reading = read(content, datetime.now(UTC))
    registry = reading.registers.registry
    own = target.resolve() == content.resolve()
    records = [each.record for each in reading.digests.values()]
    conferrals = [
        each
        for record in records
        if isinstance(record, ArticleRecord)
        for each in record.conferrals
    ]
    return Portal(
        registry,
        Lexicon(registry.registers),
        conferrals,
        {each.id for each in conferrals},
        set(survey(target).files) if target.is_dir() else set(),
        {each.id: each.date for each in records if isinstance(each, ArticleRecord)} if own else {},
        {e.id: (e.date, e.district or "") for e in registry.registers.events.values()},
    )


def import_files(
    sources: Iterable[Path], portal: Portal, content: Path, *, dry: bool
) -> list[Outcome]:
    """Import one source after another; with `dry` write nothing.

    A source that was imported before changes nothing, and no file that exists is written over.
    """
    outcomes = []
    seen = _imported(content, portal.files)
    for source in sources:
        before = portal
        portal = replace(
            portal,
            conferrals=[*portal.conferrals],
            ids={*portal.ids},
            files={*portal.files},
            days={**portal.days},
            events={**portal.events},
        )
        try:
            origin, material = read_source(source)
            already = _already(origin, seen)
            if already:
                outcomes.append(Outcome(source, already=already))
                continue
            proposal = propose(origin, material, examine(material, portal.lexicon), portal)
            _check_free(content, proposal)
            if not dry:
                _write(content, proposal)
            seen.append((proposal.article, origin.sha256.encode()))
            outcomes.append(Outcome(source, proposal))
        except SourceError as error:
            portal = before
            outcomes.append(Outcome(source, refused=error))
        except (ArithmeticError, LookupError, ValueError, RecursionError, MemoryError) as error:
            # What nobody thought of must not keep the other sources from being imported.
            portal = before
            text = message("it is beyond what the import understands ({reason}); copy its text")
            refused = SourceError(text, reason=type(error).__name__)
            outcomes.append(Outcome(source, refused=refused))
    return outcomes


def _imported(content: Path, files: Iterable[str]) -> list[tuple[str, bytes]]:
    """Return the front matter of every article that was imported."""
    found = []
    for file in sorted(files):
        if file.startswith(f"{Article.folder}/") and file.endswith(".md"):
            data = (content / file).read_bytes()
            if b"sha256:" in data:
                found.append((file, data))
    return found


def _already(origin: Provenance, seen: Iterable[tuple[str, bytes]]) -> str:
    return next((file for file, data in seen if origin.sha256.encode() in data), "")


def _check_free(content: Path, proposal: Proposal) -> None:
    """Raise `SourceError` for a file that is there already, or that Git knows to be changed."""
    changed = _changed(content, *proposal.files)
    for file in proposal.files:
        if changed and _changed(content, file):
            raise SourceError(
                message("{file} has changes that are not committed; commit or undo them first"),
                file=(content / file).as_posix(),
            )
        if any((content / each).exists() or (content / each).is_symlink() for each in _forms(file)):
            raise SourceError(
                message("{file} is there already and is not written over; rename one of the two"),
                file=(content / file).as_posix(),
            )


def _forms(file: str) -> tuple[str, ...]:
    """Return the paths that would claim the same address."""
    if file.startswith(f"{Article.folder}/") and file.endswith("/index.md"):
        return file, file.removesuffix("/index.md") + ".md"
    return file, f"{file.removesuffix('.md')}/index.md"


def _changed(content: Path, *files: str) -> bool:
    """Return whether Git, if the folder is in its care, has uncommitted changes of files."""
    try:
        told = subprocess.run(
            ["git", "-C", str(content), "status", "--porcelain", "--", *files],
            capture_output=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0 and bool(told.stdout.strip())


def _write(content: Path, proposal: Proposal) -> None:
    """Write the files, the article last; when one cannot be written, take the others back."""
    written: list[Path] = []
    try:
        for file, data in proposal.files.items():
            path = content / file
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
            written.append(path)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise SourceError(
            message("it cannot be written: {reason}"), reason=error.strerror or str(error)
        ) from error
