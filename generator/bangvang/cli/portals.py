"""Commands of a whole portal: `bangvang init`, `migrate` and `desk`."""

import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import click

from bangvang.build.reading import read
from bangvang.cli.options import (
    CONTENT,
    EXISTING_FILE,
    FOLDER,
    built_site,
    end,
    folder_of,
    moment,
    refuse,
    spoken,
    tell,
)
from bangvang.content.read.sheets import SheetError, read_sheet
from bangvang.editing.desk_server import Desk
from bangvang.editing.init import Portal, found, legible, requirement
from bangvang.editing.migrate import NEWEST, MigrationError, migrate
from bangvang.importing.lists import office_sheets
from bangvang.model.problems import errors
from bangvang.publish.target import unwritable
from bangvang.render.desk.config import configuration, page_settings
from bangvang.render.desk.files import PROGRAMS, BundleError, fetch, key_in, list_pages, pages
from bangvang.words import LANGUAGES, message, words


@click.command("desk")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="On this machine only.",
)
@click.option("--fetch", "only_fetch", is_flag=True, help="Only get the programs, by npm.")
def desk_command(port: int, only_fetch: bool) -> None:
    """Open the editors' desk on this machine: forms for content, saved into its files.

    npm fetches its program once. What would not pass `bangvang check` is not saved.
    """
    content = folder_of(None)
    language = spoken(content)
    programs = Path(PROGRAMS)
    try:
        bundle = fetch(programs)
    except BundleError as error:
        text = message("The programs of the desk cannot be had from npm: {reason}")
        click.echo(language.text(text, reason=error.said(language)), err=True)
        raise SystemExit(1) from error
    if only_fetch:
        return
    reading = read(content, moment(None))
    language = words(reading.language)
    refuse(reading, language)
    site = built_site(None)
    builder = _Builder()
    builder.build()
    styles = [f"/{path.relative_to(site).as_posix()}" for path in _styles(site)]
    local = {"name": "proxy", "proxy_url": "/api/v1", "branch": "main"}
    config = configuration(local, reading.portal.site, content.as_posix(), language)
    files = pages(bundle, page_settings(config, styles, language, lists=True))
    files |= list_pages(styles, language)
    roots = Path.cwd(), content.resolve()
    # Being told to stop must stop a build, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        desk = Desk(
            port, files, site, roots, key_in(programs), builder.wanted, language, office_sheets
        )
        click.echo(desk.address)
        desk.serve_forever()
    except OSError as error:
        click.echo(language.text("The desk cannot be opened: {reason}", reason=error), err=True)
        raise SystemExit(1) from error
    except KeyboardInterrupt:
        click.echo()
    finally:
        builder.stop()


def _styles(site: Path) -> list[Path]:
    """Return the style sheet of the site: one, or none when there is no site yet."""
    return list((site / "assets" / "stylesheets").glob("bangvang.*.css"))


class _Builder:
    """Builds the site again after saves, once for all that came while it was at work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._again = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None

    def build(self) -> None:
        """Build the site; what it says goes to the terminal."""
        # Should the desk be killed, the system stops the build with it, where it can.
        with_us = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
        self._running = subprocess.Popen([*with_us, sys.executable, "-m", "bangvang", "build"])
        self._running.wait()

    def stop(self) -> None:
        """Stop a build that is at work; it leaves the site whole."""
        self._again.clear()
        if self._running:
            self._running.terminate()
            self._running.wait()

    def wanted(self) -> None:
        """Build the site soon, in the background."""
        self._again.set()
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        with self._lock:
            while self._again.is_set():
                self._again.clear()
                self.build()


_COLOUR = re.compile("#[0-9a-f]{6}")


@click.command("init")
@click.argument("folder", type=FOLDER)
@click.option("--province", required=True, prompt=True, help="With its rank: Tỉnh Cao Bằng.")
@click.option("--office", required=True, prompt=True, help="Who publishes the portal.")
@click.option("--url", required=True, prompt=True, help="The address: https://….")
@click.option("--districts", "table", type=EXISTING_FILE, required=True, prompt=True)
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
    texts = words(language)
    colour = colour.lower()
    if not _COLOUR.fullmatch(colour) or not legible(colour):
        text = message("{colour} is no colour as #9c1019, dark enough for white text on it")
        raise click.BadParameter(texts.text(text, colour=colour), param_hint="--colour")
    short = re.sub(r"^(Tỉnh|Thành phố) ", "", province.strip())
    portal = Portal(name or f"Bảng Vàng {short}", province, office, url, language, colour)
    try:
        problems = found(folder, portal, table.name, read_sheet(table))
    except SheetError as error:
        click.echo(f"{table}: {error.said(texts)}", err=True)
        raise SystemExit(1) from error
    except FileExistsError as error:
        click.echo(texts.text("{out} is there already", out=folder), err=True)
        raise SystemExit(1) from error
    except OSError as error:
        end(unwritable(folder, error), texts)
    except UnicodeEncodeError as error:
        text = message("{value} holds a character that no text may hold")
        click.echo(texts.text(text, value=repr(error.object)), err=True)
        raise SystemExit(1) from error
    tell(problems, texts, Path())
    if errors(problems):
        raise SystemExit(1)
    if "file:" in requirement():
        text = message("{file} names a folder of this machine: other machines need another source")
        click.echo(texts.text(text, file=folder / "bangvang.txt"), err=True)
    click.echo(texts.text("{folder} is laid out; go on with: make site", folder=folder))


@click.command("migrate")
@click.option("--content", **CONTENT)
def migrate_command(content: Path) -> None:
    """Bring the content to the version of the content schema that this program reads."""
    language = spoken(content)
    try:
        changed = migrate(content)
    except MigrationError as error:
        text = message("site.md is of schema version {found}; this program knows up to {newest}")
        click.echo(language.text(text, found=error, newest=NEWEST), err=True)
        raise SystemExit(1) from error
    for file in changed:
        click.echo(content / file)
    click.echo(language.text("The content is of schema version {newest}.", newest=NEWEST))
