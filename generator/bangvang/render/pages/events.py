"""The page of an event: what, when, where, who presided, and what was conferred."""

from functools import partial

from bangvang.model import urls
from bangvang.model.cards import card_url
from bangvang.model.records import ArticleRecord, TallyRecord
from bangvang.model.registers import Award, District, Event, Movement
from bangvang.model.roll import RollEntry, roll_fingerprint
from bangvang.render.context import Portal, site_feeds
from bangvang.render.labels import EVENT_KINDS
from bangvang.render.markdown import render_markdown
from bangvang.render.photos.albums import album_view, pictures_of
from bangvang.render.plan import Plan, last_change
from bangvang.render.roll.rows import entry_row, tally_groups
from bangvang.render.views import Head, JsonLd, Link, Page
from bangvang.words import message

_NEAR = 3
"""How many congresses before and after one its line of time shows."""


def event_plan(context: Portal, event: Event, crumbs: tuple[Link, ...]) -> Plan:
    """Return the plan of the page of an event."""
    catalog = context.catalog
    registers = context.registers
    articles = catalog.by_event.get(event.id, ())
    inputs = (
        registers.fingerprints[Event.folder, event.id],
        registers.label(District.folder, event.district),
        [registers.label(Movement.folder, identity) for identity in event.movements],
        [(context.face(article), _counted(context, article, event)) for article in articles],
        roll_fingerprint(_conferred(context, event)),
        _documents(context, event),
        _line(context, event),
        [
            (album.fingerprint, pictures_of(context, album))
            for album in catalog.albums_by_event.get(event.id, ())
        ],
    )
    make = partial(event_page, context, event, crumbs)
    return Plan(urls.term_url(event), inputs, make, last_change(articles), file=event.file)


def _documents(context: Portal, event: Event) -> tuple[Link, ...]:
    about = context.catalog.documents_about
    return context.documents(about.get((Event.folder, event.id), ()))


def _line(context: Portal, event: Event) -> tuple[Link, ...]:
    """Return the congresses of the same place around one, with their days, oldest first.

    The one itself is no link. Nothing for another kind of event, and for a congress that is alone.
    """
    if event.kind != "congress":
        return ()
    same = [
        each
        for each in reversed(context.catalog.events)
        if each.kind == event.kind and each.district == event.district
    ]
    place = same.index(event)
    near = same[max(0, place - _NEAR) : place + _NEAR + 1]
    if len(near) == 1:
        return ()
    day = context.words.day
    return tuple(
        Link(each.name, "" if each is event else urls.term_url(each), day(each.date))
        for each in near
    )


def _conferred(context: Portal, event: Event) -> tuple[RollEntry, ...]:
    catalog = context.catalog
    return catalog.roll.slices["event"][event.id] if event.id in catalog.honoured_at else ()


def _counted(
    context: Portal, article: ArticleRecord, event: Event
) -> list[tuple[TallyRecord, object]]:
    """Return what an article counts at an event, each count with the labels of its awards."""
    return [
        (tally, [context.registers.label(Award.folder, name) for name in tally.awards])
        for tally in article.tallies
        if tally.event == event.id
    ]


def event_page(context: Portal, event: Event, crumbs: tuple[Link, ...]) -> Page:
    """Return the page of an event: what, when, where, and what was conferred."""
    catalog, words = context.catalog, context.words
    url = urls.term_url(event)
    articles = catalog.by_event.get(event.id, ())
    district = catalog.registers.districts.get(event.district or "")
    sessions = {
        "morning": message("Morning"),
        "afternoon": message("Afternoon"),
        "evening": message("Evening"),
    }
    when = words.long_day(event.date)
    if event.session:
        when = f"{words.text(sessions[event.session])} {when[0].lower()}{when[1:]}"
    if event.until:
        when = words.text("{day} to {end}", day=when, end=words.day(event.until))
    facts = [
        (words.text("When"), when),
        (words.text("Where"), event.place or ""),
        (words.text("Host"), event.host or ""),
        (words.text("Theme"), f"“{event.theme}”" if event.theme else ""),
        (words.text("Term"), str(event.term or "")),
    ]
    tallies = []
    for article in articles:
        counted = tuple(each for each, _ in _counted(context, article, event))
        if counted:
            tallies.append((context.article(article), tally_groups(context, counted, event.id)))
    return Page(
        kind="events",
        head=Head(
            title=event.name,
            description=f"{event.name}, {words.day(event.date)}.",
            url=url,
            feeds=site_feeds(context),
            image=card_url("event", event.id),
            json_ld=(
                _event_data(context, event),
                context.breadcrumbs((*crumbs, Link(event.name, url))),
            ),
        ),
        template="event.html",
        crumbs=crumbs,
        view={
            "title": event.name,
            "label": words.text(EVENT_KINDS[event.kind]),
            "facts": [(name, value) for name, value in facts if value],
            "district": context.term(district) if district else None,
            "chairs": event.chairs,
            "documents": _documents(context, event),
            "line": _line(context, event),
            "movements": [context.movement(identity) for identity in event.movements],
            "body": render_markdown(event.body, urls.up(url)),
            "honours": [entry_row(context, entry) for entry in _conferred(context, event)],
            "tallies": tallies,
            "albums": [
                album_view(context, album.album(), pictures_of(context, album), url)
                for album in catalog.albums_by_event.get(event.id, ())
            ],
            "teasers": [context.teaser(article) for article in articles],
        },
    )


def _event_data(context: Portal, event: Event) -> JsonLd:
    data: JsonLd = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.name,
        "startDate": event.date.isoformat(),
        "endDate": (event.until or event.date).isoformat(),
        "url": context.absolute(urls.term_url(event)),
    }
    if event.place:
        data["location"] = {"@type": "Place", "name": event.place}
    if event.host:
        data["organizer"] = {"@type": "Organization", "name": event.host}
    return data
