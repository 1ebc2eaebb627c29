"""The site of a joined register: its portal, its pages, its data and its search."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bangvang.build.pipeline import Host, frame_of, make_pages, take_from
from bangvang.build.reading import Reading, read
from bangvang.content.write.files import whole_text
from bangvang.editions.union.join import Union
from bangvang.editions.union.pages import addresses, plans
from bangvang.editions.union.rows import Register
from bangvang.editions.union.search import join_indexes
from bangvang.model.catalog import Parts
from bangvang.model.urls import page_path
from bangvang.publish.commit import commit
from bangvang.publish.next_site import NextSite
from bangvang.render.context import Portal
from bangvang.render.data.exports import whole
from bangvang.words import Words
from bangvang.workers import Workers


def parts_of(union: Union) -> Parts:
    """Return the parts of the site of a union: it can be searched when a portal can."""
    searched = any(portal.shards for portal in union.portals.values())
    return Parts(search=searched, archive=False, joined=True)


@contextmanager
def frame(name: str, url: str, union: Union, language: Words, now: datetime) -> Iterator[Reading]:
    """Give a portal that has nothing of its own but its name and address."""
    portals = language.count("one portal", "{n} portals", len(union.portals))
    site = {
        "name": name,
        "province": "Việt Nam",
        "office": name,
        "description": language.text("The honour roll of {portals}", portals=portals),
        "url": url,
        "language": language.language,
        "schema_version": 1,
        "imprint": [language.text("Joined from {portals}", portals=portals)],
    }
    with TemporaryDirectory() as folder:
        content = Path(folder)
        (content / "site.md").write_bytes(whole_text(site, ""))
        yield read(content, now, parts=parts_of(union))


def build(
    union: Union,
    reading: Reading,
    host: Host,
    theme: tuple[Path, ...],
    site: NextSite,
    workers: Workers,
    *,
    listed: bool,
) -> None:
    """Publish the site of a union; unless it is `listed`, search engines are asked to pass it by.

    Raise `UnionError` for a search index that is damaged; then the site before stays.
    """
    portal = Portal.of(reading.portal, reading.parts)
    register = Register(portal, union)
    wanted = [(page_path(plan.url), plan) for plan in plans(register, listed=listed)]
    for path, _ in wanted:
        site.claim(path)
    frame = frame_of(reading.content, host, theme, portal.registers, reading.parts)
    make_pages(frame, site, wanted, workers, lambda done, total: None)
    for path, data in whole(portal, union.tables):
        site.put(path, data)
    take_from(host, site)
    if reading.parts.search:
        join_indexes(portal, union.portals, addresses(register), site, workers)
    commit(site)
