"""The addresses of the site: Vietnamese, ASCII, permanent. Each is relative to the site's root."""

from collections.abc import Mapping

from bangvang.model.articles import Article
from bangvang.model.official import OfficialDocument
from bangvang.model.registers import District, Event, Movement
from bangvang.model.roll import Facet
from bangvang.model.types import HonoreeKind
from bangvang.text import short_slug

HOME = ""
ARTICLES = "tin-bai/"
CONSULTATIONS = "lay-y-kien/"
STORIES = "guong-dien-hinh/"
DOCUMENTS = "van-ban/"
DESK = "quan-tri/"
DISTRICTS = "dia-ban/"
MOVEMENTS = "phong-trao/"
EVENTS = "su-kien/"
ALBUMS = "anh/"
ALBUM_YEARS = f"{ALBUMS}nam/"
PICTURED = f"{ALBUMS}nguoi/"
COLLECTION = f"{ALBUMS}collection.json"
ROLL = "bang-vang/"
HONOREES = "vinh-danh/"
NAMES = f"{ROLL}ten/"
COUNTS = f"{ROLL}so-lieu/"
CHARTS = f"{ROLL}bieu-do/"
PORTAL = "cong"
PORTALS = f"{ROLL}{PORTAL}/"
"""The portals whose registers one joined register holds."""
CONFLICTS = f"{ROLL}mau-thuan/"
SEARCH = "tim-kiem/"
DATA = "du-lieu/"
NEWEST = f"{DATA}tin-moi.js"
INDEX = f"{DATA}tim/"
"""The folder of the search index."""
ATOM = "feed.xml"
IN_FORCE = f"{DOCUMENTS}con-hieu-luc/"
DOCUMENT_FEED = f"{DOCUMENTS}{ATOM}"
RSS = "rss.xml"
SITEMAP = "sitemap.xml"
NOT_FOUND = "404.html"

PAGE_SIZE = 20
"""How many articles stand on one page of a list."""

ROLL_SIZE = 100
"""How many conferrals or names stand on one page of the roll."""

ALBUM_SIZE = 60
"""How many photos stand on one page of an album."""

FOLDERS: Mapping[Facet, str] = {
    "year": "nam",
    "award": "danh-hieu",
    "level": "cap",
    "district": "dia-ban",
    "movement": "phong-trao",
    "event": "su-kien",
    "document": "quyet-dinh",
}
LEVELS: Mapping[str, str] = {
    "state": "nha-nuoc",
    "government": "chinh-phu",
    "ministry": "bo-nganh",
    "province": "tinh",
    "district": "huyen",
    "commune": "xa",
    "unit": "don-vi",
    "union": "doan-the",
    "cluster": "cum",
}
HONOREE_KIND = "doi-tuong"
HONOREE_KINDS: Mapping[HonoreeKind, str] = {
    "person": "ca-nhan",
    "collective": "tap-the",
    "household": "ho-gia-dinh",
}
"""Kinds of honorees as addresses have them, and what introduces one."""
DOCUMENT_KINDS: Mapping[str, str] = {
    "decision": "quyet-dinh",
    "plan": "ke-hoach",
    "call": "loi-keu-goi",
    "guidance": "huong-dan",
    "report": "bao-cao",
    "law": "luat",
    "resolution": "nghi-quyet",
    "decree": "nghi-dinh",
    "circular": "thong-tu",
    "notice": "thong-bao",
}
UNKNOWN = "khong-ro"
"""Stands in an address for a year or level that is not known."""

# Letters of the Vietnamese alphabet that ASCII does not have, as they are typed (Telex).
_TYPED = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}


def year_url(year: int) -> str:
    """Return the address of the articles of a year."""
    return f"{ARTICLES}{year:04}/"


def month_url(year: int, month: int) -> str:
    """Return the address of the articles of a month."""
    return f"{year_url(year)}{month:02}/"


def article_url(article: Article) -> str:
    """Return the address of an article: its day of publication says the year and month."""
    slug = article.id.rpartition("/")[2]
    return f"{month_url(article.date.year, article.date.month)}{slug}/"


def document_year_url(year: int) -> str:
    """Return the address of the official documents of a year."""
    return f"{DOCUMENTS}{year:04}/"


def document_kind_url(kind: str) -> str:
    """Return the address of the official documents of a kind."""
    return f"{DOCUMENTS}loai/{DOCUMENT_KINDS[kind]}/"


def document_authority_url(authority: str) -> str:
    """Return the address of the official documents of an authority.

    >>> document_authority_url("Ủy ban tỉnh") == document_authority_url("Uỷ ban tỉnh")
    True
    """
    return f"{DOCUMENTS}co-quan/{short_slug(authority)}/"


def document_url(document: OfficialDocument) -> str:
    """Return the address of an official document: the day of signing says the year."""
    slug = document.id.rpartition("/")[2]
    return f"{document_year_url(document.date.year)}{slug}/"


