"""`bangvang check --fix`: mend what is safe, and give conferrals their ids.

Files are edited as text, at the places that ruamel.yaml gives, so that comments, order, quotes and
line breaks stay as the editor wrote them.
"""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bangvang.content.check.digest import read_registers
from bangvang.content.check.resolve import Registry
from bangvang.content.read.front_matter import decode, split
from bangvang.content.read.letters import in_unicode
from bangvang.content.read.walk import survey, walk
from bangvang.content.report import printable
from bangvang.content.write.edit import with_scalars
from bangvang.content.write.files import write
from bangvang.content.write.ids import new_id
from bangvang.model.kinds import MODELS, reference_paths
from bangvang.model.problems import Problem, Where, errors
from bangvang.text import INVISIBLE, name_key


class Mend(NamedTuple):
    """Result of `--fix` for one file."""

    file: str
    """Its path below content."""
    before: bytes
    after: str

    def diff(self) -> str:
        """Return what changes, line by line; "" when only line ends or a byte-order mark do."""
        old = self.before.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        lines = difflib.unified_diff(
            old.split("\n"), self.after.split("\n"), self.file, self.file, lineterm="", n=1
        )
        return "\n".join(printable(line) for line in lines)


def apply(content: Path, mends: Iterable[Mend]) -> None:
    """Write files as they were mended."""
    for each in mends:
        write(content / each.file, each.after)


def mends_of(content: Path) -> list[Mend]:
    """Return what is safe to mend in the files of `content`. Nothing is written."""
    sources, problems = walk(content)
    used = {str(honour["id"]) for source in sources for _, honour in source.conferrals()}
    registry = _registry(content)
    found = []
    # Links that lead astray stay what they are, and what is no text is not touched.
    astray = {each.file for each in problems if each.code in ("E011", "E021")}
    files = {source.file for source in sources} | {each.file for each in problems}
    for file in sorted(files - astray):
        path = content / file
        if not path.is_file() or path.suffix != ".md":
            continue
        data = path.read_bytes()
        text, faults = decode(file, _in_unicode(data))
        if errors(faults):
            continue
        text = _trimmed(file, INVISIBLE.sub("", text))
        text = _with_ids(file, text, used)
        text = _canonical(file, text, registry)
        if text.encode() != data:
            found.append(Mend(file, data, text))
    return found


def _in_unicode(data: bytes) -> bytes:
    """Return a file with letters of old fonts in Unicode; one that is not UTF-8 as it is."""
    try:
        return in_unicode(data.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return data


def _registry(content: Path) -> Registry:
    return read_registers(content, survey(content).registers, ())[0]


def _trimmed(file: str, text: str) -> str:
    """Return a text without spaces at the ends of lines; two of them break a line of prose."""
    parts = split(file, text)
    if isinstance(parts, Problem):
        return text
    prose = parts[4] - 1
    trimmed = _bare(text.split("\n"), 0, prose)
    again = split(file, trimmed)
    if not isinstance(again, Problem) and again[0] == parts[0]:
        return trimmed
    # In a fact of several lines a space may count.
    return _bare(text.split("\n"), prose, prose)


def _bare(lines: list[str], first: int, prose: int) -> str:
    """Return lines without spaces at their ends, from one on."""
    fence = ""
    for at in range(first, len(lines)):
        line = lines[at]
        mark = line.lstrip()[:3]
        if at >= prose and mark in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
            continue
        bare = line.rstrip(" \t\u00a0")
        after = lines[at + 1].strip() if at + 1 < len(lines) else ""
        # A space between a backslash and the end of the line keeps it from being a break.
        if not fence and not bare.endswith("\\"):
            breaks = at >= prose and line.endswith("  ") and bare and after
            lines[at] = f"{bare}  " if breaks else bare
    return "\n".join(lines)


def _canonical(file: str, text: str, registry: Registry) -> str:
    """Return a text in which aliases of the registers are ids; names and ids stay."""
    parts = split(file, text)
    if isinstance(parts, Problem):
        return text
    changes: dict[Where, str] = {}
    model = MODELS.get(file.partition("/")[0])
    for path, (folder, free) in reference_paths(model) if model else ():
        # Places keep the name that they had then; honorees and albums have no names but their ids.
        if free or folder in ("honorees", "albums"):
            continue
        for where, value in _values(parts[0], path, ()):
            found = registry.find(folder, value)
            if found and found != value and _is_alias(registry, folder, found, value):
                changes[where] = found
    try:
        return with_scalars(file, text, changes) if changes else text
    except (ValueError, KeyError, IndexError):
        return text


def _is_alias(registry: Registry, folder: str, identity: str, value: str) -> bool:
    """Return whether a spelling is another than the name; a former name is history, not a slip."""
    known = getattr(registry.registers, folder)[identity]
    former = [each.name for each in getattr(known, "former_names", ())]
    return name_key(value) not in map(name_key, (known.name, *former))


def _values(facts: object, path: tuple[str, ...], where: Where) -> Iterator[tuple[Where, str]]:
    """Yield the texts at a path into facts, with their places."""
    if not path:
        if isinstance(facts, str):
            yield where, facts
    elif path[0] == "*":
        for place, each in enumerate(_list(facts)):
            yield from _values(each, path[1:], (*where, place))
    elif isinstance(facts, dict):
        yield from _values(facts.get(path[0]), path[1:], (*where, path[0]))


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
