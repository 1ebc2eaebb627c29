"""Editing front matter as text, at the places that ruamel.yaml gives.

Comments, order, quotes and line breaks stay as the editor wrote them.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from bangvang.load.matter import decode, split
from bangvang.model.problem import Problem, Where

_PLAIN = re.compile(r"(?!(?:null|true|false|yes|no|on|off)$)[a-z][a-z0-9-]*|\d{4}-\d\d-\d\d")


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f".{path.name}.new")
    partial.write_bytes(text.encode())
    partial.replace(path)


def read(content: Path, file: str) -> str:
    """Return the text of a file of content as it is; raise `ValueError` when it has no matter."""
    text, _ = decode(file, (content / file).read_bytes())
    if not text or isinstance(split(file, text), Problem):
        raise ValueError(file)
    return text


def with_values(file: str, text: str, where: Where, values: Mapping[str, object]) -> str:
    r"""Return a text in which the mapping at `where` has these values; None takes a key away.

    >>> print(with_values("x.md", "---\na: 1 # one\nb: 2\n---\n", (), {"a": "x y", "c": "z"}))
    ---
    a: "x y" # one
    b: 2
    c: z
    ---
    <BLANKLINE>
    """
    for key, value in values.items():
        text = _with_value(file, text, where, key, value)
    return text


def _with_value(file: str, text: str, where: Where, key: str, value: object) -> str:
    parts = split(file, text)
    assert not isinstance(parts, Problem)
    _, _, matter, _, _ = parts
    offset = text.index(matter)
    node = _at(YAML().compose(matter), where)
    written = "null" if value is None else yaml_text(value)
    found = [pair for pair in node.value if pair[0].value == key]
    if found:
        name, old = found[0]
        if value is None and not node.flow_style:
            start = matter.rfind("\n", 0, name.start_mark.index) + 1
            stop = matter.find("\n", old.end_mark.index) + 1 or len(matter)
            matter_now = matter[:start] + matter[stop:]
        else:
            start, stop = old.start_mark.index, _end(matter, old)
            gap = "" if matter[start - 1 : start] in (" ", "\n") else " "
            matter_now = matter[:start] + gap + written + matter[stop:]
    elif node.flow_style:
        close = node.end_mark.index - 1
        matter_now = f"{matter[:close]}, {key}: {written}{matter[close:]}"
    else:
        first, last = node.value[0][0], node.value[-1][1]
        end = matter.find("\n", max(_end(matter, last), last.start_mark.index))
        end = len(matter) if end < 0 else end
        indent = " " * first.start_mark.column
        matter_now = f"{matter[:end]}\n{indent}{key}: {written}{matter[end:]}"
    return text[:offset] + matter_now + text[offset + len(matter) :]


def with_item(file: str, text: str, key: str, item: str) -> str:
    r"""Return a text with one more item in a list of its front matter.

    >>> print(with_item("x.md", "---\na:\n- b # c\nd: 1\n---\n", "a", "e"))
    ---
    a:
    - b # c
    - e
    d: 1
    ---
    <BLANKLINE>
    """
    parts = split(file, text)
    assert not isinstance(parts, Problem)
    _, _, matter, _, _ = parts
    offset = text.index(matter)
    root = _at(YAML().compose(matter), ())
    found = next((value for name, value in root.value if name.value == key), None)
    if not isinstance(found, SequenceNode) or not found.value:
        return with_values(file, text, (), {key: [item]})
    if found.flow_style:
        at, added = found.end_mark.index - 1, f", {yaml_text(item)}"
    else:
        end = matter.find("\n", _end(matter, found.value[-1]))
        at = len(matter) if end < 0 else end
        added = f"\n{' ' * found.start_mark.column}- {yaml_text(item)}"
    at += offset
    return text[:at] + added + text[at:]


def yaml_text(value: object) -> str:
    """Return a value as YAML: a plain word or day as it is, anything else in quotes."""
    plain = isinstance(value, str) and _PLAIN.fullmatch(value)
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


def _end(matter: str, node: Node) -> int:
    """Return where the text of a value ends: of a block, its last line that is not blank."""
    start, stop = int(node.start_mark.index), int(node.end_mark.index)
    return start + len(matter[start:stop].rstrip())


def _at(root: Node, where: Where) -> MappingNode:
    node = root
    for step in where:
        if isinstance(node, SequenceNode):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == step)
    assert isinstance(node, MappingNode)
    return node
