"""What click, which reads the command line, says of its own, in the language of the portal."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from inspect import cleandoc

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from bangvang.words import Words, message

TEXTS = {
    message("Usage:"),
    message("Show this message and exit."),
    message("Options"),
    message("Commands"),
    message("Positional arguments"),
    message("Try '{command} {option}' for help."),
    message("Error: {message}"),
    message("Error: invalid input"),
    message("Aborted!"),
    message("Missing command."),
    message("Missing argument"),
    message("Missing option"),
    message("Missing parameter"),
    message("Missing parameter: {param_name}"),
    message("Missing {param_type}"),
    message("No such option {name!r}."),
    message("No such command {name!r}."),
    message("Did you mean {possibility}?"),
    message("(Did you mean one of: {possibilities}?)"),
    message("Got unexpected extra argument ({args})"),
    message("Got unexpected extra arguments ({args})"),
    message("Option {name!r} does not take a value."),
    message("Option {name!r} requires an argument."),
    message("Option {name!r} requires {nargs} arguments."),
    message("Argument {name!r} takes {nargs} values."),
    message("Invalid value: {message}"),
    message("Invalid value for {param_hint}: {message}"),
    message("Choose from:\n\t{choices}"),
    message("{value!r} is not {choice}."),
    message("{value!r} is not one of {choices}."),
    message("{value!r} is not a valid {number_type}."),
    message("{value!r} is not a valid boolean. Recognized values: {states}"),
    message("{value!r} does not match the format {format}."),
    message("{value!r} does not match the formats {formats}."),
    message("{value} is not in the range {range}."),
    message("{name} {filename!r} does not exist."),
    message("{name} {filename!r} is a file."),
    message("{name} {filename!r} is a directory."),
    message("{name} {filename!r} is not readable."),
    message("{name} {filename!r} is not writable."),
    message("default: {default}"),
}
"""The texts of click that a command may print."""


def portal_words() -> Words:
    """Return the words of the portal in this folder."""
    # Loads much that a command without anything to say does not need.
    from bangvang.cli.options import spoken

    return spoken()


def _text(text: str) -> str:
    # Others are asked for whenever a command is made, not only when something is printed.
    return portal_words().text(text) if text in TEXTS else text


def _counted(one: str, many: str, n: int) -> str:
    return _text(one if n == 1 else many)


def explained(command: click.Command) -> click.Command:
    """Return a command whose help is in the language of the portal."""
    made = copy(command)
    made.help = translated(command.help)
    made.params = [copy(param) for param in command.params]
    for param in made.params:
        if isinstance(param, click.Option):
            param.help = translated(param.help)
    if isinstance(made, click.Group):
        made.commands = {name: explained(each) for name, each in made.commands.items()}
    return made


def translated(text: str | None) -> str | None:
    """Return a text of help; one that is put together is translated by its sentences."""
    whole = cleandoc(text or "")
    text_of = portal_words().text
    found = text_of(whole)
    if found == whole:
        found = " ".join(map(text_of, re.split(r"(?<=[.}]) (?=[A-Z])", whole)))
    return found or None


@contextmanager
def usage_translated(*, helps: bool) -> Iterator[None]:
    """Let click ask our catalogue for its texts: each of its modules keeps gettext as `_`.

    What it says of the option `--help` itself is asked for with every command, and only translated
    when one `helps`.
    """
    modules = [core, exceptions, formatting, parser, termui, types, *([decorators] * helps)]
    with ExitStack() as stack:
        for module in modules:
            for name, ask in (("_", _text), ("ngettext", _counted)):
                if hasattr(module, name):
                    stack.callback(setattr, module, name, getattr(module, name))
                    setattr(module, name, ask)
        yield
