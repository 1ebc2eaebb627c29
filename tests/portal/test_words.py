"""The message catalogue: complete in Vietnamese, with the same blanks to fill."""

import string

from bangvang.editing.reference import documents
from bangvang.model.types import Entity, Frozen
from bangvang.words import words
from catalogue import messages
from support import ROOT


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _descriptions(model: type[Frozen] = Frozen) -> set[str]:
    found = {
        field.description or ""
        for name, field in model.model_fields.items()
        if not (issubclass(model, Entity) and name in model.FROM_FILE)
    }
    return found.union(*(_descriptions(each) for each in model.__subclasses__()))


def test_every_word_of_the_interface_is_in_the_catalogue() -> None:
    """Nothing on a page, in a message or in the reference is left in English by mistake."""
    known = words("vi")._texts
    plurals = {
        "{n} articles",
        "{n} conferrals",
        "{n} names",
        "{n} errors",
        "{n} warnings",
        "{n} collectives",
        "{n} persons",
        "{n} photos",
        "{n} albums",
        "{n} files",
        "{n} movements",
        "{n} districts",
        "{n} events",
        "{n} honours",
        "{n} counts",
        "{n} captions",
        "{n} pictures",
        "{n} lines",
        "{n} addresses",
        "{n} portals",
        "{n} documents",
        "{n} older pages",
    }
    plurals |= {"{n} households"} | {
        f"{{n}} conferrals on {whom}" for whom in ("collectives", "persons", "households")
    }
    assert messages() | _descriptions() - {""} <= set(known) | plurals | {""}
    for message, text in known.items():
        texts = (text,) if isinstance(text, str) else text
        for each in texts:
            assert _blanks(each) <= _blanks(message) | {"n"}, message


def test_numbers_and_dates_are_vietnamese() -> None:
    """1.195 is one thousand one hundred and ninety-five."""
    assert words("vi").number(1195) == "1.195"
    assert words("vi").number(6.8) == "6,8"


def test_the_generated_documents_are_current() -> None:
    """`make docs` was run after the last change of a model or a code."""
    for name, text in documents().items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, f"run make docs: {name}"


def test_no_file_is_too_long_to_read_in_one_sitting() -> None:
    """About three hundred lines; longer ones want splitting by meaning."""
    long = {
        path.relative_to(ROOT).as_posix(): count
        for folder in ("generator", "benchmarks", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}
