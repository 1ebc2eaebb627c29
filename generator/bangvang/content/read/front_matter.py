"""Front matter: from the bytes of a file to normalised text, YAML values and body."""

import re
import unicodedata
from collections import Counter
from typing import Any

import yaml_rs
from frontmatter.default_handlers import BaseHandler

from bangvang.content.read.letters import WESTERN, old_lines
from bangvang.content.read.places import places
from bangvang.model.problems import Problem
from bangvang.model.registers import HandWritten
from bangvang.text import INVISIBLE, compose

_BOUNDARY = re.compile(r"^-{3,}\s*$", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NBSP_RUN = re.compile("[ \u00a0]*\u00a0[ \u00a0]+|[ \u00a0]+\u00a0[ \u00a0]*")
_ETH = re.compile("[\u00d0\u00f0]")
# The bytes of letters, digits and punctuation as Vietnamese text has them. Characters that cannot
# be seen begin with others, but for some that begin with E2.
_COMMON = bytes((*b"\t\n", *range(0x20, 0x7F), *range(0x80, 0xC0), *range(0xC3, 0xC7), 0xE1, 0xE2))
# In UTF-8 all these letters begin with one byte, and to look for bytes is three times as fast.
_WESTERN = re.compile(b"\xc3[" + b"".join(letter.encode()[1:] for letter in WESTERN) + b"]")
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?:[ \r]|$)", re.MULTILINE)
_MARK = re.compile("[\u0300-\u0323]")
# An escape in YAML, as \t, whose letter does not go with the marks behind it; or a backslash.
_ESCAPE = re.compile(r"(\\(?:[0abefnrtvNLP\\]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}))")


_DEEPEST = 8
"""How deep facts may be nested; those that there are need four levels."""


class YamlHandler(BaseHandler):
    """A handler of python-frontmatter that refuses duplicate keys and bounds aliases."""

    FM_BOUNDARY = _BOUNDARY
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str, **kwargs: object) -> Any:
        """Return the YAML values; raise `yaml_rs.YAMLDecodeError` for text that is not YAML."""
        limits = yaml_rs.AliasLimits(max_total_replayed_events=10_000)
        return yaml_rs.loads(fm, alias_limits=limits) if fm.strip() else {}


_HANDLER = YamlHandler()


def line_at(text: str, offset: int) -> int:
    """Return the line, counted from 1, of an offset into `text`."""
    return text.count("\n", 0, offset) + 1


def normalise(file: str, text: str) -> tuple[str, list[Problem]]:
    """Return `text` as it should have been written, and a warning for each thing mended."""
    problems: list[Problem] = []

    def warn(code: str, pattern: re.Pattern[str]) -> bool:
        found = list(pattern.finditer(text))
        if found:
            line = line_at(text, found[0].start())
            problems.append(Problem(file, code, line=line, values={"count": str(len(found))}))
        return bool(found)

    if text.startswith("\ufeff"):
        text = text[1:]
        problems.append(Problem(file, "W013", line=1))
    if "\r" in text:
        problems.append(Problem(file, "W014", line=1))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        warn("W015", _ETH)
        if not unicodedata.is_normalized("NFC", text):
            warn("W016", _MARK)
        if "\u00a0" in text and warn("W017", _NBSP_RUN):
            text = _NBSP_RUN.sub(" ", text)
        text = "".join(map(compose, _ESCAPE.split(text)))
        # In facts they are refused, not mended: two names that look the same must be the same.
        end = _end_of_matter(text)
        hidden = len(INVISIBLE.findall(text, end))
        if hidden:
            line = line_at(text, INVISIBLE.search(text, end).start())  # type: ignore[union-attr]
            problems.append(Problem(file, "W018", line=line, values={"count": str(hidden)}))
            text = text[:end] + INVISIBLE.sub("", text[end:])
    return text, problems


def _end_of_matter(text: str) -> int:
    """Return where the prose begins."""
    opening = _BOUNDARY.match(text, len(text) - len(text.lstrip()))
    closing = opening and _BOUNDARY.search(text, opening.end())
    return closing.end() if closing else 0


