"""IIIF manifests (Presentation API 3.0) of albums and scanned documents, and a collection."""

import mimetypes
import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from bangvang.model import urls
from bangvang.model.albums import Album, Photo, Picture
from bangvang.model.records import DocumentRecord
from bangvang.render.context import Context, Portal
from bangvang.render.photos.albums import pictured, pictures_of
from bangvang.render.plan import Job, Plan
from bangvang.render.views import JsonLd, Link

_CARD = (1200, 800)
"""The size of a canvas on which there is nothing but its caption."""


def manifest_plans(context: Portal) -> Iterator[Plan]:
    """Yield the manifest of each album and of each document in pictures, and the collection."""
    albums = context.catalog.albums.values()
    for record in albums:
        pictures = pictures_of(context, record)
        make = partial(partial, manifest, packed=record.packed, pictures=pictures)
        yield Plan(urls.manifest_url(record.id), (record.fingerprint, pictures), make, listed=False)
    links = [Link(record.title, urls.manifest_url(record.id)) for record in albums]
    for document in context.catalog.documents:
        pages = pages_of(context, document)
        if pages:
            url = urls.document_manifest_url(document.url)
            name = f"{context.document(document)}: {document.title}"
            job = partial(document_manifest, url=document.url, name=name, pages=pages)
            yield Plan(url, (name, pages), partial(_given, job), listed=False)
            links.append(Link(name, url))
    whole = partial(collection, albums=tuple(links))
    yield Plan(urls.COLLECTION, links, partial(_given, whole), listed=False)


def _given(job: Job) -> Job:
    return job


def pages_of(context: Portal, document: DocumentRecord) -> tuple[tuple[str, str, Picture], ...]:
    """Return the attachments of a document that are pictures: title, file name and picture."""
    folder = document.file.rpartition("/")[0]
    known = context.catalog.pictures
    if not any(f"{folder}/{name}" in known for name in document.files):
        return ()
    return tuple(
        (each.title, each.file, known[f"{folder}/{each.file}"])
        for each in document.document().attachments
        if f"{folder}/{each.file}" in known
    )


def document_manifest(
    context: Context, url: str, name: str, pages: Iterable[tuple[str, str, Picture]]
) -> bytes:
    """Return the manifest of a document whose pages are pictures, as JSON."""
    import iiif_prezi3

    made = iiif_prezi3.Manifest(
        id=context.absolute(urls.document_manifest_url(url)),
        label=_text(context, name),
        homepage=[_page(context, url, name)],
        partOf=[{"id": context.absolute(urls.COLLECTION), "type": "Collection"}],
        items=[_sheet(context, url, *page) for page in pages],
    )
    return f"{made.json(indent=1)}\n".encode()


def _sheet(context: Context, url: str, title: str, file: str, picture: Picture) -> JsonLd:
    """Return a page of a document as a canvas."""
    address = context.absolute(f"{url}{file}")
    size = {"width": picture.width, "height": picture.height}
    kind = mimetypes.guess_type(file)[0] or "image/jpeg"
    painting = {
        "id": f"{address}/annotation",
        "type": "Annotation",
        "motivation": "painting",
        "body": {"id": address, "type": "Image", "format": kind, **size},
        "target": f"{address}/canvas",
    }
    return {
        "id": f"{address}/canvas",
        "type": "Canvas",
        "label": _text(context, title),
        **size,
        "items": [{"id": f"{address}/page", "type": "AnnotationPage", "items": [painting]}],
    }


def collection(context: Context, albums: Iterable[Link]) -> bytes:
    """Return the collection of manifests as JSON."""
    import iiif_prezi3

    made = iiif_prezi3.Collection(
        id=context.absolute(urls.COLLECTION),
        label=_text(
            context, f"{context.words.text('Photo archive')} - {context.registers.site.name}"
        ),
        items=[
            {
                "id": context.absolute(each.url),
                "type": "Manifest",
                "label": _text(context, each.title),
            }
            for each in albums
        ],
    )
    return f"{made.json(indent=1)}\n".encode()


