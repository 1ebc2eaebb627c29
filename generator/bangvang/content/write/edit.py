"""Editing front matter as text, at the places that ruamel.yaml gives.

Comments, order, quotes and line breaks stay as the editor wrote them.
"""

import copy
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bangvang.content.read.front_matter import Parts, decode, split
from bangvang.model.problems import Problem, Where

_PLAIN = re.compile(r"(?!(?:null|true|false|yes|no|on|off)$)[a-z][a-z0-9-]*|\d{4}-\d\d-\d\d")


def read(content: Path, file: str) -> str:
    """Return the text of a file of content as it is; raise `ValueError` when it has no matter."""
    text, _ = decode(file, (content / file).read_bytes())
    _parts(file, text)
    return text


def with_values(file: str, text: str, where: Where, values: Mapping[str, object]) -> str:
    r"""Return a text in which the mapping at `where` has these values; None takes a key away.

    Raise `ValueError` when that cannot be done without harm to what else is written.

    >>> print(with_values("x.md", "---\na: 1 # one\nb: 2\n---\n", (), {"a": "x y", "c": "z"}))
    ---
    a: "x y" # one
    b: 2
    c: z
    ---
    <BLANKLINE>
    """
    wanted = _facts(file, text)
    _set(wanted, where, values)
    for key, value in values.items():
        matter, offset = _matter(file, text)
        start, stop, added = _splice(matter, _at(_composed(file, matter), where), key, value)
        text = text[: offset + start] + added + text[offset + stop :]
    return _checked(file, text, wanted)


def with_all(
    file: str, text: str, changes: Mapping[tuple[str | int, ...], Mapping[str, object]]
) -> str:
    r"""Return a text in which several mappings, by their places, have these values.

    Raise `ValueError` when that cannot be done without harm to what else is written.

    >>> changes = {("a", 0): {"b": "x", "d": None}, ("a", 1): {"c": 3}}
    >>> print(with_all("x.md", "---\na:\n- b: 1\n  d: 2\n- b: 2 # two\n---\n", changes))
    ---
    a:
    - b: x
    - b: 2 # two
      c: 3
    ---
    <BLANKLINE>
    """
    matter, offset = _matter(file, text)
    root = _composed(file, matter)
    splices = sorted(
        _splice(matter, _at(root, where), key, value)
        for where, values in changes.items()
        for key, value in values.items()
    )
    wanted = _facts(file, text)
    for where, values in changes.items():
        _set(wanted, where, values)
    edited = text
    for start, stop, added in reversed(splices):
        edited = edited[: offset + start] + added + edited[offset + stop :]
    try:
        return _checked(file, edited, wanted)
    except ValueError:
        # Two changes in one place: each is made on what the other left.
        for where, values in changes.items():
            text = with_values(file, text, where, values)
        return _checked(file, text, wanted)


def with_scalars(file: str, text: str, values: Mapping[Where, str]) -> str:
    r"""Return a text in which single values, by their places, are others.

    Raise `ValueError` when that cannot be done without harm to what else is written.

    >>> print(with_scalars("x.md", "---\na:\n- b # c\n- d\n---\n", {("a", 0): "e"}))
    ---
    a:
    - e # c
    - d
    ---
    <BLANKLINE>
    """
    matter, offset = _matter(file, text)
    root = _composed(file, matter)
    wanted = _facts(file, text)
    spans = {}
    for where, value in values.items():
        *path, last = where
        holder: Any = wanted
        node = root
        for step in path:
            holder = holder[step]
            node = _inner(node, step)
        holder[last] = value
        node = _inner(node, last)
        if not isinstance(node, ScalarNode):
            raise ValueError(where)
        spans[node.start_mark.index, _end(matter, node)] = value
    for (start, stop), value in sorted(spans.items(), reverse=True):
        text = text[: offset + start] + yaml_text(value) + text[offset + stop :]
    return _checked(file, text, wanted)


def _inner(node: Node, step: str | int) -> Node:
    """Return the node at a step into another; raise `ValueError` when there is none."""
    if isinstance(node, SequenceNode) and isinstance(step, int):
        found: Node = node.value[step]
        return found
    pairs = node.value if isinstance(node, MappingNode) else ()
    for key, value in pairs:
        if key.value == step:
            inner: Node = value
            return inner
    raise ValueError(step)


def _set(facts: Any, where: Where, values: Mapping[str, object]) -> None:
    for step in where:
        facts = facts[step]
    for key, value in values.items():
        if value is None:
            facts.pop(key, None)
        else:
            facts[key] = value


