"""The command `bangvang nginx`."""

import re
from pathlib import Path

import click

from bangvang.cli.options import end, project
from bangvang.publish.nginx import front, nginx
from bangvang.publish.target import PublishError, built, unwritable
from bangvang.render.desk.files import DeskError, asked_hosts
from bangvang.words import words

_SITE = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("nginx")
@click.option("--to", "file", type=_FILE, required=True, help="The file to write.")
@click.option("--root", help="Where the site will be on the server; default: /srv/HOST.")
@click.option("--listen", default="", metavar="ADDRESS", help="Without TLS, as 127.0.0.1:8080.")
@click.option("--site", type=_SITE, help="The built site; default: that of mkdocs.yml.")
def nginx_command(file: Path, root: str | None, listen: str, site: Path | None) -> None:
    """Write a configuration for nginx: security headers, caching, compressed copies, 404."""
    chosen = project()
    site = site or chosen.site
    language = words("vi")
    for given, option in ((root or "", "--root"), (listen, "--listen")):
        if re.search(r"[\"\\{};$\x00-\x1f]", given):
            raise click.BadParameter(repr(given), param_hint=option)
    try:
        built(site)
        address, spoken = front(site)
        language = words(spoken)
        host = address.split("/")[2]
        desk = asked_hosts(chosen.desk) if chosen.desk else None
        text = nginx(site, address, root or f"/srv/{host}", listen, desk)
        file.write_text(text, encoding="utf-8")
    except (PublishError, DeskError) as error:
        end(error, language)
    except OSError as error:
        end(unwritable(file, error), language)
    click.echo(file)
