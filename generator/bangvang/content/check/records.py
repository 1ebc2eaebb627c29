"""One article, document or album against the registers: nothing here needs to know of others."""

from collections.abc import Callable, Iterable

from bangvang.content.check.facts import check_album, check_article, check_document
from bangvang.content.check.resolve import AnyEntity, Lookup, Registry, Resolver
from bangvang.fingerprint import fingerprint
from bangvang.model.albums import Album, Photo
from bangvang.model.articles import Article, Conferral, Honour, Tally
from bangvang.model.catalog import Registers
from bangvang.model.official import OfficialDocument, number_key
from bangvang.model.problems import Problem
from bangvang.model.prose import doubtful
from bangvang.model.records import (
    AlbumRecord,
    ArticleRecord,
    Conferred,
    DocumentRecord,
    PhotoRecord,
    TallyRecord,
    pack,
)
from bangvang.model.registers import Award, District, Event, Honoree
from bangvang.model.roll import name_order
from bangvang.model.types import Entity
from bangvang.model.urls import article_url, document_url
from bangvang.text import name_key


def check_references(registry: Registry, entity: Entity) -> list[Problem]:
    """Return the faults in the references of an entity."""
    resolver = Resolver(registry)
    resolver.resolve(entity)
    return resolver.problems


def article_record(
    registry: Registry, article: Article, content: bytes, beside: tuple[str, ...]
) -> tuple[ArticleRecord, list[Problem], frozenset[Lookup]]:
    """Return the record of an article, its faults, and what was looked up for it.

    `content` is the hash of its file; `beside` names the other files in its folder.
    """
    registers = registry.registers
    article, problems, lookups = _resolved(registry, article, check_article, beside)
    files = article.published(beside)
    listed = (
        *(article.id, article.title, article.lede, article.date, article.updated, article.closes),
        *(article.authors, article.movements, article.districts),
        *(registers.label(District.folder, identity) for identity in article.districts),
    )
    record = ArticleRecord(
        id=article.id,
        file=article.file,
        url=article_url(article),
        title=article.title,
        lede=article.lede,
        date=article.date,
        updated=article.updated,
        closes=article.closes,
        authors=article.authors,
        districts=article.districts,
        movements=article.movements,
        events=article.events,
        albums=article.albums,
        honorees=article.honorees,
        story=article.kind == "story",
        lead=article.lead or "",
        conferrals=_conferrals(registers, article.honours),
        tallies=tuple(map(_stated, article.tallies)),
        refs=_refs(article.honours),
        status=article.status,
        publish_at=article.publish_at,
        expires_at=article.expires_at,
        redirect_from=article.redirect_from,
        files=files,
        links=tuple(doubtful(article.file, article.body, files)),
        content=content,
        fingerprint=fingerprint(content, article.file, files, _labels(registry, lookups)),
        list_fingerprint=fingerprint(listed),
        packed=pack(article.model_copy(update={"body": "", "honours": (), "tallies": ()})),
    )
    return record, problems, lookups


def document_record(
    registry: Registry, document: OfficialDocument, content: bytes, beside: tuple[str, ...]
) -> tuple[DocumentRecord, list[Problem], frozenset[Lookup]]:
    """Return the record of an official document, its faults, and what was looked up for it."""
    registers = registry.registers
    document, problems, lookups = _resolved(registry, document, check_document, beside)
    files = document.published(beside)
    listed = (
        *(document.id, document.kind, document.number, document.date, document.title),
        *(document.authority, document.start, document.until, document.movements),
        tuple(document.related_numbers()),
    )
    record = DocumentRecord(
        id=document.id,
        file=document.file,
        url=document_url(document),
        kind=document.kind,
        number=document.number,
        key=number_key(document.number),
        title=document.title,
        date=document.date,
        authority=document.authority,
        start=document.start or document.date,
        until=document.until,
        related=tuple(document.related_numbers()),
        districts=document.districts,
        movements=document.movements,
        events=document.events,
        conferrals=_conferrals(registers, document.honours),
        refs=_refs(document.honours),
        status=document.status,
        publish_at=document.publish_at,
        redirect_from=document.redirect_from,
        files=files,
        links=tuple(doubtful(document.file, document.body, files)),
        content=content,
        fingerprint=fingerprint(content, document.file, files, _labels(registry, lookups)),
        list_fingerprint=fingerprint(listed),
        packed=pack(document.model_copy(update={"honours": ()})),
    )
    return record, problems, lookups


