"""Commands about a built site: `bangvang deploy`, `nginx` and `search`."""

import json
import re
from pathlib import Path

import click

from bangvang.cli.options import (
    EXISTING_FOLDER,
    FILE,
    FOLDER,
    built_site,
    end,
    folder_of,
    project,
    spoken,
    wrong,
)
from bangvang.content.write.files import write
from bangvang.content.write.ledger import record
from bangvang.model import urls
from bangvang.model.ledger import LEDGER, lasting
from bangvang.publish.deploy import Deployed, deploy, deployable, found_at
from bangvang.publish.nginx import front, nginx
from bangvang.publish.target import PublishError, built, unwritable
from bangvang.render.desk.files import DeskError, asked_hosts
from bangvang.render.pages.search import search_texts
from bangvang.words import Words, message, words

_SIGNS = (message("new: {file}"), message("changed: {file}"), message("deleted: {file}"))

# What nginx would take for its own signs is no part of either.
_ROOT = re.compile(r'/[^"\\{};$\x00-\x1f]*')
_LISTEN = re.compile(r"(?:(?:[\w.-]+|\*|\[[0-9A-Fa-f:.]+\]):)?(?P<port>\d{1,5})", re.ASCII)


@click.command("deploy")
@click.option("--to", "target", required=True, help="A folder, or user@host:folder.")
@click.option("--site", type=FOLDER, help="The built site; default: that of mkdocs.yml.")
@click.option("--content", type=FOLDER, help="The folder of content, which keeps the ledger.")
@click.option("--dry-run", is_flag=True, help="Only list what would change.")
@click.option("--force", is_flag=True, help="Even if the target holds something else.")
def deploy_command(
    target: str, site: Path | None, content: Path | None, dry_run: bool, force: bool
) -> None:
    """Bring the built site to where it is served: pages before lists, deletions last.

    Every address that was published is kept in addresses.csv in the folder of content; those of a
    union are kept by its portals.
    """
    site = built_site(site)
    # The addresses of a union are those of its portals, which keep them.
    joined = (site / urls.page_path(urls.CONFLICTS)).is_file()
    folder = None if joined else folder_of(content)
    language = spoken(folder)
    target = target.rstrip("/")
    if not target or Path(target).resolve().is_relative_to(site.resolve()):
        raise wrong(message("a folder outside the site"), option="--to")
    try:
        wanted = deployable(site)
        before = found_at(target, forced=force)
        if folder and not dry_run:
            _keep(folder, lasting(before), lasting(wanted), language)
        done = deploy(site, target, before, pretend=dry_run)
    except PublishError as error:
        end(error, language)
    _tell(done, target, language, all_files=dry_run)
    if folder and not dry_run:
        try:
            added = record(folder, lasting(wanted))
        except OSError as error:
            end(unwritable(folder / LEDGER, error), language)
        if added:
            count = language.count("one address", "{n} addresses", len(added))
            text = message("{count} more in {file}; keep it with the content")
            click.echo(language.text(text, count=count, file=folder / LEDGER))


def _keep(content: Path, before: set[str], wanted: set[str], language: Words) -> None:
    """Note what the target shows; end when some of it was not known and would vanish."""
    try:
        unknown = record(content, before)
    except OSError as error:
        end(unwritable(content / LEDGER, error), language)
    except ValueError as error:
        text = message("{file} cannot be read; `bangvang check` says why")
        click.echo(language.text(text, file=content / LEDGER), err=True)
        raise SystemExit(1) from error
    if lost := sorted(unknown - wanted):
        for address in lost:
            click.echo(f"/{address}", err=True)
        text = message(
            "These addresses are at the target and would vanish. They are in {file} now: "
            "run `bangvang build`, which says what to do with each."
        )
        click.echo(language.text(text, file=content / LEDGER), err=True)
        raise SystemExit(1)


def _tell(done: Deployed, target: str, language: Words, *, all_files: bool) -> None:
    if all_files:
        for files, sign in zip(done, _SIGNS, strict=True):
            for file in files:
                click.echo(language.text(sign, file=file))
    new, changed, deleted = (language.number(len(files)) for files in done)
    text = message("{new} new files, {changed} changed, {deleted} deleted: {target}")
    numbers = {"new": new, "changed": changed, "deleted": deleted}
    click.echo(language.text(text, **numbers, target=target))


def _language(site: Path) -> Words:
    """Return the language of a built site, or else that of the portal in this folder."""
    try:
        return words(front(site)[1])
    except PublishError:
        return spoken()


_MOST = 1000

NO_SEARCH = message("{folder} holds no site with a search; build one with: bangvang build")


@click.command("search")
@click.argument("query")
@click.option("--site", type=EXISTING_FOLDER, help="The built site; default: that of mkdocs.yml.")
@click.option("--json", "as_json", is_flag=True, help="Print a list for programs.")
@click.option(
    "--limit",
    type=click.IntRange(1, _MOST),
    default=10,
    show_default=True,
    help="How many at most.",
)
def search_command(query: str, site: Path | None, as_json: bool, limit: int) -> None:
    """Search a built site for QUERY, as its pages do; print what is found, the best first."""
    from bangvang.search.query import Finder, NoSearchError, hits

    site = built_site(site)
    language = _language(site)
    try:
        answer = Finder(site).answer(query, limit=limit)
    except NoSearchError as error:
        click.echo(language.text(NO_SEARCH, folder=str(site)), err=True)
        raise SystemExit(1) from error
    found = hits(answer)
    if as_json:
        click.echo(json.dumps([each._asdict() for each in found], ensure_ascii=False, indent=2))
        return
    texts = search_texts(language)
    told = answer["understood"]
    notes = {"keys": told["keys"], "mended": told["mended"], "loose": told["loose"] and found}
    for name, value in (*notes.items(), ("partial", answer["partial"]), ("none", not found)):
        if value:
            shown = query if name == "none" else str(value)
            click.echo(texts[name].replace("{query}", shown), err=True)
    for each in found:
        click.echo(f"{each.title}\n  {texts[each.kind]} {each.date} {each.url}\n  {each.excerpt}\n")


@click.command("nginx")
@click.option("--to", "file", type=FILE, required=True, help="The file to write.")
@click.option("--root", help="Its folder on the server, from / on; default: /srv/HOST.")
@click.option("--listen", default="", metavar="ADDRESS", help="Without TLS, as 127.0.0.1:8080.")
@click.option("--site", type=FOLDER, help="The built site; default: that of mkdocs.yml.")
def nginx_command(file: Path, root: str | None, listen: str, site: Path | None) -> None:
    """Write a configuration for nginx: security headers, caching, compressed copies, 404."""
    chosen = project()
    site = site or chosen.site
    language = spoken()
    if root is not None and not _ROOT.fullmatch(root):
        raise wrong(message("the full path of a folder, as /srv/portal"), option="--root")
    port = _LISTEN.fullmatch(listen)
    if listen and not (port and 0 < int(port["port"]) < 65536):
        raise wrong(message("an address with a port, as 127.0.0.1:8080"), option="--listen")
    try:
        built(site)
        address, name = front(site)
        language = words(name)
        host = address.split("/")[2]
        desk = asked_hosts(chosen.desk) if chosen.desk else None
        text = nginx(address, root or f"/srv/{host}", listen, desk)
        write(file, text)
    except (PublishError, DeskError) as error:
        end(error, language)
    except OSError as error:
        end(unwritable(file, error), language)
    click.echo(file)
