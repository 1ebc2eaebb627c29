"""Commands for other forms of a portal: `bangvang archive`, `offline` and `issue`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bangvang.build.leaks import leaked
from bangvang.build.reading import read
from bangvang.cli.options import (
    CONTENT,
    EXISTING_FOLDER,
    FILE,
    FOLDER,
    built_site,
    end,
    folder_of,
    moment,
    project,
    refuse,
    spoken,
    tell,
    wrong,
)
from bangvang.content.write.files import replace_file
from bangvang.editions.bag import LISTS, archive, verify
from bangvang.editions.bulletin import issue_view, span_of
from bangvang.editions.offline import offline
from bangvang.model.catalog import Parts
from bangvang.publish.spelling import Finder
from bangvang.publish.target import PublishError, unwritable
from bangvang.render.context import Portal
from bangvang.render.templates import Templates
from bangvang.search.tasks import prose_of
from bangvang.words import message, words

_FOUND = (
    message("damaged: {file}"),
    message("missing: {file}"),
    message("not on the lists: {file}"),
)
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group("archive", invoke_without_command=True)
@click.option("--to", "folder", type=FOLDER, help="The folder to make; nothing may be there yet.")
@click.option("--content", type=FOLDER, help="The folder of content; default: that of mkdocs.yml.")
@click.option("--as-of", type=_DAY, metavar="DATE", help="As on this day (ISO 8601).")
@click.pass_context
def archive_group(
    context: click.Context, folder: Path | None, content: Path | None, as_of: datetime | None
) -> None:
    """Pack everything into a BagIt bag that can be kept and proved for decades."""
    if context.invoked_subcommand:
        return
    if folder is None:
        raise click.MissingParameter(ctx=context, param_hint="'--to'", param_type="option")
    now = (as_of or datetime.now(UTC)).replace(tzinfo=UTC)
    reading = read(folder_of(content), now)
    language = words(reading.language)
    refuse(reading, language)
    try:
        count = archive(reading, folder, reading.portal.site.day(now))
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
@click.argument("folder", type=EXISTING_FOLDER)
def verify_command(folder: Path) -> None:
    """Prove that the bag in FOLDER is complete and untouched; name each file that is not."""
    language = spoken()
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
@click.option("--to", "file", type=FILE, required=True, help="The zip to write.")
@click.option("--site", type=FOLDER, help="The built site; default: that of mkdocs.yml.")
def offline_command(file: Path, site: Path | None) -> None:
    """Pack the built site into a zip that works from a folder, without a web server."""
    language = spoken()
    if file.suffix.lower() != ".zip":
        raise wrong(message("the name must end in {ending}: {file}"), ending=".zip", file=file)
    site = built_site(site)
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


@click.command("issue")
@click.argument("span")
@click.option("--to", "file", type=FILE, required=True, help="The PDF to write.")
@click.option("--content", **CONTENT)
@click.option("--as-of", metavar="DATE", help="As on this day or moment (ISO 8601).")
def issue_command(span: str, file: Path, content: Path, as_of: str | None) -> None:
    """Make the printable bulletin of SPAN as PDF.

    SPAN is a month (2020-09), a quarter (2020-Q3), a year, a term (2015-2020) or an event's id.
    """
    reading = read(content, moment(as_of))
    language = words(reading.language)
    refuse(reading, language)
    catalog = reading.portal
    meant = span_of(span, catalog, language)
    if meant is None:
        text = message("{span} is no month (2020-09), quarter (2020-Q3), year, term or event")
        raise wrong(text, option="SPAN", span=span)
    context = Portal.of(catalog, Parts())
    try:
        view = issue_view(context, meant, lambda job: prose_of(content, job.file, job.content))
    except PublishError as error:
        end(error, language)
    if not view["articles"] and not view["documents"]:
        click.echo(language.text("Nothing was published in {span}.", span=meant.title), err=True)
        raise SystemExit(1)
    try:
        from bangvang.editions.pdf import pdf
    except (ImportError, OSError) as error:
        text = message(
            "Printing needs the extra (pip install 'bangvang[print]') and Pango "
            "(Debian: apt install libpangoft2-1.0-0): {reason}"
        )
        click.echo(language.text(text, reason=error), err=True)
        raise SystemExit(1) from error
    page = Templates(project().theme, language).fill("issue.html", view)
    withheld = tuple(each for each in catalog.roll.withheld if each.names)
    found = [(file.name, each.id) for each in withheld if Finder(each.names).finds(page)]
    if found:
        tell(leaked(content, reading.survey.entities, withheld, found), language, content)
        raise SystemExit(1)
    data, complaints = pdf(page, content)
    for said in complaints:
        click.echo(said, err=True)
    try:
        replace_file(file, data)
    except OSError as error:
        end(unwritable(file, error), language)
    click.echo(f"{', '.join(view['totals'])}: {file}")
