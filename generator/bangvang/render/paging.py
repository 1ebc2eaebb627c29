"""What the pages of roll and archive share: their place in the site, and long lists in parts."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from bangvang.model import urls
from bangvang.render.context import Context, Portal, site_feeds
from bangvang.render.pages.redirects import redirect_plan
from bangvang.render.plan import Plan
from bangvang.render.views import Head, Link, Page


class Part(NamedTuple):
    """One page of a long list."""

    number: int
    """Counted from 1."""
    url: str
    label: str
    newer: str
    older: str
    items: Sequence[Any]

    @property
    def first(self) -> bool:
        """Whether it is the first page."""
        return self.number == 1

    @property
    def pager(self) -> dict[str, str]:
        """The way to the pages beside it."""
        return {"label": self.label, "newer": self.newer, "older": self.older}

    def titled(self, heading: str) -> str:
        """Return the title of the page, of a list with a heading."""
        return heading if self.first else f"{heading} ({self.label})"


def home(context: Context) -> Link:
    """Return the link to the front page."""
    return Link(context.words.text("Home"), urls.HOME)


def section(context: Context) -> Link:
    """Return the link to the roll."""
    return Link(context.words.text("Honour roll"), urls.ROLL)


def listing(
    kind: str,
    context: Portal,
    url: str,
    title: str,
    template: str,
    above: tuple[Link, ...],
    view: dict[str, Any],
    *,
    listed: bool = True,
) -> Page:
    """Return a page whose description is its title; `kind` is that of its shell."""
    crumbs = context.breadcrumbs((*above, Link(title, url)))
    description = f"{title}. {context.site.description}"
    head = Head(title, description, url, site_feeds(context), json_ld=(crumbs,), listed=listed)
    return Page(kind, head, template, {"title": title, **view}, above)


roll_page = partial(listing, "roll")
"""Return a page of the roll."""


def long_plans(
    context: Portal,
    link: Link,
    items: Sequence[Any],
    inputs: Callable[[Part], object],
    page: Callable[[Part], Page],
    size: int = urls.ROLL_SIZE,
    *,
    modified: str = "",
    file: str = "site.md",
) -> Iterator[Plan]:
    """Yield the pages of a long list, of `size` items each.

    `inputs` gives what a page shows, `page` the page itself, when it must be made.
    """
    count = urls.page_count(len(items), size)
    for number in range(1, count + 1):
        part = Part(
            number,
            urls.paged(link.url, number),
            context.words.text("page {number} of {count}", number=number, count=count),
            urls.paged(link.url, number - 1) if number > 1 else "",
            urls.paged(link.url, number + 1) if number < count else "",
            items[(number - 1) * size : number * size],
        )
        shown = (part[:5], inputs(part))
        yield Plan(part.url, shown, partial(page, part), modified, part.first, file=file)
        if number == 2:
            yield redirect_plan(urls.pages_url(link.url), link.url, link.title)
