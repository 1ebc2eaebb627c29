"""The preview of an editor who is writing: what is saved is seen at once, and so is a mistake.

A mistake is a page that goes away when it is mended.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from bangvang.build.cache import Cache
from bangvang.build.edit import edit_since, frame_since, jobs_of
from bangvang.build.leaks import refuse_leaks
from bangvang.build.project import Project
from bangvang.build.tasks import Maker
from bangvang.content.read.walk import Survey, survey
from bangvang.content.report import shown
from bangvang.model.problems import Problem, explain
from bangvang.publish.leaks import leaks
from bangvang.publish.next_site import stage
from bangvang.publish.target import workshop_of
from bangvang.render.templates import Templates
from bangvang.words import Words

# What is to be typed stands between backquotes; splitting puts it at every second place.
_COMMAND = re.compile("`([^`]*)`")

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A web application (PEP 3333)."""


def mistakes_page(
    problems: Iterable[Problem], language: Words, content: Path, theme: tuple[Path, ...]
) -> bytes:
    """Return the page that tells an editor what is wrong, in place of any other."""
    rows = []
    for problem in problems:
        wrong, hint = explain(problem, language)
        place = f"{shown(content, problem.file)}:{problem.line}"
        rows.append((place, problem.code, wrong, _COMMAND.split(hint)))
    view = {"rows": rows, "language": language.language}
    return Templates(theme, language).fill("mistakes.html", view).encode()


def with_mistakes(app: App, mistakes: Callable[[], bytes | None]) -> App:
    """Return an application that answers every request for a page with the mistakes there are."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        page = mistakes() if path.endswith(("/", ".html")) else None
        if page is None:
            return app(environ, start)
        start(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        )
        return [page]

    return answer


class Preview:
    """A preview between two builds of the whole: pages of edited articles are written over."""

    def __init__(self) -> None:
        self.found: Survey | None = None
        """The files of content when they were last looked at."""
        self.lost: set[str] = set()
        """The files of the site that are not as the last build made them."""
        self._edited: set[str] = set()
        self._maker: tuple[bytes, Maker] | None = None

    def built(self, found: Survey) -> None:
        """Note that the whole was built anew, from these files."""
        self.found = found
        self.lost.clear()
        self._edited.clear()

    def show(self, site: Path, cache: Cache, chosen: Project, now: datetime) -> bool:
        """Show what was edited since a build of the whole; return False when more is to be made.

        `site` is the folder of the preview, below which nobody else writes.

        What an edit changes in the search follows with the next such build. Raise `ContentError`
        when a page would tell a name that is withheld.
        """
        self.found = survey(chosen.content)
        edit = edit_since(cache, chosen, self.found, now)
        frame = edit and frame_since(cache, edit, chosen)
        if not edit or not frame:
            return False
        # One that is again as it was built has a page that is not.
        back = {file: cache.digest(file) for file in self._edited - edit.digests.keys()}
        self._edited |= edit.digests.keys()
        jobs = dict(jobs_of(edit._replace(digests={**back, **edit.digests}), cache))
        if self._maker is None or self._maker[0] != cache.base:
            self._maker = cache.base, Maker(frame)
        staged = workshop_of(site) / "new"
        for path, (_, job) in jobs.items():
            stage(staged, path, self._maker[1](staged, job), None)
        told = leaks([(staged, path) for path in jobs], cache.withheld)
        refuse_leaks(chosen.content, self.found.entities, cache.withheld, told)
        for path in jobs:
            self.lost.add(path)
            (staged / path).replace(site / path)
        return True
