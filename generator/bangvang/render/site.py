"""The whole of render: every page of the catalog in its shell, and the data beside them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bangvang.model import urls
from bangvang.model.catalog import Catalog
from bangvang.model.output import Output, page_path
from bangvang.render import data
from bangvang.render.article import article_page
from bangvang.render.lists import home_page, news_pages
from bangvang.render.markdown import clean_page
from bangvang.render.shell import Shell, ShellKey
from bangvang.render.terms import term_pages
from bangvang.render.views import Context, Head, Link, Page
from bangvang.text import fold
from bangvang.words import Words, words

_D_WORD = re.compile(r"\w*[đĐ]\w*")
# What Pagefind does not read either; our templates nest none of these elements in its like.
_IGNORED = re.compile(r"<(\w+)[^>]* data-pagefind-ignore.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Renderer:
    """Fills templates and shells; made once for a build."""

    def __init__(self, catalog: Catalog, theme: Path) -> None:
        language = words(catalog.site.language)
        self.context = Context(catalog, language)
        self._environment = environment(theme, language)
        self._head = self._environment.get_template("bangvang/head.html")

    def page(self, page: Page, shell: Shell) -> Output:
        """Return a page as a file."""
        template = self._environment.get_template(f"bangvang/{page.template}")
        content = template.render(page.view, root=urls.up(page.url), crumbs=page.crumbs)
        html = self.in_shell(page.head, shell, content)
        return Output(page_path(page.url), html.encode())

    def in_shell(self, head: Head, shell: Shell, content: str) -> str:
        """Return a whole page around content that is already HTML."""
        site = self.context.catalog.site
        head_html = self._head.render(
            head=head,
            site=site,
            canonical=self.context.absolute(head.url),
            root=urls.up(head.url),
            document_title=site.name if head.url == "" else f"{head.title} - {site.name}",
        )
        if "data-pagefind-body" in content:
            content += _without_stroke(head.title, content)
        return shell.fill(head_html, head.title, content)

    def hand_written(self, title: str, identity: str, url: str, html: str, shell: Shell) -> str:
        """Return a page of `content/pages/`, whose Markdown the host has rendered."""
        home = Link(self.context.words.text("Home"), urls.HOME)
        crumbs = self.context.breadcrumbs((home, Link(title, url)))
        catalog = self.context.catalog
        text = catalog.registers.pages[identity].description or catalog.site.description
        head = Head(title, text, url, json_ld=(crumbs,))
        template = self._environment.get_template("bangvang/page.html")
        return self.in_shell(
            head, shell, template.render(title=title, html=Markup(clean_page(html, urls.up(url))))
        )

    def not_found(self, shell: Shell) -> str:
        """Return the page for addresses that lead nowhere: its links hold at any depth."""
        title = self.context.words.text("Page not found")
        site = self.context.catalog.site
        head = Head(title, site.description, urls.NOT_FOUND, listed=False)
        root = urlsplit(site.url).path
        template = self._environment.get_template("bangvang/not_found.html")
        content = template.render(title=title, ways=_ways(self.context), root=root)
        return self.in_shell(head, shell, content)


def environment(theme: Path, language: Words) -> Environment:
    """Return the environment of the generator's own templates: everything is escaped."""
    made = Environment(
        loader=FileSystemLoader(theme),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["t"] = language.text
    made.filters["json_ld"] = json_ld
    return made


def json_ld(value: dict[str, Any]) -> Markup:
    """Return JSON for a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def d_words(text: str) -> str:
    """Return the words of `text` that hold a đ, folded, each once, in order.

    >>> d_words("Đại hội của Đức Xuân, đại hội")
    'dai duc'
    """
    chunks = dict.fromkeys(chunk for chunk in text.split() if "đ" in chunk or "Đ" in chunk)
    return " ".join(
        dict.fromkeys(fold(word) for chunk in chunks for word in _D_WORD.findall(chunk))
    )


def _without_stroke(title: str, content: str) -> str:
    """Return hidden fields for Pagefind, which strips marks but not the stroke of đ.

    Without them "dai hoi" would not find "Đại hội".
    """
    read = unescape(_TAG.sub(" ", _IGNORED.sub("", content)))
    words_of = {"khong_dau_dau_de": title, "khong_dau": read}
    return "".join(
        f'<p hidden data-pagefind-meta="{field}">{d_words(text)}</p>\n'
        for field, text in words_of.items()
    )


def pages(context: Context) -> Iterator[Page]:
    """Yield every page of the catalog."""
    catalog = context.catalog
    for article in catalog.articles:
        yield article_page(context, article)
    yield from news_pages(context)
    yield from term_pages(context)
    yield _search_page(context)
    yield home_page(context)


def _search_page(context: Context) -> Page:
    title = context.words.text("Search")
    home = Link(context.words.text("Home"), urls.HOME)
    return Page(
        kind="search",
        head=Head(title, context.catalog.site.description, urls.SEARCH, listed=False),
        template="search.html",
        crumbs=(home,),
        view={"title": title, "ways": _ways(context)},
    )


def _ways(context: Context) -> list[Link]:
    """Return the ways into everything, for a page that has nothing of its own to show."""
    return [
        Link(context.words.text("News"), urls.ARTICLES),
        Link(context.words.text("Events"), urls.EVENTS),
        Link(context.words.text("Districts"), urls.DISTRICTS),
        Link(context.words.text("Movements"), urls.MOVEMENTS),
    ]


def render(
    renderer: Renderer,
    shells: Mapping[ShellKey, Shell],
    content: Path,
    beside: Mapping[str, tuple[str, ...]],
    hand_written: list[tuple[str, str]],
    progress: Callable[[int, int], None],
) -> Iterator[Output]:
    """Yield every file of the site but those of the host.

    `content` is where files beside articles lie; `beside` names them. `hand_written` are the
    addresses that the host renders, for the sitemap. `progress` is told pages done and in all.
    """
    context = renderer.context
    planned = list(pages(context))
    for done, page in enumerate(planned, start=1):
        yield renderer.page(page, shells[ShellKey(page.kind, page.url.count("/"))])
        progress(done, len(planned))
    yield from _files(context, content, beside)
    yield from data.redirects(context, planned)
    yield data.newest_posts(context)
    yield from data.feeds(context)
    yield data.sitemap(context, [*data.listed(planned), *hand_written])


def _files(
    context: Context, content: Path, beside: Mapping[str, tuple[str, ...]]
) -> Iterator[Output]:
    """Yield the attachments and pictures that lie beside public articles, and those of albums."""
    catalog = context.catalog
    for article in catalog.articles:
        folder = content / Path(article.file).parent
        for name in article.published(beside.get(article.file, ())):
            yield Output(urls.article_url(article) + name, folder / name, "asset")
    shown = {name for article in catalog.articles for name in article.albums}
    for album in catalog.registers.albums.values():
        if album.id not in shown and not album.event:
            continue
        folder = content / Path(album.file).parent
        for photo in album.photos:
            if photo.file and photo.status != "withheld":
                yield Output(urls.photo_url(album, photo), folder / photo.file, "asset")
