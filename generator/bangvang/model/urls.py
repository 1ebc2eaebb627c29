"""The addresses of the site: Vietnamese, ASCII, permanent. Each is relative to the site's root."""

from bangvang.model.albums import Album, Photo
from bangvang.model.articles import Article
from bangvang.model.registers import District, Event, Movement

HOME = ""
ARTICLES = "tin-bai/"
DISTRICTS = "dia-ban/"
MOVEMENTS = "phong-trao/"
EVENTS = "su-kien/"
SEARCH = "tim-kiem/"
DATA = "du-lieu/"
NEWEST = f"{DATA}tin-moi.js"
ATOM = "feed.xml"
RSS = "rss.xml"
SITEMAP = "sitemap.xml"
NOT_FOUND = "404.html"

PAGE_SIZE = 20
"""How many articles stand on one page of a list."""


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


def term_url(term: District | Movement | Event) -> str:
    """Return the address of the page of a district, movement or event."""
    match term:
        case District():
            return f"{DISTRICTS}{term.id}/"
        case Movement():
            return f"{MOVEMENTS}{term.id}/"
        case Event():
            return f"{EVENTS}{term.id}/"


def paged(url: str, number: int) -> str:
    """Return the address of page `number`, counted from 1, of the list at `url`."""
    return url if number == 1 else f"{pages_url(url)}{number}/"


def page_count(items: int) -> int:
    """Return how many pages a list of so many items has; an empty list has one."""
    return max(1, -(-items // PAGE_SIZE))


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


def photo_anchor(album: Album, photo_id: str) -> str:
    """Return the id of a caption on any page that shows it."""
    return f"anh-{album.id}-{photo_id}"


def photo_url(album: Album, photo: Photo) -> str:
    """Return the address of the picture of a photo; empty when only the caption survives."""
    return picture_url(album.id, photo.file) if photo.file else ""


def picture_url(album: str, name: str) -> str:
    """Return the address of a picture, by the id of its album and its file's name."""
    return f"anh/{album}/{name}"


def up(url: str) -> str:
    """Return the relative path from a page to the site's root.

    >>> up("tin-bai/2020/")
    '../../'
    >>> up("")
    './'
    """
    return "../" * url.count("/") or "./"
