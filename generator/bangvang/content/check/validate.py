"""From a source to its entity: pydantic finds the faults, this module puts them into problems."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel, Field, ValidationError, create_model
from pydantic_core import ErrorDetails

from bangvang.content.check.date_forms import DateForm, suggested
from bangvang.content.read.source import Source
from bangvang.model.articles import HONOUR_TAGS, Article, Conferral
from bangvang.model.kinds import MODELS, models_in
from bangvang.model.official import OfficialDocument
from bangvang.model.problems import Problem, Where
from bangvang.model.registers import (
    Award,
    District,
    Event,
    Honoree,
)
from bangvang.model.types import Entity
from bangvang.text import nearest
from bangvang.words import message

# What pydantic calls a fault, and what is expected instead.
_EXPECTED = {
    "string_type": message("text in quotes"),
    "int_type": message("a whole number"),
    "int_parsing": message("a whole number"),
    "int_from_float": message("a whole number"),
    "float_type": message("a number"),
    "float_parsing": message("a number"),
    "bool_type": message("true or false"),
    "tuple_type": message("a list, such as [one, other]"),
    "list_type": message("a list, such as [one, other]"),
    "dict_type": message("keys and values, one a line"),
    "model_type": message("keys and values, one a line"),
    "model_attributes_type": message("keys and values, one a line"),
    "mapping_type": message("keys and values, one a line"),
    "wrong_type": message("a date"),
}
# What a field looks like that has a form of its own.
_FORMS = {
    ("honours", "id"): "c7k3m9q",
    ("honours", "ref"): "c7k3m9q",
    ("photos", "id"): "toan-canh",
    ("", "code"): '"058"',
    ("", "file"): "quyet-dinh-01.pdf",
    ("", "lead"): "anh-chinh.jpg",
    ("", "portrait"): "le-tuyen-duong-2020/toan-canh",
    ("", "redirect_from"): "/tin-bai/2020/09/ten-cu/",
    ("", "url"): "https://example.org/",
    ("", "time_zone"): "Asia/Ho_Chi_Minh",
    ("", "area"): "550",
    ("", "sha256"): "64 × 0-9, a-f",
}
_DATES: dict[str, tuple[str, DateForm]] = {
    "impossible_date": ("E104", "partial"),
    "no_such_day": ("E104", "day"),
    "not_a_day": ("E112", "day"),
    "not_a_moment": ("E113", "moment"),
}
_TOO_SMALL = ("greater_than", "greater_than_equal")
_TOO_LARGE = ("less_than", "less_than_equal")


def sound_parts(source: Source, faults: list[Problem]) -> Entity:
    """Return an entity of the keys in which no fault was found."""
    bad = {problem.where[0] for problem in faults if problem.where}
    model = _partial(MODELS[source.folder])
    names = {field.alias or name for name, field in model.model_fields.items()}
    good = {key: value for key, value in source.matter.items() if key in names - bad}
    return model.model_validate({**good, "id": source.id, "file": source.file})


@cache
def _partial(model: type[Entity]) -> type[Entity]:
    """Return a model like `model` in which nothing is required but its id and file."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.is_required() and name not in model.FROM_FILE:
            default = () if get_origin(field.annotation) is tuple else None
            fields[name] = (field.annotation, Field(default=default, alias=field.alias))
    return create_model(f"Partial{model.__name__}", __base__=model, **fields)


def entity_of(source: Source) -> tuple[Entity | None, list[Problem]]:
    """Return the entity that a source describes, or every fault of its front matter."""
    model = MODELS[source.folder]
    matter = {key: value for key, value in source.matter.items() if key not in model.FROM_FILE}
    reserved = [key for key in source.matter if key in model.FROM_FILE]
    problems = [_unknown(source.file, (key,), model) for key in reserved]
    facts = {"id": source.id, "file": source.file, "body": source.body}
    try:
        entity = model.model_validate({**matter, **facts})
    except ValidationError as error:
        details = error.errors(include_url=False)
        # Of a list whose only item is faulty pydantic also says that it is empty.
        return None, problems + [
            _problem(source.file, detail, model)
            for detail in details
            if detail["type"] != "too_short" or not detail["input"]
        ]
    problems += [*_spans(entity), *_lacking(entity)]
    return (None if problems else entity), problems


def _spans(entity: Entity) -> list[Problem]:
    """Return a problem for each span of time that ends before it begins."""
    spans: list[tuple[str, Any, Any]] = []
    match entity:
        case Event():
            spans = [("until", entity.date, entity.until)]
        case District():
            spans = [("ended", entity.founded, entity.ended)]
        case Article():
            spans = [
                ("updated", entity.date, entity.updated),
                ("closes", entity.date, entity.closes),
                ("expires_at", _naive(entity.publish_at), _naive(entity.expires_at)),
            ]
        case OfficialDocument():
            spans = [("until", entity.start or entity.date, entity.until)]
        case Award():
            spans = [("regimes", regime.start, regime.end) for regime in entity.regimes]
    return [
        Problem(entity.file, "E110", (key,), values={"key": key})
        for key, start, end in spans
        if start and end and end < start
    ]


