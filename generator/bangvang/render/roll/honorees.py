"""The pages of honorees: everything conferred on one, and what is left of one that was withheld."""

import base64
import io
from collections.abc import Iterator
from functools import partial

from bangvang.model import urls
from bangvang.model.cards import card_url
from bangvang.model.records import Conferred
from bangvang.model.registers import District, Honoree
from bangvang.model.roll import Honoured, roll_fingerprint
from bangvang.model.types import HonoreeKind
from bangvang.render.context import Context, Portal, site_feeds
from bangvang.render.labels import KINDS, SCHEMA_KINDS
from bangvang.render.markdown import render_markdown
from bangvang.render.pages.redirects import redirect_plan
from bangvang.render.paging import home, section
from bangvang.render.photos.albums import photo_teasers
from bangvang.render.pictures import largest
from bangvang.render.plan import Job, Plan
from bangvang.render.roll.rows import honour_row, sources
from bangvang.render.views import Head, JsonLd, Link, Page, PhotoTeaser, PictureView, Teaser


def honoree_plans(context: Portal) -> Iterator[Plan]:
    """Yield the page of every honoree, the addresses that lead on to one, and the tombstones."""
    roll = context.catalog.roll
    yield redirect_plan(urls.HONOREES, urls.NAMES, context.words.text("By name"))
    names = {each.id: each.name for each in roll.honoured}
    for honoured in roll.honoured:
        photos = photo_teasers(context, context.catalog.photos_of.get(honoured.id, ()))
        record = honoured.record
        portrait = context.portrait(honoured.id, honoured.name)
        about = context.catalog.about_honoree.get(honoured.id, ())
        stories = tuple(context.teaser(article) for article in about)
        inputs = (
            *(honoured.name, roll_fingerprint(honoured.entries)),
            record and context.registers.fingerprints.get((Honoree.folder, record.id)),
            record and context.registers.label(District.folder, record.district),
            photos,
            portrait,
            stories,
        )
        make = partial(_job, context, honoured, photos, portrait, stories)
        yield Plan(urls.honoree_url(honoured.id), inputs, make)
    for identity, target in roll.merged.items():
        if target in names and identity not in names:
            old, new = urls.honoree_url(identity), urls.honoree_url(target)
            yield redirect_plan(old, new, names[target])
    for withheld in roll.withheld:
        yield Plan.of(_tombstone(context, withheld.id))


def _job(
    context: Portal,
    honoured: Honoured,
    photos: tuple[PhotoTeaser, ...],
    portrait: PictureView | None,
    stories: tuple[Teaser, ...],
) -> Job:
    return partial(
        honoree_page,
        identity=honoured.id,
        name=honoured.name,
        kind=honoured.kind,
        honours=[(entry.what, sources(context, entry)) for entry in honoured.entries],
        photos=photos,
        portrait=portrait,
        stories=stories,
    )


