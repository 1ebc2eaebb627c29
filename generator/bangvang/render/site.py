"""The whole of render: every page of the catalog in its shell, and the data beside them."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from bangvang.model import urls
from bangvang.model.cards import CARD
from bangvang.model.catalog import Catalog, Parts, Registers
from bangvang.model.registers import HandWritten
from bangvang.render.cards import card_plans
from bangvang.render.context import Context, Portal
from bangvang.render.data.exports import export_plans
from bangvang.render.data.feeds import feed_plans, newest_plan, robots_plans, sitemap_plans
from bangvang.render.markdown import clean_page
from bangvang.render.pages.article import article_page, article_plans
from bangvang.render.pages.consultations import consultation_plans
from bangvang.render.pages.documents import document_plans
from bangvang.render.pages.gone import gone_plans
from bangvang.render.pages.news import home_plan, news_plans
from bangvang.render.pages.redirects import redirect_plans
from bangvang.render.pages.search import DESCRIPTION, search_plans, ways
from bangvang.render.pages.terms import term_plans
from bangvang.render.paging import home
from bangvang.render.photos.archive import archive_plans
from bangvang.render.photos.iiif import manifest_plans
from bangvang.render.photos.renditions import picture_plans
from bangvang.render.plan import ArticleJob, Plan, RenderJob
from bangvang.render.roll.browse import browse_plans
from bangvang.render.roll.charts import chart_plans
from bangvang.render.roll.honorees import honoree_plans
from bangvang.render.roll.roll import roll_plans
from bangvang.render.shell import Shell, ShellKey
from bangvang.render.templates import Templates
from bangvang.render.views import Head, Link, Page
from bangvang.words import words


class Renderer:
    """Fills templates and shells; made once in each process of a build."""

    def __init__(
        self,
        registers: Registers,
        theme: tuple[Path, ...],
        shells: Mapping[ShellKey, Shell],
        parts: Parts,
    ) -> None:
        language = words(registers.site.language)
        self.context = Context(registers, language, parts)
        self._shells = shells
        self._templates = Templates(theme, language)

    def make(self, job: RenderJob, prose: Callable[[ArticleJob], str]) -> bytes:
        """Return the file that a job describes; `prose` reads the prose of an article."""
        if isinstance(job, ArticleJob):
            made: Page | bytes = article_page(self.context, job, prose(job))
        else:
            made = job if isinstance(job, Page) else job(self.context)
        return self._page(made) if isinstance(made, Page) else made

    def _page(self, page: Page) -> bytes:
        view = {**page.view, "crumbs": page.crumbs}
        content = self._templates.fill(page.template, view, urls.up(page.url))
        shell = self._shells[ShellKey(page.kind, page.url.count("/"))]
        return self.in_shell(page.head, shell, content).encode()

    def in_shell(self, head: Head, shell: Shell, content: str) -> str:
        """Return a whole page around content that is already HTML."""
        site = self.context.registers.site
        view = {
            "head": head,
            "site": site,
            "canonical": self.context.absolute(head.url),
            "image": self.context.absolute(head.image or CARD),
            "description": DESCRIPTION if self.context.parts.search else "",
            "document_title": site.name if head.url == "" else f"{head.title} - {site.name}",
        }
        return shell.fill(self._templates.fill("head.html", view, urls.up(head.url)), content)

    def hand_written(self, title: str, identity: str, url: str, html: str, shell: Shell) -> str:
        """Return a page of `content/pages/`, whose Markdown the host has rendered."""
        crumbs = self.context.breadcrumbs((home(self.context), Link(title, url)))
        registers = self.context.registers
        text = registers.pages[identity].description or registers.site.description
        head = Head(title, text, url, json_ld=(crumbs,))
        view = {"title": title, "html": Markup(clean_page(html, urls.up(url)))}
        return self.in_shell(head, shell, self._templates.fill("page.html", view))

    def not_found(self, shell: Shell) -> str:
        """Return the page for addresses that lead nowhere: its links hold at any depth."""
        title = self.context.words.text("Page not found")
        site = self.context.registers.site
        head = Head(title, site.description, urls.NOT_FOUND, listed=False)
        search = urls.SEARCH if self.context.parts.search else ""
        view = {"title": title, "ways": ways(self.context), "search": search}
        content = self._templates.fill("not_found.html", view, urlsplit(site.url).path)
        return self.in_shell(head, shell, content)


def plans(context: Portal) -> Iterator[Plan]:
    """Yield every file of the site that is made from the catalog.

    Pages that are written by hand and files beside articles come from elsewhere.
    """
    hand_written = sorted(page.url for page in context.registers.pages.values())
    listed = [(url, "") for url in hand_written]
    made = {*hand_written, *(path for path, _ in files(context.catalog))}
    for plan in chain(
        article_plans(context),
        news_plans(context),
        consultation_plans(context),
        document_plans(context),
        term_plans(context),
        search_plans(context),
        (home_plan(context), newest_plan(context)),
        redirect_plans(context),
        feed_plans(context),
        robots_plans(context),
        *(
            plans_of(context)
            for plans_of in (roll_plans, chart_plans, honoree_plans, export_plans, browse_plans)
            if context.roll
        ),
        *(plans_of(context) for plans_of in (archive_plans, manifest_plans) if context.archive),
        picture_plans(context),
        card_plans(context),
    ):
        if plan.listed:
            listed.append((plan.url, plan.modified))
        made.add(plan.url)
        yield plan
    yield from gone_plans(context, made)
    yield from sitemap_plans(listed)


def files(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the files beside pages and public articles: where they go, and where from."""
    for name in catalog.attached:
        yield name, f"{HandWritten.folder}/{name}"
    for source in catalog.sources:
        for name, path in zip(source.files, source.beside, strict=True):
            yield source.url + name, path
