"""The adapter to MkDocs (and properdocs): it translates, calls the pipeline, and returns.

The only module that imports MkDocs. The host renders the hand-written pages of `content/pages/` and
one shell for each kind of page and depth; the pipeline does everything else.
"""

import logging
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import config_options as c
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page

from bangvang import __version__, pipeline
from bangvang.cache import CACHE_LOST, load_cache, save_cache
from bangvang.hosting import Settings
from bangvang.model import urls
from bangvang.model.base import ATTACHABLE
from bangvang.model.output import Output
from bangvang.model.problem import ContentError
from bangvang.model.registers import HandWritten
from bangvang.publish.next_site import NextSite
from bangvang.publish.target import WAITING, PublishError, check_target, workshop
from bangvang.reading import Reading, read
from bangvang.render.shell import SHELLS, SLOTS, Shell, ShellKey
from bangvang.render.site import Renderer
from bangvang.report import plain_line
from bangvang.words import message, words
from bangvang.workers import workers

log = logging.getLogger("mkdocs.plugins.bangvang")

SECTIONS = (
    ("home", urls.HOME, message("Home")),
    ("articles", urls.ARTICLES, message("News")),
    ("events", urls.EVENTS, message("Events")),
    ("districts", urls.DISTRICTS, message("Districts")),
    ("movements", urls.MOVEMENTS, message("Movements")),
    ("search", urls.SEARCH, message("Search")),
)
"""The sections of the portal: kind of shell, address, title."""

# Material's own search is one index for all readers to fetch whole; Pagefind takes its place.
# The host's sitemap knows no page of ours.
_NOT_PUBLISHED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", urls.SITEMAP)


_SWITCHES = {"default": message("Switch to dark"), "slate": message("Switch to light")}


class BangVangConfig(Config):
    """The options of the plugin in mkdocs.yml."""

    content_dir = c.Type(str, default="content")
    search = c.Type(bool, default=True)


class BangVangPlugin(BasePlugin[BangVangConfig]):
    """Turns a folder of content into a bulletin portal within the host's build."""

    def __init__(self) -> None:
        self.given: tuple[Reading, Path] | None = None
        """What was read already, and the workshop; then nothing is published here."""
        self.host: pipeline.Host | None = None
        self._serving = False
        self._stack = ExitStack()
        self._words = words("vi")
        # A shell is no page of the host, and nobody needs to be told that it is skipped.
        logging.getLogger("mkdocs.commands.build").addFilter(_no_shells)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, which has an address of its own."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check content before the host empties or writes anything."""
        self._out = Path(config.site_dir)
        self._stack.close()
        try:
            if self.given:
                self.reading, self._work = self.given
            else:
                self.reading = self._read(config)
            portal = self.reading.portal
        except ContentError as error:
            lines = [plain_line(each, self._words, self.reading.content) for each in error.problems]
            raise PluginError("\n" + "\n".join(lines)) from error
        except PublishError as error:
            raise self._failure(error) from error
        site = portal.site
        self._words = words(site.language)
        self._renderer = Renderer(
            portal.registers, theme_dir(config), {}, search=self.config.search
        )
        self._shells: dict[ShellKey, Shell] = {}
        # Redirecting the host's output keeps it from emptying the published site.
        config.site_dir = str(self._work / "host")
        config.site_name = site.name
        config.site_description = site.description
        if not self._serving:
            config.site_url = site.url
        config.theme["language"] = site.language
        palette = config.theme["palette"]
        for option in palette if isinstance(palette, list) else ():
            text = _SWITCHES.get(option.get("scheme"))
            if text and "toggle" in option:
                option["toggle"].setdefault("name", self._words.text(text))
        # The same at every depth, so that Material's scope script has one hash.
        config.extra["scope"] = urlsplit(config.site_url or "").path or "/"
        config.theme.static_templates.clear()
        config.theme.static_templates.add(urls.NOT_FOUND)
        return config

    def _read(self, config: MkDocsConfig) -> Reading:
        """Read the folder of content that mkdocs.yml names, and report what was mended in it."""
        root = Path(config.config_file_path or ".").resolve().parent
        content = root / self.config.content_dir
        try:
            now = pipeline.start_of_build()
        except ValueError as error:
            raise PluginError(f"SOURCE_DATE_EPOCH: {error}") from error
        check_target(self._out, content)
        self._work = self._stack.enter_context(workshop(self._out, self._tell_waiting))
        self._workers = self._stack.enter_context(workers())
        self._cache, damaged = load_cache(self._work)
        reading = read(content, now, self._workers, self._cache)
        self._words = words(reading.language)
        if damaged:
            log.warning(self._words.text(CACHE_LOST))
        for problem in reading.problems:
            if problem.severity == "warning":
                log.warning(plain_line(problem, self._words, reading.content))
        return reading

    def _tell_waiting(self) -> None:
        log.warning(words("vi").text(WAITING))

    def _failure(self, error: PublishError) -> PluginError:
        return PluginError(self._words.text(error.text, **error.values))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for every shell; drop what no page of ours loads."""
        for file in list(files):
            own = file.src_dir == config.docs_dir and not file.is_documentation_page()
            unused = file.dest_uri.startswith(_NOT_PUBLISHED) or file.dest_uri.endswith(".map")
            if unused or (own and not file.src_uri.lower().endswith(ATTACHABLE)):
                files.remove(file)
        for key in SHELLS:
            folders = [f"shell-{key.kind}", *["x"] * (key.depth - 1)][: key.depth]
            uri = "/".join([*folders, "index.md"])
            file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(file)
            page = Page(key.kind, file, config)
            page.meta = {}
            page.bangvang_shell = key  # type: ignore[attr-defined]
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the navigation: the sections of the portal, then the hand-written pages."""
        links = [Link(self._words.text(title), url or ".") for _, url, title in SECTIONS]
        own = [page for page in nav.pages if not hasattr(page, "bangvang_shell")]
        for page in own:
            page.read_source(config)
        links += [Link(str(page.title), page.url) for page in own]
        nav.items = list(links)
        self._hand_written = [page.url for page in own]
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates of the shell their words and the portal's facts."""
        portal = self.reading.portal
        env.globals["t"] = self._words.text
        env.globals["site"] = portal.site
        env.globals["bvslot"] = SLOTS
        env.globals["bangvang_generator"] = f"Bảng Vàng {__version__}"
        return env

    def on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Mark the active entry of navigation."""
        key = getattr(page, "bangvang_shell", None)
        active: dict[object, str] = {url or ".": kind for kind, url, _ in SECTIONS}
        for item in nav.items:
            url = getattr(item, "url", None)
            item.active = active.get(url) == key.kind if key else url == page.url
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a shell for the pipeline; put a hand-written page into its own."""
        key = getattr(page, "bangvang_shell", None)
        if key:
            self._shells[key] = Shell(output)
            return ""
        return self._renderer.hand_written(
            str(page.title), page.file.name, page.url, page.content or "", Shell(output)
        )

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Fill the page for addresses that lead nowhere."""
        return self._renderer.not_found(Shell(output))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Render the portal and publish everything at once, unless the caller does it."""
        self.host = pipeline.Host(
            self._shells, _files_of(Path(config.site_dir)), tuple(self._hand_written)
        )
        if self.given:
            return
        try:
            _, found = pipeline.build(
                self.reading,
                self.host,
                theme_dir(config),
                NextSite(self._out, self._work),
                self._cache,
                self._workers,
                search=self.config.search,
                progress=lambda done, total: None,
            )
            save_cache(self._work, found, self._cache)
        except PublishError as error:
            raise self._failure(error) from error
        finally:
            self._stack.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing beside the site."""
        self._stack.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when content changes."""
        server.watch(str(self.reading.content))
        return server


