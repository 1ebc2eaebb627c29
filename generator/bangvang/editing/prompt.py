"""Asking an editor for the facts of a new file, one line after another, on a terminal."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.validation import ValidationError, Validator

from bangvang.editing.new import Around, as_day
from bangvang.model.kinds import choices_in, register_of
from bangvang.model.problems import Problem, explain
from bangvang.model.types import Entity, meanings
from bangvang.text import fold, slugify
from bangvang.words import Words, message

_ASKED = {
    "article": ("title", "date", "lede", "authors", "districts", "movements", "events"),
    "document": ("kind", "number", "date", "authority", "signer", "title", "movements", "events"),
    "event": ("name", "kind", "date", "session", "place", "district"),
    "album": ("title", "event", "photos"),
    "movement": ("name", "kind", "parent", "district"),
    "honoree": ("name", "kind", "district"),
}


class _Names(Completer):
    """Completes names by any part of them, with or without diacritics."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
        typed = document.text_before_cursor
        for name in self._names:
            if fold(typed) in fold(name):
                yield Completion(name, start_position=-len(typed))


class _Check(Validator):
    """Says what is wrong with what is typed, while it is typed."""

    def __init__(self, wrong: Callable[[str], str]) -> None:
        self._wrong = wrong

    def validate(self, document: Document) -> None:
        text = self._wrong(document.text.strip())
        if text:
            raise ValidationError(message=text, cursor_position=len(document.text))


def ask(
    kind: str,
    model: type[Entity],
    facts: dict[str, Any],
    pictures: list[tuple[str, Path]],
    around: Around,
    language: Words,
) -> None:
    """Ask for the facts that are missing, and put them into `facts` in the order of the model."""
    session: PromptSession[str] = PromptSession()
    asker = _Asker(session, around, language)
    for key in _ASKED[kind]:
        fields = model.model_fields.items()
        name, field = next(each for each in fields if key in (each[0], each[1].alias))
        if key in facts:
            continue
        label = language.text(meanings(model).get(name, key)).rstrip(".")
        register = register_of(field)
        if key == "photos":
            facts[key] = asker.photos(pictures)
        elif str(field.annotation).startswith("tuple"):
            found = asker.several(label, register)
            facts |= {key: found} if found else {}
        else:
            found_one = asker.one(
                label,
                needed=field.is_required(),
                register=register,
                values=choices_in(field.annotation),
                day=key == "date",
            )
            facts |= {key: found_one} if found_one else {}
    order = [field.alias or name for name, field in model.model_fields.items()]
    for key in sorted(facts, key=order.index):
        facts[key] = facts.pop(key)


class _Asker:
    def __init__(self, session: "PromptSession[str]", around: Around, language: Words) -> None:
        self._session = session
        self._around = around
        self._language = language

    def one(
        self,
        label: str,
        *,
        needed: bool = False,
        register: str | None = None,
        values: tuple[str, ...] = (),
        day: bool = False,
    ) -> Any:
        """Return the answer to one question; "" when nothing was typed and nothing is needed."""
        # Values are English words of the files; whoever answers may use their own.
        labels = {fold(self._language.text(value)): value for value in values}
        spoken = [self._language.text(value) for value in values]
        names = self._names(register) if register else spoken
        shown = f" ({', '.join(spoken)})" if values else ""
        shown += f" ({self._language.text('Enter alone: today')})" if day and needed else ""
        answer = self._session.prompt(
            f"{label}{shown}: ",
            completer=_Names(names) if names else None,
            complete_while_typing=bool(names),
            validator=_Check(lambda text: self._wrong(text, needed, register, values, day)),
            validate_while_typing=True,
        ).strip()
        if day and needed and not answer:
            return date.today()
        return as_day(answer) if day else labels.get(fold(answer), answer)

    def several(self, label: str, register: str | None) -> list[str]:
        """Return the answers to one question that is asked until nothing is typed."""
        found: list[str] = []
        while True:
            again = f"{label} ({self._language.text('Enter alone ends the list')})"
            answer = self.one(again, register=register)
            if not answer:
                return found
            found.append(answer)

    def photos(self, pictures: list[tuple[str, Path]]) -> list[dict[str, Any]]:
        """Return the photos of an album: captions, and the pictures that belong to them."""
        photos: list[dict[str, Any]] = []
        say = self._language.text
        while True:
            number = len(photos) + 1
            label = say("Caption of photo {number}", number=number)
            end = "" if not photos else f" ({say('Enter alone ends the list')})"
            caption = self.one(label + end, needed=not photos)
            if not caption:
                return photos
            photo: dict[str, Any] = {"id": f"anh-{number}"}
            path = self._picture()
            if path:
                photo["file"] = f"{slugify(path.stem) or f'anh-{number}'}{path.suffix.lower()}"
                pictures.append((photo["file"], path))
            photo["caption"] = caption
            photos.append(photo if path else photo | {"status": "caption-only"})

    def _picture(self) -> Path | None:
        text = self._language.text("Its picture (Enter alone when only the caption is left)")
        answer = self._session.prompt(
            f"  {text}: ",
            completer=PathCompleter(expanduser=True),
            validator=_Check(
                lambda typed: (
                    ""
                    if not typed or Path(typed).expanduser().is_file()
                    else self._language.text("there is no such file")
                )
            ),
            validate_while_typing=False,
        ).strip()
        return Path(answer).expanduser() if answer else None

    def _names(self, register: str) -> list[str]:
        held = getattr(self._around.registry.registers, register)
        return [each.name for each in held.values()]

    def _wrong(
        self,
        text: str,
        needed: bool,
        register: str | None,
        values: tuple[str, ...],
        day: bool,
    ) -> str:
        """Return what is wrong with an answer; "" when nothing is."""
        say = self._language.text
        if not text:
            return say("this is needed") if needed and not day else ""
        if day and not isinstance(as_day(text), date):
            return explain(Problem("", "E112", values={"value": text}), self._language)[0]
        spoken = [self._language.text(value) for value in values]
        if values and fold(text) not in map(fold, (*values, *spoken)):
            return say("one of: {choices}", choices=", ".join(spoken))
        if register and not self._around.registry.find(register, text):
            near = self._around.registry.near(register, text)
            hint = say("Did you mean “{near}”?", near=near) if near else ""
            return f"{say(_UNKNOWN)} {hint}".strip()
        return ""


_UNKNOWN = message(
    "the register does not have this name; erase it, or make it first with `bangvang new`."
)
