"""From what was found in a source to the files of content that an editor is to confirm."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from bangvang.content.check.digest import digest
from bangvang.content.read.pictures import examine_picture
from bangvang.content.write.files import whole_text
from bangvang.importing.entries import Portal, honour_entry, named, tally_entry
from bangvang.importing.find.found import SURE, Caption, Page
from bangvang.importing.sources.blocks import Material
from bangvang.importing.sources.markdown import body_of
from bangvang.importing.sources.sources import Provenance
from bangvang.model.files import PICTURES
from bangvang.model.problems import Problem, errors, explain
from bangvang.model.types import DEVICE
from bangvang.text import short_slug, shortened
from bangvang.words import Words, message, words

_ENDINGS = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif",
            "TIFF": ".tif", "AVIF": ".avif"}  # fmt: skip
_LEDE = 300


@dataclass(slots=True)
class Proposal:
    """The files that an import wants to write, and what it could not take along."""

    origin: Provenance
    page: Page
    body: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    """Their bytes, by their paths below content; the article comes last."""
    article: str = ""
    lost: list[tuple[str, str]] = field(default_factory=list)
    left_out: tuple[tuple[str, str], ...] = ()
    notes: list[str] = field(default_factory=list)
    guessed: set[str] = field(default_factory=set)
    """Fields that the source does not tell and an article needs."""
    pictures: int = 0
    """How many pictures were taken along."""


def propose(origin: Provenance, material: Material, page: Page, portal: Portal) -> Proposal:
    """Return the article, event and album that a source becomes. Nothing is written."""
    made = Proposal(origin, page, lost=list(material.lost), notes=list(material.notes))
    made.left_out = material.left_out
    if page.date is None:
        page.date = page.event.date if page.event and page.event.date else origin.date
        made.guessed |= set() if page.event and page.event.date else {"date"}
        page.tell("date", str(page.date), 0.3, page.event.passage if page.event else origin.name)
    if not page.title:
        page.title = Path(origin.name).stem
        made.guessed.add("title")
        page.tell("title", page.title, 0.3, origin.name)
    if page.title.isupper():
        made.notes.append(message("Its title is in capitals; small letters are easier to read."))
    slug = _free_slug(page, portal)
    language = words(portal.registry.registers.site.language)
    pictures = _pictures(material, made, language)
    inline = {
        block.picture: f"anh-{number}{pictures[block.picture]}"
        for number, block in enumerate((b for b in page.body if b.kind == "picture"), start=1)
        if pictures.get(block.picture) in PICTURES
    }
    made.body = body_of(page.body, material, inline)
    if not page.lede:
        first = next((block.text for block in page.body if block.kind == "paragraph"), page.title)
        page.lede = shortened(first, _LEDE)
        made.guessed.add("lede")
        page.tell("lede", page.lede, 0.4, page.lede)
    event = _event(page, portal, made)
    album = _album(page, slug, event, pictures, material, portal, made)
    for name, file in inline.items():
        made.files[f"articles/{page.date.year}/{slug}/{file}"] = material.pictures[name]
    place = f"{slug}/index.md" if inline else f"{slug}.md"
    made.article = f"articles/{page.date.year}/{place}"
    matter = _matter(page, event, album, made, portal)
    beside = tuple(sorted(inline.values()))
    made.files[made.article] = _accepted(matter, made, portal, beside)
    placed = {*inline, *(caption.picture for caption in page.captions)}
    made.lost += [
        (where, message("no place was found for it")) for where in pictures if where not in placed
    ]
    made.pictures = sum(not name.endswith(".md") for name in made.files)
    portal.files |= set(made.files)
    return made


def _free_slug(page: Page, portal: Portal) -> str:
    """Return the slug of the article; with its day when one of another day has that title.

    One of the same day is another version of this page: that is for an editor to decide.
    """
    assert page.date
    slug = _slug(page.title)
    other = portal.days.get(f"{page.date.year}/{slug}", page.date)
    if other != page.date:
        slug = f"{slug}-{page.date:%m-%d}"
    portal.days[f"{page.date.year}/{slug}"] = page.date
    return slug


def _slug(text: str) -> str:
    slug = short_slug(text) or "bai"
    # Names that mean something else to the portal, or to Windows.
    return f"bai-{slug}" if slug == "index" or DEVICE.fullmatch(slug) else slug


def _pictures(material: Material, made: Proposal, language: Words) -> dict[str, str]:
    """Return the endings of the pictures that can be kept; tell of the others why not."""
    endings: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, (where, data) in enumerate(material.pictures.items()):
            path = Path(folder, f"{number}.bin")
            path.write_bytes(data)
            try:
                with Image.open(path) as image:
                    ending = _ENDINGS.get(image.format or "", "")
            except Exception:
                # Whatever a library of many forms says of what is no picture.
                ending = ""
            if not ending:
                made.lost.append((where, message("it is no picture that browsers show")))
                continue
            path = path.rename(path.with_suffix(ending))
            found = examine_picture(path)
            if found.picture:
                endings[where] = ending
            else:
                problem = Problem("", found.code, values={"name": where, **dict(found.values)})
                made.lost.append((where, explain(problem, language)[0]))
    return endings


def _event(page: Page, portal: Portal, made: Proposal) -> str:
    """Return the id of the event, with a file for it when the register has none."""
    event = page.event
    if not event or event.id:
        return event.id if event else ""
    assert event.date
    year = str(event.date.year)
    identity = _slug(event.name)
    identity = identity if identity.endswith(year) else f"{identity}-{year}"
    about = (event.date, event.district)
    if portal.events.setdefault(identity, about) != about:
        # Another of that name: two entries of a register may not share one.
        district = portal.registry.registers.districts.get(event.district)
        where = f"{district.name}, " if district else ""
        event.name = f"{event.name} ({where}{event.date:%d/%m/%Y})"
        identity = f"{identity}-{event.date:%m-%d}{event.district and '-'}{event.district}"
        portal.events[identity] = about
    file = f"events/{identity}.md"
    if file not in portal.files:
        matter: dict[str, Any] = {"name": event.name, "kind": event.kind, "date": event.date}
        matter |= {"session": event.session} if event.session else {}
        district = portal.registry.registers.districts.get(event.district)
        if district and not (district.ended and event.date > district.ended):
            matter["district"] = district.name
        matter |= {"term": event.term} if event.term else {}
        made.files[file] = whole_text(matter | {"status": "draft"}, "")
    event.id = identity
    return identity


def _album(
    page: Page,
    slug: str,
    event: str,
    pictures: Mapping[str, str],
    material: Material,
    portal: Portal,
    made: Proposal,
) -> str:
    """Return the id of the album of the captions; "" when there are none."""
    if not page.captions:
        return ""
    album = slug
    while f"albums/{album}/index.md" in portal.files:
        album += "-2"
    photos = []
    for number, caption in enumerate(page.captions, start=1):
        ending = pictures.get(caption.picture)
        photo: dict[str, Any] = {"id": f"anh-{number}"}
        if ending:
            photo["file"] = f"anh-{number}{ending}"
            made.files[f"albums/{album}/{photo['file']}"] = material.pictures[caption.picture]
        photo["caption"] = caption.text
        photo |= _pictured(caption, portal)
        photo |= {} if ending else {"status": "caption-only"}
        photo["source"] = {"date": page.date, "sha256": made.origin.sha256}
        photos.append(photo)
    matter: dict[str, Any] = {"title": f"Ảnh: {page.title}"}
    matter |= {"event": event} if event else {}
    made.files[f"albums/{album}/index.md"] = whole_text(matter | {"photos": photos}, "")
    return album


def _pictured(caption: Caption, portal: Portal) -> dict[str, Any]:
    awards = portal.registry.registers.awards
    found: dict[str, Any] = {}
    if caption.people:
        found["people"] = list(caption.people)
    if caption.presenter and ", " not in caption.presenter:
        found["presenter"] = caption.presenter
    if caption.awards:
        found["awards"] = [awards[award].name for award in caption.awards if award in awards]
    return found


def _matter(page: Page, event: str, album: str, made: Proposal, portal: Portal) -> dict[str, Any]:
    registers = portal.registry.registers
    matter: dict[str, Any] = {"title": page.title, "date": page.date}
    if page.updated and page.updated != page.date:
        matter["updated"] = page.updated
    if page.byline:
        matter["authors"] = list(page.byline)
    matter["lede"] = page.lede
    districts = [registers.districts[each].name for each in page.districts]
    movements = [
        registers.movements[each].name for each in page.movements if each in registers.movements
    ]
    honours = [honour_entry(each, page, event, portal) for each in page.honours]
    tallies = [tally_entry(each, event, portal) for each in page.tallies]
    lists = {
        "districts": districts,
        "movements": movements,
        "events": [event] if event else [],
        "honours": [each for each in honours if each],
        "tallies": [each for each in tallies if each],
        "albums": [album] if album else [],
    }
    matter |= {key: values for key, values in lists.items() if values}
    matter["status"] = "draft"
    matter["imported"] = {
        "source": made.origin.name,
        "sha256": made.origin.sha256,
        "date": made.origin.date,
    }
    # What was recorded before is only referred to.
    refs = {
        f"{each.honoree}: {each.award}": f"ref {entry['ref']}: "
        for each, entry in zip(page.honours, honours, strict=True)
        if entry and "ref" in entry
    }
    unsure = [
        {
            "what": f"{each.what}: {refs.get(each.value, '')}"
            f"{shortened(named(each.value, portal), 160)}",
            "confidence": round(each.confidence, 2),
            "passage": shortened(each.passage.strip() or each.value, 300),
        }
        for each in page.evidence
        if each.confidence < SURE
    ]
    if unsure:
        matter["imported"]["unconfirmed"] = unsure
    return matter


def _accepted(
    matter: dict[str, Any], made: Proposal, portal: Portal, beside: tuple[str, ...]
) -> bytes:
    """Return the article without what the portal's own rules refuse, which is told instead."""
    while True:
        data = whole_text(matter, made.body)
        found = digest(portal.registry, made.article, data, beside)
        own = {file.split("/")[1].removesuffix(".md") for file in made.files} | {*portal.events}
        faults = [
            problem for problem in errors(found.problems) if problem.values.get("name") not in own
        ]
        bad = next((p for p in faults if len(p.where) > 1 and isinstance(p.where[1], int)), None)
        if bad is None:
            # The next source may tell of the same honours.
            portal.conferrals += getattr(found.record, "conferrals", ())
            return data
        key, place = str(bad.where[0]), bad.where[1]
        dropped = matter[key].pop(place)
        if not matter[key]:
            del matter[key]
        text, _ = explain(bad, words(portal.registry.registers.site.language))
        matter["imported"].setdefault("unconfirmed", []).append(
            {"what": f"{key}: {_plain(dropped)}", "confidence": 0.2, "passage": text}
        )


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(_plain(each) for key, each in value.items() if key != "id")
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)