def manifest(context: Context, packed: bytes, pictures: Mapping[str, Picture]) -> bytes:
    """Return the manifest of a packed album as JSON, with its originals by the ids of photos."""
    # Slow to import, and most builds make none.
    import iiif_prezi3

    site = context.registers.site
    album: Album = pickle.loads(packed)
    event = context.registers.events.get(album.event or "")
    words = context.words
    facts = [
        (words.text("Event"), event.name if event else ""),
        (words.text("When"), words.when(album.date) if album.date else ""),
        (words.text("Where"), context.place(album.place)),
        (words.text("Photographer"), album.photographer or ""),
        (words.text("Credit"), album.credit or ""),
    ]
    made = iiif_prezi3.Manifest(
        id=context.absolute(urls.manifest_url(album.id)),
        label=_text(context, album.title),
        metadata=_metadata(context, facts),
        homepage=[_page(context, urls.album_url(album.id), album.title)],
        partOf=[{"id": context.absolute(urls.COLLECTION), "type": "Collection"}],
        requiredStatement={
            "label": _text(context, words.text("Rights")),
            "value": _text(context, album.rights or site.office),
        },
        items=[
            _canvas(context, album, photo, pictures.get(photo.id))
            for photo in album.photos
            if photo.status != "withheld"
        ],
    )
    return f"{made.json(indent=1)}\n".encode()


def _canvas(context: Context, album: Album, photo: Photo, picture: Picture | None) -> JsonLd:
    """Return a photo as a canvas: an empty one when only its caption survives."""
    words = context.words
    page = urls.photo_url(album.id, photo.id)
    url = context.absolute(page)
    width, height = picture.sizes[-1] if picture else _CARD
    people = dict(pictured(context, photo))
    presenter = people.pop(photo.presenter or "", "")
    source = photo.source.url if photo.source else None
    text = photo.caption_corrected or photo.caption
    facts = [
        (words.text("Caption as published"), photo.caption),
        (words.text("Corrected reading"), photo.caption_corrected or ""),
        (words.text("What is to be seen"), photo.alt or ""),
        (words.text("In the picture, from left to right"), ", ".join(people.values())),
        (words.text("Presenter"), presenter),
        (words.text("Award"), ", ".join(map(context.award, photo.awards))),
        (words.text("When"), words.when(photo.date) if photo.date else ""),
        (words.text("Where"), context.place(photo.place)),
        (words.text("Credit"), photo.credit or ""),
        (words.text("Published before"), source or ""),
    ]
    canvas: JsonLd = {
        "id": f"{url}canvas",
        "type": "Canvas",
        "label": _text(context, text),
        "summary": _text(context, text),
        "width": width,
        "height": height,
        "metadata": _metadata(context, facts),
        "homepage": [_page(context, page, text)],
        "items": [],
    }
    if picture:
        largest, smallest = (
            {
                "id": context.absolute(
                    urls.rendition_url(urls.photo_url(album.id, photo.id), size[0], "jpg")
                ),
                "type": "Image",
                "format": "image/jpeg",
                "width": size[0],
                "height": size[1],
            }
            for size in (picture.sizes[-1], picture.sizes[0])
        )
        canvas["thumbnail"] = [smallest]
        painting = {
            "id": f"{url}painting",
            "type": "Annotation",
            "motivation": "painting",
            "body": largest,
            "target": f"{url}canvas",
        }
        canvas["items"] = [{"id": f"{url}page", "type": "AnnotationPage", "items": [painting]}]
    return canvas


def _page(context: Context, url: str, title: str) -> JsonLd:
    address = context.absolute(url)
    return {"id": address, "type": "Text", "label": _text(context, title), "format": "text/html"}


def _text(context: Context, text: str) -> dict[str, list[str]]:
    return {context.registers.site.language: [text]}


def _metadata(context: Context, facts: list[tuple[str, str]]) -> list[JsonLd]:
    return [
        {"label": _text(context, name), "value": _text(context, value)}
        for name, value in facts
        if value
    ]