def _resolved(
    registry: Registry,
    entity: AnyEntity,
    check: Callable[[AnyEntity, Registers, tuple[str, ...]], Iterable[Problem]],
    beside: tuple[str, ...],
) -> tuple[AnyEntity, list[Problem], frozenset[Lookup]]:
    """Return an entity with ids in place of names, its faults, and what was looked up for it."""
    resolver = Resolver(registry)
    entity = resolver.resolve(entity)
    problems = [*resolver.problems, *check(entity, registry.registers, beside)]
    return entity, problems, frozenset(resolver.lookups)


def _conferrals(registers: Registers, honours: tuple[Honour, ...]) -> tuple[Conferred, ...]:
    return tuple(
        _conferred(registers, place, honour)
        for place, honour in enumerate(honours)
        if isinstance(honour, Conferral) and honour.award in registers.awards
    )


def _refs(honours: tuple[Honour, ...]) -> tuple[tuple[int, str], ...]:
    return tuple(
        (place, honour.ref)
        for place, honour in enumerate(honours)
        if not isinstance(honour, Conferral)
    )


def _conferred(registers: Registers, place: int, honour: Conferral) -> Conferred:
    """Return a conferral with what follows from its award and event."""
    award = registers.awards.get(honour.award)
    event = registers.events.get(honour.event or "")
    known = honour.honoree in registers.honorees
    found = Conferred(
        place=place,
        id=honour.id,
        honoree=honour.honoree,
        kind=honour.kind,
        role=honour.role or "",
        where=honour.place or "",
        award=honour.award,
        level=honour.level or (award and award.level) or "",
        event=honour.event or "",
        date=str(honour.date or (event.date if event else "")),
        period=str(honour.for_ or ""),
        authority=honour.authority or (award and award.authority) or "",
        presenter=honour.presented_by or "",
        decision=honour.decision or "",
        decision_url="",
        citation=honour.citation or "",
        movements=honour.movements,
        status=honour.status,
        status_date=str(honour.status_date or ""),
        reason=honour.reason or "",
        key="" if known else name_key(honour.honoree),
        order="" if known else name_order(honour.kind, honour.honoree),
        fingerprint=b"",
    )
    shown = (
        registers.label(Award.folder, found.award),
        registers.label(Event.folder, found.event),
        registers.label(Honoree.folder, found.honoree),
        registers.label(District.folder, found.where),
    )
    return found._replace(fingerprint=fingerprint(tuple(found), shown))


def _stated(tally: Tally) -> TallyRecord:
    return TallyRecord(
        awards=tally.awards,
        authority=tally.scope.authority or "",
        region=tally.scope.region or "",
        event=tally.scope.event or "",
        period=(tally.period.start, tally.period.end) if tally.period else None,
        persons=tally.persons,
        collectives=tally.collectives,
        households=tally.households,
        counts=tally.counts,
        note=tally.note or "",
    )


def album_record(
    registry: Registry, album: Album, content: bytes, beside: tuple[str, ...]
) -> tuple[AlbumRecord, list[Problem], frozenset[Lookup]]:
    """Return the record of an album, its faults, and what was looked up for it."""
    registers = registry.registers
    album, problems, lookups = _resolved(registry, album, check_album, beside)
    event = registers.events.get(album.event or "")
    date = str(album.date or (event.date if event else ""))
    listed = (
        *(album.id, album.title, album.event, album.place, album.date, album.photographer),
        *(
            registers.label(Event.folder, album.event),
            registers.label(District.folder, album.place),
        ),
    )
    record = AlbumRecord(
        id=album.id,
        file=album.file,
        title=album.title,
        event=album.event,
        date=date,
        photos=tuple(
            PhotoRecord(
                place=place,
                id=photo.id,
                file=photo.file or "",
                text=photo.caption_corrected or photo.caption,
                people=tuple(
                    dict.fromkeys((*photo.people, *([photo.presenter] if photo.presenter else [])))
                ),
                where=photo.place or album.place or "",
                fingerprint=fingerprint(photo, _photo_labels(registers, photo)),
            )
            for place, photo in enumerate(album.photos)
            if photo.status != "withheld"
        ),
        links=tuple(doubtful(album.file, album.body, ())),
        list_fingerprint=fingerprint(*listed, album.credit, album.rights),
        fingerprint=fingerprint(content, album.file, _labels(registry, lookups)),
        packed=pack(album),
    )
    return record, problems, lookups


def _photo_labels(registers: Registers, photo: Photo) -> list[object]:
    people = (*photo.people, photo.presenter)
    return [
        registers.label(District.folder, photo.place),
        *(registers.label(Honoree.folder, name) for name in people),
        *(registers.label(Award.folder, name) for name in photo.awards),
    ]


def _labels(registry: Registry, lookups: Iterable[Lookup]) -> list[object]:
    """Return what is shown of the entities that references lead to."""
    return [(lookup, registry.label(*lookup)) for lookup in sorted(lookups)]
