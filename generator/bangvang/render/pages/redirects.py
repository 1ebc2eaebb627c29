"""Old addresses that lead on, so that every address that ever was resolves."""

from collections.abc import Iterator
from functools import partial
from html import escape

from bangvang.model import urls
from bangvang.render.context import Context, Portal
from bangvang.render.plan import Plan


def redirect_plan(old: str, target: str, title: str, file: str = "site.md") -> Plan:
    """Return the page at an old address, which leads to the new one; `file` asks for it."""
    job = partial(redirect, old=old, target=target, title=title)
    return Plan(old, (old, target, title), lambda: job, listed=False, file=file)


def redirect_plans(context: Portal) -> Iterator[Plan]:
    """Yield a page for every old address that articles and documents name."""
    for source in context.catalog.sources:
        for old in source.redirect_from:
            yield redirect_plan(urls.redirect_url(old), source.url, source.title, source.file)


def redirect(context: Context, old: str, target: str, title: str) -> bytes:
    """Return the page at an old address."""
    link = escape(urls.up(old) + target)
    title = escape(title)
    moved = context.words.text("This page has moved:")
    return (
        f'<!doctype html>\n<html lang="{context.registers.site.language}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{escape(context.absolute(target))}">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n</head>\n<body>\n'
        f'<p>{moved} <a href="{link}">{title}</a></p>\n</body>\n</html>\n'
    ).encode()
