"""The commands `bangvang build` and `bangvang export`."""

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache as once
from functools import partial
from pathlib import Path

import click

from bangvang.build import pipeline, rest
from bangvang.build.cache import CACHE_LOST, Cache, load_cache, save_cache
from bangvang.build.conditions import Told
from bangvang.build.edit import edit_since, publish_edit
from bangvang.build.project import Project, holding, host_fingerprint
from bangvang.build.reading import Reading, read
from bangvang.cli.options import (
    CONTENT,
    EXISTING_FOLDER,
    FOLDER,
    end,
    folder_of,
    moment,
    project,
    refuse,
    spoken,
    summary,
    tell,
    wrong,
)
from bangvang.content.read.located import locate
from bangvang.content.read.walk import Survey, survey
from bangvang.model.problems import ContentError
from bangvang.publish.commit import Published
from bangvang.publish.next_site import NextSite
from bangvang.publish.target import (
    WAITING,
    PublishError,
    astray,
    check_target,
    unwritable,
    workshop,
)
from bangvang.words import Words, message, words
from bangvang.workers import Workers, without_collector, workers

WORKER_LOST = message(
    "A worker process was stopped, perhaps for want of memory. Nothing was published."
)


@click.command("build")
@click.option(
    "--content", type=EXISTING_FOLDER, help="The folder of content, instead of mkdocs.yml's."
)
@click.option("--out", type=FOLDER, help="The folder of the site, instead of mkdocs.yml's.")
@click.option("--as-of", metavar="DATE", help="A preview as on this day or moment (ISO 8601).")
@click.option("--scheduler", metavar="ADDRESS", help="Build on a Dask cluster: tcp://HOST:PORT.")
@click.option("--clean", is_flag=True, help="Write every file again.")
@click.option("--verify", is_flag=True, help="Read every file, and mend what was changed in place.")
def build_command(
    content: Path | None,
    out: Path | None,
    as_of: str | None,
    scheduler: str | None,
    clean: bool,
    verify: bool,
) -> None:
    """Build the portal.

    A preview goes to a folder of its own, SITE-preview, and is never deployed.
    """
    started = time.monotonic()
    now = moment(as_of)
    chosen = project()
    folder = folder_of(content or chosen.content)
    chosen = replace(chosen, site=(out or chosen.site).resolve(), content=folder)
    if as_of and not out:
        chosen = replace(chosen, site=chosen.site.with_name(f"{chosen.site.name}-preview"))
    language = spoken(folder)
    try:
        check_target(chosen.site, chosen.content, preview=bool(as_of))
        with (
            without_collector(),
            workshop(chosen.site, lambda: click.echo(language.text(WAITING), err=True)) as work,
            _hands(scheduler) as hands,
        ):
            shown = pipeline.built_for(now, preview=bool(as_of))
            whole = clean or verify or bool(shown)
            lost: Callable[[], frozenset[str]] = frozenset
            if not clean:
                lost = once(hands.ahead(partial(astray, chosen.site, verify=verify)))
            found = survey(folder)
            rested = None if whole else rest.found_at(work, chosen, found, now, lost)
            if rested:
                _tell_again(rested.told, chosen)
                _done(rested.told, Published(0, rested.files, 0), chosen.site, started)
                return
            before, damaged = load_cache(work)
            if damaged:
                click.echo(language.text(CACHE_LOST), err=True)
            site = NextSite(chosen.site, work, clean=clean, lost=lost(), built_for=shown)
            cache = before.about(site.fingerprint)
            with _progress(language) as progress:
                made = _edited(chosen, found, now, site, cache, hands, progress)
            if made is None:
                reading = read(folder, now, hands, before, chosen.parts, found)
                language = words(reading.language)
                refuse(reading, language)
                host = _host(chosen, reading, cache, site, work)
                with _progress(language) as progress:
                    published, known = pipeline.build(
                        reading, host, chosen.theme, site, cache, hands, progress=progress
                    )
                told = reading.told._replace(problems=reading.problems)
                made = told, published, known
            told, published, known = made
            save_cache(work, known)
            if not shown:
                files = published.written + published.unchanged
                rest.leave(work, chosen, found, known, told, files)
    except ContentError as error:
        tell(error.problems, language, chosen.content)
        raise SystemExit(1) from error
    except PublishError as error:
        end(error, language)
    except BrokenExecutor as error:
        click.echo(language.text(WORKER_LOST), err=True)
        raise SystemExit(1) from error
    _done(told, published, chosen.site, started)


