"""Facts that cannot both be true: times, circles, double ids, and files that are not there."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from bangvang.content.check.consultations import check_consultation
from bangvang.content.check.resolve import AnyEntity
from bangvang.content.read.lists import is_honour_list
from bangvang.model.albums import Album
from bangvang.model.articles import Article, Conferral, ConferralRef
from bangvang.model.catalog import Registers
from bangvang.model.dates import Day, PartialDate
from bangvang.model.files import PICTURES, PUBLISHED, is_reserved
from bangvang.model.official import OfficialDocument, number_key
from bangvang.model.problems import Problem, Where
from bangvang.model.registers import Award, District
from bangvang.model.types import decision_date
from bangvang.model.urls import ALBUM_YEARS, ALBUMS, PICTURED, album_url, pages_url, photo_url
from bangvang.text import fold, shortened

_TAKEN = frozenset(url.split("/")[-2] for url in (ALBUM_YEARS, PICTURED, pages_url(ALBUMS)))
"""Names in addresses of the archive that no album and no photo may have."""
_WHOM = {"tap the": "collective", "ca nhan": "person", "ho gia dinh": "household"}
_ANNOUNCED = re.compile(r"\b(\d{1,3}(?:\.\d{3})+|\d+) (tap the|ca nhan|ho gia dinh)")


def check_registers(registers: Registers) -> list[Problem]:
    """Return every contradiction within and between the registers."""
    return [
        *_events(registers),
        *_ranks(registers),
        *_circles(registers.movements, "parent", lambda movement: (movement.parent,)),
        *_circles(registers.awards, "parent", lambda award: (award.parent,)),
        *_circles(registers.honorees, "merged_into", lambda honoree: (honoree.merged_into,)),
        *_circles(registers.districts, "successors", lambda district: district.successors),
    ]


def check_article(
    article: Article, registers: Registers, beside: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield every contradiction between a resolved article and the registers.

    `beside` names the other files in its folder.
    """
    yield from _conferrals(article, registers)
    yield from _guesses(article)
    yield from check_consultation(article)
    if article.status == "published":
        yield from _exemplars(article, registers)
        yield from _drafts(article, registers)
    for index, tally in enumerate(article.tallies):
        if tally.collectives is tally.persons is tally.households is None:
            yield Problem(article.file, "E115", ("tallies", index))
    yield from _lead(article, beside)
    yield from _attached(article, beside)


def _exemplars(article: Article, registers: Registers) -> Iterator[Problem]:
    """Yield a problem for each withheld honoree that a published article is about."""
    for index, identity in enumerate(article.honorees):
        record = registers.honorees.get(identity)
        if record and record.status == "withheld":
            where: Where = ("honorees", index)
            yield Problem(article.file, "E329", where, values={"id": identity})


