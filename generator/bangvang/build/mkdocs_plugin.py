"""The adapter to MkDocs (and properdocs): it translates, calls the pipeline, and returns.

With `mkdocs_host` the only module that imports MkDocs. The host renders the hand-written pages of
`content/pages/` and one shell for each kind of page and depth; the pipeline does everything else.
"""

import json
import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from bangvang.build import mkdocs_host, pipeline
from bangvang.build.cache import CACHE_LOST, Cache, load_cache, save_cache
from bangvang.build.preview import Preview, mistakes_page, with_mistakes
from bangvang.build.project import Project, holding, host_fingerprint
from bangvang.build.reading import Reading, read
from bangvang.build.watch import watch
from bangvang.content.report import plain_line
from bangvang.model import urls
from bangvang.model.problems import ContentError
from bangvang.publish.next_site import NextSite
from bangvang.publish.target import WAITING, PublishError, astray, check_target, workshop
from bangvang.render.shell import Shell, ShellKey
from bangvang.render.site import Renderer
from bangvang.words import words
from bangvang.workers import without_collector, workers

log = logging.getLogger("mkdocs.plugins.bangvang")


class BangVangConfig(Config):
    """The options of the plugin in mkdocs.yml."""

    content_dir = c.Type(str, default="content")
    search = c.Type(bool, default=True)
    roll = c.Type(bool, default=True)
    archive = c.Type(bool, default=True)
    precompress = c.Type(bool, default=False)
    desk = c.Type(dict, default={})


