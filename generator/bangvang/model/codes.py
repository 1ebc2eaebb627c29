"""The catalogue of problem codes: what is wrong, and what to do. A code is never given twice.

The texts are message ids of the catalogue in `locale/`; a problem's values fill their `{names}`.
"""

from bangvang.model.portal_codes import PORTAL, Code

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
    "E030": Code("the list of honours cannot be read: {reason}", "Save it as .xlsx or CSV UTF-8."),
    "E031": Code(
        "the list has {count} honours", "A list may have {limit}; divide it into several files."
    ),
    "E032": Code(
        "this row names nobody and is no heading that is understood: “{text}”",
        "Write the name into its column, or delete the row.",
    ),
    "W033": Code(
        "the heading tells of {told}, and {found} stand below it",
        "Count again: a row may be missing, or the number in the heading is wrong.",
    ),
    "E034": Code(
        'nothing is known of a column "{name}"',
        "Call it as usual ({known}), or delete it.",
    ),
    "E035": Code(
        "no row of the list is the head of its columns",
        "Above the names write what each column holds: {known}",
    ),
    "E036": Code("two names stand in one cell: “{text}”", "Give each a row of its own."),
    "W037": Code(
        "the name is all in capitals: {text}", "Write it as it is to be read: Nguyễn Văn Mẫu."
    ),
    "E038": Code(
        "{name} stands in row {row} of {other} as well, for the same",
        "Delete one of the two; for two of one name write posts or places that differ.",
    ),
    "W039": Code(
        'the sheet "{name}" is not read: only the first is', "Put it into a file of its own."
    ),
    "W040": Code('the sheet "{name}" is hidden and is not read', "Delete it, or show it."),
    "W041": Code("this row is hidden; it is read like any other", "Show it, or delete it."),
    "E042": Code(
        "the value of the formula “{text}” is missing",
        "Open the file in Excel and save it, or write the value itself.",
    ),
    "E043": Code(
        "the list names no award", "Give it a column “Danh hiệu”, or write `confers: {{award: …}}`."
    ),
    "E044": Code(
        "the list does not say whether it names persons, collectives or households",
        "Give it a heading or a column that does, or write `confers: {{kind: person}}`.",
    ),
    "W045": Code(
        "{count} numbered paragraphs stand outside the tables and were not read",
        "If they name honours, bring them into a table.",
    ),
    "W046": Code(
        "there is no table: the numbered paragraphs were read as a list",
        "Compare every line with the file.",
    ),
    "W047": Code("crossed-out words were left out: “{text}”", "Compare with the office's list."),
    "W048": Code(
        "the letters were of an old font ({font}) and are now Unicode",
        "Compare the names; capitals in particular.",
    ),
    "W049": Code('no list was found on the sheet "{name}"', "Look whether it holds honours."),
    "W050": Code(
        "this row has no number, and all honours of the table have: it is a heading: “{text}”",
        "If it is an honour, give it a number.",
    ),
    "W051": Code(
        "the list says that it belongs to decision {text}, and lies beside {number}",
        "Look whether it belongs to another document.",
    ),
    "W052": Code(
        'the prose has a line "{key}:", which is read as text',
        "If it is a fact, put it above the second `---`.",
    ),
    "E053": Code(
        "this row stands above the head of the list and is not read: “{text}”",
        "Above its table write a head (TT, Họ và tên…), or take it out.",
    ),
    "E054": Code(
        "two versions of the file were merged and not settled (lines {lines})",
        "Keep what is right of both, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`.",
    ),
    "E055": Code(
        "the letters are not Unicode but {letters}, in lines: {count}; the first means “{text}”",
        "`bangvang check --fix` converts them (not in lists); look at the capitals afterwards.",
    ),
    "E056": Code(
        "letters are lost: UTF-8 was once read as Latin-1 (lines {lines})",
        "Copy these lines from their source again, as Unicode.",
    ),
    "W057": Code("hidden words were left out: “{text}”", "Compare with the office's list."),
    "W058": Code(
        "the file has tracked changes, which were taken as accepted",
        "Compare with the office's list, or accept and save them in Word first.",
    ),
    "E059": Code(
        "“{text}” is a sign of YAML here and no text",
        'Put the whole value in quotes: `title: "…"`. A sign that was meant has no use here.',
    ),
    "W060": Code(
        "what stands behind “#” is not read: “{text}”",
        "If it belongs to the value, put the whole value in quotes; else write it on its own line.",
    ),
    "E061": Code(
        "letters have become “?”: “{text}”",
        "The file was saved without them. In Excel, save it as .xlsx or “CSV UTF-8”.",
    ),
    "E062": Code("“{name}” is not read: its name does not end in .md", "Name it {right}."),
    "W061": Code(
        "“<{tag}>” is no element that a page shows: it is left out",
        "Write it as Markdown; a film or a map as a link: `[title](https://…)`.",
    ),
    "W062": Code(
        "the link to {link} is left out",
        "Pages link to https, http, mailto and tel only.",
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
    "E122": Code(
        "there is a caption of a lead picture, but no lead picture",
        "Name the file under `lead`, or delete `lead_caption`.",
    ),
    "E123": Code(
        '"{value}" is not the number of a document',
        "Write it as the document has it: 02/2020/QĐ-UBND.",
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
    "E213": Code(
        'there is no photo "{name}", or its picture is lost',
        "Write album/photo, as in the address of the photo.",
    ),
    **PORTAL,
}

NEAR_HINT = "Did you mean “{near}”?"
"""The hint of any problem for which something near is known."""
