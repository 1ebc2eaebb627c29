"""What is told of a picture, as the XMP packet that travels inside it.

Source: IPTC Photo Metadata Standard 2023.1; Extensible Metadata Platform (ISO 16684-1).
"""

from collections.abc import Sequence

from lxml import etree

from bangvang.model.albums import Album, Photo
from bangvang.model.registers import Event
from bangvang.render.context import Context
from bangvang.render.photos.albums import pictured
from bangvang.text import shortened

_NAMES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_LARGEST = 65_000
"""How many bytes a packet may have."""
_LONGEST = (4_000, 1_500, 400, 100)
"""How many characters of each text are told, by turns, while the packet is too large."""
_MANY = 50
"""How many items of a list are told then."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def packet(context: Context, album: Album, photo: Photo, event: Event | None) -> bytes:
    """Return what an album tells of one of its photos, as an XMP packet in UTF-8.

    The caption as published is the description; a corrected reading stands beside it, in the
    language of the portal. Texts are cut short where the packet would not fit into a JPEG.
    """
    meta, told = _empty()
    date = photo.date or album.date or (event.date if event else None)
    place = context.place(photo.place or album.place)
    people = pictured(context, photo)
    source = photo.source.url if photo.source and photo.source.url else ""
    corrected = context.registers.site.language, photo.caption_corrected
    _texts(told, "dc:description", photo.caption, corrected)
    _texts(told, "dc:rights", album.rights)
    _many(told, "dc:creator", "Seq", [album.photographer] if album.photographer else [])
    _texts(told, "Iptc4xmpCore:AltTextAccessibility", photo.alt)
    _many(told, "Iptc4xmpExt:PersonInImage", "Bag", [name for _, name in people])
    _texts(told, "Iptc4xmpExt:Event", event.name if event else None)
    _plain(told, "photoshop:DateCreated", str(date) if date else "")
    _plain(told, "photoshop:Credit", photo.credit or album.credit or "")
    _plain(told, "photoshop:Source", source)
    _plain(told, "photoshop:CaptionWriter", context.registers.site.office)
    if place:
        bag = etree.SubElement(
            etree.SubElement(told, _name("Iptc4xmpExt:LocationShown")), _name("rdf:Bag")
        )
        where = etree.SubElement(bag, _name("rdf:li"))
        where.set(_name("rdf:parseType"), "Resource")
        _texts(where, "Iptc4xmpExt:LocationName", place)
        _plain(where, "Iptc4xmpExt:ProvinceState", context.registers.site.province)
    made = _packed(meta)
    for longest in _LONGEST:
        if len(made) > _LARGEST:
            _cut(meta, longest)
            made = _packed(meta)
    return made


def origin(context: Context, url: str) -> bytes:
    """Return what is told of a picture beside the article at `url`: where it was published."""
    meta, told = _empty()
    _plain(told, "photoshop:Source", context.absolute(url))
    return _packed(meta)


def _empty() -> tuple[etree._Element, etree._Element]:
    """Return a packet that tells nothing yet, and the element for what it tells."""
    meta = etree.Element(_name("x:xmpmeta"), nsmap={"x": _NAMES["x"]})
    rdf = etree.SubElement(meta, _name("rdf:RDF"), nsmap={"rdf": _NAMES["rdf"]})
    names = {key: value for key, value in _NAMES.items() if key not in ("x", "rdf")}
    told = etree.SubElement(rdf, _name("rdf:Description"), nsmap=names)
    told.set(_name("rdf:about"), "")
    return meta, told


def _packed(meta: etree._Element) -> bytes:
    body = etree.tostring(meta, encoding="unicode")
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{begin}{body}<?xpacket end="r"?>'.encode()


def _cut(meta: etree._Element, longest: int) -> None:
    """Cut every text to about so many characters, and every list to the first of its items."""
    for element in meta.iter():
        element.text = element.text and shortened(element.text, longest)
        for item in element[_MANY:]:
            if item.tag == _name("rdf:li"):
                element.remove(item)


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{_NAMES[prefix]}}}{name}"


def _plain(parent: etree._Element, name: str, text: str) -> None:
    if text:
        etree.SubElement(parent, _name(name)).text = text


def _many(parent: etree._Element, name: str, kind: str, texts: Sequence[str]) -> None:
    """Add a list of texts, of a `kind` of RDF container; nothing for none."""
    if texts:
        holder = etree.SubElement(etree.SubElement(parent, _name(name)), _name(f"rdf:{kind}"))
        for text in texts:
            etree.SubElement(holder, _name("rdf:li")).text = text


def _texts(
    parent: etree._Element, name: str, text: str | None, *others: tuple[str, str | None]
) -> None:
    """Add a text by language: the default, and other readings."""
    if text:
        holder = etree.SubElement(etree.SubElement(parent, _name(name)), _name("rdf:Alt"))
        for language, value in (("x-default", text), *others):
            if value:
                item = etree.SubElement(holder, _name("rdf:li"))
                item.set(_LANG, language)
                item.text = value
