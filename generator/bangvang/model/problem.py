"""What is wrong with content: a place, a permanent code, and the values its text needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

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

    @property
    def severity(self) -> Severity:
        """An error stops the build; a warning says what was mended on the way."""
        return "warning" if self.code.startswith("W") else "error"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


class ContentError(Exception):
    """Content has faults, so nothing is published."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
