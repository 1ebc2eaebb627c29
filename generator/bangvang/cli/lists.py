"""Commands about lists of honours: `bangvang list import` and `export`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from bangvang.cli.check import at_terminal
from bangvang.cli.options import CONTENT, EXISTING_FILE, FILE, check_ending, end, spoken, wrong
from bangvang.content.read.bounded import read_bounded
from bangvang.content.read.lists import is_honour_list
from bangvang.content.read.sheets import SheetError
from bangvang.content.read.walk import LARGEST_LIST
from bangvang.content.report import plain_line
from bangvang.content.write.files import replace_file
from bangvang.content.write.sheets import write_sheet
from bangvang.editing.office_lists import (
    NAME,
    ListError,
    Understood,
    changes,
    corrected,
    counted,
    folder_of,
    judged_rows,
    loses,
    rows_of,
    table_of,
    understood,
)
from bangvang.importing.lists import office_sheets
from bangvang.importing.sources.blocks import SourceError
from bangvang.model.problems import errors
from bangvang.publish.target import unwritable
from bangvang.words import Words, message

_SHOWN = 12
_CHANGES = {"added": message("new:"), "changed": message("changed:"), "gone": message("gone:")}


@click.group("list")
def list_group() -> None:
    """Bring lists of honours from an office's files to a document, and back."""


@list_group.command("import")
@click.argument("file", type=EXISTING_FILE)
@click.option("--to", "document", required=True, help="The folder of the document or article.")
@click.option("--content", **CONTENT)
@click.option("--yes", is_flag=True, help="Write without asking, when nothing is wrong.")
def import_command(file: Path, document: str, content: Path, yes: bool) -> None:
    """Read FILE (.xlsx, .csv or .docx) as a list of honours, show it, and write it on a yes.

    A list that is there already is replaced by one with the same ids: what `export` wrote, and the
    office corrected. Exit code 1 when a row is not understood.
    """
    language = spoken(content)
    write: Callable[[], None] | None
    try:
        folder = folder_of(content, document)
        there = [each for each in folder.iterdir() if is_honour_list(each.name)]
        if there:
            found, write = _correction(content, folder, there, file, language)
        else:
            sheets = office_sheets(file)
            found = understood(file.name, sheets)
            _show(found, language)
            if found.rows:
                found.problems.extend(judged_rows(content, folder, file.name, sheets, found))
            write = partial(write_sheet, folder / NAME, table_of(found.rows)[1])
    except (ListError, SheetError, SourceError) as error:
        click.echo(f"{file}: {error.said(language)}", err=True)
        raise SystemExit(1) from error
    target = there[0] if there else folder / NAME
    for problem in found.problems:
        click.echo(plain_line(problem, language, Path()), err=True)
    # Columns that nothing is known of are left out; that is told above.
    faults = [problem for problem in errors(found.problems) if problem.code != "E034"]
    if not found.rows or faults:
        click.echo(language.text("Nothing was written."), err=True)
        raise SystemExit(1)
    if write is None:
        click.echo(language.text("Nothing is other than before."))
        return
    if not yes:
        if not at_terminal():
            raise wrong(message("say --yes: nobody is there to be asked"))
        if not click.confirm(language.text("Write {file}?", file=target), default=True):
            return
    try:
        write()
    except OSError as error:
        end(unwritable(target, error), language)
    count = language.count("one conferral", "{n} conferrals", len(found.rows))
    click.echo(language.text("{count} written to {file}", count=count, file=target))


def _correction(
    content: Path, folder: Path, there: list[Path], file: Path, language: Words
) -> tuple[Understood, Callable[[], None] | None]:
    """Show what a corrected list changes; return its honours, and what writes it as it is.

    That is None when nothing is other.
    """
    target = there[0]
    if len(there) > 1 or file.suffix.lower() != target.suffix:
        raise ListError(message("{file} is there already"), file=target)
    data = read_bounded(file, LARGEST_LIST)
    before = rows_of(content, folder)
    found = corrected(content, folder, target.name, data)
    other = changes(before, found.rows)
    for change in other:
        click.echo(f"{language.text(_CHANGES[change.kind])} {change.name}".rstrip())
        for name, old, new in change.facts:
            click.echo(f"    {name}: {old or '-'} → {new or '-'}")
    if other and loses(content, target, data):
        text = message("{file} has titles or columns that the corrected list has not: they go.")
        click.echo(language.text(text, file=target), err=True)
    return found, partial(replace_file, target, data) if other else None


def _show(found: Understood, language: Words) -> None:
    """Show what was understood: the first rows, how many of each kind, and what is unsure."""
    table = table_of(found.rows[:_SHOWN])[1]
    widths = [max(len(row[at]) for row in table) for at in range(len(table[0]))]
    for row in table:
        cells = (text.ljust(width)[:40] for text, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
    if len(found.rows) > _SHOWN:
        click.echo("…")
    click.echo(counted(found, language))


@list_group.command("export")
@click.argument("document")
@click.argument("file", type=FILE)
@click.option("--content", **CONTENT)
def export_command(document: str, file: Path, content: Path) -> None:
    """Write the honours of DOCUMENT's lists, as they stand now, into FILE (.xlsx or .csv)."""
    language = spoken(content)
    check_ending(file)
    try:
        if file.exists():
            raise ListError(message("{file} is there already"), file=file)
        rows = rows_of(content, folder_of(content, document))
        write_sheet(file, table_of(rows)[1])
    except ListError as error:
        click.echo(error.said(language), err=True)
        raise SystemExit(1) from error
    except OSError as error:
        end(unwritable(file, error), language)
    count = language.count("one conferral", "{n} conferrals", len(rows))
    click.echo(language.text("{count} written to {file}", count=count, file=file))
