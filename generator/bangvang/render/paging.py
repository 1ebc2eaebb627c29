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

    url: str
    label: str
    newer: str
    older: str
    items: Sequence[Any]
    first: bool
    """Whether it stands at the address of the list itself."""

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
    image: str = "",
) -> Page:
    """Return a page whose description is its title; `kind` is that of its shell."""
    crumbs = context.breadcrumbs((*above, Link(title, url)))
    description = f"{title}. {context.site.description}"
    head = Head(
        title, description, url, site_feeds(context), json_ld=(crumbs,), listed=listed, image=image
    )
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
    dated: bool = False,
    modified: str = "",
    file: str = "site.md",
) -> Iterator[Plan]:
    """Yield the pages of a long list, of `size` items each.

    `inputs` gives what a page shows, `page` the page itself, when it must be made. A `dated` list
    has its newest items first and grows at that end: see `_from_the_oldest`. An address of a page
    that such a list does not have, or not yet, leads to the list.
    """
    parts = _from_the_oldest if dated else _in_order
    made = set()
    for part in parts(context, link.url, items, size):
        made.add(part.url)
        shown = (part[:4], inputs(part))
        yield Plan(part.url, shown, partial(page, part), modified, part.first, file=file)
    count = urls.page_count(len(items), size)
    further = range(1 if dated else 2, count + 1) if count > 1 else ()
    folder = (urls.pages_url(link.url),) if further else ()
    for address in (*folder, *(urls.paged(link.url, number) for number in further)):
        if address not in made:
            yield redirect_plan(address, link.url, link.title)


def _in_order(context: Context, url: str, items: Sequence[Any], size: int) -> Iterator[Part]:
    """Yield the pages of a list that is read from its beginning, numbered so."""
    count = urls.page_count(len(items), size)
    for number in range(1, count + 1):
        first = number == 1
        yield Part(
            url if first else urls.paged(url, number),
            context.words.text("page {number} of {count}", number=number, count=count),
            ("" if first else url if number == 2 else urls.paged(url, number - 1)),
            urls.paged(url, number + 1) if number < count else "",
            items[(number - 1) * size : number * size],
            first,
        )


def _from_the_oldest(context: Context, url: str, items: Sequence[Any], size: int) -> Iterator[Part]:
    """Yield the pages of a list with the newest first: the list itself, then older ones.

    Those are numbered from the oldest and always full, so that no new item changes them. The list
    itself has what they leave: from one page's worth to less than two.
    """
    full = max(0, len(items) // size - 1)
    own = len(items) - full * size
    words = context.words
    label = words.count("one older page", "{n} older pages", full)
    yield Part(url, label, "", urls.paged(url, full) if full else "", items[:own], first=True)
    for number in range(full, 0, -1):
        start = own + (full - number) * size
        yield Part(
            urls.paged(url, number),
            words.text("page {number}", number=number),
            urls.paged(url, number + 1),
            urls.paged(url, number - 1) if number > 1 else "",
            items[start : start + size],
            first=False,
        )
