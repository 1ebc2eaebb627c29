"""Ids of honours in lists: each row has one before it is written into the file."""

import hashlib
from typing import Any

from bangvang.content.read.source import Row
from bangvang.model.problems import Problem
from bangvang.text import name_key

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def identified(owner: str, rows: list[Row], problems: list[Problem]) -> list[Row]:
    """Return rows, each with an id: its own, or one that follows from what it says.

    So a list may be sorted, and may get rows: no id changes. Two rows that say the same are told.
    """
    seen: dict[str, Row] = {}
    found = []
    for row in rows:
        facts = row.facts
        if "id" not in facts and "ref" not in facts:
            key = [owner, *(str(facts.get(name, "")) for name in ("kind", "award", "for"))]
            key.insert(1, name_key(str(facts.get("honoree", ""))))
            identity = _hashed(key)
            if identity in seen and _apart(seen[identity].facts) != _apart(facts):
                identity = _hashed([*key, *_apart(facts)])
            facts = {"id": identity, **facts}
            row = Row(row.file, row.line, row.columns, facts)
        other = seen.setdefault(str(facts.get("id") or facts.get("ref")), row)
        if other is not row:
            values = {"name": str(facts.get("honoree", facts.get("ref"))), "row": str(other.line)}
            values["other"] = other.file.rpartition("/")[2]
            column = row.columns.get("honoree", row.columns.get("id", ""))
            problems.append(Problem(row.file, "E038", line=row.line, values=values, column=column))
            continue
        found.append(row)
    return found


def _apart(facts: dict[str, Any]) -> list[str]:
    """Return what sets two people of one name apart."""
    return [str(facts.get(key, "")) for key in ("role", "place", "date", "event")]


def _hashed(parts: list[str]) -> str:
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return "c" + "".join([_LETTERS[byte % len(_LETTERS)] for byte in digest[:8]])
