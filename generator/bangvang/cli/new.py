"""`bangvang new`: asks for what a new file of content needs."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, get_origin

import click
import yaml

from bangvang.cli.options import CONTENT, EXISTING_FILE, tell, wrong
from bangvang.editing.new import KINDS, Around, FreshError, as_day, look_around, make
from bangvang.model.kinds import models_in
from bangvang.model.types import Entity, meanings
from bangvang.words import Words, message, words

_DAYS = ("date", "until", "updated", "start")


@click.group("new")
def new_group() -> None:
    """Write a new file of content that passes the check.

    What is needed and not given as an option is asked for: names are completed from the registers,
    days are checked as they are typed.
    """


def _options(model: type[Entity]) -> list[click.Parameter]:
    """Return an option for every field of a model."""
    options: list[click.Parameter] = []
    for name, field in model.model_fields.items():
        if name in model.FROM_FILE or name == "imported":
            continue
        key = field.alias or name
        many = get_origin(field.annotation) is tuple
        inner = bool(models_in(field.annotation))
        about = meanings(model).get(name, "")
        hint = " As YAML: {key: value, …}." if inner else ""
        options.append(
            click.Option(
                [f"--{key.replace('_', '-')}", f"field_{key}"],
                multiple=many,
                metavar="YAML" if inner else "TEXT",
                help=f"{about}{' May be repeated.' if many else ''}{hint}",
            )
        )
    return options


def _command(kind: str, model: type[Entity]) -> click.Command:
    def run(content: Path, identity: str, picture: tuple[Path, ...] = (), **given: Any) -> None:
        around = look_around(content)
        language = words(around.registry.registers.site.language)
        facts = _given(model, given)
        pictures = [(path.name, path) for path in picture]
        missing = [key for key in _needed(model) if key not in facts]
        if missing and sys.stdin.isatty():
            from bangvang.editing.prompt import ask

            ask(kind, model, facts, pictures, around, language)
        elif missing:
            names = ", ".join(f"--{key.replace('_', '-')}" for key in missing)
            raise wrong(message("these are missing: {names}"), names=names)
        _make(kind, facts, around, identity, pictures, language)

    params = [
        click.Option(["--content"], **CONTENT),
        click.Option(["--id", "identity"], default="", help="The id, which becomes its address."),
        *_options(model),
    ]
    if kind == "album":
        params.append(
            click.Option(
                ["--picture"],
                multiple=True,
                type=EXISTING_FILE,
                help="A picture that is copied beside it.",
            )
        )
    about = f"Write a new {kind}. {(model.__doc__ or '').strip().partition(chr(10))[0]}"
    return click.Command(kind, callback=run, params=params, help=about)


def _needed(model: type[Entity]) -> list[str]:
    return [
        field.alias or name
        for name, field in model.model_fields.items()
        if field.is_required() and name not in model.FROM_FILE
    ]


def _given(model: type[Entity], given: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that options give, in the order of the model."""
    facts: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        value = given.get(f"field_{key}")
        if value is None or value == ():
            continue
        inner = bool(models_in(field.annotation))
        read: Callable[[str], Any] = _from_yaml if inner else (as_day if key in _DAYS else str)
        facts[key] = [read(each) for each in value] if isinstance(value, tuple) else read(value)
        if _numeric(field.annotation):
            facts[key] = _from_yaml(value)
    return facts


def _numeric(annotation: Any) -> bool:
    return annotation in (int, float)


def _from_yaml(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise wrong(message("this is no YAML: {value}"), value=text) from error


def _make(
    kind: str,
    facts: dict[str, Any],
    around: Around,
    identity: str,
    pictures: list[tuple[str, Path]],
    language: Words,
) -> None:
    try:
        files = make(kind, facts, around, identity, pictures)
    except FreshError as error:
        _refuse(error, around.content, language)
    for file in files:
        click.echo((around.content / file).as_posix())


def _refuse(error: FreshError, content: Path, language: Words) -> NoReturn:
    """Say why nothing was written, and end."""
    tell(error.problems, language, content)
    if error.text:
        click.echo(error.said(language), err=True)
    raise SystemExit(1)


for _kind, _model in KINDS.items():
    new_group.add_command(_command(_kind, _model))