def _lead(article: Article, beside: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the lead picture of an article."""
    if not article.lead:
        if article.lead_caption:
            yield Problem(article.file, "E122", ("lead_caption",))
    elif article.lead not in beside:
        yield Problem(article.file, "E304", ("lead",), values={"name": article.lead})
    elif not article.lead.lower().endswith(PICTURES) and not is_reserved(article.lead):
        code = "E027" if article.lead.lower().endswith((".tif", ".tiff")) else "E401"
        yield Problem(article.file, code, ("lead",), values={"name": article.lead})


def check_document(
    document: OfficialDocument, registers: Registers, beside: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield every contradiction between a resolved official document and the registers."""
    yield from _conferrals(document, registers)
    if document.status == "published":
        yield from _drafts(document, registers)
    yield from _announced(document)
    for key, place, number in document.related_numbers():
        if number_key(number) == number_key(document.number):
            where: Where = (key,) if place is None else (key, place)
            yield Problem(document.file, "E324", where, values={"number": number})
    yield from _attached(document, beside)


def _announced(document: OfficialDocument) -> Iterator[Problem]:
    """Yield a warning where the title announces more or fewer honours than there are."""
    kinds: Counter[str] = Counter(
        each.kind for each in document.honours if isinstance(each, Conferral)
    )
    if not kinds:
        return
    for told, whom in _ANNOUNCED.findall(fold(document.title)):
        found = kinds[_WHOM[whom]]
        if int(told.replace(".", "")) != found:
            values = {"told": told, "whom": _WHOM[whom], "found": str(found)}
            yield Problem(document.file, "W328", ("title",), values=values)


def _attached(entity: Article | OfficialDocument, beside: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the attachments of an entity, and which files nothing uses."""
    for index, attachment in enumerate(entity.attachments):
        where: Where = ("attachments", index, "file")
        if attachment.file not in beside:
            yield Problem(entity.file, "E304", where, values={"name": attachment.file})
        elif not attachment.file.lower().endswith(PUBLISHED) and not is_reserved(attachment.file):
            yield Problem(entity.file, "E027", where, values={"name": attachment.file})
    listed = {attachment.file for attachment in entity.attachments}
    for name in sorted(set(beside) - set(entity.published(beside)) - listed):
        if not is_reserved(name) and not is_honour_list(name):
            yield Problem(entity.file, "W305", values={"name": name})


def _guesses(article: Article) -> Iterator[Problem]:
    """Yield a warning for each guess of an import that nobody has confirmed."""
    guesses = (article.imported and article.imported.unconfirmed) or ()
    if guesses and article.status == "published":
        yield Problem(article.file, "E319", ("imported",), values={"count": str(len(guesses))})
    for index, guess in enumerate(guesses):
        values = {
            "what": guess.what,
            "percent": f"{guess.confidence:.0%}".rstrip("%"),
            "passage": shortened(guess.passage, 160),
        }
        where: Where = ("imported", "unconfirmed", index)
        yield Problem(article.file, "W120", where, values=values)


def _drafts(entity: Article | OfficialDocument, registers: Registers) -> Iterator[Problem]:
    """Yield a problem for each event that is a draft and to which a published entity refers."""
    named: list[tuple[Where, str | None]] = [
        (("events", index), name) for index, name in enumerate(entity.events)
    ]
    for index, honour in enumerate(entity.honours):
        if not isinstance(honour, ConferralRef):
            named.append((("honours", index, "event"), honour.event))
    for index, tally in enumerate(entity.tallies if isinstance(entity, Article) else ()):
        named.append((("tallies", index, "scope", "event"), tally.scope.event))
    first = {name: where for where, name in reversed(named)}
    for name, where in first.items():
        event = registers.events.get(name or "")
        if event and event.status == "draft":
            yield Problem(entity.file, "E318", where, values={"name": event.name})


def check_album(album: Album, registers: Registers, beside: tuple[str, ...]) -> Iterator[Problem]:
    """Yield every contradiction between a resolved album and the registers."""
    seen: set[str] = set()
    if album.id in _TAKEN:
        values = {"url": f"/{album_url(album.id)}", "other": "site.md"}
        yield Problem(album.file, "E210", values=values)
    for index, photo in enumerate(album.photos):
        if photo.id in seen:
            yield Problem(album.file, "E212", ("photos", index, "id"), values={"name": photo.id})
        if photo.id in _TAKEN:
            values = {"url": f"/{photo_url(album.id, photo.id)}", "other": "site.md"}
            yield Problem(album.file, "E210", ("photos", index, "id"), values=values)
        shown = [("people", name) for name in photo.people]
        for key, name in (*shown, ("presenter", photo.presenter or "")):
            record = registers.honorees.get(name)
            if record and record.status == "withheld":
                where: Where = ("photos", index, key)
                yield Problem(album.file, "W316", where, values={"id": name})
        seen.add(photo.id)
        if photo.status == "preserved" and not photo.file:
            yield Problem(album.file, "E116", ("photos", index))
        if photo.file and photo.file not in beside:
            where = ("photos", index, "file")
            yield Problem(album.file, "E304", where, values={"name": photo.file})
        district = registers.districts.get(photo.place or "")
        if district and photo.date:
            yield from _in_district(album.file, ("photos", index, "date"), photo.date, district)
    named = {photo.file for photo in album.photos}
    for name in sorted(set(beside) - named):
        yield Problem(album.file, "W317", values={"name": name})


def _in_district(file: str, where: Where, date: PartialDate, district: District) -> list[Problem]:
    values = {"date": str(date), "district": district.name}
    if district.ended and date.first > district.ended:
        values["ended"] = str(district.ended)
        return [Problem(file, "E301", where, values=values)]
    if district.founded and date.last < district.founded:
        values["founded"] = str(district.founded)
        return [Problem(file, "E302", where, values=values)]
    return []


def _partial(day: Day) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _events(registers: Registers) -> Iterable[Problem]:
    for event in registers.events.values():
        district = registers.districts.get(event.district or "")
        if district:
            yield from _in_district(event.file, ("date",), _partial(event.date), district)
            if event.until and not (district.ended and event.date > district.ended):
                yield from _in_district(event.file, ("until",), _partial(event.until), district)


def _conferrals(entity: Article | OfficialDocument, registers: Registers) -> Iterator[Problem]:
    first: set[str] = set()
    told: set[object] = set()
    for index, conferral in enumerate(entity.honours):
        if isinstance(conferral, ConferralRef):
            continue
        where: Where = ("honours", index)
        if conferral.id in first:
            values = {"name": conferral.id, "other": entity.file}
            yield Problem(entity.file, "E208", (*where, "id"), values=values)
        first.add(conferral.id)
        event = registers.events.get(conferral.event or "")
        date = conferral.date or (_partial(event.date) if event else None)
        district = registers.districts.get(conferral.place or "")
        award = registers.awards.get(conferral.award)
        if award and conferral.kind not in award.given_to:
            values = {"award": award.name, "kind": conferral.kind}
            yield Problem(entity.file, "E306", (*where, "kind"), values=values)
        record = registers.honorees.get(conferral.honoree)
        if record and record.kind != conferral.kind:
            values = {"name": record.name, "recorded": record.kind, "kind": conferral.kind}
            yield Problem(entity.file, "E309", (*where, "kind"), values=values)
        same = (
            *(conferral.honoree, conferral.award, conferral.date, conferral.event),
            *(conferral.for_, conferral.role, conferral.place),
        )
        if same in told:
            name = record.name if record else conferral.honoree
            values = {"name": name, "award": award.name if award else conferral.award}
            yield Problem(entity.file, "E314", where, values=values)
        told.add(same)
        if not date:
            continue
        where = (*where, "date") if conferral.date else (*where, "event")
        decided = decision_date(conferral.decision) if conferral.decision else None
        if decided and decided < date.first:
            # What was decided in time may be handed over later.
            date = _partial(decided)
        if district:
            yield from _in_district(entity.file, where, date, district)
        if award:
            yield from _in_force(entity.file, where, date, award)


def _in_force(file: str, where: Where, date: PartialDate, award: Award) -> Iterable[Problem]:
    early = award.start and date.last < award.start
    late = award.end and date.first > award.end
    if early or late:
        span = f"{award.start or '…'} - {award.end or '…'}"
        values = {"award": award.name, "date": str(date), "span": span}
        yield Problem(file, "E303", where, values=values)


def _ranks(registers: Registers) -> Iterable[Problem]:
    for district in registers.districts.values():
        if not fold(district.name).startswith(f"{fold(district.rank)} "):
            values = {"name": district.name, "rank": district.rank}
            yield Problem(district.file, "E114", ("name",), values=values)


def _circles(
    entities: Mapping[str, AnyEntity],
    key: str,
    links: Callable[[AnyEntity], tuple[str | None, ...]],
) -> Iterable[Problem]:
    """Yield one problem for each circle of links, at its first member."""
    graph = {name: [link for link in links(each) if link] for name, each in entities.items()}
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return
        except CycleError as error:
            circle: list[str] = error.args[1][:-1]
        first = circle.index(min(circle))
        circle = [*circle[first:], *circle[:first]]
        values = {"key": key, "circle": " → ".join([*circle, circle[0]])}
        yield Problem(entities[circle[0]].file, "E211", (key,), values=values)
        graph = {name: each for name, each in graph.items() if name not in circle}
