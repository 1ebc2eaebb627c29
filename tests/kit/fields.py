"""Content in which every field of text holds an attack: the fields are read from the model."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from bangvang.model.articles import ConferralRef
from bangvang.model.kinds import MODELS, choices_in, models_in
from bangvang.model.types import Entity
from pictures import drawn, saved
from support import Content

FIXED: Mapping[str, object] = {
    # References to what the small portal has; everything else is text.
    "districts": ["huyen-hai"],
    "movements": ["thi-dua-yeu-nuoc"],
    "events": ["hoi-nghi-2020"],
    "district": "huyen-hai",
    "event": "hoi-nghi-2020",
    "award": "giay-khen",
    "awards": ["giay-khen"],
    "rank": "Xã",
    "given_to": ["person"],
    "levels": ["district"],
    "date": "2020-06-01",
    "number": "7/QĐ-UBND",
    "class": "certificate",
    "time_zone": "Asia/Ho_Chi_Minh",
    "url": "https://thu.example/",
    "longitude": 105,
    "latitude": 22,
    "area": 9,
}
LEFT_OUT = frozenset(
    # What hides or moves an entity, or names a file; what must agree with another fact.
    "id status status_date reason merged_into parent publish_at expires_at closes until ended from "
    "to updated start replaces amends replaced_by file lead attachments albums honorees "
    "imported redirect_from map regimes sha256 schema_version language".split()
)


def filled(model: type[BaseModel], attack: str, taken: set[str]) -> dict[str, Any]:
    """Return facts for a model in which every text is an attack; note the fields that hold one."""
    facts: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if issubclass(model, Entity) and name in model.FROM_FILE:
            continue
        if key in LEFT_OUT and not field.is_required():
            continue
        if key in FIXED and not (key == "rank" and model.__name__ == "Honoree"):
            facts[key] = FIXED[key]
        elif inner := [each for each in models_in(field.annotation) if each is not ConferralRef]:
            held = filled(inner[0], attack, taken)
            facts[key] = [held] if get_origin(field.annotation) is tuple else held
        elif (value := _value(field, attack)) is not None:
            facts[key] = value
            if attack in json.dumps(value, ensure_ascii=False):
                taken.add(f"{model.__name__}.{key}")
    return facts


def _value(field: FieldInfo, attack: str) -> object:
    """Return the first value that a field takes, an attack if it can be one."""
    annotation: Any = field.annotation
    if field.metadata:
        annotation = Annotated[(field.annotation, *field.metadata)]
    # An alias must not be the name again.
    candidates = (
        *(attack, [f"{attack} (2)"], "2020-06-01", "2019", 1, "https://example.org/x"),
        *choices_in(field.annotation)[:1],
    )
    for value in candidates:
        try:
            TypeAdapter(annotation).validate_python(value)
        except ValidationError:
            continue
        return value
    return None


def write_all(content: Content, number: int, attack: str, body: str) -> set[str]:
    """Write an entity of every kind, each full of an attack; return the fields that hold it."""
    taken: set[str] = set()
    letters = "".join(chr(97 + number // 25**place % 25) for place in range(4))
    for folder, model in MODELS.items():
        if folder == "site":
            continue
        facts = filled(model, f"{attack} {folder} {number}", taken)
        file = f"{folder}/xau-{number}.md"
        if folder == "districts":
            facts |= {"name": f"Xã {attack} {number}", "code": f"{10_000 + number}"}
            facts |= {"successors": [f"Xã {attack} {number} (3)"]}
        elif folder == "documents":
            file = f"documents/2020/xau-{number}/index.md"
            (conferral,) = facts["honours"]
            conferral |= {"id": f"cyy{letters}", "kind": "person"}
            facts["number"] = f"{number + 1}/QĐ-UBND"
        elif folder == "articles":
            file = f"articles/2020/xau-{number}/index.md"
            facts["lead"] = "a.png"
            content.write(f"articles/2020/xau-{number}/a.png", saved(drawn(1, (24, 16)), "PNG"))
            (conferral,) = facts["honours"]
            conferral |= {"id": f"czz{letters}", "kind": "person"}
            facts["albums"] = [f"xau-{number}"]
        elif folder == "albums":
            file = f"albums/xau-{number}/index.md"
            (photo,) = facts["photos"]
            photo |= {"id": "mot", "status": "caption-only"}
        elif folder == "awards":
            facts["name"] = f"{attack} {number}"
        content.write(file, f"---\n{json.dumps(facts, ensure_ascii=False)}\n---\n{body}\n")
    return taken


def write_site(content: Content, attack: str) -> set[str]:
    """Write the portal's own facts, full of an attack; return the fields that hold it."""
    taken: set[str] = set()
    facts = {**filled(MODELS["site"], attack, taken), "schema_version": 1}
    content.write("site.md", f"---\n{json.dumps(facts, ensure_ascii=False)}\n---\n")
    return taken