def with_item(file: str, text: str, key: str, item: object) -> str:
    r"""Return a text with one more item in a list of its front matter.

    Raise `ValueError` when that cannot be done without harm to what else is written.

    >>> print(with_item("x.md", "---\na:\n- b # c\nd: 1\n---\n", "a", "e"))
    ---
    a:
    - b # c
    - e
    d: 1
    ---
    <BLANKLINE>
    """
    matter, offset = _matter(file, text)
    found = next((v for k, v in _at(_composed(file, matter), ()).value if k.value == key), None)
    if not isinstance(found, SequenceNode) or not found.value:
        return with_values(file, text, (), {key: [item]})
    wanted = _facts(file, text)
    wanted[key].append(item)
    if found.flow_style:
        at = found.end_mark.index - 1
        added = f"{_comma(matter[:at])}{yaml_text(item)}"
    else:
        at = _line_end(matter, _end(matter, found.value[-1]))
        added = f"\n{' ' * found.start_mark.column}- {yaml_text(item)}"
    at += offset
    return _checked(file, text[:at] + added + text[at:], wanted)


def yaml_text(value: object) -> str:
    """Return a value as YAML: a plain word or day as it is, anything else in quotes."""
    plain = isinstance(value, str) and _PLAIN.fullmatch(value)
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


def _splice(matter: str, node: MappingNode, key: str, value: object) -> tuple[int, int, str]:
    """Return what to put in place of which part of front matter, so that a key has a value."""
    found = next((pair for pair in node.value if pair[0].value == key), None)
    if found and value is None:
        name, old = found
        place = node.value.index(found)
        start = matter.rfind("\n", 0, name.start_mark.index) + 1
        stop = _line_end(matter, max(name.end_mark.index, _end(matter, old))) + 1
        if node.flow_style:
            start, stop = name.start_mark.index, _end(matter, old)
            if place + 1 < len(node.value):
                stop = node.value[place + 1][0].start_mark.index
            elif place:
                start = _end(matter, node.value[place - 1][1])
        added = ""
    elif found:
        name, old = found
        block = not isinstance(old, ScalarNode) and not old.flow_style
        empty = old.start_mark.index == old.end_mark.index
        stop = _end(matter, old)
        start = old.start_mark.index
        if block or empty:
            start = matter.index(":", name.end_mark.index) + 1
            stop = start if empty else stop
        added = yaml_text(value) if matter[start - 1 : start].isspace() else f" {yaml_text(value)}"
    elif node.flow_style:
        start = stop = node.end_mark.index - 1
        added = f"{_comma(matter[:start])}{key}: {yaml_text(value)}"
    else:
        name, last = node.value[-1]
        start = stop = _line_end(matter, max(name.end_mark.index, _end(matter, last)))
        added = f"\n{' ' * node.value[0][0].start_mark.column}{key}: {yaml_text(value)}"
    return start, stop, added


def _parts(file: str, text: str) -> Parts:
    parts = split(file, text)
    if isinstance(parts, Problem):
        raise ValueError(file)
    return parts


def _matter(file: str, text: str) -> tuple[str, int]:
    """Return the text of the front matter, and where it begins."""
    matter = _parts(file, text)[2]
    return matter, text.index(matter)


def _composed(file: str, matter: str) -> Node:
    try:
        root: Node = YAML().compose(matter)
        return root
    except YAMLError as error:
        raise ValueError(file) from error


def _facts(file: str, text: str) -> dict[str, Any]:
    return copy.deepcopy(_parts(file, text)[0])


def _checked(file: str, text: str, wanted: dict[str, Any]) -> str:
    """Return a text whose facts are read as wanted; raise `ValueError` for any other."""
    if _plain(_facts(file, text)) != _plain(wanted):
        raise ValueError(file)
    return text


def _plain(value: object) -> object:
    """Return a value with days and numbers as text: how they are written does not count."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else str(value)


def _comma(before: str) -> str:
    """Return what stands before one more member of a flow list or mapping."""
    return " " if before.rstrip().endswith((",", "{", "[")) else ", "


def _line_end(matter: str, at: int) -> int:
    end = matter.find("\n", at)
    return len(matter) if end < 0 else end


def _end(matter: str, node: Node) -> int:
    """Return where the text of a value ends: of nothing at all, before what follows it."""
    start, stop = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, value = last if isinstance(last, tuple) else (last, last)
        return max(int(key.end_mark.index), _end(matter, value))
    if start == stop:
        return len(matter[:start].rstrip())
    return start + len(matter[start:stop].rstrip())


def _at(root: Node, where: Where) -> MappingNode:
    node = root
    for step in where:
        node = _inner(node, step)
    if not isinstance(node, MappingNode):
        raise ValueError(where)
    return node
