"""Consultations: the page of those that are open and those that have closed."""

from collections.abc import Iterator
from datetime import date

from bangvang.model import urls
from bangvang.render.context import Context, Portal
from bangvang.render.paging import home
from bangvang.render.plan import Plan, last_change
from bangvang.render.views import Head, Link, Page
from bangvang.words import message

_OPEN = message("Opinions are taken until the end of {day}.")
_CLOSED = message("Opinions were taken until the end of {day}.")


def closing(context: Context, closes: date | None, is_open: bool) -> str:
    """Return until when opinions are or were taken, in words; nothing for any other article."""
    if closes is None:
        return ""
    return context.words.text(_OPEN if is_open else _CLOSED, day=context.words.long_day(closes))


def open_consultations(context: Portal) -> list[Link]:
    """Return the links to the consultations that are open, those that close first before others."""
    catalog = context.catalog
    found = [each for each in catalog.consultations if each.id in catalog.open]
    found.sort(key=lambda each: (str(each.closes), each.id))
    return [Link(each.title, each.url, closing(context, each.closes, True)) for each in found]


def consultation_plans(context: Portal) -> Iterator[Plan]:
    """Yield the page of all consultations, when there are any."""
    catalog, words = context.catalog, context.words
    if not catalog.consultations:
        return
    closed = [each for each in catalog.consultations if each.id not in catalog.open]
    title = words.text("Consultations on proposed honours")
    news = Link(words.text("News"), urls.ARTICLES)
    head = Head(
        title=title,
        description=f"{title}. {context.site.description}",
        url=urls.CONSULTATIONS,
        json_ld=(context.breadcrumbs((home(context), news, Link(title, urls.CONSULTATIONS))),),
    )
    before = [Link(each.title, each.url, closing(context, each.closes, False)) for each in closed]
    view = {
        "title": title,
        "open": open_consultations(context),
        "closed": before,
        "contact": context.site.contact or "",
    }
    page = Page("articles", head, "consultations.html", view, (home(context), news))
    yield Plan.of(page, last_change(catalog.consultations))
