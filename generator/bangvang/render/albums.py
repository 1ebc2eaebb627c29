"""Albums on the pages that show them: pictures, and captions that are left of pictures."""

from dataclasses import dataclass

from bangvang.model.albums import Album
from bangvang.model.urls import photo_anchor, photo_url, up
from bangvang.render.markdown import render_markdown
from bangvang.render.views import Context


@dataclass(frozen=True, slots=True)
class PhotoCard:
    """A photo, or the caption that is left of it."""

    anchor: str
    picture: str
    """Its address relative to the root; empty when only the caption survives."""
    alt: str
    caption: str
    corrected: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlbumView:
    """The photos of an album on any page that shows them."""

    title: str
    body: str
    note: str
    cards: tuple[PhotoCard, ...]


def album_view(context: Context, album: Album, url: str) -> AlbumView:
    """Return an album as the page at `url` shows it."""
    words = context.words
    by = album.photographer
    note = (
        words.when(album.date) if album.date else "",
        words.text("Photos: {name}", name=by) if by else "",
        album.credit,
        album.rights,
    )
    return AlbumView(
        title=album.title,
        body=render_markdown(album.body, up(url), f"anh-{album.id}-").html,
        note=" · ".join(part for part in note if part),
        cards=photo_cards(context, album),
    )


def photo_cards(context: Context, album: Album) -> tuple[PhotoCard, ...]:
    """Return the photos of an album that may be shown, in their order."""
    words = context.words
    cards = []
    for photo in album.photos:
        if photo.status == "withheld":
            continue
        seen = [
            context.honoree(each)
            for each in photo.people
            if each != photo.presenter and not context.withheld(each)
        ]
        people = ", ".join(seen)
        facts = [
            words.text("In the picture: {people}", people=people) if people else "",
            words.text("presented by {name}", name=photo.presenter) if photo.presenter else "",
            ", ".join(context.award(award) for award in photo.awards),
            words.when(photo.date) if photo.date and photo.date != album.date else "",
            context.place(photo.place),
            photo.credit or "",
        ]
        cards.append(
            PhotoCard(
                anchor=photo_anchor(album.id, photo.id),
                picture=photo_url(album, photo),
                alt=photo.alt or photo.caption,
                caption=photo.caption,
                corrected=photo.caption_corrected or "",
                facts=tuple(fact for fact in facts if fact),
            )
        )
    return tuple(cards)
