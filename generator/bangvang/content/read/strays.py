"""What an editor wrote that is not read as meant: facts in the prose, and words that YAML takes."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bangvang.content.read.source import Source
from bangvang.model.kinds import MODELS
from bangvang.model.problems import Problem

# An anchor, an alias, a tag or a merge key.
_SIGN = re.compile(r"(?:^|[\s,\[{])(?P<text><<(?=:)|[&*!][^\s,\]}]*)", re.MULTILINE)
_QUOTED = re.compile(r"""(?<!\w)(?:"(?:\\.|[^"\\\n])*"|'(?:''|[^'\n])*')""")
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
# A remark behind a value, with the last word of the value; none behind a bare key.
_REMARK = re.compile(r"^.*?(?P<last>\S*[^#\s:])[ \t]+(?P<text>#.*)$", re.MULTILINE)
_QUOTES = "\"'[]{},"


def facts_in_prose(source: Source) -> Iterator[Problem]:
    """Yield a warning for each line of prose that looks like a fact of front matter."""
    for found in _fact_lines(source.folder).finditer(source.body):
        line = source.body_line + source.body.count("\n", 0, found.start())
        yield Problem(source.file, "W052", line=line, values={"key": found[1]})


@lru_cache
def _fact_lines(folder: str) -> re.Pattern[str]:
    model = MODELS[folder]
    keys = {field.alias or name for name, field in model.model_fields.items()} - model.FROM_FILE
    return re.compile(rf"^({'|'.join(sorted(keys))}):(?=\s|$)", re.MULTILINE)


def unread(source: Source) -> Iterator[Problem]:
    """Yield what stands in front matter as a sign of YAML and is in no fact.

    The facts need no such sign: an editor who writes one means the text (YAML 1.2.2, 5.3 and 6.6).
    """
    text = source.matter_text
    if not any(sign in text for sign in "#&*!<"):
        return
    text = _COMMENT.sub("", _QUOTED.sub('""', text))
    values = "\n".join(_texts(source.matter))

    def told(code: str, found: re.Match[str]) -> Problem:
        # The text begins with the end of the line before.
        line = source.matter_line - 1 + text.count("\n", 0, found.start("text"))
        return Problem(source.file, code, line=line, values={"text": found["text"][:80]})

    for found in reversed(list(_REMARK.finditer(text))):
        if text[found.start("last") : found.end()].strip(_QUOTES) not in values:
            yield told("W060", found)
            text = text[: found.start("text")] + text[found.end() :]
    for found in _SIGN.finditer(text):
        if found["text"] not in values:
            yield told("E059", found)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of facts, at every depth, their keys too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (*_texts(key), *_texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
