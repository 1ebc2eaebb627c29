"""Commands about lists of honours: `bangvang list import` and `export`."""

from pathlib import Path

import click

from bangvang.cli.check import at_terminal
from bangvang.cli.options import CONTENT, EXISTING_FILE, FILE, check_ending, end, spoken, wrong
from bangvang.content.read.sheets import SheetError
from bangvang.content.report import plain_line
from bangvang.content.write.sheets import write_sheet
from bangvang.editing.office_lists import (
    NAME,
    ListError,
    Understood,
    folder_of,
    rows_of,
    table_of,
    understood,
)
from bangvang.importing.lists import office_sheet
from bangvang.importing.sources.blocks import SourceError
from bangvang.model.problems import errors
from bangvang.publish.target import unwritable
from bangvang.render.labels import KINDS
from bangvang.words import Words, message

_SHOWN = 12


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

    Nothing that exists is written over. Exit code 1 when a row is not understood.
    """
    language = spoken(content)
    try:
        folder = folder_of(content, document)
        target = folder / NAME
        there = sorted(folder.glob("danh-sach*.*"))
        if there:
            raise ListError(message("{file} is there already"), file=there[0])
        found = understood(file.name, office_sheet(file))
    except (ListError, SheetError, SourceError) as error:
        click.echo(f"{file}: {error.said(language)}", err=True)
        raise SystemExit(1) from error
    _show(found, language)
    # Columns that nothing is known of are left out; that is told above.
    faults = [problem for problem in errors(found.problems) if problem.code != "E034"]
    if not found.rows or faults:
        click.echo(language.text("Nothing was written."), err=True)
        raise SystemExit(1)
    if not yes:
        if not at_terminal():
            raise wrong(message("say --yes: nobody is there to be asked"))
        if not click.confirm(language.text("Write {file}?", file=target), default=True):
            return
    try:
        write_sheet(target, table_of(found.rows))
    except OSError as error:
        end(unwritable(target, error), language)
    count = language.count("one conferral", "{n} conferrals", len(found.rows))
    click.echo(language.text("{count} written to {file}", count=count, file=target))


def _show(found: Understood, language: Words) -> None:
    """Show what was understood: the first rows, how many of each kind, and what is unsure."""
    table = table_of(found.rows[:_SHOWN])
    widths = [max(len(row[at]) for row in table) for at in range(len(table[0]))]
    for row in table:
        cells = (text.ljust(width)[:40] for text, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
    if len(found.rows) > _SHOWN:
        click.echo("…")
    names: dict[str, str] = {"": message("kind not known"), **dict(KINDS.items())}
    kinds = ", ".join(
        f"{language.text(names.get(kind, kind))}: {language.number(count)}"
        for kind, count in found.counted().items()
    )
    total = language.count("one conferral", "{n} conferrals", len(found.rows))
    click.echo(f"{total} ({kinds})" if kinds else total)
    for problem in found.problems:
        click.echo(plain_line(problem, language, Path()), err=True)


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
        write_sheet(file, table_of(rows))
    except ListError as error:
        click.echo(error.said(language), err=True)
        raise SystemExit(1) from error
    except OSError as error:
        end(unwritable(file, error), language)
    count = language.count("one conferral", "{n} conferrals", len(rows))
    click.echo(language.text("{count} written to {file}", count=count, file=file))