def term_url(term: District | Movement | Event) -> str:
    """Return the address of the page of a district, movement or event."""
    match term:
        case District():
            return f"{DISTRICTS}{term.id}/"
        case Movement():
            return f"{MOVEMENTS}{term.id}/"
        case Event():
            return f"{EVENTS}{term.id}/"


def facet_url(facet: Facet) -> str:
    """Return the address of the page that lists the values of a facet of the roll."""
    return f"{ROLL}{FOLDERS[facet]}/"


def slice_url(facet: Facet, value: str) -> str:
    """Return the address of a slice of the roll; an empty value is an unknown year or level.

    The value of an official document is the address of its page, which lists what it confers.
    """
    if facet == "document":
        return value
    name = LEVELS.get(value, value) if facet == "level" else value
    return f"{facet_url(facet)}{name or UNKNOWN}/"


def slice_key(facet: Facet, value: str) -> str:
    """Return what stands for a value of a facet in the query of the roll.

    >>> slice_key("level", "state"), slice_key("document", "van-ban/2020/qd-02-2020/")
    ('nha-nuoc', '2020-qd-02-2020')
    """
    if facet == "document":
        return value.removeprefix(DOCUMENTS).strip("/").replace("/", "-")
    return slice_url(facet, value).split("/")[-2]


def filtered_url(facet: Facet, value: str) -> str:
    """Return the address of the roll that shows what has a value of a facet.

    >>> filtered_url("document", "van-ban/2020/qd-02-2020/")
    'bang-vang/?quyet-dinh=2020-qd-02-2020'
    """
    return f"{ROLL}?{FOLDERS[facet]}={slice_key(facet, value)}"


def letter_url(letter: str) -> str:
    """Return the address of the names that begin with a letter.

    >>> letter_url("đ"), letter_url("#")
    ('bang-vang/ten/dd/', 'bang-vang/ten/khac/')
    """
    name = _TYPED.get(letter, letter)
    return f"{NAMES}{name if name.isalpha() else 'khac'}/"


def honoree_url(identity: str) -> str:
    """Return the address of the page of an honoree, or of a conferral on one without a record."""
    return f"{HONOREES}{identity}/"


def conferral_url(honoree: str, conferral: str) -> str:
    """Return the address of a conferral on the page of its honoree."""
    return f"{honoree_url(honoree)}#{conferral}"


def paged(url: str, number: int) -> str:
    """Return the address of the numbered page of the list at `url`."""
    return f"{pages_url(url)}{number}/"


def page_count(items: int, size: int = PAGE_SIZE) -> int:
    """Return how many pages a list of so many items has; an empty list has one."""
    return max(1, -(-items // size))


def page_path(url: str) -> str:
    """Return the file that a web server shows for an address.

    >>> page_path("tin-bai/")
    'tin-bai/index.html'
    """
    return f"{url}index.html" if url.endswith("/") or not url else url


def pages_url(url: str) -> str:
    """Return the parent of the addresses of a long list's pages after the first."""
    return f"{url}trang/"


def sitemap_part(number: int) -> str:
    """Return the address of one of several sitemaps, counted from 1."""
    return f"sitemap-{number}.xml"


def redirect_url(path: str) -> str:
    """Return the address of the page that redirects from an old address.

    >>> redirect_url("/tin/cu"), redirect_url("/tin/cu.aspx")
    ('tin/cu/', 'tin/cu.aspx')
    """
    url = path.lstrip("/")
    return url if not url or url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/"


def photo_anchor(album: str, photo: str) -> str:
    """Return the id of a caption on any page that shows it, by the ids of album and photo."""
    return f"anh-{album}-{photo}"


def album_url(album: str) -> str:
    """Return the address of an album."""
    return f"{ALBUMS}{album}/"


def album_year_url(year: str) -> str:
    """Return the address of the albums of a year; nothing stands for an unknown one."""
    return f"{ALBUM_YEARS}{year or UNKNOWN}/"


def photo_url(album: str, photo: str) -> str:
    """Return the address of the page of a photo, by the ids of album and photo."""
    return f"{album_url(album)}{photo}/"


def document_manifest_url(url: str) -> str:
    """Return the address of the IIIF manifest of a document, given that of its page."""
    return f"{url}manifest.json"


def manifest_url(album: str) -> str:
    """Return the address of the IIIF manifest of an album."""
    return f"{album_url(album)}manifest.json"


def beside_url(page: str, name: str) -> str:
    """Return what the addresses begin with of a picture that lies beside the article of a page."""
    return f"{page}anh/{name}/"


def rendition_url(base: str, width: int, ending: str) -> str:
    """Return the address of a picture in one of its widths; `ending` tells its form.

    >>> rendition_url(photo_url("dai-hoi", "toan-canh"), 960, "webp")
    'anh/dai-hoi/toan-canh/960.webp'
    """
    return f"{base}{width}.{ending}"


def up(url: str) -> str:
    """Return the relative path from a page to the site's root.

    >>> up("tin-bai/2020/")
    '../../'
    >>> up("")
    './'
    """
    return "../" * url.count("/") or "./"
