"""Problem codes of what only shows when files are compared: facts, pictures, addresses."""

from typing import NamedTuple


class Code(NamedTuple):
    """What a problem code says, and what it advises."""

    message: str
    hint: str


PORTAL: dict[str, Code] = {
    # E3: facts that cannot both be true
    "E301": Code(
        "{date} is after the end of {district} ({ended})",
        "Name the unit that succeeded it, or mend the date.",
    ),
    "E302": Code(
        "{date} is before {district} was founded ({founded})",
        "Name the unit of that time, or mend the date.",
    ),
    "E303": Code(
        "{award} could not be conferred on {date}: it exists {span}",
        "Name the award of that time, or mend the date.",
    ),
    "E304": Code("the file {name} is not beside this one", "Put it there, or delete the line."),
    "W305": Code(
        "the file {name} lies beside the article but is not published",
        "List it under `attachments`, or delete it.",
    ),
    "E306": Code("{award} is not given to {kind}", "Mend the award or the kind of honoree."),
    "E307": Code(
        "the link {link} leads to no page and no file of the site",
        "Addresses of this site begin with a slash: /dia-ban/…; files lie beside the article.",
    ),
    "E308": Code(
        "the picture {link} lies on another host",
        "Put the picture beside the article; readers' browsers ask no other host for anything.",
    ),
    "E309": Code(
        "{name} is recorded as {recorded}, not as {kind}", "Mend the kind here or in the record."
    ),
    "E310": Code(
        "the link {link} leads to an article that is not public",
        "Wait until it is published, or delete the link.",
    ),
    "W311": Code(
        "the date {date} lies in the future, but the article is shown at once",
        "Add `publish_at` with the day on which it should appear.",
    ),
    "W312": Code(
        "this looks like the conferral that {other} tells of already: {name}",
        "If it is, write `ref: {id}` in its place; if not, tell what differs: date, year or role.",
    ),
    "W313": Code(
        "several people are called {name}, and nothing here tells which",
        "Write `role` or `place`, or give the honoree a record and name its id in each entry.",
    ),
    "E314": Code(
        "the article tells twice of one conferral: {name}, {award}",
        "Delete one of the two, or tell what differs: date, year, role or place.",
    ),
    "W316": Code(
        "{id} is withheld, so the photo is shown without the name",
        "Delete it from `people`; see that the caption names nobody either.",
    ),
    "W317": Code(
        "the file {name} lies in the album, but no photo names it",
        "Write a photo for it, or take the file away.",
    ),
    "E315": Code(
        "here is the name of {id}, which is withheld; it would stand on {pages}",
        "Write it without the name. If it is somebody else, link it: [name](/vinh-danh/ID/).",
    ),
    "E318": Code(
        "{name} is still a draft",
        "Confirm the event and delete its line `status: draft`, or make this article a draft.",
    ),
    "E319": Code(
        "the article is public, but {count} guesses of the import are not confirmed",
        "Confirm them one by one, or write `status: draft` until that is done.",
    ),
    "E320": Code(
        "the article says when it closes, but it is no consultation",
        "Write `kind: consultation`, or delete the line.",
    ),
    "E321": Code(
        'a consultation asks about proposals; "{key}" would count them as conferred',
        "Name the proposals in the text; tell of the honours when they have been conferred.",
    ),
    "W322": Code(
        "opinions are taken for less than ten working days",
        "Proposed honours must stand so long: write {day} or later.",
    ),
    "E323": Code(
        "the consultation would vanish before it has closed ({day})",
        "Let it expire after that day, or never: it then stands among those that are closed.",
    ),
    "E324": Code(
        "the document names its own number {number}", "Write the number of the other document."
    ),
    "E325": Code(
        "{number} is the number of another document of this authority and year: {other}",
        "Compare both with their originals; keep one, or mend its number.",
    ),
    "E326": Code(
        "by its day, {number} ({other}) cannot stand here: the later document replaces the earlier",
        "Compare the days of signing, or write this number with the other document.",
    ),
    "W327": Code(
        'the decision "{value}" is nearly one of the documents here',
        "If it is {number} of {date} ({other}), write it so; the two are then linked.",
    ),
    "W328": Code(
        "the title announces {told} ({whom}), and {found} are named",
        "Compare the list with the document: a row may be missing, or belong to another kind.",
    ),
    "E329": Code(
        "the article is about {id}, which is withheld",
        "Withhold the article too (`status: withheld`), or delete the id.",
    ),
    "E330": Code(
        "the article is hidden from the moment on at which it would appear",
        "Write a later moment in `expires_at`, or delete one of the two.",
    ),
    # E4: pictures
    "E401": Code(
        "{name} is no picture, or of another kind than its name says",
        "Save it again as JPEG, PNG, WebP, AVIF, GIF or TIFF, with the ending that belongs to it.",
    ),
    "E402": Code(
        "the picture {name} is damaged or not whole", "Copy it again from where it came from."
    ),
    "E403": Code(
        "the picture {name} has only {width} × {height} pixels",
        "Each side needs at least {limit}; take the original.",
    ),
    "E404": Code(
        "the picture {name} has {width} × {height} pixels",
        "Make it smaller: at most {limit} million pixels.",
    ),
    "E405": Code("the picture {name} moves or has several pages", "Save one picture of it."),
    "W406": Code(
        "the picture {name} is the same as {other}", "Delete one of the two photos, or its file."
    ),
    # E5: addresses
    "E501": Code(
        'this is no line of the ledger: "{address}"',
        "An address once, then where it moved, or the day on which it was removed (2026-11-22).",
    ),
    "E502": Code(
        "/{address} was published and would vanish",
        "Write in this line where it moved, or the day of its removal and why; or restore it.",
    ),
    "E503": Code(
        "/{address} should lead to /{target}, where nothing is",
        "Write an address of this site, as /tin-bai/2020/09/ten-bai/.",
    ),
}
