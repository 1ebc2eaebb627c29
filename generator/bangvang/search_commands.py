"""The command `bangvang search`: asks a built site what its readers may ask."""

import json
from pathlib import Path

import click

from bangvang.words import message, words

_SITE = click.Path(exists=True, file_okay=False, path_type=Path)
_MOST = 1000
NO_SEARCH = message("{folder} holds no site with a search; build one with: bangvang build")


@click.command("search")
@click.argument("query")
@click.option("--site", type=_SITE, default="site", help="The folder of the site; default: site.")
@click.option("--json", "as_json", is_flag=True, help="Print a list for programs.")
@click.option("--limit", type=click.IntRange(1, _MOST), default=10, help="How many at most.")
def search_command(query: str, site: Path, as_json: bool, limit: int) -> None:
    """Search a built site for QUERY, as its pages do; print what is found, the best first."""
    from bangvang.finder import Finder, NoSearchError

    language = words("vi")
    try:
        found = Finder(site).find(query, limit)
    except NoSearchError as error:
        click.echo(language.text(NO_SEARCH, folder=str(site)), err=True)
        raise SystemExit(1) from error
    if as_json:
        click.echo(json.dumps([each._asdict() for each in found], ensure_ascii=False, indent=2))
        return
    if not found:
        text = "Nothing was found for “{query}”. Try fewer words."
        click.echo(language.text(text, query=query))
    for each in found:
        click.echo(f"{each.title}\n  {each.kind} {each.date} {each.url}\n  {each.excerpt}\n")
