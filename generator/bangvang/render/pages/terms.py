"""The pages of districts, movements and events, and their indexes."""

from collections.abc import Iterator
from typing import Any

from bangvang.model import urls
from bangvang.model.cards import card_url
from bangvang.model.catalog import Articles, Photos
from bangvang.model.registers import District, Movement
from bangvang.render.context import Portal
from bangvang.render.markdown import render_markdown
from bangvang.render.pages.events import event_plan
from bangvang.render.pages.news import articles_view, count_note
from bangvang.render.paging import Part, home, listing, long_plans
from bangvang.render.photos.albums import photo_teasers
from bangvang.render.plan import Plan, last_change
from bangvang.render.roll.map import district_map
from bangvang.render.roll.roll import part_of_roll
from bangvang.render.views import Head, Link, Page
from bangvang.words import message

PHOTOS = 6
"""How many photos the page of a term shows; the rest is in their albums."""

_INDEX = {"districts": urls.DISTRICTS, "movements": urls.MOVEMENTS, "events": urls.EVENTS}


def term_plans(context: Portal) -> Iterator[Plan]:
    """Yield every page of districts, movements and events."""
    catalog = context.catalog
    yield Plan.of(_index_page(context, "districts", {"map": district_map(context)}))
    yield Plan.of(_index_page(context, "movements", {}))
    yield Plan.of(_index_page(context, "events", {}))
    for district in catalog.districts:
        articles = catalog.by_district.get(district.id, ())
        yield from _tag_plans(
            context, "districts", district, articles, _district(context, district)
        )
    for movement in catalog.movements:
        articles = catalog.by_movement.get(movement.id, ())
        yield from _tag_plans(
            context, "movements", movement, articles, _movement(context, movement)
        )
    for event in catalog.events:
        yield event_plan(context, event, (home(context), _section(context, "events")))


def _section(context: Portal, kind: str) -> Link:
    titles = {
        "districts": message("Districts"),
        "movements": message("Movements"),
        "events": message("Events"),
    }
    return Link(context.words.text(titles[kind]), _INDEX[kind])


def _index_page(context: Portal, kind: str, extra: dict[str, Any]) -> Page:
    """Return the page that lists all districts, movements or events."""
    catalog, words = context.catalog, context.words
    section = _section(context, kind)
    links: list[tuple[Link, list[Link]]]
    if kind == "districts":
        links = [(context.counted(each), []) for each in catalog.districts]
    elif kind == "movements":
        links = [
            (context.counted(each), [context.counted(local) for local in _below(context, each)])
            for each in catalog.movements
            if each.parent is None
        ]
    else:
        links = [
            (Link(each.name, urls.term_url(each), words.day(each.date)), [])
            for each in catalog.events
        ]
    view = {"links": links, "map": None, **extra}
    return listing(kind, context, section.url, section.title, "index.html", (home(context),), view)


def _below(context: Portal, movement: Movement) -> list[Movement]:
    """Return all local versions of a movement, and theirs."""
    found: list[Movement] = []
    below = context.catalog.local_versions
    waiting = [*below.get(movement.id, ())][::-1]
    while waiting:
        local = waiting.pop()
        found.append(local)
        waiting += below.get(local.id, ())[::-1]
    return found


def _district(context: Portal, district: District) -> dict[str, Any]:
    """Return what only a district's page shows."""
    catalog, words = context.catalog, context.words
    districts = catalog.registers.districts
    return {
        "label": words.text("District"),
        "notice": words.text("until {day}", day=words.day(district.ended))
        if district.ended
        else "",
        "facts": [
            (words.text("Code"), district.code),
            (words.text("Province"), district.province),
            (words.text("Founded"), words.day(district.founded) if district.founded else ""),
            (
                words.text("Ended"),
                ". ".join(
                    part
                    for part in (
                        words.day(district.ended) if district.ended else "",
                        district.ended_by or "",
                    )
                    if part
                ),
            ),
            (
                words.text("Former names"),
                "; ".join(
                    words.text("{name} until {day}", name=each.name, day=words.day(each.until))
                    + (f" ({each.decision})" if each.decision else "")
                    for each in district.former_names
                ),
            ),
        ],
        "link_groups": [
            (
                words.text("Succeeded by"),
                [
                    context.term(districts[name]) if name in districts else Link(name, "")
                    for name in district.successors
                ],
            ),
            (
                words.text("Local versions of movements"),
                [
                    context.counted(each)
                    for each in catalog.movements
                    if each.district == district.id
                ],
            ),
            (
                words.text("Official documents"),
                list(
                    context.documents(catalog.documents_about.get(("districts", district.id), ()))
                ),
            ),
        ],
        "events": catalog.events_by_district.get(district.id, ()),
        **part_of_roll(context, "district", district.id),
        **_part_of_archive(context, catalog.photos_by_district.get(district.id, ())),
    }


