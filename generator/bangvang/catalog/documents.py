"""Official documents beside one another: who replaces whom, and which decision conferred what."""

import operator
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeVar

from bangvang.fingerprint import fingerprint
from bangvang.model.catalog import Articles, Documents
from bangvang.model.official import cited, number_key
from bangvang.model.problems import Problem, Where
from bangvang.model.records import DocumentRecord, SourceRecord
from bangvang.model.types import decision_date
from bangvang.text import fold

ByNumber = Mapping[str, Documents]
"""Official documents by what all writings of their number have in common."""

Reporting = TypeVar("Reporting", bound=SourceRecord)


def by_number(documents: Iterable[DocumentRecord]) -> ByNumber:
    """Return documents by number; authorities and years may share one."""
    found: defaultdict[str, list[DocumentRecord]] = defaultdict(list)
    for document in documents:
        found[document.key].append(document)
    return {key: tuple(each) for key, each in found.items()}


def documents_about(documents: Documents) -> dict[tuple[str, str], Documents]:
    """Return the documents about each district, movement or event, by its folder and id."""
    found: defaultdict[tuple[str, str], list[DocumentRecord]] = defaultdict(list)
    for document in documents:
        for folder in ("districts", "movements", "events"):
            for identity in getattr(document, folder):
                found[folder, identity].append(document)
    return {key: tuple(each) for key, each in found.items()}


def document_of(numbers: ByNumber, text: str) -> DocumentRecord | None:
    """Return the one document that a number means, with its date where that is written."""
    found = _same_day(numbers.get(number_key(text), ()), text)
    return found[0] if len(found) == 1 else None


def _same_day(documents: Documents, text: str) -> Documents:
    day = _day(text)
    return tuple(each for each in documents if day is None or each.date == day)


def _day(text: str) -> object:
    try:
        return decision_date(text)
    except ValueError:
        return None


Decided = Mapping[str, DocumentRecord | None]
"""For each writing of a decision the document that it means; thousands may share one."""


def decided(numbers: ByNumber, sources: Iterable[SourceRecord]) -> Decided:
    """Return what the decisions on the conferrals of sources mean; nothing without documents."""
    if not numbers:
        return {}
    texts = {what.decision for source in sources for what in source.conferrals}
    return {text: document_of(numbers, text) for text in texts if text}


def with_decisions(
    documents: Documents, articles: Articles, numbers: ByNumber
) -> tuple[Documents, Articles]:
    """Return sources whose conferrals know the document that decided them: its page and number.

    That is the document that names a conferral, or the one that it cites, or that defines it; what
    a document defines is of its day when nothing else is said.
    """
    if not documents:
        return documents, articles
    meant = decided(numbers, (*documents, *articles))
    named = {name: document for document in documents for _, name in document.refs}

    def linked(source: Reporting, own: DocumentRecord | None) -> Reporting:
        found = []
        for what in source.conferrals:
            document = named.get(what.id) or meant.get(what.decision) or own
            if document:
                decision = what.decision or cited(document.number, document.date)
                day = what.date or (document.date.isoformat() if document is own else "")
                shown = fingerprint(what.fingerprint, document.url, decision, day)
                what = what._replace(
                    decision=decision, decision_url=document.url, date=day, fingerprint=shown
                )
            found.append(what)
        if all(map(operator.is_, found, source.conferrals)):
            return source
        return source._replace(conferrals=tuple(found))  # type: ignore[return-value]

    return (
        tuple(linked(document, document) for document in documents),
        tuple(linked(article, None) for article in articles),
    )


def related(documents: Documents, numbers: ByNumber) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each document how others relate to it: the relation, and the id of the other.

    `replaces` and `amends` as it says itself; `replaced_by` and `amended_by` as others say.
    """
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    turned = {"replaces": "replaced_by", "amends": "amended_by", "replaced_by": "replaces"}
    for document in documents:
        for key, _, number in document.related:
            other = document_of(numbers, number)
            if other and other is not document:
                found[document.id].append((key, other.id))
                found[other.id].append((turned[key], document.id))
    return {identity: tuple(dict.fromkeys(each)) for identity, each in found.items()}


def in_force(
    documents: Documents, relations: Mapping[str, tuple[tuple[str, str], ...]], today: date
) -> frozenset[str]:
    """Return the ids of the documents that are in force on a day."""
    starts = {each.id: each.start for each in documents}

    def alive(document: DocumentRecord) -> bool:
        ended = document.until is not None and document.until < today
        replaced = any(key == "replaced_by" for key, _, _ in document.related) or any(
            key == "replaced_by" and starts[other] <= today
            for key, other in relations.get(document.id, ())
        )
        return document.start <= today and not ended and not replaced

    return frozenset(each.id for each in documents if alive(each))


def check_documents(
    documents: Collection[DocumentRecord], sources: Collection[SourceRecord]
) -> Iterator[Problem]:
    """Yield what is wrong between official documents, and decisions that are nearly one of them."""
    numbers = by_number(documents)
    for same in numbers.values():
        if len(same) > 1:
            yield from _repeated(same)
    for document in documents:
        for key, place, number in document.related:
            other = document_of(numbers, number)
            late = other and (key == "replaced_by") == (other.date < document.date)
            if other and late and other.date != document.date:
                where: Where = (key,) if place is None else (key, place)
                values = {"number": number, "other": other.file}
                yield Problem(document.file, "E326", where, values=values)
    if not numbers:
        return
    loose = defaultdict(list)
    for document in documents:
        loose[_digits(document.key)].append(document)
    unknown = [text for text, found in decided(numbers, sources).items() if found is None]
    nearest = {text: near for text in unknown if (near := _near(text, numbers, loose))}
    for source in sources if nearest else ():
        for what in source.conferrals:
            near = nearest.get(what.decision)
            if near:
                values = {"value": what.decision, "number": near.number}
                values |= {"date": f"{near.date:%d/%m/%Y}", "other": near.file}
                where = ("honours", what.place, "decision")
                yield Problem(source.file, "W327", where, values=values)


def _repeated(same: Documents) -> Iterator[Problem]:
    ordered = sorted(same, key=lambda each: (fold(each.authority), each.date, each.file))
    for one, other in pairwise(ordered):
        if (fold(one.authority), one.date.year) == (fold(other.authority), other.date.year):
            values = {"number": other.number, "other": one.file}
            yield Problem(other.file, "E325", ("number",), values=values)


def _digits(key: str) -> str:
    """Return the number and year of a number, without kind and authority."""
    return key.rpartition("/")[0]


def _near(
    decision: str, numbers: ByNumber, loose: Mapping[str, list[DocumentRecord]]
) -> DocumentRecord | None:
    """Return the document that a decision most likely means: of another day, or another kind."""
    key = number_key(decision)
    if key in numbers:
        return numbers[key][0]
    day = _day(decision)
    found = [each for each in loose.get(_digits(key), ()) if each.date == day]
    return found[0] if len(found) == 1 else None
