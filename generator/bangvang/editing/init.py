"""Laying out a new portal: content, theme, tests and workflows that pass their own check."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bangvang.build.project import packaged
from bangvang.build.reading import read
from bangvang.content.read.sheets import Rows
from bangvang.content.write.files import whole_text
from bangvang.model.problems import Problem, errors
from bangvang.model.registers import District
from bangvang.model.types import LONGEST
from bangvang.publish.scaffold import filled
from bangvang.text import slugify

COLUMNS = (
    *("name", "code", "rank", "founded", "ended", "ended_by", "successors", "aliases"),
    *("longitude", "latitude", "area"),
)
"""The columns that a table of districts may have, in any order."""

_RANKS = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Huyện", "Quận", "Phường", "Xã")
_ON_MAP = ("longitude", "latitude", "area")
_LEGIBLE = 4.5
_SCAFFOLD = packaged("scaffold")
_PLACES = {
    "mkdocs.yml": "mkdocs.yml",
    "Makefile": "Makefile",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    "Containerfile": "Containerfile",
    ".dockerignore": "dockerignore",
    ".github/workflows/portal.yml": "github.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    "tests/test_portal.py": "test_portal.py",
    "theme/assets/stylesheets/colours.css": "colours.css",
}


class Portal(NamedTuple):
    """Answers from which a new portal is made."""

    name: str
    province: str
    office: str
    url: str
    language: str
    colour: str


def contrast(colour: str) -> float:
    """Return the contrast of a colour `#rrggbb` with white (WCAG 2.2), from 1 to 21.

    >>> round(contrast("#9c1019"), 1)
    8.4
    """
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def legible(colour: str) -> bool:
    """Return whether white text can be read on a colour, and the colour on paper."""
    return contrast(colour) >= _LEGIBLE


def _mixed(colour: str, other: int, share: float) -> str:
    """Return a colour mixed with a grey (0 is black, 255 white)."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * (1 - share) + other * share):02x}" for part in parts)


def found(folder: Path, portal: Portal, table: str, rows: Rows) -> list[Problem]:
    """Lay out a portal in a new folder; return what is wrong, and then lay out nothing.

    `rows` are those of the table of districts, under its head; `table` is the name of its file.
    Raise `FileExistsError` when something is in the folder.
    """
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
        made = Path(beside) / "portal"
        districts, problems = _districts(portal.province, table, rows)
        texts = {**_texts(portal), **{name: text for name, (_, text) in districts.items()}}
        for name, text in texts.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        _vocabularies(made / "content")
        reading = read(made / "content", datetime.now(UTC))
        problems += _in_table(reading.problems, table, districts)
        if not errors(problems):
            folder.mkdir(exist_ok=True)
            for each in made.iterdir():
                each.rename(folder / each.name)
    return sorted(problems, key=lambda each: (each.file, each.line))


def _texts(portal: Portal) -> dict[str, bytes]:
    """Return the files of a portal that are not made from its table."""
    colour = portal.colour
    values: dict[str, Any] = {
        **portal._asdict(),
        "light": _mixed(colour, 255, 0.12),
        "dark": _mixed(colour, 0, 0.25),
        "darker": _mixed(colour, 0, 0.5),
        "darkest": _mixed(colour, 0, 0.7),
    }
    found = {
        place: filled(_SCAFFOLD / f"{name}.j2", **values).encode()
        for place, name in _PLACES.items()
    }
    for page in sorted((_SCAFFOLD / portal.language).iterdir()):
        text = filled(page, **values)
        found[f"content/pages/{page.stem}"] = text.encode()
    site = {
        "name": portal.name,
        "province": portal.province,
        "office": portal.office,
        "description": f"{portal.name}: {portal.province}.",
        "url": portal.url,
        "language": portal.language,
        "time_zone": "Asia/Ho_Chi_Minh",
        "schema_version": 1,
        "imprint": [portal.office],
    }
    found["content/site.md"] = whole_text(site, "")
    found["requirements.txt"] = packaged("requirements/portal.txt").read_bytes()
    # The extension that is recommended besides needs schemas of a checkout.
    for file in ("bangvang.code-snippets", "settings.json", "tasks.json"):
        found[f".vscode/{file}"] = packaged(f".vscode/{file}").read_bytes()
    found["bangvang.txt"] = f"{requirement()}\n".encode()
    return found


