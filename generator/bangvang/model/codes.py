"""The catalogue of problem codes: what is wrong, and what to do. A code is never given twice.

The texts are message ids of the catalogue in `locale/`; a problem's values fill their `{names}`.
"""

from typing import NamedTuple


class Code(NamedTuple):
    """What a problem code says, and what it advises."""

    message: str
    hint: str


CODES: dict[str, Code] = {
    # E0: the file
    "E001": Code("the file is not UTF-8 (byte {position})", "Save the file again as UTF-8."),
    "E002": Code("the file is empty", "Write the front matter, or delete the file."),
    "E003": Code('the key "{key}" stands twice', "Keep one of the two and delete the other."),
    "E004": Code(
        "the front matter is not valid YAML near this line",
        "Check indentation, quotes and colons near this line; put text with a colon in quotes.",
    ),
    "E005": Code(
        "there is no front matter",
        "Begin the file with a line ---, then one fact a line, then a line ---.",
    ),
    "E006": Code(
        "the front matter has no closing line",
        "Put a line --- between the front matter and the text.",
    ),
    "E007": Code(
        "there is a control character (U+{codepoint})", "Delete it; it was pasted by mistake."
    ),
    "E008": Code(
        "the front matter is not a list of keys and values", "Write each fact as `key: value`."
    ),
    "E009": Code(
        'the name "{name}" cannot be part of an address',
        "Use small letters without diacritics, digits and single hyphens: {slug}",
    ),
    "E010": Code(
        "the file lies where no kind of content is kept",
        "Articles go to articles/YEAR/, albums to albums/ID/index.md, others to their own folder.",
    ),
    "E011": Code(
        "this is a link that leads out of its own folder, or nowhere",
        "Put the file itself in its place.",
    ),
    "E012": Code("site.md is missing", "Every portal needs content/site.md with its own facts."),
    "W013": Code("the file begins with a byte-order mark", "`bangvang check --fix` removes it."),
    "W014": Code("the lines end in CRLF", "`bangvang check --fix` mends it."),
    "W015": Code(
        "Ð (U+00D0) stands for Đ, {count} times", "`bangvang check --fix` puts Đ in its place."
    ),
    "W016": Code(
        "some letters are decomposed (NFD), {count} of them",
        "`bangvang check --fix` composes them.",
    ),
    "W017": Code(
        "there are runs of no-break spaces, {count} of them",
        "`bangvang check --fix` makes each one space.",
    ),
    "W018": Code(
        "there are invisible characters, {count} of them", "`bangvang check --fix` removes them."
    ),
    "W019": Code(
        "nothing uses this file",
        "Put it beside the index.md of its article or album, or delete it.",
    ),
    "E020": Code(
        "the file is too large ({size} MB)",
        "Text has at most 2 MB; put pictures and documents beside it as files of their own.",
    ),
    "E021": Code(
        "this cannot be read: {reason}",
        "Put an ordinary file in its place that the builder may read.",
    ),
    "E022": Code(
        'the name "{name}" is too long, or kept by Windows for a device',
        "Choose another name, of at most 120 characters.",
    ),
    "E023": Code(
        "the front matter is nested too deeply", "Write lists and keys as in the examples."
    ),
    "E024": Code(
        "this looks like the number of an identity card",
        "Delete it: personal data may not be published.",
    ),
    "W025": Code(
        "this looks like a telephone number",
        "Delete it; the office's own number belongs on a page of pages/ or in site.md.",
    ),
    "E026": Code(
        'the name "{name}" means something to a web server or to the site itself',
        "Give it another name, without endings such as .html, .js, .php or .gz.",
    ),
    "E027": Code(
        "files such as {name} are not published",
        "Attach a PDF, an office document (docx, xlsx, pptx, odt, ods, odp) or a picture.",
    ),
    "E028": Code(
        "the file is not what its ending says, or holds a page or a program as well",
        "Save it again from the program it was made with, as PDF or without macros.",
    ),
    "E029": Code(
        "the file is too large ({size} MB)",
        "At most 400 MB; a document at most 300 MB unpacked, 30 MB of text. Save it as PDF.",
    ),
    # E1: the front matter
    "E101": Code('the key "{key}" is missing', "Add a line `{key}: …`."),
    "E102": Code('there is no key "{key}" here', "Delete it, or move it to where it belongs."),
    "E103": Code('"{key}" has the wrong type: {expected} is expected', "Write it as {expected}."),
    "E104": Code(
        '"{value}" is not a possible date or period',
        "Write 2020-09-10, 2020-09 or 2020; a period as 2018-2019.",
    ),
    "E105": Code('"{value}" is not one of the values of "{key}"', "Use one of: {choices}."),
    "E106": Code("the conferral has no id", "`bangvang check --fix` gives it one."),
    "E107": Code(
        '"{value}" does not have the form that "{key}" needs',
        "Write it like {form}.",
    ),
    "E108": Code('"{key}" must not be empty', "Write a value, or delete the line."),
    "E109": Code("{value} is too small for {key}", "Write a number that is at least {limit}."),
    "E110": Code("{key} ends before it begins", "Exchange the two dates or mend one of them."),
    "E111": Code("{value} is too large for {key}", "Write a number that is at most {limit}."),
    "E112": Code('"{value}" is not a day', "Write the day as 2020-09-10."),
    "E113": Code('"{value}" is not a moment', "Write the moment as 2020-09-10 07:00."),
    "E114": Code(
        '"{name}" does not begin with its rank, {rank}', "Write the full name: {rank} {name}."
    ),
    "E115": Code("the tally counts nothing", "Write `collectives`, `persons` or `households`."),
    "E116": Code(
        "the photo has no file but is not marked as a caption",
        "Name the file, or write `status: caption-only`.",
    ),
    "E117": Code(
        'in "{key}" there is a character that nobody sees: U+{codepoint} {character}',
        "Delete it; `bangvang check --fix` does so.",
    ),
    "E118": Code(
        "the prose is nested too deeply, or opens too many brackets",
        "Write it with fewer quotes, lists or elements inside one another.",
    ),
    "E119": Code(
        '"{value}" is not a decision', "Write the number and the date: 1683/QĐ-TTg ngày 20/10/2020."
    ),
    "W120": Code(
        "a guess of the import that nobody has confirmed ({percent} % sure): {what}",
        "Compare it with the source, then delete this entry: “{passage}”",
    ),
    "E121": Code(
        "the content is of schema version {value}; this program reads {choices}",
        "Content of an older version: run `bangvang migrate`; of a newer one: update Bảng Vàng.",
    ),
    # E2: references
    "E201": Code('no district is called "{name}"', "The districts are in content/districts/."),
    "E202": Code('no movement is called "{name}"', "The movements are in content/movements/."),
    "E203": Code('no event is called "{name}"', "The events are in content/events/."),
    "E204": Code('no award is called "{name}"', "The awards are in content/awards/."),
    "E205": Code('no album is called "{name}"', "The albums are in content/albums/."),
    "E206": Code('no honoree has the id "{name}"', "The honorees are in content/honorees/."),
    "E207": Code('no conferral has the id "{name}"', "Define it in one article under `honours`."),
    "E208": Code(
        'two conferrals have the id "{name}": also in {other}',
        "Delete the id of the newer one and run `bangvang check --fix`; to point to it, use `ref`.",
    ),
    "E209": Code('"{name}" already leads to {other}', "Delete this spelling from one of the two."),
    "E210": Code(
        "two pages claim the address {url}: also {other}", "Rename one of them, or delete the line."
    ),
    "E211": Code('"{key}" goes in a circle: {circle}', "Delete one link of the circle."),
    "E212": Code('two photos have the id "{name}"', "Give one of them another id."),
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

NEAR_HINT = "Did you mean “{near}”?"
"""The hint of any problem for which something near is known."""
