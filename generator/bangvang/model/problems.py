"""What is wrong with content: a place, a permanent code, and the values its text needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from bangvang.model.codes import CODES, NEAR_HINT
from bangvang.text import name_key
from bangvang.words import Words

Where = tuple[str | int, ...]
"""A path into front matter: `("honours", 0, "award")`; or `(BODY, 0)`, the first line of prose."""

BODY = "<body>"

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one file. The words for it are found by its code, in the reader's language."""

    file: str
    code: str
    where: Where = ()
    line: int = 0
    values: dict[str, str] = field(default_factory=dict, hash=False)
    near: str | None = None
    """What the editor most likely meant."""
    column: str = ""
    """The letters of the column, in a table."""

    @property
    def severity(self) -> Severity:
        """An error stops the build; a warning says what was mended on the way."""
        return "warning" if self.code.startswith("W") else "error"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def explain(problem: Problem, words: Words) -> tuple[str, str]:
    """Return what is wrong and what to do about it, in the language of `words`."""
    code = CODES[problem.code]
    values = {
        key: words.text(value)
        if key in ("expected", "kind", "recorded", "reason", "whom")
        else value
        for key, value in problem.values.items()
    }
    hint = NEAR_HINT if problem.near else code.hint
    return (
        words.text(code.message).format(**values),
        words.text(hint).format(**values, near=problem.near),
    )


class ContentError(Exception):
    """Content has faults, so nothing is published."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Unsure:
    """Names that broken files claim, and folders in which a file could not be read at all.

    A reference that finds nothing there is not reported: the broken file is.
    """

    names: frozenset[tuple[str, str]] = frozenset()
    folders: frozenset[str] = frozenset()

    def covers(self, folder: str, reference: str) -> bool:
        """Return whether a reference into a folder may be right once the files are mended."""
        return folder in self.folders or (folder, name_key(reference)) in self.names
