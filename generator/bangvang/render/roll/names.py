"""The index of names: everyone in the honour roll, by the letter of the name."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

from bangvang.model import urls
from bangvang.model.roll import Honoured, roll_fingerprint
from bangvang.model.types import HonoreeKind
from bangvang.render.context import Context, Portal
from bangvang.render.paging import Part, home, long_plans, roll_page, section
from bangvang.render.plan import Plan
from bangvang.render.views import Link, Page
from bangvang.text import initial, sort_key


class Named(Protocol):
    """Who has a page and stands in the index of names."""

    @property
    def id(self) -> str:
        """The id under which the page is."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def kind(self) -> HonoreeKind:
        """People stand under their given names."""


Who = TypeVar("Who", bound=Named)


def letters_of(names: Iterable[Who]) -> list[tuple[str, str, list[Who]]]:
    """Return the letters under which names stand, each with its address and its names."""

    def letter(each: Named) -> str:
        return initial(each.name.rpartition(" ")[2] if each.kind == "person" else each.name)

    found: dict[str, list[Who]] = {}
    for each in names:
        found.setdefault(letter(each), []).append(each)
    return [(key, urls.letter_url(key), found[key]) for key in sorted(found, key=sort_key)]


def name_plans(context: Portal) -> Iterator[Plan]:
    """Yield the index of the names of a portal's roll."""

    def note(each: Honoured) -> str:
        return noted(context, (entry.what.role for entry in each.entries))

    yield from index_plans(
        context, context.catalog.roll.honoured, note, lambda each: roll_fingerprint(each.entries)
    )


def noted(context: Context, roles: Iterable[str]) -> str:
    """Return what stands beside a name: what one was at each conferral, and how many there are."""
    roles = list(roles)
    return " · ".join((*dict.fromkeys(filter(None, roles)), context.conferrals(len(roles))))


def index_plans(
    context: Portal,
    names: Iterable[Who],
    note: Callable[[Who], str],
    fingerprint: Callable[[Who], bytes],
) -> Iterator[Plan]:
    """Yield the index of names: its letters, and the names under each.

    `note` is asked for what stands beside a name, `fingerprint` changes whenever that does.
    """
    words = context.words
    above = (home(context), section(context))
    index = Link(words.text("By name"), urls.NAMES)
    letters = letters_of(names)

    def page(link: Link, part: Part) -> Page:
        view = {
            "letters": [Link(each.upper(), url) for each, url, _ in letters],
            "names": [
                (each.id, Link(each.name, urls.honoree_url(each.id), note(each)))
                for each in part.items
            ],
            "pager": part.pager,
        }
        crumbs = (*above, index) if part.first else (*above, index, link)
        title = part.titled(link.title)
        return roll_page(context, part.url, title, "names.html", crumbs, view, listed=part.first)

    def inputs(part: Part) -> object:
        addresses = [url for _, url, _ in letters]
        return addresses, [(each.name, fingerprint(each)) for each in part.items]

    links: list[tuple[Link, list[Link]]] = [
        (Link(letter.upper(), url, words.count("one name", "{n} names", len(found))), [])
        for letter, url, found in letters
    ]
    view = {"links": links, "map": None}
    yield Plan.of(roll_page(context, urls.NAMES, index.title, "index.html", above, view))
    for letter, url, found in letters:
        link = Link(words.text("Names: {letter}", letter=letter.upper()), url)
        yield from long_plans(context, link, found, inputs, partial(page, link))
