"""The command `bangvang issue`."""

from pathlib import Path

import click

from bangvang.build.leaks import leaked
from bangvang.build.reading import read
from bangvang.cli.options import CONTENT, end, moment, project, refuse, tell
from bangvang.content.write.files import replace_file
from bangvang.editions.bulletin import issue_view, span_of
from bangvang.model.catalog import Parts
from bangvang.publish.spelling import Finder
from bangvang.publish.target import PublishError, unwritable
from bangvang.render.context import Portal
from bangvang.render.site import environment
from bangvang.search.tasks import prose_of
from bangvang.words import message, words

_CONTENT = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("issue")
@click.argument("span")
@click.option("--to", "file", type=_FILE, required=True, help="The PDF to write.")
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
        raise click.BadParameter(language.text(text, span=span), param_hint="SPAN")
    context = Portal.of(catalog, Parts())
    try:
        view = issue_view(context, meant, lambda job: prose_of(content, job.file, job.content))
    except PublishError as error:
        end(error, language)
    if not view["articles"]:
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
    template = environment(project().theme, language).get_template("bangvang/issue.html")
    page = template.render(view)
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
