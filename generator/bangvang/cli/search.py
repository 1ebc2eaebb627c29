"""The command `bangvang search`: asks a built site what its readers may ask."""

import json
from pathlib import Path

import click

from bangvang.cli.options import site_of
from bangvang.render.pages.search import search_texts
from bangvang.words import message, words

_SITE = click.Path(exists=True, file_okay=False, path_type=Path)
_MOST = 1000
NO_SEARCH = message("{folder} holds no site with a search; build one with: bangvang build")


@click.command("search")
@click.argument("query")
@click.option("--site", type=_SITE, help="The built site; default: that of mkdocs.yml.")
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

    language, site = words("vi"), site_of(site)
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