def requirement() -> str:
    """Return what pip needs to install this Bảng Vàng again (PEP 508, PEP 610)."""
    installed = distribution("bangvang")
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    url = origin.get("url", "")
    if "vcs_info" in origin:
        url = f"{origin['vcs_info']['vcs']}+{url}@{origin['vcs_info']['commit_id']}"
    return f"bangvang @ {url}" if url else f"bangvang=={installed.version}"


def _vocabularies(content: Path) -> None:
    """Copy the awards of the law, and the movements of the whole country."""
    shutil.copytree(packaged("content/awards"), content / "awards")
    (content / "movements").mkdir()
    for path in packaged("content/movements").glob("*.md"):
        if "\nparent:" not in path.read_text(encoding="utf-8"):
            shutil.copy(path, content / "movements")


_Rows = Mapping[str, tuple[int, bytes]]
"""The files of districts, each with the line of the table that it is made from."""


def _districts(
    province: str, table: str, rows: Rows
) -> tuple[dict[str, tuple[int, bytes]], list[Problem]]:
    """Return the files of the districts in a table, and what is wrong with its form."""
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    problems = [
        Problem(table, "E102", line=1, values={"key": name})
        for name in head
        if name and name not in COLUMNS
    ]
    problems += [
        Problem(table, "E101", line=1, values={"key": name})
        for name in ("name", "code")
        if name not in head
    ]
    files: dict[str, tuple[int, bytes]] = {}
    if problems:
        return files, problems
    for line, row in enumerate(rows[1:], start=2):
        cells = {key: cell.strip() for key, cell in zip(head, row, strict=False) if cell.strip()}
        if not cells:
            continue
        name = cells.get("name", "")
        file = f"content/{District.folder}/{slugify(name)}.md"
        if not slugify(name):
            problems.append(Problem(table, "E101", line=line, values={"key": "name"}))
        elif len(slugify(name)) > LONGEST:
            problems.append(Problem(table, "E022", line=line, values={"name": name[:LONGEST]}))
        elif file in files:
            values = {"name": name, "other": f"{table}:{files[file][0]}"}
            problems.append(Problem(table, "E209", line=line, values=values))
        else:
            files[file] = line, whole_text(dict(_facts(province, cells)), "")
    if not files and not problems:
        problems.append(Problem(table, "E002", line=1))
    return files, problems


def _facts(province: str, cells: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Yield the front matter of a district from its row."""
    name = cells["name"]
    yield "name", name
    rank = cells.get("rank") or next((each for each in _RANKS if name.startswith(f"{each} ")), None)
    yield from (("rank", rank),) if rank else ()
    yield "code", cells.get("code", "")
    yield "province", province
    for key in ("founded", "ended", "ended_by"):
        if key in cells:
            yield key, cells[key]
    for key in ("successors", "aliases"):
        if key in cells:
            yield key, [each.strip() for each in cells[key].split(";") if each.strip()]
    if any(key in cells for key in _ON_MAP):
        yield "map", {key: _number(cells[key]) for key in _ON_MAP if key in cells}


def _number(text: str) -> float | str:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def _in_table(problems: Iterable[Problem], table: str, files: _Rows) -> Iterator[Problem]:
    """Yield problems of districts as those of their lines in the table."""
    for problem in problems:
        line, _ = files.get(f"content/{problem.file}", (0, b""))
        yield replace(problem, file=table, line=line) if line else problem
