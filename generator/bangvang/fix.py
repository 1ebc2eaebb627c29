"""`bangvang check --fix`: mend what is only accepted with a warning, and give conferrals their ids.

Files are edited as text, at the places that ruamel.yaml gives, so that comments, order, quotes and
line breaks stay as the editor wrote them.
"""

import secrets
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from bangvang.load.matter import decode, split
from bangvang.load.walk import walk
from bangvang.model.problem import Problem, errors

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def fix(content: Path) -> list[str]:
    """Mend the files of `content`; return those that changed, below it."""
    sources, problems = walk(content)
    used = {
        str(honour.get("id"))
        for source in sources
        for honour in _list(source.matter.get("honours"))
        if isinstance(honour, dict)
    }
    changed = []
    for file in sorted({source.file for source in sources} | {each.file for each in problems}):
        path = content / file
        if not path.is_file():
            continue
        data = path.read_bytes()
        text, found = decode(file, data)
        if errors(found):
            continue
        text = _with_ids(file, text, used)
        if text.encode() != data:
            partial = path.with_name(f".{path.name}.new")
            partial.write_bytes(text.encode())
            partial.replace(path)
            changed.append(file)
    return changed


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _with_ids(file: str, text: str, used: set[str]) -> str:
    """Return the text of a file with an id in every conferral that has none."""
    parts = split(file, text)
    if isinstance(parts, Problem):
        return text
    _, _, matter, first, _ = parts
    try:
        root = YAML(typ="rt").load(matter)
    except YAMLError:
        return text
    honours = root.get("honours") if isinstance(root, CommentedMap) else None
    if not isinstance(honours, CommentedSeq):
        return text
    lines = text.split("\n")
    # The handler keeps the newline after the opening line, where ruamel begins to count.
    offset = first - 1 - (1 if matter.startswith("\n") else 0)
    for honour in reversed(honours):
        if not isinstance(honour, CommentedMap) or not honour or {"id", "ref"} & set(honour):
            continue
        key = next(iter(honour))
        row, column = honour.lc.key(key)
        row += offset
        identity = _new_id(used)
        rest = lines[row][column:]
        if honour.fa.flow_style():
            lines[row] = f"{lines[row][:column]}id: {identity}, {rest}"
        else:
            lines[row : row + 1] = [f"{lines[row][:column]}id: {identity}", " " * column + rest]
    return "\n".join(lines)


def _new_id(used: set[str]) -> str:
    """Return an id that no conferral has, and remember it."""
    while True:
        identity = "c" + "".join(secrets.choice(_ALPHABET) for _ in range(6))
        if identity not in used:
            used.add(identity)
            return identity