def _edited(
    chosen: Project,
    found: Survey,
    now: datetime,
    site: NextSite,
    cache: Cache,
    hands: Workers,
    progress: pipeline.Progress,
) -> tuple[Told, Published, Cache] | None:
    """Publish what was edited and tell again what is wrong; None when a whole build is needed."""
    edit = edit_since(cache, chosen, found, now)
    if not edit:
        return None
    told = edit.told._replace(problems=tuple(locate(chosen.content, edit.told.problems)))
    try:
        done = publish_edit(edit, chosen, site, cache, hands, progress=progress)
    except ContentError:
        _tell_again(told, chosen)
        raise
    if not done:
        return None
    _tell_again(told, chosen)
    return told, *done


def _tell_again(told: Told, chosen: Project) -> None:
    """Tell what the last build told."""
    tell(told.problems, words(told.language), chosen.content)
    summary(told.problems, words(told.language))


def _done(told: Told, published: Published, site: Path, started: float) -> None:
    """Say what a build did."""
    language = words(told.language)
    line = language.text(
        "{articles}, {written} files written, {unchanged} unchanged, {deleted} deleted, "
        "in {seconds} s: {out}",
        articles=language.count("one article", "{n} articles", told.articles),
        written=language.number(published.written),
        unchanged=language.number(published.unchanged),
        deleted=language.number(published.deleted),
        seconds=language.number(round(time.monotonic() - started, 1)),
        out=os.path.relpath(site),
    )
    click.echo(line)


@contextmanager
def _hands(scheduler: str | None) -> Iterator[Workers]:
    """Give the workers of a build; a cluster that cannot be reached is wrong use."""
    with ExitStack() as stack:
        try:
            found = stack.enter_context(workers(scheduler))
        except ImportError as error:
            text = message("--scheduler needs the extra: pip install bangvang[dask]")
            raise wrong(text) from error
        except (OSError, ValueError) as error:
            raise click.BadParameter(str(error), param_hint="--scheduler") from error
        yield found


def _host(
    chosen: Project, reading: Reading, cache: Cache, site: NextSite, work: Path
) -> pipeline.Host:
    """Return what the host makes, or made for the last build if that still holds."""
    inputs = host_fingerprint(chosen, reading.portal.registers, reading.survey, reading.parts)
    known = holding(cache.host, inputs, site.before)
    if known:
        return pipeline.Host.kept_from(known)
    from bangvang.build import mkdocs_host as host

    with _host_messages():
        try:
            return host.host(host.load(chosen.config_file), reading, work)
        except SystemExit as stop:
            # The host has said why.
            raise SystemExit(1) from stop
        except OSError as error:
            if error.errno is None:
                raise
            raise unwritable(chosen.site, error) from error


@click.command("export")
@click.option("--content", **CONTENT)
@click.option("--to", "folder", type=FOLDER, required=True, help="The folder for the files.")
@click.option("--as-of", metavar="DATE", help="As on this day or moment (ISO 8601).")
def export_command(content: Path, folder: Path, as_of: str | None) -> None:
    """Write the register of honours as data, without building the site."""
    with without_collector(), workers() as hands:
        reading = read(content, moment(as_of), hands)
    language = words(reading.language)
    refuse(reading, language)
    try:
        names = pipeline.export(reading, folder)
    except OSError as error:
        end(unwritable(folder, error), language)
    for name in names:
        click.echo(folder / name)


class _Echo(logging.Handler):
    """Shows what the host warns of, on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(record.getMessage(), err=True)


@contextmanager
def _host_messages() -> Iterator[None]:
    log = logging.getLogger("mkdocs")
    echo = _Echo(logging.WARNING)
    log.addHandler(echo)
    try:
        yield
    finally:
        log.removeHandler(echo)


@contextmanager
def _progress(language: Words) -> Iterator[pipeline.Progress]:
    """Give what shows progress: a bar on a terminal, a plain line otherwise."""
    label = language.text("Pages")
    if not sys.stderr.isatty():
        yield (
            lambda done, total: click.echo(f"{label}: {total}", err=True) if done == total else None
        )
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # One that draws itself anew has a thread, and a process with threads is not copied.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task(label)

        def show(done: int, total: int) -> None:
            often = max(1, total // 100)
            bar.update(task, completed=done, total=total, refresh=done % often == 0)

        yield show