def _no_shells(record: logging.LogRecord) -> bool:
    return "Page skipped: 'shell-" not in record.getMessage()


def load(config_file: Path) -> MkDocsConfig:
    """Return the host's configuration."""
    with TemporaryDirectory() as placeholder:
        # The host insists on a folder of pages; which one is not known yet.
        return load_config(str(config_file), docs_dir=placeholder)


def settings_of(config: MkDocsConfig) -> Settings:
    """Return what a configuration says of folders.

    Raise `PublishError` when it does not name the plugin.
    """
    plugin = _plugin(config)
    config_file = Path(config.config_file_path)
    return Settings(
        config_file,
        Path(config.site_dir),
        config_file.parent / plugin.config.content_dir,
        theme_dir(config),
        plugin.config.search,
    )


def host(config: MkDocsConfig, reading: Reading, work: Path) -> pipeline.Host:
    """Let the host render its part of a portal that was read, below the workshop.

    It reports failures to the logger "mkdocs" and raises `SystemExit`.
    """
    plugin = _plugin(config)
    plugin.given = reading, work
    with TemporaryDirectory() as empty:
        pages = reading.content / HandWritten.folder
        config.docs_dir = str(pages.resolve()) if pages.is_dir() else empty
        mkdocs_build(config)
    assert plugin.host
    return plugin.host


def _plugin(config: MkDocsConfig) -> BangVangPlugin:
    plugin = config.plugins.get("bangvang")
    if not isinstance(plugin, BangVangPlugin):
        text = message("{file} does not name the plugin bangvang")
        raise PublishError(text, file=str(config.config_file_path))
    return plugin


def theme_dir(config: MkDocsConfig) -> Path:
    """Return the folder of the generator's own templates."""
    return next(
        Path(folder) for folder in config.theme.dirs if (Path(folder) / "bangvang").is_dir()
    )


def _files_of(folder: Path) -> list[Output]:
    """Return the files that the host rendered or copied."""
    return [
        Output(path.relative_to(folder).as_posix(), path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
