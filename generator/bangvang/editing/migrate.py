"""Bringing a folder of content to the version of the content schema that this program reads."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

from bangvang.content.read.walk import content_of, read, survey
from bangvang.content.write.edit import with_values
from bangvang.content.write.files import replace_file
from bangvang.model.registers import Site

NEWEST: int = get_args(Site.model_fields["schema_version"].annotation)[0]

Step = Callable[[str, str], str]
"""What makes the text of a file (its path, its text) that of the next version. It is given files
that it has changed already when a migration was cut off, and must then leave them as they are."""

STEPS: Mapping[int, Step] = {}
"""By the version that they begin from. The first version is still the newest."""


class MigrationError(Exception):
    """Content cannot be migrated: the version that it says it is of is not known."""


def migrate(content: Path, steps: Mapping[int, Step] = STEPS, newest: int = NEWEST) -> list[str]:
    """Bring a folder of content to the newest version; return the files that were changed.

    `site.md`, which tells the version, comes last: what was cut off can be done again.
    Raise `MigrationError` when its version is unknown.
    """
    data = content_of(content, "site.md")
    site, _ = read("site.md", data) if isinstance(data, bytes) else (None, [])
    version = site.matter.get("schema_version") if site else None
    if version == newest:
        return []
    if (
        not isinstance(version, int)
        or version > newest
        or not all(each in steps for each in range(version, newest))
    ):
        raise MigrationError(str(version))
    changed = []
    files = [file for file in survey(content).entities if file != "site.md"]
    for file in (*files, "site.md"):
        before = (content / file).read_text(encoding="utf-8")
        text = before
        for each in range(version, newest):
            text = steps[each](file, text)
        if file == "site.md":
            text = with_values(file, text, (), {"schema_version": newest})
        if text != before:
            replace_file(content / file, text.encode())
            changed.append(file)
    return changed
