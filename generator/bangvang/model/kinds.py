"""The kinds of entities: each model by its folder, and what an annotation of a field is made of."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bangvang.model.albums import Album
from bangvang.model.articles import Article
from bangvang.model.official import OfficialDocument
from bangvang.model.registers import (
    Award,
    District,
    Event,
    HandWritten,
    Honoree,
    Movement,
    Site,
)
from bangvang.model.types import Entity, Ref

MODELS: Mapping[str, type[Entity]] = {
    "site": Site,
    **{
        model.folder: model
        for model in (
            *(Article, OfficialDocument, Event, Honoree, Award, Movement, District, Album),
            HandWritten,
        )
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


def metadata_of(field: FieldInfo) -> list[Any]:
    """Return what the annotation of a field says beside its types, at every depth."""
    return [*field.metadata, *_metadata(field.annotation)]


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _metadata(part)


def ref_of(field: FieldInfo) -> Ref | None:
    """Return what the texts of a field refer to; None when they refer to nothing."""
    return next((each for each in metadata_of(field) if isinstance(each, Ref)), None)


def register_of(field: FieldInfo) -> str | None:
    """Return the folder from which the values of a field are chosen; None when any will do."""
    ref = ref_of(field)
    return ref.folder if ref and not ref.free else None


class Referring(NamedTuple):
    """A field whose texts refer to entities, or whose models have such fields."""

    name: str
    key: str
    """Its key in front matter."""
    ref: Ref | None
    """None when it is the models within that refer."""
    within: tuple[type[BaseModel], ...]
    listed: bool
    required: bool


@cache
def referring(model: type[BaseModel]) -> tuple[Referring, ...]:
    """Return the fields of a model by which its entities hang together.

    >>> [(field.key, field.ref.folder) for field in referring(MODELS["events"])]
    [('district', 'districts'), ('movements', 'movements')]
    """
    found = []
    for name, field in model.model_fields.items():
        ref = ref_of(field)
        within = tuple(inner for inner in models_in(field.annotation) if referring(inner))
        if ref or within:
            listed = get_origin(field.annotation) is tuple
            key = field.alias or name
            found.append(Referring(name, key, ref, within, listed, field.is_required()))
    return tuple(found)


def reference_paths(model: type[BaseModel]) -> Iterator[tuple[tuple[str, ...], Ref]]:
    """Yield where front matter refers to what; "*" stands for every item of a list.

    >>> next(reference_paths(MODELS["albums"]))
    (('event',), Ref(folder='events', free=''))
    """
    for field in referring(model):
        path = (field.key, "*") if field.listed else (field.key,)
        if field.ref:
            yield path, field.ref
        for inner in field.within:
            for rest, ref in reference_paths(inner):
                yield (*path, *rest), ref
