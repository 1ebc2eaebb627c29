"""Addresses that were published once: where they lead now, or what became of them."""

from collections.abc import Collection, Iterator

from bangvang.model import urls
from bangvang.model.ledger import LEDGER, Once, is_list
from bangvang.model.problems import Problem
from bangvang.render.context import Portal
from bangvang.render.pages.redirects import redirect_plan
from bangvang.render.paging import home
from bangvang.render.plan import Plan
from bangvang.render.views import Head, Page

_DEEPEST = 5
"""How deep a page may lie for which there is a shell."""


def gone_plans(context: Portal, made: Collection[str]) -> Iterator[Plan]:
    """Yield a page for each address of the ledger that is not `made` any more.

    One that moved leads on; a list on which nothing is leads to the list above it; what was removed
    or taken back leaves a notice.
    """
    for address, once in context.catalog.ledger.items():
        if address in made or urls.page_path(address) in made:
            continue
        if once.moved_to:
            yield redirect_plan(address, once.moved_to, f"/{once.moved_to}", LEDGER)
        elif is_list(address):
            above = _above(address, made)
            yield redirect_plan(address, above, f"/{above}", LEDGER)
        elif (
            (once.removed or address.startswith(context.catalog.withdrawn))
            and address.endswith("/")
            and address.count("/") <= _DEEPEST
        ):
            yield Plan.of(_notice(context, address, once))._replace(file=LEDGER)


def _above(address: str, made: Collection[str]) -> str:
    parts = address.split("/")[:-2]
    while parts and "/".join(parts) + "/" not in made:
        parts.pop()
    return "/".join(parts) + "/" if parts else urls.HOME


def _notice(context: Portal, address: str, once: Once) -> Page:
    """Return what stands at an address from which a page was taken away."""
    words = context.words
    title = words.text("This page was taken down")
    crumbs = (home(context),)
    view = {
        "title": title,
        "day": words.day(once.removed) if once.removed else "",
        "reason": once.reason,
        "contact": context.site.contact or "",
    }
    return Page(
        "articles", Head(title, f"{title}.", address, listed=False), "gone.html", view, crumbs
    )


def vanished(context: Portal, paths: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each address of the ledger that no file of the next site stands for."""
    for address, once in context.catalog.ledger.items():
        path = urls.page_path(address)
        # One that leads to another that leads on may go in a circle.
        onward = context.catalog.ledger.get(once.moved_to)
        if once.moved_to and (
            urls.page_path(once.moved_to) not in paths or (onward and onward.moved_to)
        ):
            values = {"address": address, "target": once.moved_to}
            yield Problem(LEDGER, "E503", line=once.line, values=values)
        elif (
            path not in paths
            and not once.removed
            and not address.startswith(context.catalog.withdrawn)
        ):
            yield Problem(LEDGER, "E502", line=once.line, values={"address": address})
