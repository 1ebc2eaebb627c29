"""Addresses: every page and file claims one, and no two the same."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bangvang.model import urls
from bangvang.model.catalog import Registers
from bangvang.model.files import is_publishable
from bangvang.model.problems import Problem, Where
from bangvang.model.records import SourceRecord
from bangvang.model.registers import HandWritten

RESERVED = ("assets/", urls.DESK, ".bangvang", urls.DATA, "anh/", urls.ROLL, urls.HONOREES)
"""Folders of the site that belong to the theme, the search, the data, the albums and the roll."""


class Claim(NamedTuple):
    """A file that wants an address, and the line of it that says so."""

    url: str
    file: str
    where: Where = ()


def check_claims(
    registers: Registers,
    articles: Iterable[SourceRecord],
    made: Iterable[Claim],
    beside: Mapping[str, tuple[str, ...]],
) -> list[Problem]:
    """Return a problem for each address that is claimed twice, or where none may be claimed.

    What counts is the file on the server: an address and its index.html are one, letters of either
    case are one, and a file cannot be a folder. `made` are the addresses of all files that the
    portal makes, those that articles ask for among them. Drafts claim addresses too.
    """
    claimed = list(_claims(registers, articles, beside))
    asked = {(claim.url, claim.file) for claim in claimed}
    made = [claim for claim in made if (claim.url, claim.file) not in asked]
    if _all_distinct(made, claimed):
        return []
    owners: dict[str, str] = {}
    folders: dict[str, str] = {}

    def take(claim: Claim) -> str | None:
        """Return who has the address already, and note the claim."""
        path = urls.page_path(claim.url).lower()
        parents = [path[:place] for place, char in enumerate(path) if char == "/"]
        above = next((owners[parent] for parent in parents if parent in owners), None)
        other = owners.get(path) or folders.get(path) or above
        owners.setdefault(path, claim.file)
        for parent in parents:
            folders.setdefault(parent, claim.file)
        return other or ("site.md" if path.startswith(RESERVED) else None)

    for claim in made:
        take(claim)
    return [
        Problem(claim.file, "E210", claim.where, values={"url": f"/{claim.url}", "other": other})
        for claim in claimed
        if (other := take(claim))
    ]


def _all_distinct(made: list[Claim], claimed: list[Claim]) -> bool:
    """Return whether no claim is in the way of another: so it nearly always is."""
    paths = {urls.page_path(claim.url).lower() for claim in (*made, *claimed)}
    folders: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return (
        len(paths) == len(made) + len(claimed)
        and paths.isdisjoint(folders)
        and not any(claim.url.lower().startswith(RESERVED) for claim in claimed)
    )


def _claims(
    registers: Registers, articles: Iterable[SourceRecord], beside: Mapping[str, tuple[str, ...]]
) -> Iterator[Claim]:
    """Yield what editors claim: pages, articles with their files, and old addresses."""
    for page in registers.pages.values():
        yield Claim(page.url, page.file)
    for name in attached(beside):
        yield Claim(name, f"{HandWritten.folder}/{name}")
    for article in articles:
        url = article.url
        yield Claim(url, article.file)
        for name in article.files:
            yield Claim(url + name, article.file)
        for index, path in enumerate(article.redirect_from):
            yield Claim(urls.redirect_url(path), article.file, ("redirect_from", index))


def attached(beside: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names of the files that are published from beside hand-written pages."""
    pages = f"{HandWritten.folder}/"
    names = {name for file, there in beside.items() if file.startswith(pages) for name in there}
    return tuple(sorted(filter(is_publishable, names)))
