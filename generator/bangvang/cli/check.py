"""`bangvang check`: what is wrong with content, and `--fix`."""

import sys
from pathlib import Path

import click

from bangvang.build.reading import read
from bangvang.cli.options import CONTENT, moment, project, spoken, summary
from bangvang.content.report import as_json, github_line, plain_line
from bangvang.words import LANGUAGES, words
from bangvang.workers import without_collector, workers


@click.command("check")
@click.option("--content", **CONTENT)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of the messages.")
@click.option("--fix", "mend", is_flag=True, help="Give conferrals ids and mend what is safe.")
def check_command(content: Path, form: str, lang: str | None, mend: bool) -> None:
    """Validate content without building.

    Exit code 0 when nothing is wrong (warnings may be), 1 with errors in content, 2 for wrong use.
    """
    if mend:
        _mend(content, lang)
    with without_collector(), workers() as hands:
        reading = read(content, moment(None), hands, parts=project().parts)
    language = words(lang or reading.language)
    if form == "json":
        click.echo(as_json(reading.problems, language, content))
    else:
        line = github_line if form == "github" else plain_line
        for problem in reading.problems:
            click.echo(line(problem, language, content))
    failed = summary(reading.problems, language)
    if form == "text" and not reading.problems:
        click.echo(language.text("Everything is in order."))
    raise SystemExit(failed)


def at_terminal() -> bool:
    """Return whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _mend(folder: Path, lang: str | None) -> None:
    """Show what is safe to mend, and do it; on a terminal only after a yes."""
    from bangvang.editing.fix import apply, mends_of
    from bangvang.editing.list_ids import list_mends, write_lists

    mends = mends_of(folder)
    lists = list(list_mends(folder))
    language = words(lang) if lang else spoken(folder)
    for each in mends:
        told = language.text("{file}: line ends or a byte-order mark", file=each.file)
        click.echo(each.diff() or told, err=True)
    for table in lists:
        told = language.text("{file}: {count} ids", file=table.file, count=table.ids)
        click.echo(told, err=True)
    files = language.count("one file", "{n} files", len(mends) + len(lists))
    ask = language.text("Mend {files}?", files=files)
    if (mends or lists) and at_terminal() and not click.confirm(ask, default=True, err=True):
        return
    apply(folder, mends)
    write_lists(folder, lists)
    for file in (*(each.file for each in mends), *(each.file for each in lists)):
        click.echo(language.text("mended: {file}", file=(folder / file).as_posix()), err=True)
