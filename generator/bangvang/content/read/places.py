"""The lines of front matter: of each key and value, and of what makes it unreadable.

yaml_rs, which reads the values, does not tell where they stand. libyaml does; its events are taken
one by one, so that neither depth nor size makes it slow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
import yaml_rs

from bangvang.model.problems import Where

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 60
"""How deep is looked: some times as deep as facts may be nested."""
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
"""A letter beyond U+FFFF as JSON writes it."""
_FOREIGN = re.compile(r"[^\x00-\x7f\x85\u2028\u2029]")
_TOLD_LINE = re.compile(r"at line (\d+)")


@dataclass(slots=True)
class _Node:
    """A value: its line, counted from 0, and what is in it."""

    line: int
    keys: dict[str, tuple[int, "_Node"]] | None = None
    """For a mapping, each key with its line and its value."""
    items: list["_Node"] | None = None


@dataclass(slots=True)
class _Scanned:
    """Lines of the keys of front matter, and its faults."""

    root: _Node | None = None
    leaves: list[tuple[int, int, int]] = field(default_factory=list)
    """Where each single value begins and ends, and its line."""
    fault: int | None = None
    """The line at which it is no YAML."""
    twice: tuple[int, str] | None = None
    """The line and name of the first key that stands twice."""


class Places:
    """The lines of front matter in its file, whose first line is `first`."""

    def __init__(self, matter: str, first: int) -> None:
        self._scanned = _scan(matter)
        # libyaml refuses some of what yaml_rs takes; then a text of the same places is looked at.
        self._tamed = self._scanned.fault is not None
        self._root = (_scan(_tame(matter)) if self._tamed else self._scanned).root
        self._matter, self._first = matter, first
        # What the handler cuts off begins with a newline.
        self._skipped = 1 if matter.startswith("\n") else 0
        self._last = first + matter.strip("\n").count("\n")

    def _line(self, line: int) -> int:
        return min(self._first + max(0, line - self._skipped), self._last)

    @property
    def twice(self) -> tuple[int, str] | None:
        """The line and the name of a key that stands twice."""
        found = self._scanned.twice
        return (self._line(found[0]), found[1]) if found else None

    def refused(self, error: str) -> int:
        """Return the line of what yaml_rs refused with an error."""
        if self._scanned.fault is not None:
            return self._line(self._scanned.fault)
        if told := _TOLD_LINE.search(error):
            return self._line(int(told[1]) - 1)
        for start, end, line in self._scanned.leaves:
            try:
                yaml_rs.loads(self._matter[start:end])
            except (yaml_rs.YAMLDecodeError, ValueError):
                return self._line(line)
        return self._first

    def of(self, where: Where) -> int:
        """Return the line of a path into front matter, or of its nearest parent."""
        node, line = self._root, self._first
        for step in where:
            name = _tame(str(step)) if self._tamed else str(step)
            if node and node.keys is not None and name in node.keys:
                place, node = node.keys[name]
                line = self._line(place)
            elif (
                node and node.items is not None and isinstance(step, int) and step < len(node.items)
            ):
                node = node.items[step]
                line = self._line(node.line)
            else:
                break
        return line


@lru_cache(maxsize=4)
def places(matter: str, first: int) -> Places:
    r"""Return the lines of front matter whose first line in its file is `first`.

    >>> places("title: A\nhonours:\n- award: B\n", 2).of(("honours", 0, "award"))
    4
    """
    return Places(matter, first)


def _tame(text: str) -> str:
    r"""Return a text with letters in place of what libyaml refuses and yaml_rs takes.

    Nothing moves: no character comes or goes. Different ones mostly stay different.

    >>> _tame('a: &Đức "\\ud83d\\ude00"')
    'a: &mjc "\\u0041\\u0041"'
    """
    text = _SURROGATES.sub(r"\\u0041\\u0041", text)
    return _FOREIGN.sub(lambda found: chr(97 + ord(found[0]) % 26), text)


def _scan(matter: str) -> _Scanned:
    found = _Scanned()
    # Each level: its node, and the key that waits for its value, with its line.
    levels: list[tuple[_Node, tuple[str, int] | None]] = []
    try:
        for event in _events(matter):
            if isinstance(event, yaml.CollectionEndEvent):
                levels.pop()
                continue
            start, end = event.start_mark, event.end_mark
            line = start.line
            leaf = isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
            if isinstance(event, yaml.ScalarEvent):
                found.leaves.append((start.index, end.index, line))
            node = _Node(line)
            if isinstance(event, yaml.MappingStartEvent):
                node.keys = {}
            elif isinstance(event, yaml.SequenceStartEvent):
                node.items = []
            name = str(event.value) if isinstance(event, yaml.ScalarEvent) else ""
            _put(found, levels, node, name)
            if not leaf:
                levels.append((node, None))
                if len(levels) > _DEEPEST:
                    break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found.fault = mark.line if mark else 0
    except (yaml.YAMLError, ValueError):
        found.fault = 0
    return found


def _events(matter: str) -> Iterator[Any]:
    """Yield the events of values; those of documents say nothing."""
    for event in yaml.parse(matter, Loader=_LOADER):
        if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


def _put(
    found: _Scanned, levels: list[tuple[_Node, tuple[str, int] | None]], node: _Node, name: str
) -> None:
    """Put a node where it belongs: at the top, into a list, or as the key or value of a mapping."""
    if not levels:
        found.root = found.root or node
        return
    outer, key = levels[-1]
    if outer.items is not None:
        outer.items.append(node)
    elif key is None:
        levels[-1] = (outer, (name, node.line))
        if outer.keys and name in outer.keys and not found.twice:
            found.twice = (node.line, name)
    else:
        levels[-1] = (outer, None)
        assert outer.keys is not None
        outer.keys.setdefault(key[0], (key[1], node))
