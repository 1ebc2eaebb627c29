"""Problems in words: for a terminal, for a program, and for the annotations of GitHub."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from bangvang.content.read.lists import is_honour_list
from bangvang.model.problems import Problem, explain
from bangvang.text import INVISIBLE
from bangvang.words import Words

# What a terminal obeys, and what cannot be seen or printed: names of files may hold anything.
_UNPRINTABLE = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff]|{INVISIBLE.pattern}")

_OFFICE = re.compile(r"\.(?:xlsx|docx)\b", re.IGNORECASE)


def printable(text: str) -> str:
    """Return text with every character written out that cannot be seen."""
    return _UNPRINTABLE.sub(lambda found: "".join(f"\\u{ord(each):04x}" for each in found[0]), text)


def plain_line(problem: Problem, words: Words, content: Path) -> str:
    """Return a problem in two lines: place, code and what is wrong; then what to do."""
    message, hint = map(printable, explain(problem, words))
    place = place_of(problem, words, content)
    return f"{place}: {problem.code} {message}\n    {hint}"


def place_of(problem: Problem, words: Words, content: Path) -> str:
    """Return where a problem is: a line of a text, or a row and column of a table."""
    file = shown(content, problem.file)
    listed = is_honour_list(problem.file.rpartition("/")[2]) or _OFFICE.search(file)
    if not (problem.column or listed) or problem.line < 2:
        return f"{file}:{problem.line}"
    if problem.column:
        return words.text(
            "{file}, row {row}, column {column}",
            file=file,
            row=problem.line,
            column=problem.column,
        )
    return words.text("{file}, row {row}", file=file, row=problem.line)


def as_json(problems: Iterable[Problem], words: Words, content: Path) -> str:
    """Return the problems as a JSON list of objects."""
    rows = []
    for problem in problems:
        message, hint = map(printable, explain(problem, words))
        rows.append(
            {
                "file": shown(content, problem.file),
                "line": problem.line,
                **({"column": problem.column} if problem.column else {}),
                "code": problem.code,
                "severity": problem.severity,
                "message": message,
                "hint": hint,
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2)


def github_line(problem: Problem, words: Words, content: Path) -> str:
    """Return a workflow command that annotates the line on GitHub."""
    message, hint = map(printable, explain(problem, words))
    file = _escape(shown(content, problem.file), ":,")
    text = _escape(f"{message}. {hint}")
    return f"::{problem.severity} file={file},line={problem.line},title={problem.code}::{text}"


def _escape(text: str, also: str = "") -> str:
    """Return text with the characters escaped that would end a workflow command or its value."""
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def shown(content: Path, file: str) -> str:
    """Return a path as the editor can open it: below the folder that the command was given."""
    return printable((content / file).as_posix())
