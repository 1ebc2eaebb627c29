"""The kinds of entities: each model by its folder, and what an annotation of a field is made of."""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from bangvang.model.albums import Album
from bangvang.model.articles import Article
from bangvang.model.registers import (
    Award,
    District,
    Event,
    HandWritten,
    Honoree,
    Movement,
    Site,
)
from bangvang.model.types import Entity

MODELS: Mapping[str, type[Entity]] = {
    "site": Site,
    **{
        model.folder: model
        for model in (Article, Event, Honoree, Award, Movement, District, Album, HandWritten)
    },
}


def choices_in(annotation: Any) -> tuple[str, ...]:
    """Return the values that a `Literal` in an annotation allows; none without one."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return tuple(value for part in get_args(annotation) for value in choices_in(part))


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that an annotation such as `tuple[Conferral, ...]` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]