def _movement(context: Portal, movement: Movement) -> dict[str, Any]:
    """Return what only a movement's page shows."""
    catalog, words = context.catalog, context.words
    labels = {"movement": message("Movement"), "campaign": message("Campaign")}
    parent = catalog.registers.movements.get(movement.parent or "")
    district = catalog.registers.districts.get(movement.district or "")
    return {
        "label": words.text(labels[movement.kind]),
        "notice": "",
        "facts": [
            (words.text("Launched"), words.when(movement.started) if movement.started else ""),
            (words.text("Also written"), "; ".join(f"“{name}”" for name in movement.aliases)),
        ],
        "link_groups": [
            (words.text("Local version of"), [context.counted(parent)] if parent else []),
            (words.text("Where"), [context.term(district)] if district else []),
            (
                words.text("Local versions"),
                [context.counted(each) for each in catalog.local_versions.get(movement.id, ())],
            ),
            (
                words.text("Official documents"),
                list(
                    context.documents(catalog.documents_about.get(("movements", movement.id), ()))
                ),
            ),
        ],
        "events": catalog.events_by_movement.get(movement.id, ()),
        **part_of_roll(context, "movement", movement.id),
        **_part_of_archive(
            context,
            catalog.photos_by_movement.get(movement.id, ()),
            catalog.photos_beside_movement.get(movement.id, ()),
        ),
    }


def _part_of_archive(context: Portal, photos: Photos, beside: Photos = ()) -> dict[str, Any]:
    """Return what a term's page shows of the archive: some photos, and the albums of all.

    Photos `beside` it are shown apart.
    """
    shown = photo_teasers(context, photos[:PHOTOS])
    albums = {album.id: album for album, _ in photos} if shown else {}
    return {
        "photos": shown,
        "photos_beside": photo_teasers(context, beside[:PHOTOS]),
        "photo_albums": [
            Link(album.title, urls.album_url(album.id), context.when(album.date))
            for album in albums.values()
        ],
    }


def _tag_plans(
    context: Portal,
    kind: str,
    term: District | Movement,
    articles: Articles,
    own: dict[str, Any],
) -> Iterator[Plan]:
    """Yield the pages of a district or a movement: its facts, then its articles by year."""
    words = context.words
    section = _section(context, kind)
    base = urls.term_url(term)
    own["facts"] = [(name, value) for name, value in own["facts"] if value]
    own["link_groups"] = [(name, links) for name, links in own["link_groups"] if links]
    own["events"] = [
        Link(event.name, urls.term_url(event), words.day(event.date)) for event in own["events"]
    ]

    def page(part: Part) -> Page:
        title = part.titled(term.name)
        total = count_note(context, articles) if part.first else ""
        crumbs = (
            (home(context), section)
            if part.first
            else (home(context), section, Link(term.name, base))
        )
        return Page(
            kind=kind,
            head=Head(
                title=title,
                description=f"{title}: {total}." if part.first else f"{title}.",
                url=part.url,
                feeds=(Link(term.name, f"{base}{urls.ATOM}"),),
                json_ld=(context.breadcrumbs((*crumbs, Link(title, part.url))),),
                listed=part.first,
                image=card_url("district" if kind == "districts" else "movement", term.id),
            ),
            template="term.html",
            crumbs=crumbs,
            view={
                "title": title,
                "first": part.first,
                "body": render_markdown(term.body, urls.up(part.url)) if part.first else None,
                "feed": f"{base}{urls.ATOM}",
                **own,
                "total": total,
                **articles_view(context, part),
            },
        )

    def inputs(part: Part) -> object:
        # Pages after the first show the name of the term and its articles, not its facts.
        whole = (own, term.body, len(articles))
        return (
            term.name,
            whole if part.first else (own["label"], own["notice"]),
            list(map(context.face, part.items)),
        )

    yield from long_plans(
        context,
        Link(term.name, base),
        articles,
        inputs,
        page,
        urls.PAGE_SIZE,
        dated=True,
        modified=last_change(articles),
        file=term.file,
    )
