"""JSON Schema and snippets of front matter, so that an editor's program helps while one writes."""

import json
from typing import Any, get_origin

from pydantic import BaseModel

from bangvang.model.albums import Photo
from bangvang.model.articles import Conferral, Imported, Tally
from bangvang.model.kinds import MODELS, choices_in, models_in
from bangvang.model.types import meanings
from bangvang.words import words

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""What editors understand best."""

_PLACES = {
    "articles": "Tệp mới: bài viết",
    "documents": "Tệp mới: văn bản",
    "events": "Tệp mới: sự kiện",
    "honorees": "Tệp mới: hồ sơ người, tập thể được khen",
    "albums": "Tệp mới: tập ảnh",
    "awards": "Tệp mới: danh hiệu, hình thức khen thưởng",
    "movements": "Tệp mới: phong trào, cuộc vận động",
    "districts": "Tệp mới: địa bàn",
}

_SHOWN: dict[type[BaseModel], tuple[str, ...]] = {
    # `bangvang check --fix` gives conferrals their ids.
    Conferral: ("honoree", "kind", "role", "award", "event", "date", "for_", "presented_by"),
    Tally: ("awards", "period", "collectives", "persons", "households", "counts"),
    Photo: ("id", "file", "caption", "alt", "people"),
}
"""What a snippet of a model has; of others everything."""


def schema(folder: str) -> dict[str, Any]:
    """Return the JSON Schema of the front matter of the files in a folder of content.

    >>> schema("movements")["properties"]["kind"]["enum"]
    ['movement', 'campaign']
    """
    model = MODELS[folder]
    made = model.model_json_schema(by_alias=True)
    definitions = made.pop("$defs", {})
    for name in model.FROM_FILE:
        made["properties"].pop(name, None)
    made["required"] = [name for name in made.get("required", []) if name not in model.FROM_FILE]
    inner = {name: _tidy(each) for name, each in definitions.items()}
    found = {"$schema": _DRAFT, "title": folder, **_tidy(made)}
    return found | ({"definitions": inner} if inner else {})


def _tidy(value: Any) -> Any:
    """Return a schema in Vietnamese, in the words of draft 7, without what only repeats names."""
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    if not isinstance(value, dict):
        return value.replace("#/$defs/", "#/definitions/") if isinstance(value, str) else value
    found: dict[str, Any] = {}
    for key, each in value.items():
        if key == "properties":
            found[key] = {name: _tidy(inner) for name, inner in each.items()}
        elif key == "description":
            # A class's docstring goes on for programmers; its first line is for editors.
            found[key] = words("vi").text(each.partition("\n")[0])
        elif key != "title":
            found[key] = _tidy(each)
    return found


def snippets() -> dict[str, Any]:
    """Return snippets of VS Code: a front matter of each kind, and every key."""
    found: dict[str, Any] = {}
    for folder, model in MODELS.items():
        if folder not in _PLACES:
            continue
        needed = [
            f"{field.alias or name}: {_value(field.annotation)}"
            for name, field in model.model_fields.items()
            if field.is_required()
            and name not in model.FROM_FILE
            and not models_in(field.annotation)
        ]
        if folder == "albums":
            needed += ["photos:", *_listed(_lines(Photo))]
        found[f"bv-{folder}"] = {
            "scope": "markdown",
            "prefix": f"bv-{folder}",
            "description": _PLACES[folder],
            "body": ["---", *_numbered(needed), "---", "$0"],
        }
        for name, field in model.model_fields.items():
            key = field.alias or name
            inner = next(iter(models_in(field.annotation)), None)
            if name in model.FROM_FILE or inner is Imported or key in found:
                continue
            lines = _lines(inner) if inner else [f"{key}: {_value(field.annotation)}"]
            if inner and get_origin(field.annotation) is tuple:
                lines = _listed(lines)
            elif inner:
                lines = [f"  {line}" for line in lines]
            found[key] = {
                "scope": "markdown",
                "prefix": key,
                "description": words("vi").text(meanings(model).get(name, key)),
                "body": _numbered([f"{key}:", *lines] if inner else lines),
            }
    return found


def _listed(lines: list[str]) -> list[str]:
    return [("  " if at else "- ") + line for at, line in enumerate(lines)]


def _lines(model: type[BaseModel]) -> list[str]:
    """Return a line for each plain key of a model, with what stands for its value."""
    return [
        f"{field.alias or name}: {_value(field.annotation)}"
        for name, field in model.model_fields.items()
        if not models_in(field.annotation) and name in _SHOWN.get(model, (name,))
    ]


def _value(annotation: Any) -> str:
    """Return a place to be filled in: its choices if they are few, or nothing yet."""
    choices = choices_in(annotation)
    place = f"${{{{{{}}|{','.join(choices)}|}}}}" if choices else "${{{}}}"
    return f"[{place}]" if get_origin(annotation) is tuple else place


def _numbered(lines: list[str]) -> list[str]:
    """Return lines in which the places to be filled in are numbered one after another."""
    found: list[str] = []
    for line in lines:
        number = 1 + sum("${" in each for each in found)
        found.append(line.format(number) if "${" in line else line)
    return found


def as_text(value: object) -> str:
    """Return a value as a file of JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
