"""`bangvang check --fix`: mend what is only accepted with a warning, and give conferrals their ids.

Files are edited as text, at the places that ruamel.yaml gives, so that comments, order, quotes and
line breaks stay as the editor wrote them.
"""

import secrets
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bangvang.edit import write
from bangvang.load.matter import decode, split
from bangvang.load.walk import walk
from bangvang.model.problem import Problem, errors
from bangvang.text import INVISIBLE

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
    # Links that lead astray stay what they are, and what is no text is not touched.
    astray = {each.file for each in problems if each.code in ("E011", "E021")}
    files = {source.file for source in sources} | {each.file for each in problems}
    for file in sorted(files - astray):
        path = content / file
        if not path.is_file() or path.suffix != ".md":
            continue
        data = path.read_bytes()
        text, found = decode(file, data)
        if errors(found):
            continue
        text = _with_ids(file, INVISIBLE.sub("", text), used)
        if text.encode() != data:
            write(path, text)
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
        root = YAML().compose(matter)
    except YAMLError:
        return text
    lines = text.split("\n")
    # The handler keeps the newline after the opening line, where ruamel begins to count.
    offset = first - 1 - (1 if matter.startswith("\n") else 0)
    for honour in reversed(_honours(root)):
        place = honour.value[0][0].start_mark
        row, column = place.line + offset, place.column
        identity = new_id("c", used)
        before, rest = lines[row][:column], lines[row][column:]
        if honour.flow_style:
            lines[row] = f"{before}id: {identity}, {rest}"
        else:
            lines[row : row + 1] = [f"{before}id: {identity}", " " * column + rest]
    return "\n".join(lines)


def _honours(root: Node | None) -> list[MappingNode]:
    """Return the conferrals without an id, each once, however often an alias repeats it."""
    pairs = root.value if isinstance(root, MappingNode) else []
    lists = [value for key, value in pairs if key.value == "honours"]
    found = {}
    for honour in lists[0].value if lists and isinstance(lists[0], SequenceNode) else []:
        if isinstance(honour, MappingNode) and honour.value:
            keys = {key.value for key, _ in honour.value if isinstance(key, ScalarNode)}
            if not keys & {"id", "ref", "<<"}:
                found[honour.start_mark.index] = honour
    return list(found.values())


def new_id(letter: str, used: set[str]) -> str:
    """Return an id that nothing has, with its letter first, and remember it."""
    while True:
        identity = letter + "".join(secrets.choice(_ALPHABET) for _ in range(6))
        if identity not in used:
            used.add(identity)
            return identity
