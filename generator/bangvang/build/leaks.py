"""Where in the content a withheld name stands that would appear on the site."""

import re
from collections.abc import Iterable
from pathlib import Path

from bangvang.content.read.walk import content_of
from bangvang.model.problems import ContentError, Problem
from bangvang.model.registers import Honoree
from bangvang.model.roll import Withheld
from bangvang.publish.spelling import Finder

_FACT = re.compile(r"(?<!\w)honoree\s*:[^,}\n]*")


def refuse_leaks(
    content: Path,
    files: Iterable[str],
    names: Iterable[Withheld],
    found: list[tuple[str, str]],
) -> None:
    """Raise `ContentError` if pages were `found` that tell a name which is withheld."""
    if found:
        raise ContentError(leaked(content, files, names, found))


def leaked(
    content: Path,
    files: Iterable[str],
    names: Iterable[Withheld],
    found: list[tuple[str, str]],
) -> list[Problem]:
    """Return a problem for each line of content that holds a leaked name.

    `found` are pages of the site, each with the id whose name it holds. A page that no line
    accounts for is named itself. The conferral itself and its honoree's record may hold the name.
    """
    pages: dict[str, list[str]] = {}
    for path, identity in found:
        pages.setdefault(identity, []).append(path)
    problems = []
    for each in names:
        if each.id not in pages:
            continue
        shown = ", ".join(pages[each.id][:3]) + (" …" if len(pages[each.id]) > 3 else "")
        values = {"id": each.id, "pages": shown}
        name = Finder(each.names)
        lines = [
            Problem(file, "E315", line=number, values=values)
            for file in files
            if file != f"{Honoree.folder}/{each.id}.md"
            for number in name.lines(_FACT.sub("", _text(content, file)))
        ]
        problems += lines or [Problem(pages[each.id][0], "E315", line=1, values=values)]
    return problems


def _text(content: Path, file: str) -> str:
    data = content_of(content, file)
    return data.decode("utf-8", "ignore") if isinstance(data, bytes) else ""
