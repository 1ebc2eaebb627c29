"""Options and helpers that commands share: folders, moment, reports of faults."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import click

from bangvang.build.pipeline import start_of_build
from bangvang.build.project import Project, packaged, project_of
from bangvang.build.reading import Reading
from bangvang.content.check.digest import site_of
from bangvang.content.report import plain_line
from bangvang.model.dates import bounded
from bangvang.model.problems import Problem, errors
from bangvang.publish.target import PublishError
from bangvang.words import RefusalError, Words, message, words

FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
"""The kinds of paths that commands take."""


def project() -> Project:
    """Return what mkdocs.yml in this folder says, or else the one that came with the package."""
    own = Path("mkdocs.yml")
    config_file = own.resolve() if own.is_file() else packaged("mkdocs.yml")
    chosen = project_of(config_file) or _asked(config_file, config_file.read_bytes())
    if not own.is_file():
        return replace(chosen, site=Path("site"), content=Path("content"))
    site, content = (Path(os.path.relpath(path)) for path in (chosen.site, chosen.content))
    return replace(chosen, site=site, content=content)


@lru_cache(maxsize=1)
def _asked(config_file: Path, _text: bytes) -> Project:
    """Return what the host reads in an mkdocs.yml that only it can tell, such as one with !ENV."""
    from bangvang.build import mkdocs_host as host

    try:
        return host.project_in(host.load(config_file))
    except PublishError as error:
        raise click.UsageError(error.said(words("vi"))) from error


def folder_of(content: Path | None) -> Path:
    """Return the folder of content: what is given, else what mkdocs.yml says.

    That there is none is wrong use.
    """
    folder = content or project().content
    if not folder.is_dir():
        text = message("{folder} is no folder of content: go to where mkdocs.yml is, or give it")
        raise wrong(text, folder=folder)
    return folder


def _folder_given(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    return folder_of(value)


CONTENT: dict[str, Any] = {
    "type": FOLDER,
    "callback": _folder_given,
    "help": "The folder of content; default: that of mkdocs.yml.",
}
"""The option `--content` of a command that reads or writes content."""


def spoken(content: Path | None = None) -> Words:
    """Return the words that a command speaks: of the portal in a folder of content, or in this one.

    Vietnamese where there is no portal, or it does not say.
    """
    try:
        content = content or project().content
    except click.UsageError:
        content = Path("content")
    return words(site_of(content).language)


def wrong(text: str, *, option: str | None = None, **values: object) -> click.UsageError:
    """Return the error of wrong use that a message tells, in the language of the portal."""
    said = spoken().text(text, **values)
    return click.BadParameter(said, param_hint=option) if option else click.UsageError(said)


def check_ending(file: Path) -> None:
    """End with a word about use when a file is no table by its name."""
    if file.suffix.lower() not in (".csv", ".xlsx"):
        text = message("the name must end in {ending}: {file}")
        raise wrong(text, ending=".csv, .xlsx", file=file)


def built_site(site: Path | None) -> Path:
    """Return the folder of the built site: what is given, else what mkdocs.yml says."""
    return site or project().site


def end(error: RefusalError, language: Words) -> NoReturn:
    """Say why something cannot be done, and end."""
    click.echo(error.said(language), err=True)
    raise SystemExit(1) from error


def refuse(reading: Reading, language: Words) -> None:
    """Tell every problem; with an error among them, end."""
    tell(reading.problems, language, reading.content)
    failed = summary(reading.problems, language)
    if failed:
        raise SystemExit(failed)


def tell(problems: Iterable[Problem], language: Words, content: Path) -> None:
    """Tell problems on standard error."""
    for problem in problems:
        click.echo(plain_line(problem, language, content), err=True)


def summary(problems: Sequence[Problem], language: Words) -> int:
    """Say how many problems there are, and return the exit code."""
    if problems:
        failed = len(errors(problems))
        warned = len(problems) - failed
        text = language.text(
            "{errors}, {warnings}",
            errors=language.count("one error", "{n} errors", failed),
            warnings=language.count("one warning", "{n} warnings", warned),
        )
        click.echo(text, err=True)
    return 1 if errors(problems) else 0


def moment(as_of: str | None) -> datetime:
    """Return the one "now" of a build: the option, SOURCE_DATE_EPOCH, or the clock."""
    try:
        return bounded(datetime.fromisoformat(as_of)) if as_of else start_of_build()
    except ValueError:
        hint = "--as-of" if as_of else "SOURCE_DATE_EPOCH"
        value = as_of or os.environ.get("SOURCE_DATE_EPOCH")
        raise wrong(message("{value} is not a date"), option=hint, value=value) from None
