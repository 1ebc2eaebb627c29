"""The rules of an import, which are data (`rules.yml`), compiled once."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def rules() -> dict[str, Any]:
    """Return the rules as they are written."""
    text = Path(__file__).with_name("rules.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def rule(*path: str) -> re.Pattern[str]:
    """Return the pattern at a path of the rules; a list is any of its members.

    >>> bool(rule("furniture", "lines").fullmatch("Tăng cỡ chữ Giảm cỡ chữ"))
    True
    """
    found: Any = rules()
    for step in path:
        found = found[step]
    return pattern("|".join(f"(?:{each})" for each in found) if isinstance(found, list) else found)


@cache
def pattern(written: str) -> re.Pattern[str]:
    """Return a compiled pattern in which case does not count."""
    return re.compile(written, re.IGNORECASE)
