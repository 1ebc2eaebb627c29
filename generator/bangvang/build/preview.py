"""The preview of an editor who is writing: a mistake is a page that goes away when it is mended."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bangvang.content.report import shown
from bangvang.model.problems import Problem, explain
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
