"""The commands of a portal's beginning and of its later years: `bangvang init` and `migrate`."""

import re
from pathlib import Path

import click

from bangvang.cli.options import CONTENT, tell
from bangvang.content.write.sheets import SheetError, read_sheet
from bangvang.editing.init import Portal, found, legible, requirement
from bangvang.editing.migrate import NEWEST, MigrationError, migrate
from bangvang.model.problems import errors
from bangvang.words import LANGUAGES, message, words

_FOLDER = click.Path(file_okay=False, path_type=Path)
_TABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
_COLOUR = re.compile("#[0-9a-f]{6}")


@click.command("init")
@click.argument("folder", type=_FOLDER)
@click.option("--province", required=True, prompt=True, help="With its rank: Tỉnh Cao Bằng.")
@click.option("--office", required=True, prompt=True, help="Who publishes the portal.")
@click.option("--url", required=True, prompt=True, help="The address: https://….")
@click.option("--districts", "table", type=_TABLE, required=True, prompt=True)
@click.option("--name", help="The name of the portal; default: Bảng Vàng and the province.")
@click.option("--colour", default="#9c1019", show_default=True, help="Dark enough for white text.")
@click.option("--language", type=click.Choice(LANGUAGES), default="vi", show_default=True)
def init_command(
    folder: Path,
    province: str,
    office: str,
    url: str,
    table: Path,
    name: str | None,
    colour: str,
    language: str,
) -> None:
    """Lay out a portal for any province in FOLDER, which passes its own `make test`.

    The table of districts is a .csv or .xlsx with the columns name and code, and perhaps rank,
    founded, ended, ended_by, successors and aliases (with semicolons), longitude, latitude, area.
    """
    spoken = words(language)
    colour = colour.lower()
    if not _COLOUR.fullmatch(colour) or not legible(colour):
        text = message("{colour} is no colour as #9c1019, dark enough for white text on it")
        raise click.BadParameter(spoken.text(text, colour=colour), param_hint="--colour")
    short = re.sub(r"^(Tỉnh|Thành phố) ", "", province.strip())
    portal = Portal(name or f"Bảng Vàng {short}", province, office, url, language, colour)
    try:
        problems = found(folder, portal, table.name, read_sheet(table))
    except SheetError as error:
        click.echo(f"{table}: {spoken.text(error.text, **error.values)}", err=True)
        raise SystemExit(1) from error
    except FileExistsError as error:
        click.echo(spoken.text("{out} is there already", out=folder), err=True)
        raise SystemExit(1) from error
    except (OSError, UnicodeEncodeError) as error:
        click.echo(f"{folder}: {error}", err=True)
        raise SystemExit(1) from error
    tell(problems, spoken, Path())
    if errors(problems):
        raise SystemExit(1)
    if "file:" in requirement():
        text = message("{file} names a folder of this machine: other machines need another source")
        click.echo(spoken.text(text, file=folder / "bangvang.txt"), err=True)
    click.echo(spoken.text("{folder} is laid out; go on with: make site", folder=folder))


@click.command("migrate")
@click.option("--content", **CONTENT)
def migrate_command(content: Path) -> None:
    """Bring the content to the version of the content schema that this program reads."""
    spoken = words("vi")
    try:
        changed = migrate(content)
    except MigrationError as error:
        text = message("site.md is of schema version {found}; this program knows up to {newest}")
        click.echo(spoken.text(text, found=error, newest=NEWEST), err=True)
        raise SystemExit(1) from error
    for file in changed:
        click.echo(content / file)
    click.echo(spoken.text("The content is of schema version {newest}.", newest=NEWEST))
