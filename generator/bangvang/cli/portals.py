"""The command `bangvang desk`."""

import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import click

from bangvang.build.reading import read
from bangvang.cli.options import folder_of, moment, refuse, site_of
from bangvang.editing.desk_server import Desk
from bangvang.render.desk.config import configuration, page_settings
from bangvang.render.desk.files import PROGRAMS, BundleError, fetch, key_in, pages
from bangvang.words import message, words


@click.command("desk")
@click.option("--port", type=int, default=8080, show_default=True, help="On this machine only.")
@click.option("--fetch", "only_fetch", is_flag=True, help="Only get the programs, by npm.")
def desk_command(port: int, only_fetch: bool) -> None:
    """Open the editors' desk on this machine: forms for content, saved into its files.

    npm fetches its program once. What would not pass `bangvang check` is not saved.
    """
    content = folder_of(None)
    language = words("vi")
    programs = Path(PROGRAMS)
    try:
        bundle = fetch(programs)
    except BundleError as error:
        text = message("The programs of the desk cannot be had from npm: {reason}")
        click.echo(language.text(text, reason=error), err=True)
        raise SystemExit(1) from error
    if only_fetch:
        return
    reading = read(content, moment(None))
    language = words(reading.language)
    refuse(reading, language)
    site = site_of(None)
    builder = _Builder()
    builder.build()
    styles = [f"/{path.relative_to(site).as_posix()}" for path in _styles(site)]
    local = {"name": "proxy", "proxy_url": "/api/v1", "branch": "main"}
    config = configuration(local, reading.portal.site, content.as_posix(), language)
    files = pages(bundle, page_settings(config, styles, language))
    roots = Path.cwd(), content.resolve()
    # Being told to stop must stop a build, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        desk = Desk(port, files, site, roots, key_in(programs), builder.wanted, language)
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
    """Return the style sheets of the site, in the order in which its pages name them."""
    folder = site / "assets" / "stylesheets"
    return [
        path for name in ("main", "palette", "bangvang") for path in folder.glob(f"{name}.*.css")
    ]


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
