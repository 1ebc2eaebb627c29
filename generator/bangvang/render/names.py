"""The index of names: everyone in the honour roll, by the letter of the name."""

from collections.abc import Iterator
from functools import partial

from bangvang.model import urls
from bangvang.model.roll import Honoured, roll_mark
from bangvang.render.long import Part, home, long_plans, roll_page, section
from bangvang.render.views import Link, Page, Plan, Portal
from bangvang.text import initial, sort_key


def letters_of(context: Portal) -> list[tuple[str, str, list[Honoured]]]:
    """Return the letters under which names stand, each with its address and its names."""

    def letter(each: Honoured) -> str:
        return initial(each.name.rpartition(" ")[2] if each.kind == "person" else each.name)

    found: dict[str, list[Honoured]] = {}
    for each in context.catalog.roll.honoured:
        found.setdefault(letter(each), []).append(each)
    return [(key, urls.letter_url(key), found[key]) for key in sorted(found, key=sort_key)]


def name_plans(context: Portal) -> Iterator[Plan]:
    """Yield the index of names: its letters, and the names under each."""
    words = context.words
    above = (home(context), section(context))
    index = Link(words.text("By name"), urls.NAMES)
    letters = letters_of(context)

    def note(each: Honoured) -> str:
        roles = dict.fromkeys(entry.what.role for entry in each.entries if entry.what.role)
        return " · ".join((*roles, context.conferrals(len(each.entries))))

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

    def shows(part: Part) -> object:
        addresses = [url for _, url, _ in letters]
        return addresses, [(each.name, roll_mark(each.entries)) for each in part.items]

    links: list[tuple[Link, list[Link]]] = [
        (Link(letter.upper(), url, words.count("one name", "{n} names", len(found))), [])
        for letter, url, found in letters
    ]
    view = {"links": links, "map": None}
    yield Plan.of(roll_page(context, urls.NAMES, index.title, "index.html", above, view))
    for letter, url, found in letters:
        link = Link(words.text("Names: {letter}", letter=letter.upper()), url)
        yield from long_plans(context, link, found, shows, partial(page, link))
