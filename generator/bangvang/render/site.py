"""The whole of render: every page of the catalog in its shell, and the data beside them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from bangvang.model import urls
from bangvang.model.catalog import Catalog, Parts, Registers
from bangvang.model.registers import HandWritten
from bangvang.render.context import Context, Portal
from bangvang.render.data.exports import export_plans
from bangvang.render.data.feeds import feed_plans, newest_plan, sitemap_plans
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
from bangvang.render.roll.honorees import honoree_plans, qr_code
from bangvang.render.roll.roll import roll_plans
from bangvang.render.shell import Shell, ShellKey
from bangvang.render.views import Head, Link, Page
from bangvang.words import Words, words

_WORDS = re.compile(r"""\{\{ t\((["'])([^"'{}]*)\1\) \}\}""")


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
        self._environment = environment(theme, language)
        self._head = self._environment.get_template("bangvang/head.html")

    def make(self, job: RenderJob, prose: Callable[[ArticleJob], str]) -> bytes:
        """Return the file that a job describes; `prose` reads the prose of an article."""
        if isinstance(job, ArticleJob):
            made: Page | bytes = article_page(self.context, job, prose(job))
        else:
            made = job if isinstance(job, Page) else job(self.context)
        return self._page(made) if isinstance(made, Page) else made

    def _page(self, page: Page) -> bytes:
        template = self._environment.get_template(f"bangvang/{page.template}")
        content = template.render(page.view, root=urls.up(page.url), crumbs=page.crumbs)
        shell = self._shells[ShellKey(page.kind, page.url.count("/"))]
        return self.in_shell(page.head, shell, content).encode()

    def in_shell(self, head: Head, shell: Shell, content: str) -> str:
        """Return a whole page around content that is already HTML."""
        site = self.context.registers.site
        head_html = self._head.render(
            head=head,
            site=site,
            canonical=self.context.absolute(head.url),
            root=urls.up(head.url),
            description=DESCRIPTION if self.context.parts.search else "",
            document_title=site.name if head.url == "" else f"{head.title} - {site.name}",
        )
        return shell.fill(head_html, content)

    def hand_written(self, title: str, identity: str, url: str, html: str, shell: Shell) -> str:
        """Return a page of `content/pages/`, whose Markdown the host has rendered."""
        crumbs = self.context.breadcrumbs((home(self.context), Link(title, url)))
        registers = self.context.registers
        text = registers.pages[identity].description or registers.site.description
        head = Head(title, text, url, json_ld=(crumbs,))
        template = self._environment.get_template("bangvang/page.html")
        return self.in_shell(
            head, shell, template.render(title=title, html=Markup(clean_page(html, urls.up(url))))
        )

    def not_found(self, shell: Shell) -> str:
        """Return the page for addresses that lead nowhere: its links hold at any depth."""
        title = self.context.words.text("Page not found")
        site = self.context.registers.site
        head = Head(title, site.description, urls.NOT_FOUND, listed=False)
        root = urlsplit(site.url).path
        template = self._environment.get_template("bangvang/not_found.html")
        content = template.render(title=title, ways=ways(self.context), root=root)
        return self.in_shell(head, shell, content)


class _Written(Extension):
    """Puts the words of `{{ t("…") }}` into the source of a template, once and escaped."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template with the words written out."""
        text: Any = self.environment.globals["t"]
        return _WORDS.sub(lambda found: str(escape(text(found[2]))), source)


def environment(theme: tuple[Path, ...], language: Words) -> Environment:
    """Return the environment of templates, looked for in these folders: everything is escaped."""
    made = Environment(
        loader=FileSystemLoader(theme),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["t"] = language.text
    made.add_extension(_Written)
    made.filters["json_ld"] = json_ld
    made.filters["qr"] = qr_code
    return made


def json_ld(value: dict[str, Any]) -> Markup:
    """Return JSON for a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


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
        *(
            plans_of(context)
            for plans_of in (roll_plans, chart_plans, honoree_plans, export_plans, browse_plans)
            if context.roll
        ),
        *(plans_of(context) for plans_of in (archive_plans, manifest_plans) if context.archive),
        picture_plans(context),
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