def _lacking(entity: Entity) -> Iterator[Problem]:
    """Yield a problem for each key that another makes needed, or useless.

    A story needs whom it tells of, a change of standing its day and its reason. An article that is
    hidden from the moment on at which it appears is never seen.
    """
    if isinstance(entity, Article):
        if entity.expires_at and entity.publish_at == entity.expires_at:
            yield Problem(entity.file, "E330", ("expires_at",))
        if entity.kind == "story" and not entity.honorees:
            yield Problem(entity.file, "E101", values={"key": "honorees"})
    places: list[tuple[Where, Conferral | Honoree]] = []
    if isinstance(entity, Honoree):
        places = [((), entity)]
    elif isinstance(entity, Article | OfficialDocument):
        honours = enumerate(entity.honours)
        places = [(("honours", i), each) for i, each in honours if isinstance(each, Conferral)]
    for where, each in places:
        if each.status != "active":
            for key, value in (("status_date", each.status_date), ("reason", each.reason)):
                if value is None:
                    yield Problem(entity.file, "E101", where, values={"key": key})


def _naive(moment: datetime | None) -> datetime | None:
    """Return a moment without its zone: one of two may have none."""
    return moment.replace(tzinfo=None) if moment else None


_ROBBED = re.compile(r"\d\d(\d\d)?", re.ASCII)
"""The code of a unit whose zero a spreadsheet took for none: codes have three digits or five."""


def _problem(file: str, detail: ErrorDetails, model: type[Entity]) -> Problem:
    """Return the problem for one of pydantic's errors."""
    where: Where = detail["loc"]
    if where[:1] == ("honours",) and where[2:3] and where[2] in HONOUR_TAGS:
        where = (*where[:2], *where[3:])
    key = next((step for step in reversed(where) if isinstance(step, str)), "")
    value = detail["input"]
    kind = detail["type"]
    context = detail.get("ctx", {})
    text = _text_of(value)
    values = {"key": key, "value": text[:80]}
    if kind == "missing":
        conferral = len(where) == 3 and where[0] == "honours" and key == "id"
        code = "E106" if conferral else "E101"
        where = where[:-1]
    elif kind in ("extra_forbidden", "invalid_key"):
        return _unknown(file, where, model)
    elif kind in _DATES:
        code, form = _DATES[kind]
        if form == "day" and suggested(text, "partial") and not suggested(text, "day"):
            code = "E112"
        return Problem(file, code, where, values=values, near=suggested(text, form))
    elif kind == "literal_error":
        code = "E121" if key == "schema_version" else "E105"
        choices = context["expected"].replace("'", "").replace(" or ", ", ")
        near = nearest(text, choices.split(", "))
        values["choices"] = choices
        return Problem(file, code, where, values=values, near=near)
    elif kind in _EXPECTED:
        if value is None:
            code = "E108"
        else:
            code = "E103"
            values["expected"] = _EXPECTED[kind]
    elif kind in ("string_too_short", "too_short"):
        code = "E108"
    elif kind in _TOO_SMALL + _TOO_LARGE:
        code = "E109" if kind in _TOO_SMALL else "E111"
        values["limit"] = f"{next(iter(context.values())):g}"
    elif kind == "decision":
        code = "E119"
    elif kind == "number":
        code = "E123"
    elif kind == "control":
        code = "E007"
        values["codepoint"] = context["codepoint"]
    elif kind == "invisible":
        code = "E117"
        values |= {"codepoint": context["codepoint"], "character": context["character"]}
    else:
        code = "E107"
        values["form"] = _FORMS.get((str(where[0]), key)) or _FORMS.get(("", key), "…")
        if key == "code" and _ROBBED.fullmatch(text):
            return Problem(file, code, where, values=values, near=f"0{text}")
    return Problem(file, code, where, values=values)


def _text_of(value: object) -> str:
    """Return a value as text; Python refuses to write out numbers of thousands of digits."""
    try:
        return str(value)
    except ValueError:
        return "…"


def _unknown(file: str, where: Where, model: type[Entity]) -> Problem:
    """Return the problem of a key that is not known, with the key it is most like."""
    key = str(where[-1])
    near = nearest(key, _keys(model, where[:-1]) - model.FROM_FILE)
    return Problem(file, "E102", where, values={"key": key}, near=near)


def _keys(model: type[BaseModel], where: Where) -> set[str]:
    """Return the keys that may stand at a path of the front matter of a model."""
    models = [model]
    for step in where:
        if isinstance(step, str):
            models = [
                inner
                for outer in models
                for name, field in outer.model_fields.items()
                if step in (name, field.alias)
                for inner in models_in(field.annotation)
            ]
    return {field.alias or name for each in models for name, field in each.model_fields.items()}
