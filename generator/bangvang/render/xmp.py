"""What is told of a picture, as the XMP packet that travels inside it.

Source: IPTC Photo Metadata Standard 2023.1; Extensible Metadata Platform (ISO 16684-1).
"""

from collections.abc import Sequence
from itertools import accumulate

from lxml import etree

from bangvang.model.albums import Album, Photo
from bangvang.model.registers import Event
from bangvang.render.views import Context
from bangvang.text import shortened

_NAMES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_CAPTION = 6000
_LONGEST = 800
"""How many characters of any other text are told: a packet in a JPEG has 65,000 bytes at most."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def packet(context: Context, album: Album, photo: Photo, event: Event | None) -> bytes:
    """Return all that an album tells of one of its photos, as an XMP packet in UTF-8.

    The caption as published is the description; a corrected reading stands beside it, in the
    language `vi`.
    """
    meta = etree.Element(_name("x:xmpmeta"), nsmap={"x": _NAMES["x"]})
    rdf = etree.SubElement(meta, _name("rdf:RDF"), nsmap={"rdf": _NAMES["rdf"]})
    names = {key: value for key, value in _NAMES.items() if key not in ("x", "rdf")}
    told = etree.SubElement(rdf, _name("rdf:Description"), nsmap=names)
    told.set(_name("rdf:about"), "")
    date = photo.date or album.date or (event.date if event else None)
    place = context.place(photo.place or album.place)
    people = [context.honoree(name) for name in photo.people if not context.withheld(name)]
    source = photo.source.url if photo.source and photo.source.url else ""
    _texts(told, "dc:description", photo.caption, photo.caption_corrected, _CAPTION)
    _texts(told, "dc:rights", album.rights)
    _many(told, "dc:creator", "Seq", [album.photographer] if album.photographer else [])
    _texts(told, "Iptc4xmpCore:AltTextAccessibility", photo.alt)
    _many(told, "Iptc4xmpExt:PersonInImage", "Bag", people)
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
    body = etree.tostring(meta, encoding="unicode")
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{begin}{body}<?xpacket end="r"?>'.encode()


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{_NAMES[prefix]}}}{name}"


def _plain(parent: etree._Element, name: str, text: str) -> None:
    if text:
        etree.SubElement(parent, _name(name)).text = shortened(text, _LONGEST)


def _many(parent: etree._Element, name: str, kind: str, texts: Sequence[str]) -> None:
    """Add a list of texts, of a `kind` of RDF container; nothing for none."""
    lengths = accumulate(map(len, texts))
    items = [text for text, so_far in zip(texts, lengths, strict=True) if so_far <= _LONGEST]
    if items:
        holder = etree.SubElement(etree.SubElement(parent, _name(name)), _name(f"rdf:{kind}"))
        for text in items:
            etree.SubElement(holder, _name("rdf:li")).text = text


def _texts(
    parent: etree._Element,
    name: str,
    text: str | None,
    other: str | None = None,
    longest: int = _LONGEST,
) -> None:
    """Add a text by language: the default, and another reading in Vietnamese."""
    if text:
        holder = etree.SubElement(etree.SubElement(parent, _name(name)), _name("rdf:Alt"))
        for language, value in (("x-default", text), ("vi", other)):
            if value:
                item = etree.SubElement(holder, _name("rdf:li"))
                item.set(_LANG, language)
                item.text = shortened(value, longest)
