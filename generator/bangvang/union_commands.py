"""The command `bangvang union`."""

from pathlib import Path

import click

from bangvang.publish.target import unwritable
from bangvang.telling import end
from bangvang.union import UnionError, files, join, read_export
from bangvang.words import message, words

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OUT = click.Path(file_okay=False, path_type=Path)


@click.command("union")
@click.argument("folders", type=_FOLDER, nargs=-1, required=True)
@click.option("--out", type=_OUT, required=True, help="The folder for the joined register.")
def union_command(folders: tuple[Path, ...], out: Path) -> None:
    """Join the exports of several portals into one register of honours, as data.

    Each of FOLDERS is a built site, or what `bangvang export` wrote. Ids are kept; every row names
    its portal; where two portals contradict each other on one id the first stays, and
    xung-dot.csv lists the difference.
    """
    language = words("vi")
    try:
        found = join(map(read_export, folders))
        out.mkdir(parents=True, exist_ok=True)
        for name, data in files(found):
            (out / name).write_bytes(data)
            click.echo(out / name)
    except UnionError as error:
        end(error, language)
    except OSError as error:
        end(unwritable(out, error), language)
    honours, honorees, _ = (len(table.rows) for table in found.tables)
    text = message("{conferrals}, {honorees} honorees, {conflicts} contradictions")
    numbers = {"honorees": honorees, "conflicts": len(found.conflicts.rows)}
    conferrals = language.count("one conferral", "{n} conferrals", honours)
    click.echo(language.text(text, conferrals=conferrals, **numbers))