class BangVangPlugin(BasePlugin[BangVangConfig]):
    """Turns a folder of content into a bulletin portal within the host's build."""

    def __init__(self) -> None:
        self.given: tuple[Reading, Path] | None = None
        """What was read already, and the workshop; then nothing is published here."""
        self.host: pipeline.Host | None = None
        self._serving = False
        self._cache = Cache()
        self._mistakes: bytes | None = None
        self._preview = Preview()
        self._end_watch: Callable[[], None] = lambda: None
        self._stack = ExitStack()
        self._words = words("vi")
        # A shell is no page of the host, and nobody needs to be told that it is skipped.
        logging.getLogger("mkdocs.commands.build").addFilter(mkdocs_host.no_shells)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, which has an address and a folder of its own."""
        self._serving = command == "serve"
        if self._serving:
            mkdocs_host.end_tidily()

    def on_shutdown(self) -> None:
        """Remove the workshop of a preview, whose site the host removes."""
        if self._serving:
            self._end_watch()
            mkdocs_host.remove_workshop(self._out)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check content before the host empties or writes anything."""
        self._out = Path(config.site_dir).resolve()
        self._stack.close()
        try:
            if self.given:
                self.reading, self._work = self.given
            else:
                content = mkdocs_host.project_in(config).content
                self.reading = self._read(content, self._begin(content))
            portal = self.reading.portal
        except (ContentError, PublishError) as error:
            raise self._failure(error) from error
        site = portal.site
        self._words = words(site.language)
        self._renderer = Renderer(
            portal.registers, mkdocs_host.theme_in(config), {}, self.reading.parts
        )
        self._shells: dict[ShellKey, Shell] = {}
        # Redirecting the host's output keeps it from emptying the published site.
        config.site_dir = str(self._work / "host")
        config.site_name = site.name
        config.site_description = site.description
        if not self._serving:
            config.site_url = site.url
        config.theme["language"] = site.language
        mkdocs_host.add_theme(config)
        config.theme.static_templates.clear()
        config.theme.static_templates.add(urls.NOT_FOUND)
        return config

    def _read(self, content: Path, now: datetime) -> Reading:
        """Read a folder of content, and report what was mended in it."""
        damaged = False
        if not (self._serving and self._cache.told):
            self._cache, damaged = load_cache(self._work)
        parts = mkdocs_host.parts_of(self.config)
        reading = read(content, now, self._workers, self._cache, parts)
        self._words = words(reading.language)
        if damaged:
            log.warning(self._words.text(CACHE_LOST))
        for problem in reading.problems:
            if problem.severity == "warning":
                log.warning(plain_line(problem, self._words, reading.content))
        return reading

    def _begin(self, content: Path) -> datetime:
        """Enter the workshop; return the moment for which to build."""
        try:
            now = pipeline.start_of_build()
        except ValueError as error:
            raise PluginError(f"SOURCE_DATE_EPOCH: {error}") from error
        self._built_for = pipeline.built_for(now, preview=False)
        check_target(self._out, content)
        self._work = self._stack.enter_context(workshop(self._out, self._tell_waiting))
        self._workers = self._stack.enter_context(workers())
        return now

    def _lines(self, error: ContentError) -> str:
        content = self.reading.content
        return "\n".join(plain_line(each, self._words, content) for each in error.problems)

    def _tell_waiting(self) -> None:
        log.warning(words("vi").text(WAITING))

    def _failure(self, error: ContentError | PublishError) -> PluginError:
        if isinstance(error, ContentError):
            return PluginError(f"\n{self._lines(error)}")
        return PluginError(error.said(self._words))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for every shell; drop what no page of ours loads."""
        mkdocs_host.drop_unused(files, config, self.reading.portal.attached)
        mkdocs_host.fill_assets(files, config, self.reading)
        self._assets = dict(mkdocs_host.assets(files))
        mkdocs_host.add_desk(files, config, self.config, self.reading)
        mkdocs_host.add_shells(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the navigation: the sections of the portal, then the hand-written pages."""
        mkdocs_host.fill_navigation(nav, config, self._words, self.reading.parts)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Give the host the prose and title that were read: it has other ideas of front matter."""
        own = self.reading.portal.registers.pages.get(page.file.name)
        if own is None or hasattr(page, "bangvang_shell"):
            return None
        title = f"---\ntitle: {json.dumps(own.title)}\n---\n" if own.title else ""
        return f"{title}\n\n{own.body}\n"

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates of the shell their words and the portal's facts."""
        facts = mkdocs_host.facts(self._words, self.reading.portal.site, self.reading.parts)
        env.globals |= {**facts, "bvasset": self._assets}
        return env

    def on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Mark the active entry of navigation."""
        mkdocs_host.mark_active(nav, page, self.reading.parts)
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
            self._shells,
            mkdocs_host.files_of(Path(config.site_dir), self.reading.portal.attached),
            self._host_inputs(mkdocs_host.project_in(config)),
        )
        if self.given:
            return
        lost = astray(self._out) | self._preview.lost
        try:
            self._publish(
                config, NextSite(self._out, self._work, lost=lost, built_for=self._built_for)
            )
        except (ContentError, PublishError) as error:
            raise self._failure(error) from error
        finally:
            self._stack.close()

    def _host_inputs(self, chosen: Project) -> bytes:
        reading = self.reading
        registers = reading.portal.registers
        return host_fingerprint(chosen, registers, reading.survey, reading.parts)

    def _publish(self, config: MkDocsConfig, site: NextSite) -> None:
        """Publish what was read, with what the host made, and remember it."""
        assert self.host
        _, found = pipeline.build(
            self.reading,
            self.host,
            mkdocs_host.theme_in(config),
            site,
            self._cache.about(site.fingerprint),
            self._workers,
            progress=lambda done, total: None,
        )
        if not self._serving:
            # A preview, whose workshop goes with it, remembers by itself.
            save_cache(self._work, found)
        self._cache = found
        self._preview.built(self.reading.survey)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing beside the site."""
        self._stack.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when content changes, and show its mistakes as a page."""
        content = self.reading.content
        if Path(config.docs_dir).resolve().is_relative_to(content.resolve()):
            server.unwatch(config.docs_dir)
        changed = partial(mkdocs_host.rebuild, server)
        self._end_watch = watch(content, lambda: self._preview.found, changed)
        server.builder = lambda: self._rebuild(config, builder)
        page = partial(mkdocs_host.reloading, server, lambda: self._mistakes)
        server.set_app(with_mistakes(server.serve_request, page))
        return server

    def _rebuild(self, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        """Build again without the host, unless it would make something else than before."""
        chosen, preview = mkdocs_host.project_in(config), self._preview
        try:
            with self._stack, without_collector():
                now = self._begin(chosen.content)
                if preview.show(self._out, self._cache, chosen, now):
                    self._mistakes = None
                    return
                self.reading = self._read(chosen.content, now)
                # Nobody but this preview writes into its folder.
                site = NextSite(self._out, self._work, lost=preview.lost, built_for=self._built_for)
                remembered = self._cache.about(site.fingerprint).host
                inputs = self._host_inputs(chosen) if self.reading.portal else b""
                known = holding(remembered, inputs, site.before)
                if known:
                    self.host = pipeline.Host.kept_from(known)
                    self._publish(config, site)
                    self._mistakes = None
                    return
        except ContentError as error:
            log.error(self._lines(error))
            self._mistakes = mistakes_page(
                error.problems, self._words, chosen.content, chosen.theme
            )
            return
        except PublishError as error:
            raise self._failure(error) from error
        builder()
        self._mistakes = None
