"""The `bangvang` command."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn, cast

import click

from bangvang import __version__
from bangvang.cli.usage import explained, portal_words, usage_translated
from bangvang.words import RefusalError, message

_COMMANDS = {
    "album": "albums.album_group",
    "archive": "editions.archive_group",
    "build": "build.build_command",
    "check": "check.check_command",
    "deploy": "publishing.deploy_command",
    "desk": "portals.desk_command",
    "export": "build.export_command",
    "honoree": "honorees.honoree_group",
    "import": "imports.import_command",
    "init": "portals.init_command",
    "issue": "editions.issue_command",
    "list": "lists.list_group",
    "migrate": "portals.migrate_command",
    "new": "new.new_group",
    "nginx": "publishing.nginx_command",
    "offline": "editions.offline_command",
    "search": "publishing.search_command",
    "union": "union.union_command",
    "withhold": "honorees.withhold_command",
}


class _Main(click.Group):
    """Imports a command only when it is called: none waits for what another one needs."""

    _helps = False

    def __call__(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the command and end the process at once.

        Python would take a large portal apart first, object by object, for half a second.
        """
        code: object = 0
        try:
            self.main(*args, **kwargs)
        except SystemExit as stop:
            code = stop.code or 0
            if isinstance(code, str):
                click.echo(code, err=True)
        if sys.stderr:
            sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **kwargs: Any) -> Any:
        """Run the command; say in a line what the system would not give."""
        given = sys.argv[1:] if args is None else args
        self._helps = "--help" in given or not given
        try:
            try:
                with usage_translated(helps=self._helps):
                    return super().main(args, *rest, **kwargs)
            finally:
                # Without standard output (`>&-`) there is nothing to lose.
                if sys.stdout:
                    sys.stdout.flush()
        except OSError as error:
            reason = error.strerror or str(error)
            self._fail(RefusalError(message("The system refused: {reason}"), reason=reason))
        except MemoryError:
            text = message("There is not enough memory. Nothing was published.")
            self._fail(RefusalError(text))

    @staticmethod
    def _fail(error: RefusalError) -> NoReturn:
        click.echo(error.said(portal_words()), err=True)
        try:
            if sys.stdout:
                sys.stdout.flush()
        except OSError:
            # Python would try once more when it ends, and complain in its own way.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[cmd_name].split(".")
        found: click.Command = getattr(import_module(f"bangvang.cli.{module}"), attribute)
        return explained(found) if self._helps else found

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the whole, in the language of the portal."""
        click.Group.format_help(cast(click.Group, explained(self)), ctx, formatter)


@click.group(cls=_Main)
@click.version_option(__version__, prog_name="bangvang")
def main() -> None:
    """Bảng Vàng: a static site generator for emulation bulletin portals."""
