"""Elements of HTML: what each tells of the text or picture within it."""

import re

from lxml.html import HtmlElement

_ROLES = (
    ("title", re.compile(r"(^|[-_ ])(title|tieu-?de|entry-title|post-title)([-_ ]|$)", re.I)),
    (
        "lede",
        re.compile(r"(^|[-_ ])(sapo|lede|lead|summary|introtext|trich-?dan|mo-?ta)([-_ ]|$)", re.I),
    ),
    ("date", re.compile(r"(^|[-_ ])(date|time|ngay|published|updated)([-_ ]|$)", re.I)),
    ("byline", re.compile(r"(^|[-_ ])(author|byline|tac-?gia|nguoi-?viet)([-_ ]|$)", re.I)),
)

_CAPTION = re.compile(r"(^|[-_ ])(caption|chu-?thich|imgcaption|image-caption)([-_ ]|$)", re.I)

_CENTRED = re.compile(r"text-align:\s*center", re.I)


def facts_of(element: HtmlElement) -> dict[str, object]:
    """Return what an element tells of the blocks within it."""
    known = f"{element.get('id', '')} {element.get('class', '')}"
    facts: dict[str, object] = {}
    tag = str(element.tag)
    if tag == "blockquote":
        facts["kind"] = "quote"
    if re.fullmatch("h[1-6]", tag):
        facts |= {"kind": "heading", "level": int(tag[1])}
    if tag in ("figcaption", "caption") or _CAPTION.search(known):
        facts["caption"] = True
    if (
        tag == "center"
        or element.get("align") == "center"
        or _CENTRED.search(element.get("style", ""))
    ):
        facts["centred"] = True
    if tag in ("p", "div", "td", "span", "h1", "h2", "h3", "h4"):
        short = len(element.text_content()) < 2000
        role = next((r for r, mark in _ROLES if short and mark.search(known)), "")
        if role and role != "date":
            facts["role"] = role
    return facts


def picture_address(element: HtmlElement) -> str:
    """Return where a picture lies: pages that load late say so in other attributes."""
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        if element.get(name, "").strip():
            return str(element.get(name)).strip()
    listed = element.get("srcset", "").strip()
    return listed.split(",")[-1].split()[0] if listed else ""


def is_tiny(element: HtmlElement) -> bool:
    """Return whether a picture is an icon, by the size that the page gives it."""
    sizes = [element.get(each, "").removesuffix("px") for each in ("width", "height")]
    return any(size.isdecimal() and int(size) < 48 for size in sizes)