def honoree_page(
    context: Context,
    identity: str,
    name: str,
    kind: HonoreeKind,
    honours: list[tuple[Conferred, tuple[Link, ...]]],
    photos: tuple[PhotoTeaser, ...],
    portrait: PictureView | None,
    stories: tuple[Teaser, ...],
) -> Page:
    """Return the page of an honoree: a timeline of what was conferred, oldest first."""
    words = context.words
    record = context.registers.honorees.get(identity)
    url = urls.honoree_url(identity)
    address = context.absolute(url)
    roles = [what.role for what, _ in honours if what.role]
    events = dict.fromkeys(what.event for what, _ in honours if what.event)
    district = context.registers.districts.get(record.district or "") if record else None
    facts = []
    if record:
        posts = [
            " ".join(
                part
                for part in (
                    role.title,
                    f"({role.start or '…'} - {role.end or '…'})" if role.start or role.end else "",
                )
                if part
            )
            for role in record.roles
        ]
        facts = [
            (words.text("Also written"), "; ".join(f"“{name}”" for name in record.aliases)),
            (words.text("Posts"), "; ".join(posts)),
        ]
    crumbs = (
        home(context),
        section(context),
        Link(words.text("By name"), urls.NAMES),
    )
    awards = [context.award(what.award) for what, _ in honours if what.status != "revoked"]
    description = f"{name}: {', '.join(dict.fromkeys(awards))}." if awards else name
    who: JsonLd = {
        "@type": SCHEMA_KINDS[kind],
        "@id": address,
        "name": name,
        "url": address,
        "award": awards,
    }
    if portrait:
        who["image"] = context.absolute(largest(portrait))
    if record and record.aliases:
        who["alternateName"] = list(record.aliases)
    given = [_conferral(context, identity, what) for what, _ in honours]
    return Page(
        kind="roll",
        head=Head(
            title=name,
            description=description,
            url=url,
            feeds=site_feeds(context),
            image=_image(honours, portrait),
            json_ld=(
                {"@context": "https://schema.org", "@graph": [who, *given]},
                context.breadcrumbs((*crumbs, Link(name, url))),
            ),
        ),
        template="honoree.html",
        crumbs=crumbs,
        view={
            "title": name,
            "identity": identity,
            "label": words.text(KINDS[kind]),
            "role": roles[-1] if roles else "",
            "facts": [fact for fact in facts if fact[1]],
            "district": context.term(district) if district else None,
            "body": render_markdown(record.body, urls.up(url)) if record else None,
            "honours": [honour_row(context, what, links) for what, links in honours],
            "total": context.conferrals(len(honours)),
            "events": [*map(context.event, events)],
            "photos": photos,
            "stories": stories,
            "portrait": portrait,
            "address": address,
            "citation": f"“{name}”. {context.registers.site.name}. {address}",
            "publisher": context.registers.site.office,
        },
    )


def _image(honours: list[tuple[Conferred, tuple[Link, ...]]], portrait: PictureView | None) -> str:
    """Return what shows an honoree elsewhere: the portrait, or the card of the newest award."""
    if portrait:
        return largest(portrait)
    return card_url("award", honours[-1][0].award) if honours else ""


def qr_code(address: str) -> str:
    """Return the QR code of an address as a `data:` address, one pixel for each square.

    A bitmap: half a kilobyte where a drawing of squares has three, and it is made in half the time.
    """
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = Image.fromarray(code.to_image())
    file = io.BytesIO()
    image.convert("1", dither=Image.Dither.NONE).save(file, "BMP")
    return f"data:image/bmp;base64,{base64.b64encode(file.getvalue()).decode()}"


def _conferral(context: Context, honoree: str, what: Conferred) -> JsonLd:
    """Return the JSON-LD of a conferral: the deed of giving an award."""
    address = context.absolute(urls.honoree_url(honoree))
    event = context.registers.events.get(what.event)
    data: JsonLd = {
        "@type": "GiveAction",
        "@id": context.absolute(urls.conferral_url(honoree, what.id)),
        "identifier": what.id,
        "object": {"@type": "Thing", "name": context.award(what.award)},
        "recipient": {"@id": address},
    }
    if what.authority:
        data["agent"] = {"@type": "Organization", "name": what.authority}
    if what.date:
        data["startTime"] = what.date
    if event:
        data["location"] = {"@type": "Place", "name": event.place or event.name}
    if what.status == "revoked":
        data["actionStatus"] = "https://schema.org/FailedActionStatus"
    return data


def _tombstone(context: Portal, identity: str) -> Page:
    """Return the page that stands where somebody was named who is not to be named."""
    words = context.words
    title = words.text("Withdrawn entry")
    crumbs = (home(context), section(context))
    head = Head(title, f"{title}.", urls.honoree_url(identity), listed=False)
    return Page("roll", head, "tombstone.html", {"title": title, "roll_url": urls.ROLL}, crumbs)
