"""Commands about honorees: `bangvang withhold`, `bangvang honoree merge` and `split`."""

from collections.abc import Callable
from pathlib import Path

import click

from bangvang.cli.options import CONTENT, moment, spoken
from bangvang.editing.honorees import HonoreeError, files_about, merge, split, withhold
from bangvang.words import message


@click.command("withhold")
@click.argument("honoree")
@click.option("--reason", required=True, help="Why; kept in the content, never shown.")
@click.option("--content", **CONTENT)
def withhold_command(honoree: str, reason: str, content: Path) -> None:
    """Name HONOREE (the id of a record or conferral) nowhere on the portal from now on.

    The next build fails, and says where, as long as prose or captions still hold the name.
    """
    _done(content, lambda: withhold(content, honoree, reason, moment(None)))
    language = spoken(content)
    for file in files_about(content, honoree):
        text = message("{file} is published: if it shows the name, replace it")
        click.echo(language.text(text, file=content / file), err=True)


@click.group("honoree")
def honoree_group() -> None:
    """Merge and split honorees."""


@honoree_group.command("merge")
@click.argument("one")
@click.argument("other")
@click.option("--content", **CONTENT)
def merge_command(one: str, other: str, content: Path) -> None:
    """Make ONE and OTHER a single honoree, OTHER; addresses of ONE lead on to it.

    Each is the id of a record, or of a conferral on an honoree without one.
    """
    _done(content, lambda: merge(content, one, other))


@honoree_group.command("split")
@click.argument("honoree")
@click.argument("conferrals", nargs=-1)
@click.option("--name", help="The name of the new record, if it is another.")
@click.option("--content", **CONTENT)
def split_command(
    honoree: str, conferrals: tuple[str, ...], name: str | None, content: Path
) -> None:
    """Give CONFERRALS of HONOREE to a new record; without any, undo the merge of HONOREE."""
    _done(content, lambda: split(content, honoree, conferrals, name))


def _done(content: Path, do: Callable[[], list[str]]) -> None:
    """Do it, and say which files changed."""
    try:
        changed = do()
    except HonoreeError as error:
        raise click.UsageError(error.said(spoken(content))) from error
    for file in dict.fromkeys(changed):
        click.echo(content / file)
