"""The fields of the desk's forms, made from the same models as the JSON Schema."""

import re
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bangvang.model.articles import Conferral, Imported
from bangvang.model.dates import parse_day, parse_moment, parse_partial, parse_period
from bangvang.model.kinds import choices_in, metadata_of, models_in, register_of
from bangvang.model.types import Entity, meanings
from bangvang.render.desk.labels import CHOICES, LABELS
from bangvang.words import Words

Field = dict[str, Any]

MAX_UPLOAD = 20_000_000
"""Bytes of a file: more than any camera of a newspaper makes as JPEG."""

_UPLOADS = {"max_file_size": MAX_UPLOAD}

_LONG = frozenset(
    {"lede", "citation", "caption", "caption_corrected", "alt", "description", "text", "reason"}
)
_QUOTED = re.compile("`([^`]+)`")
_PATTERNS = {
    parse_partial: (r"^\d{4}(-\d{2}(-\d{2})?)?$", "2020-09-10, 2020-09, 2020"),
    parse_period: (r"^\d{4}([ -]+\d{4})?$", "2019, 2018-2019"),
    parse_moment: (r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?", "2020-09-10 07:00"),
}


def fields_of(model: type[Entity], words: Words) -> list[Field]:
    """Return the fields of an entity's form, in the order of its keys; its prose comes last."""
    found = _fields(model, words)
    body = {"name": "body", "label": words.text("Text"), "widget": "markdown", "required": False}
    # The raw mode alone gives back tables and footnotes as they were.
    return [*found, {**body, "modes": ["raw"], "buttons": [], "editor_components": []}]


def _fields(model: type[BaseModel], words: Words) -> list[Field]:
    hidden = model.FROM_FILE if issubclass(model, Entity) else frozenset()
    return [
        _field(model, name, field, words)
        for name, field in model.model_fields.items()
        if name not in hidden
    ]


def _field(model: type[BaseModel], name: str, given: FieldInfo, words: Words) -> Field:
    key = given.alias or name
    found: Field = {
        "name": key,
        "label": words.text(LABELS.get(key, key)),
        "required": given.is_required() and issubclass(model, Entity),
    }
    if meaning := meanings(model).get(name):
        found["hint"] = _QUOTED.sub(lambda it: _called(it[1], words), words.text(meaning))
    listed = get_origin(given.annotation) is tuple
    inner = models_in(given.annotation)
    if Imported in inner:
        return {"name": key, "widget": "hidden", "required": False}
    if key == "id":
        # A conferral gets its opaque id when it is saved; what is there is kept.
        return found | {"widget": "hidden" if model is Conferral else "string"}
    if inner:
        every: dict[str, Field] = {}
        for each in inner:
            every |= {field["name"]: field for field in _fields(each, words)}
        # What few articles have is a line to open, not a dozen empty fields in each form.
        closed = not listed and not given.is_required()
        form = {"fields": list(every.values()), "collapsed": closed}
        if not listed:
            return found | {"widget": "object", **form}
        empty: Field = {} if found["required"] else {"default": []}
        single = found["label"].lower()
        return found | {"widget": "list", "label_singular": single, **form, **empty}
    if register := register_of(given):
        return found | _relation(register, listed)
    if choices := choices_in(given.annotation):
        options = [
            {"label": words.text(CHOICES.get(each, each)), "value": each} for each in choices
        ]
        given_one = isinstance(given.default, str) and issubclass(model, Entity)
        default = {"default": given.default} if given_one else {}
        if str(choices[0]).isdigit():
            return {"name": key, "widget": "hidden", "default": int(choices[0])}
        return found | {"widget": "select", "options": options, "multiple": listed, **default}
    if listed:
        text = {"name": "each", "label": found["label"], "widget": "string"}
        return found | {"widget": "list", "field": text, "collapsed": False}
    return found | _plain(key, given)


def _called(value: str, words: Words) -> str:
    """Return what a value of front matter is called on the desk, where it is a choice."""
    return f"“{words.text(CHOICES[value])}”" if value in CHOICES else value


def _relation(collection: str, listed: bool) -> Field:
    name = "title" if collection == "albums" else "name"
    return {
        "widget": "relation",
        "collection": collection,
        "multiple": listed,
        "value_field": "{{slug}}",
        "search_fields": [name] if collection == "albums" else [name, "aliases.*"],
        "display_fields": [name],
        "options_length": 300,
    }


def _plain(key: str, given: FieldInfo) -> Field:
    """Return the widget of one value: a day, a number, a picture or text."""
    readers = [getattr(each, "func", None) for each in metadata_of(given)]
    if parse_day in readers:
        day = {"format": "YYYY-MM-DD", "date_format": "DD/MM/YYYY", "time_format": False}
        return {"widget": "datetime", "picker_utc": True, "default": "", **day}
    for reader, pattern in _PATTERNS.items():
        if reader in readers:
            return {"widget": "string", "pattern": list(pattern)}
    if key in ("file", "lead"):
        return {"widget": "file", "choose_url": False, "media_library": {"config": _UPLOADS}}
    if numbers := {int, float} & _bare(given.annotation):
        return {"widget": "number", "value_type": "int" if int in numbers else "float"}
    return {"widget": "text" if key in _LONG else "string"}


def _bare(annotation: Any) -> set[Any]:
    parts = get_args(annotation)
    return {annotation} if not parts else {each for part in parts for each in _bare(part)}