def _sound(data: bytes, text: str) -> bool:
    """Return whether a text needs no mending: most need none, and this is fast to see."""
    return (
        not data.translate(None, _COMMON)
        and "\u00d0" not in text
        and "\u00f0" not in text
        and (b"\xe2" not in data or not INVISIBLE.search(text))
        and not _WESTERN.search(data)
        and b"<<<<<<<" not in data
        and b">>>>>>>" not in data
        and unicodedata.is_normalized("NFC", text)
        and not text.isspace()
    )


def decode(file: str, data: bytes) -> tuple[str, list[Problem]]:
    """Return the normalised text of a file; with an error among the problems it cannot be used."""
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Problem(file, "E001", line=line, values={"position": str(error.start)})]
    if raw and _sound(data, raw):
        return raw, []
    unusable = refused(file, raw)
    if unusable:
        return "", unusable
    text, problems = normalise(file, raw)
    if not text.strip():
        return "", [*problems, Problem(file, "E002", line=1)]
    control = _CONTROL.search(text)
    if control:
        values = {"codepoint": f"{ord(control[0]):04X}"}
        line = line_at(text, control.start())
        return "", [*problems, Problem(file, "E007", line=line, values=values)]
    return text, problems


def refused(file: str, text: str) -> list[Problem]:
    """Return why a text cannot be used: halves of a merge, letters that are not Unicode."""
    conflicts = [line_at(text, found.start()) for found in _CONFLICT.finditer(text)]
    if conflicts:
        values = {"lines": ", ".join(map(str, conflicts))}
        return [Problem(file, "E054", line=conflicts[0], values=values)]
    found = old_lines(text)
    lost = [str(each.number) for each in found if not each.text]
    if lost:
        return [Problem(file, "E056", line=int(lost[0]), values={"lines": ", ".join(lost)})]
    firsts = {each.letters: each for each in reversed(found)}
    counts = Counter(each.letters for each in found)
    return [
        Problem(
            file,
            "E055",
            line=each.number,
            values={"letters": name, "count": str(counts[name]), "text": each.text.strip()[:80]},
        )
        for name, each in firsts.items()
    ]


Parts = tuple[dict[str, Any], str, str, int, int]
"""Values and prose of a file, the text of its front matter, and the first line of both texts."""


def split(file: str, text: str) -> Parts | Problem:
    """Return the parts of a file, or why it cannot be split."""
    start = len(text) - len(text.lstrip())
    opening = _BOUNDARY.match(text, start)
    if not opening:
        # A hand-written page may be prose alone.
        plain: Parts = ({}, text.strip(), "", 1, line_at(text, start))
        return plain if file.startswith(f"{HandWritten.folder}/") else Problem(file, "E005", line=1)
    first = line_at(text, opening.end()) + 1
    if not _BOUNDARY.search(text, opening.end()):
        return Problem(file, "E006", line=line_at(text, start))
    matter_text, body = _HANDLER.split(text[start:])
    try:
        values = _HANDLER.load(matter_text)
    except (yaml_rs.YAMLDecodeError, ValueError) as error:
        return _yaml_problem(file, matter_text, first, error)
    if not isinstance(values, dict):
        return Problem(file, "E008", line=first)
    if _deeper_than(_DEEPEST, values):
        return Problem(file, "E023", line=first)
    body_line = line_at(text, len(text) - len(body.lstrip()))
    return values, body.strip(), matter_text, first, body_line


def prose(file: str, data: bytes) -> str:
    """Return the prose of a file that was read before without a fault, and not its facts again."""
    text, _ = decode(file, data)
    return text[_end_of_matter(text) :].strip()


def _yaml_problem(file: str, matter: str, first: int, error: Exception) -> Problem:
    """Return where and why front matter is not YAML."""
    found = places(matter, first)
    if found.twice:
        line, key = found.twice
        return Problem(file, "E003", line=line, values={"key": key})
    return Problem(file, "E004", line=found.refused(str(error)))


def _deeper_than(limit: int, value: object) -> bool:
    """Return whether lists and mappings are nested more than so many times."""
    level: list[object] = [value]
    for _ in range(limit + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return bool(level)
