"""Every field that refers to an entity is resolved, wherever it stands."""

from typing import Any

import pytest

from bangvang.content.check.resolve import Registry, Resolver
from bangvang.model.catalog import Registers
from bangvang.model.kinds import MODELS, reference_paths
from bangvang.model.problems import Unsure
from bangvang.model.types import Ref
from bangvang.render.desk.fields import fields_of
from bangvang.words import words
from fields import filled
from support import NOW, Content

PATHS = [
    (folder, path, ref)
    for folder, model in MODELS.items()
    for path, ref in reference_paths(model)
    if not ref.free
]


@pytest.fixture
def registers(content: Content) -> Registers:
    return content.read(NOW).portal.registers


def _put(facts: Any, path: tuple[str, ...], text: str) -> None:
    """Put a text at a path into facts; lists have one item."""
    if path[1:] in ((), ("*",)):
        facts[path[0]] = [text] if path[1:] else text
    else:
        deeper = 2 if path[1] == "*" else 1
        _put(facts[path[0]][0] if deeper == 2 else facts[path[0]], path[deeper:], text)


@pytest.mark.parametrize(("folder", "path", "ref"), PATHS, ids=str)
def test_a_reference_that_leads_nowhere_is_told(
    registers: Registers, folder: str, path: tuple[str, ...], ref: Ref
) -> None:
    facts = filled(MODELS[folder], "x", set())
    for honour in facts.get("honours", ()):
        honour |= {"id": "cmau2222", "kind": "person"}
    for photo in facts.get("photos", ()):
        photo |= {"id": "a", "status": "caption-only"}
    _put(facts, path, "Không có")
    entity = MODELS[folder].model_validate({**facts, "id": "x", "file": "x.md"})
    resolver = Resolver(Registry(registers, (), Unsure(), []))
    resolver.resolve(entity)
    told = {
        tuple("*" if isinstance(part, int) else part for part in each.where or ())
        for each in resolver.problems
    }
    assert path in told
    assert (ref.folder, "Không có") in resolver.lookups


def test_the_desk_lets_choose_what_is_referred_to() -> None:
    """The parent of a movement or award, too."""
    for folder in ("movements", "awards"):
        fields = {field["name"]: field for field in fields_of(MODELS[folder], words("vi"))}
        assert fields["parent"]["widget"] == "relation"
        assert fields["parent"]["collection"] == folder
