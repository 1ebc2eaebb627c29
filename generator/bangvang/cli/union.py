"""The command `bangvang union`."""

from pathlib import Path

import click

from bangvang.build import mkdocs_host
from bangvang.build.project import packaged
from bangvang.build.reading import Reading
from bangvang.cli.options import EXISTING_FOLDER, FOLDER, end, moment
from bangvang.editions.union.build import build, frame
from bangvang.editions.union.join import join
from bangvang.editions.union.read import UnionError, read_export
from bangvang.model.problems import errors, explain
from bangvang.publish.next_site import NextSite
from bangvang.publish.target import WAITING, PublishError, check_target, unwritable, workshop
from bangvang.words import LANGUAGES, Words, message, words
from bangvang.workers import without_collector, workers

_NAME = message("Joint honour roll")
_LOCAL = "http://127.0.0.1:8000/"


def _check(out: Path, folders: tuple[Path, ...]) -> None:
    site = out.resolve()
    for folder in folders:
        portal = folder.resolve()
        if site.is_relative_to(portal) or portal.is_relative_to(site):
            text = message("{out} and the portal {folder} lie one inside the other")
            raise UnionError(text, out=str(out), folder=str(folder))
        check_target(out, folder)


def _refuse(reading: Reading, spoken: Words) -> None:
    """End when what was given of the union itself, its name or address, cannot be used."""
    wrong = errors(reading.problems)
    for problem in wrong:
        click.echo("\n    ".join(explain(problem, spoken)), err=True)
    if wrong:
        raise SystemExit(1)


@click.command("union")
@click.argument("folders", type=EXISTING_FOLDER, nargs=-1, required=True)
@click.option("--out", type=FOLDER, required=True, help="The folder for the site of the union.")
@click.option("--name", help="What the union is called; default: Bảng vàng chung.")
@click.option("--url", help="Its address; without one search engines are asked to pass it by.")
@click.option("--language", type=click.Choice(LANGUAGES), default="vi", show_default=True)
def union_command(
    folders: tuple[Path, ...], out: Path, name: str | None, url: str | None, language: str
) -> None:
    """Join several portals into one register and honour roll: a site that can be searched.

    Each of FOLDERS is a built site, or what `bangvang export` wrote; the latter is not searched.
    Ids are kept, every entry names its portal, and leads there. Where two portals contradict each
    other on one id the first stays, and the difference is listed.
    """
    spoken = words(language)
    try:
        _check(out, folders)
        union = join(map(read_export, folders))
        with (
            without_collector(),
            workshop(out, lambda: click.echo(spoken.text(WAITING), err=True)) as work,
            workers() as hands,
            frame(
                name or spoken.text(_NAME), url or _LOCAL, union, spoken, moment(None)
            ) as reading,
        ):
            _refuse(reading, spoken)
            config = mkdocs_host.load(packaged("mkdocs.yml"))
            made = mkdocs_host.host(config, reading, work)
            build(
                union,
                reading,
                made,
                (packaged("theme"),),
                NextSite(out, work),
                hands,
                listed=bool(url),
            )
    except (UnionError, PublishError) as error:
        end(error, spoken)
    except OSError as error:
        end(unwritable(out, error), spoken)
    text = message("{conferrals}, {honorees} honorees, {conflicts} contradictions")
    click.echo(
        spoken.text(
            text,
            conferrals=spoken.count("one conferral", "{n} conferrals", len(union.conferrals.rows)),
            honorees=spoken.number(len(union.honorees.rows)),
            conflicts=spoken.number(len(union.conflicts.rows)),
        )
    )
    click.echo(f"{out / 'index.html'}")
