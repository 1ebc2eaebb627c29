"""Commands about albums: `bangvang album export` and `import`, for work in a spreadsheet."""

from pathlib import Path
from typing import NoReturn

import click

from bangvang.cli.options import CONTENT, EXISTING_FILE, FILE, check_ending, end, spoken
from bangvang.content.read.sheets import SheetError, read_sheet
from bangvang.content.write.sheets import write_sheet
from bangvang.editing.captions import CaptionError, Refusal, export_rows, import_rows
from bangvang.model.problems import explain
from bangvang.publish.target import unwritable


@click.group("album")
def album_group() -> None:
    """Work on the captions of an album in a spreadsheet."""


@album_group.command("export")
@click.argument("album")
@click.argument("file", type=FILE)
@click.option("--content", **CONTENT)
def export_command(album: str, file: Path, content: Path) -> None:
    """Write the photos of ALBUM into FILE, a .csv or .xlsx that opens in Excel."""
    check_ending(file)
    language = spoken(content)
    if file.exists():
        # Somebody may be at work on it.
        click.echo(language.text("{out} is there already", out=file), err=True)
        raise SystemExit(1)
    try:
        rows = export_rows(content, album)
        write_sheet(file, rows)
    except CaptionError as error:
        _refuse(content, error.refusals)
    except OSError as error:
        end(unwritable(file, error), language)
    count = language.count("one photo", "{n} photos", len(rows) - 1)
    click.echo(language.text("{count} written to {file}", count=count, file=file))


@album_group.command("import")
@click.argument("album")
@click.argument("file", type=EXISTING_FILE)
@click.option("--content", **CONTENT)
def import_command(album: str, file: Path, content: Path) -> None:
    """Write what was changed in FILE, a .csv or .xlsx, back into ALBUM.

    When a row does not fit, all that do not are told, and nothing is written.
    """
    check_ending(file)
    language = spoken(content)
    try:
        changes, left_out = import_rows(content, album, read_sheet(file))
    except CaptionError as error:
        _refuse(content, error.refusals)
    except SheetError as error:
        click.echo(f"{file}: {error.said(language)}", err=True)
        raise SystemExit(1) from error
    for change in changes:
        before, after = (text or language.text("nothing") for text in change[2:])
        click.echo(f"{change.photo}, {change.column}: {before} → {after}")
    photos = len({change.photo for change in changes})
    click.echo(
        language.text(
            "{changed} changed, {left_out} not in the table",
            changed=language.count("one photo", "{n} photos", photos),
            left_out=language.count("one photo", "{n} photos", left_out),
        )
    )


def _refuse(content: Path, refusals: list[Refusal]) -> NoReturn:
    """Say why nothing was done, and end."""
    language = spoken(content)
    for refusal in refusals:
        if refusal.problem:
            text, hint = explain(refusal.problem, language)
            text = f"{refusal.problem.code} {text}\n    {hint}"
        else:
            text = language.text(refusal.text, **refusal.values)
        row = language.text("row {row}: ", row=refusal.row) if refusal.row else ""
        click.echo(f"{row}{text}", err=True)
    raise SystemExit(1)
