"""What the search may find: articles, honours, honorees, photos, terms and hand-written pages."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from bangvang.fingerprint import fingerprint
from bangvang.model import urls
from bangvang.model.albums import Album
from bangvang.model.documents import Document, DocumentKind, Facet, Findable
from bangvang.model.records import (
    AlbumRecord,
    ArticleRecord,
    DocumentRecord,
    PhotoRecord,
    SourceRecord,
)
from bangvang.model.registers import District, Event, Movement
from bangvang.model.roll import Honoured, RollEntry
from bangvang.render.context import Context, Portal
from bangvang.render.labels import KINDS
from bangvang.render.photos.albums import pictured
from bangvang.search.plain import plain
from bangvang.text import sort_key


def findables(context: Portal) -> Iterator[Findable]:
    """Yield everything that may be found."""
    yield from _terms(context)
    for record in context.catalog.articles:
        yield findable_article(context, record)
    for document in context.catalog.documents:
        inputs = fingerprint(document.list_fingerprint, document.file, document.content)
        make = partial(_official, context, document)
        yield Findable("document", document.date.isoformat(), document.url, inputs, make)
    if context.roll:
        roll = context.catalog.roll
        for honoured in roll.honoured:
            if honoured.record:
                yield _made("honoree", _honoree(context, honoured))
        for entry in roll.entries:
            url = urls.conferral_url(entry.honoree, entry.what.id)
            make = partial(_honour, context, entry)
            yield Findable("honour", entry.what.date, url, entry.fingerprint, make)
    if context.archive:
        for album in context.catalog.albums.values():
            yield from _photos(context, album)


def findable_article(context: Context, record: ArticleRecord) -> Findable:
    """Return an article as something that may be found."""
    make = partial(_article, context, record)
    inputs = fingerprint(
        record.list_fingerprint, record.file, record.content, record.events, _awards(record)
    )
    return Findable("article", record.date.isoformat(), record.url, inputs, make)


def _official(context: Portal, document: DocumentRecord) -> Document:
    # Readers type a number without the zero that it begins with.
    typed = document.number.lstrip("0") if document.number.startswith("0") else ""
    return Document(
        f"{context.document(document)}: {document.title}",
        document.url,
        document.date.isoformat(),
        _joined(context.words.day(document.date), document.authority),
        document.authority,
        body=f"{typed}\n\n{plain(document.document().body)}".strip(),
        facets={
            "district": document.districts,
            "movement": document.movements,
            "award": _awards(document),
            "event": document.events,
        },
    )


def aliases(context: Portal) -> list[tuple[str, str]]:
    """Return other spellings of names of the registers, each with the name."""
    registers = context.registers
    found = {
        (alias, each.name)
        for register in (registers.districts, registers.movements, registers.awards)
        for each in register.values()
        for alias in each.aliases
    }
    for district in registers.districts.values():
        found |= {(each.name, district.name) for each in district.former_names}
    return sorted(_differing(*each) for each in found)


def _differing(alias: str, name: str) -> tuple[str, str]:
    """Return two spellings without words that both begin with, but of two words at least.

    >>> _differing("Thành phố Bắc Cạn", "Thành phố Bắc Kạn")
    ('Bắc Cạn', 'Bắc Kạn')
    """
    one, other = alias.split(), name.split()
    while min(len(one), len(other)) > 2 and one[0] == other[0]:
        one, other = one[1:], other[1:]
    return " ".join(one), " ".join(other)


def labels(context: Portal) -> dict[Facet, list[tuple[str, str]]]:
    """Return the values of each facet in the order in which they are shown, with their names."""
    catalog, registers, words = context.catalog, context.registers, context.words
    awards = sorted(registers.awards.values(), key=lambda each: sort_key(each.name))
    return {
        "district": [(each.id, each.name) for each in catalog.districts],
        "movement": [(each.id, each.name) for each in catalog.movements],
        "award": [(each.id, each.name) for each in awards],
        "level": [
            *((name, context.level(level)) for level, name in urls.LEVELS.items()),
            (urls.UNKNOWN, context.level("")),
        ],
        "honoree": [(name, words.text(KINDS[kind])) for kind, name in urls.HONOREE_KINDS.items()],
        "event": [(each.id, each.name) for each in catalog.events],
    }


def _made(kind: DocumentKind, document: Document) -> Findable:
    return Findable(kind, document.date, document.url, fingerprint(document), lambda: document)


def _joined(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))


def _awards(record: SourceRecord) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.award for each in record.conferrals))


def _article(context: Context, record: ArticleRecord) -> Document:
    names = (context.place(each) for each in record.districts)
    return Document(
        record.title,
        record.url,
        record.date.isoformat(),
        ", ".join((context.words.day(record.date), *names)),
        record.lede,
        file=record.file,
        content=record.content,
        facets={
            "district": record.districts,
            "movement": record.movements,
            "award": _awards(record),
            "event": record.events,
        },
    )


def _terms(context: Portal) -> Iterator[Findable]:
    registers = context.registers
    for district in registers.districts.values():
        other = (*district.aliases, *(each.name for each in district.former_names))
        facets: dict[Facet, tuple[str, ...]] = {"district": (district.id,)}
        yield _made("district", _term(context, district, "", "; ".join(other), facets))
    for movement in registers.movements.values():
        facets = {"movement": (movement.id,)}
        yield _made("movement", _term(context, movement, "", "; ".join(movement.aliases), facets))
    for event in registers.events.values():
        lead = _joined(event.place, event.theme, *event.chairs)
        facets = {
            "district": (event.district,) if event.district else (),
            "movement": tuple(event.movements),
            "event": (event.id,),
        }
        yield _made("event", _term(context, event, str(event.date), lead, facets))
    for award in registers.awards.values() if context.roll else ():
        lead = _joined("; ".join(award.aliases), award.authority)
        url = urls.slice_url("award", award.id)
        facets = {"award": (award.id,), "level": tuple(map(_level, award.levels))}
        yield _made(
            "award", Document(award.name, url, "", "", lead, plain(award.body), facets=facets)
        )
    for page in registers.pages.values():
        url = urls.HOME if page.id == "index" else f"{page.id}/"
        about = page.description or ""
        yield _made("page", Document(page.title or page.id, url, "", "", about, plain(page.body)))


def _term(
    context: Portal,
    term: District | Movement | Event,
    date: str,
    lead: str,
    facets: Mapping[Facet, tuple[str, ...]],
) -> Document:
    link = context.term(term)
    when = context.when(date)
    return Document(link.title, link.url, date, when, lead, plain(term.body), facets=facets)


def _level(level: str) -> str:
    return urls.LEVELS.get(level, urls.UNKNOWN)


def _honoree(context: Portal, honoured: Honoured) -> Document:
    record = honoured.record
    assert record
    posts = (each.title for each in record.roles)
    return Document(
        honoured.name,
        urls.honoree_url(honoured.id),
        "",
        context.words.text(KINDS[honoured.kind]),
        _joined("; ".join(record.aliases), "; ".join(posts)),
        plain(record.body),
        facets={
            "district": (record.district,) if record.district else (),
            "honoree": (urls.HONOREE_KINDS[honoured.kind],),
        },
    )


def _honour(context: Portal, entry: RollEntry) -> Document:
    words, what = context.words, entry.what
    event = context.registers.events.get(what.event)
    place = context.place(what.where)
    return Document(
        entry.name,
        urls.conferral_url(entry.honoree, what.id),
        what.date,
        ", ".join(part for part in (context.when(what.date), place) if part),
        _joined(
            context.award(what.award),
            words.text("for {period}", period=what.period) if what.period else "",
            what.role,
            event.name if event else "",
            words.text("conferred by {name}", name=what.authority) if what.authority else "",
            words.text("presented by {name}", name=what.presenter) if what.presenter else "",
            what.decision,
        ),
        what.citation,
        facets={
            "district": (entry.district,) if entry.district else (),
            "movement": what.movements,
            "award": (what.award,),
            "level": (_level(what.level),),
            "honoree": (urls.HONOREE_KINDS[what.kind],),
            "event": (what.event,) if what.event else (),
        },
    )


def _photos(context: Portal, record: AlbumRecord) -> Iterator[Findable]:
    load = cache(record.album)
    known = context.catalog.known_names[record.id]
    for photo in record.photos:
        inputs = fingerprint(
            record.list_fingerprint,
            record.date,
            photo.fingerprint,
            [known.get(name) for name in photo.people],
        )
        make = partial(_photo, context, record, load, photo)
        yield Findable("photo", record.date, urls.photo_url(record.id, photo.id), inputs, make)


def _photo(
    context: Portal, record: AlbumRecord, load: Callable[[], Album], entry: PhotoRecord
) -> Document:
    photo = load().photos[entry.place]
    date = str(photo.date) if photo.date else record.date
    awards = ", ".join(map(context.award, photo.awards))
    return Document(
        entry.text,
        urls.photo_url(record.id, entry.id),
        date,
        ", ".join(part for part in (context.when(date), context.place(entry.where)) if part),
        _joined(
            ", ".join(name for _, name in pictured(context, photo)),
            awards,
            photo.alt,
            photo.caption if photo.caption != entry.text else "",
            record.title,
        ),
        facets={
            "district": (entry.where,) if entry.where in context.registers.districts else (),
            "award": tuple(photo.awards),
            "event": (record.event,) if record.event else (),
        },
    )
