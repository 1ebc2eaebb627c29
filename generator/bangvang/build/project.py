"""What mkdocs.yml says of a portal, and whether the host's last output can be used again.

The host takes longer to start than an edit takes to publish. What it makes depends on little: its
configuration, the theme, the hand-written pages and the portal's own facts.
"""

import hashlib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml_rs

from bangvang.build.cache import KnownHost
from bangvang.content.read.walk import Survey
from bangvang.fingerprint import generator_fingerprint
from bangvang.model.catalog import OPTIONS, Parts, Registers
from bangvang.model.registers import HandWritten

_HERE = Path(__file__).resolve().parents[1]


def packaged(name: str) -> Path:
    """Return where a file or folder is that came with the package.

    >>> packaged("theme").is_dir()
    True
    """
    return next(path for path in (_HERE / name, _HERE.parents[1] / name) if path.exists())


PLUGIN = "bangvang"

_READ_NO_FILE = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "meta", "nl2br"}
    | {"sane_lists", "smarty", "tables", "toc", "fenced_code", "wikilinks"}
)


@dataclass(frozen=True, slots=True)
class Project:
    """Settings of a portal's mkdocs.yml: folders, theme, parts and desk."""

    config_file: Path
    site: Path
    content: Path
    theme: tuple[Path, ...]
    """The folders in which templates are looked for, in this order."""
    parts: Parts
    desk: Mapping[str, Any]
    """How the editors' desk saves; nothing when there is none."""
    alone: bool
    """Whether nothing but the configuration tells the host what to do."""


def project_of(config_file: Path) -> Project | None:
    """Return the project of an mkdocs.yml, or None when only the host can tell what it means.

    That is so when it inherits, has tags such as !ENV, or names plugins, hooks or extensions of
    Markdown that may read anything.
    """
    try:
        text = config_file.read_text(encoding="utf-8")
        found: Any = yaml_rs.loads(text)
        (options,) = (each[PLUGIN] or {} for each in found["plugins"])
        own = found["theme"].get("custom_dir", "theme")
        names = found.get("site_dir", "site"), options.get("content_dir", "content"), own
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    extensions = found.get("markdown_extensions") or ()
    named = {name for each in extensions for name in ([each] if isinstance(each, str) else each)}
    if {"INHERIT", "hooks"} & set(found) or "!" in text or named - _READ_NO_FILE:
        return None
    if not all(isinstance(name, str) for name in names):
        return None
    site, content, own = (config_file.parent / name for name in names)
    parts = Parts(*(options.get(name, Parts._field_defaults[name]) is True for name in OPTIONS))
    desk = options.get("desk") or {}
    return Project(config_file, site, content, theme_of(own), parts, desk, alone=True)


def theme_of(own: Path) -> tuple[Path, ...]:
    """Return where templates are looked for: in a portal's own theme, then in the package's."""
    return tuple(dict.fromkeys((own.resolve(), packaged("theme"))))


def host_fingerprint(chosen: Project, registers: Registers, survey: Survey, parts: Parts) -> bytes:
    """Return the hash of the host's inputs; empty if a plugin or hook hides them."""
    if not chosen.alone:
        return b""
    found = hashlib.sha256(generator_fingerprint())
    files = (path for folder in chosen.theme for path in sorted(folder.rglob("*")))
    for path in (chosen.config_file, *files):
        if path.is_file():
            found.update(f"{path}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    pages = [
        each
        for each in registers.fingerprints.items()
        if each[0][0] in (HandWritten.folder, "site")
    ]
    beside = [
        each
        for each in survey.files.items()
        if each[0].startswith(f"{HandWritten.folder}/") and not each[0].endswith(".md")
    ]
    found.update(repr((sorted(pages), beside, parts)).encode())
    return found.digest()


def holding(
    known: KnownHost | None, fingerprint: bytes, before: Container[str]
) -> KnownHost | None:
    """Return what the host made for the site `before`, if that can stay."""
    holds = (
        known
        and fingerprint
        and known.fingerprint == fingerprint
        and all(path in before for path in known.paths)
    )
    return known if holds else None
