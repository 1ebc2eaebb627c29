"""The stages in their order: load → validate → relate → render → publish.

Whoever hosts the pages (MkDocs, or what will follow it) does two things in between: it renders the
shells, and the hand-written pages. Everything else is here.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from bangvang.load.walk import locate, walk
from bangvang.model.catalog import Catalog
from bangvang.model.output import Output
from bangvang.model.problem import ContentError, Problem, errors
from bangvang.model.registers import Site
from bangvang.model.unsure import unsure_of
from bangvang.publish.search import search_index
from bangvang.publish.site import Published, publish
from bangvang.relate.registers import relate
from bangvang.render.shell import Shell, ShellKey
from bangvang.render.site import Renderer, render
from bangvang.validate.entities import entities

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """Content that was read: the catalog, where it lies, and what was wrong with it."""

    content: Path
    catalog: Catalog | None
    """None when there are errors."""
    problems: tuple[Problem, ...]
    beside: Mapping[str, tuple[str, ...]]
    """For the file of an entity, the names of the other files in its folder."""
    language: str
    """The language of the site; Vietnamese when site.md cannot be read."""

    @property
    def portal(self) -> Catalog:
        """The catalog; raise `ContentError` when there is none."""
        if self.catalog is None:
            raise ContentError(list(self.problems))
        return self.catalog


def start_of_build() -> datetime:
    """Return the "now" of a build that was given none: SOURCE_DATE_EPOCH, else the clock.

    Raise `ValueError` when SOURCE_DATE_EPOCH is no number of seconds that makes a date.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(epoch) from error


def read(content: Path, now: datetime) -> Reading:
    """Read a folder of content; return what is public at `now`, and every problem with its line."""
    sources, unreadable = walk(content)
    found, partial, invalid = entities(sources)
    beside = {source.file: source.beside for source in sources}
    sound = {entity.file for entity in found}
    unsure = unsure_of(
        (source for source in sources if source.file not in sound),
        (problem.file for problem in errors(unreadable)),
    )
    catalog, contradictory = relate(found, partial, now, beside, unsure)
    problems = locate([*unreadable, *invalid, *contradictory], sources)
    language = next((each.language for each in found if isinstance(each, Site)), "vi")
    if errors(problems):
        catalog = None
    return Reading(content, catalog, tuple(problems), beside, language)


def build(
    reading: Reading,
    renderer: Renderer,
    shells: Mapping[ShellKey, Shell],
    host: Iterable[Output],
    hand_written: list[tuple[str, str]],
    out: Path,
    stage: Path,
    *,
    search: bool,
    clean: bool,
    progress: Progress,
) -> Published:
    """Render the portal and publish it into `out`, with the files that the host made."""
    ours = render(renderer, shells, reading.content, reading.beside, hand_written, progress)
    return publish(
        chain(host, ours), out, stage, clean=clean, index=search_index if search else None
    )
