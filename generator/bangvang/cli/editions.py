"""Commands for the shelf: `bangvang archive`, `bangvang archive verify` and `bangvang offline`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bangvang.build.reading import read
from bangvang.cli.options import end, folder_of, refuse, site_of
from bangvang.editions.bag import LISTS, archive, verify
from bangvang.editions.offline import offline
from bangvang.publish.target import unwritable
from bangvang.words import message, words

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FOUND = (
    message("damaged: {file}"),
    message("missing: {file}"),
    message("not on the lists: {file}"),
)
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group("archive", invoke_without_command=True)
@click.option("--to", "folder", type=_FOLDER, help="The folder to make; nothing may be there yet.")
@click.option("--content", type=_FOLDER, help="The folder of content; default: that of mkdocs.yml.")
@click.option("--as-of", type=_DAY, metavar="DATE", help="As on this day (ISO 8601).")
@click.pass_context
def archive_group(
    context: click.Context, folder: Path | None, content: Path | None, as_of: datetime | None
) -> None:
    """Pack everything into a BagIt bag that can be kept and proved for decades."""
    if context.invoked_subcommand:
        return
    if folder is None:
        raise click.UsageError("Missing option '--to'.")
    now = (as_of or datetime.now(UTC)).replace(tzinfo=UTC)
    reading = read(folder_of(content), now)
    language = words(reading.language)
    refuse(reading, language)
    try:
        count = archive(reading, folder, now.date())
    except ValueError as error:
        text = language.text("the name {file} cannot be kept on a list", file=repr(str(error)))
        click.echo(text, err=True)
        raise SystemExit(1) from error
    except FileExistsError as error:
        click.echo(language.text("{out} is there already", out=folder), err=True)
        raise SystemExit(1) from error
    except OSError as error:
        end(unwritable(folder, error), language)
    files = language.count("one file", "{n} files", count)
    click.echo(language.text("{count} kept in {file}", count=files, file=folder))


@archive_group.command("verify")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify_command(folder: Path) -> None:
    """Prove that the bag in FOLDER is complete and untouched; name each file that is not."""
    language = words("vi")
    if not any((folder / name).is_file() for name in LISTS):
        click.echo(language.text("{out} is no archive of `bangvang archive`", out=folder), err=True)
        raise SystemExit(1)
    try:
        found = verify(folder)
    except OSError as error:
        end(unwritable(folder, error), language)
    for paths, text in zip(found, _FOUND, strict=True):
        for path in paths:
            click.echo(language.text(text, file=path), err=True)
    if any(found):
        raise SystemExit(1)
    click.echo(language.text("The archive is complete and untouched."))


@click.command("offline")
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--site", type=_FOLDER, help="The built site; default: that of mkdocs.yml.")
def offline_command(file: Path, site: Path | None) -> None:
    """Pack the built site into a zip that works from a folder, without a web server."""
    language = words("vi")
    if file.suffix.lower() != ".zip":
        raise click.UsageError(f"{file}: .zip")
    site = site_of(site)
    if not (site / "index.html").is_file():
        click.echo(
            language.text("{out} is no built site; run `bangvang build`", out=site), err=True
        )
        raise SystemExit(1)
    try:
        count = offline(site, file, file.stem)
    except OSError as error:
        end(unwritable(file, error), language)
    files = language.count("one file", "{n} files", count)
    click.echo(language.text("{count} kept in {file}", count=files, file=file))
