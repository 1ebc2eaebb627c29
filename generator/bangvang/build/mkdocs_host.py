"""Asking the host: its configuration, and its part of a site.

With the plugin the only module that imports MkDocs.
"""

import json
import logging
import shutil
import signal
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page

from bangvang import __version__
from bangvang.build.pipeline import Host
from bangvang.build.project import PLUGIN, Project, packaged, project_of, theme_of
from bangvang.build.reading import Reading
from bangvang.build.scripts import SCRIPTS, SOURCES, scripts
from bangvang.fingerprint import sha256
from bangvang.model import urls
from bangvang.model.catalog import OPTIONS, Parts
from bangvang.model.registers import HandWritten, Site
from bangvang.publish.target import PublishError, workshop_of
from bangvang.render.desk.files import PROGRAMS, DeskError, desk_files
from bangvang.render.pages.search import search_settings
from bangvang.render.shell import AT_HAND, SHELLS, SLOTS, sections
from bangvang.words import Words, message, words


def load(config_file: Path) -> MkDocsConfig:
    """Return the host's configuration."""
    with TemporaryDirectory() as placeholder:
        # The host insists on a folder of pages; which one is not known yet.
        return load_config(str(config_file), docs_dir=placeholder)


def end_tidily() -> None:
    """Have a preview that is told to stop (SIGTERM) remove its site, as after Ctrl-C.

    The site is a temporary folder of the host: 1.6 GB at 10,000 articles.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def remove_workshop(site: Path) -> None:
    """Remove the folder beside the site of a preview."""
    shutil.rmtree(workshop_of(site), ignore_errors=True)


def project_in(config: MkDocsConfig) -> Project:
    """Return what a configuration says of folders.

    Raise `PublishError` when it does not name the plugin.
    """
    plugin = _plugin(config)
    config_file = Path(config.config_file_path)
    return Project(
        config_file,
        Path(config.site_dir),
        config_file.parent / plugin.config.content_dir,
        theme_in(config),
        parts_of(plugin.config),
        plugin.config.desk,
        alone=project_of(config_file) is not None,
    )


def parts_of(options: Any) -> Parts:
    """Return which parts a portal has, from the options of its plugin."""
    return Parts(*(getattr(options, name) for name in OPTIONS))


def host(config: MkDocsConfig, reading: Reading, work: Path) -> Host:
    """Let the host render its part of a portal that was read, below the workshop.

    It reports failures to the logger "mkdocs" and raises `SystemExit`.
    """
    plugin = _plugin(config)
    plugin.given = reading, work
    with TemporaryDirectory() as empty:
        pages = reading.content / HandWritten.folder
        config.docs_dir = str(pages.resolve()) if pages.is_dir() else empty
        mkdocs_build(config)
    made: Host = plugin.host
    return made


def _plugin(config: MkDocsConfig) -> Any:
    plugin = config.plugins.get(PLUGIN)
    if plugin is None:
        text = message("{file} does not name the plugin bangvang")
        raise PublishError(text, file=str(config.config_file_path))
    return plugin


def theme_in(config: MkDocsConfig) -> tuple[Path, ...]:
    """Return the folders in which the generator's templates are looked for, in this order."""
    # Without a folder of its own the first is Material's.
    return theme_of(Path(config.theme.custom_dir or config.theme.dirs[0]))


def add_theme(config: MkDocsConfig) -> None:
    """Let the theme that came with us stand before Material, but after a portal's own."""
    theme = str(packaged("theme"))
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)


def add_desk(files: Files, config: MkDocsConfig, options: Any, reading: Reading) -> None:
    """Add the editors' desk, when the options of the plugin ask for one.

    Raise `PluginError` when they do not say enough.
    """
    if not options.desk:
        return
    root = Path(config.config_file_path).parent
    names = (file.dest_uri for file in files)
    styles = [each for each in names if "assets/stylesheets/" in each and each.endswith(".css")]
    site, language = reading.portal.site, words(reading.language)
    content = options.content_dir
    try:
        made = desk_files(options.desk, root / PROGRAMS, site, content, styles, language)
    except DeskError as error:
        raise PluginError(error.said(language)) from error
    for path, data in made.items():
        files.append(File.generated(config, path, content=data))


def add_shells(files: Files, config: MkDocsConfig) -> None:
    """Add a page for the shell of each kind of page and depth."""
    for key in SHELLS:
        folders = [f"shell-{key.kind}", *["x"] * (key.depth - 1)][: key.depth]
        uri = "/".join([*folders, "index.md"])
        file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        files.append(file)
        page = Page(key.kind, file, config)
        page.meta = {}
        page.bangvang_shell = key  # type: ignore[attr-defined]


def fill_navigation(nav: Navigation, config: MkDocsConfig, language: Words, parts: Parts) -> None:
    """Let navigation be the sections of the portal, then the hand-written pages."""
    links = [Link(language.text(title), url or ".") for _, url, title in sections(parts)]
    for link, (kind, _, _) in zip(links, sections(parts), strict=True):
        link.bangvang_main = kind not in AT_HAND  # type: ignore[attr-defined]
    own = [page for page in nav.pages if not hasattr(page, "bangvang_shell")]
    for page in own:
        page.read_source(config)
    nav.items = [*links, *(Link(str(page.title), page.url) for page in own)]


def facts(language: Words, site: Site, parts: Parts) -> dict[str, Any]:
    """Return what the templates of the shell are given."""
    return {
        "t": language.text,
        "site": site,
        "bvslot": SLOTS,
        "searchable": parts.search,
        "joined": parts.joined,
        "bangvang_generator": f"Bảng Vàng {__version__}",
    }


def mark_active(nav: Navigation, page: Page, parts: Parts) -> None:
    """Mark the entry of navigation to which a page belongs."""
    key = getattr(page, "bangvang_shell", None)
    active: dict[object, str] = {url or ".": kind for kind, url, _ in sections(parts)}
    for item in nav.items:
        url = getattr(item, "url", None)
        item.active = active.get(url) == key.kind if key else url == page.url


# Material's own search is one index for all readers to fetch whole; ours takes its place.
# The host's sitemap knows no page of ours.
_NOT_PUBLISHED = (
    *SOURCES,
    *(f"assets/javascripts/{name}" for name in ("lunr/", "workers/", "bundle.")),
    "assets/images/favicon.png",
    urls.SITEMAP,
)

_VIEWER_WORDS = {
    "viewer": message("Viewer of pictures"),
    "close": message("Close"),
    "next": message("Next"),
    "prev": message("Previous"),
    "more": message("About this photo"),
}
"""The words of the viewer, by the names under which its script asks for them."""


def drop_unused(files: Files, config: MkDocsConfig, attached: tuple[str, ...]) -> None:
    """Drop what no page of ours loads.

    The host knows the files beside hand-written pages only so that links to them are right.
    """
    for file in list(files):
        own = file.src_dir == config.docs_dir and not file.is_documentation_page()
        unused = file.dest_uri.startswith(_NOT_PUBLISHED) or file.dest_uri.endswith(".map")
        if unused or (own and file.src_uri not in attached):
            files.remove(file)
    there = {file.dest_uri for file in files}
    for path, text in scripts(theme_in(config)):
        if path not in there:
            files.append(File.generated(config, path, content=text))


def files_of(folder: Path, attached: tuple[str, ...]) -> dict[str, Path]:
    """Return the files that the host rendered or brought along, by their paths in the site.

    What lies beside hand-written pages is not among them: it is published without camera data.
    """
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).as_posix() not in attached
    }


def reloading(server: LiveReloadServer, page: Callable[[], bytes | None]) -> bytes | None:
    """Return the page that takes the place of all others, if any, reloaded by the next build."""
    shown = page()
    if shown is None:
        return None
    with_script: bytes = server._inject_js_into_html(shown, server._visible_epoch)
    return with_script


def rebuild(server: LiveReloadServer) -> None:
    """Let a preview be built again."""
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()


def fill_assets(files: Files, config: MkDocsConfig, reading: Reading) -> None:
    """Let scripts begin with what they are given, and our styles with those of Material.

    One stylesheet is one request. What scripts are given are words, and names in addresses.
    """
    site, language = reading.portal.site, words(reading.language)
    viewer = {name: language.text(text) for name, text in _VIEWER_WORDS.items()}
    for name, given in (("search", search_settings(language, reading.parts)), ("viewer", viewer)):
        data = json.dumps({name: given}, ensure_ascii=False, separators=(",", ":"))
        text = f"window.bangvangSettings = {{ ...window.bangvangSettings, ...{data} }};\n"
        _begin_with(files, config, f"assets/javascripts/{name}.js", text)
    folder = "assets/stylesheets"
    styles = [
        file
        for part in ("main", "palette")
        for file in list(files)
        if fnmatch(file.dest_uri, f"{folder}/{part}.*.css")
    ]
    # What stands at the foot of every sheet of paper.
    foot = json.dumps(f"{site.name} · {site.url}", ensure_ascii=False)
    sheet = f"@page {{ @bottom-left {{ content: {foot}; font-size: 8pt; color: #444; }} }}\n"
    styled = "".join(f"{file.content_string}\n" for file in styles)
    _begin_with(files, config, f"{folder}/bangvang.css", styled + sheet)
    for file in styles:
        files.remove(file)


def _begin_with(files: Files, config: MkDocsConfig, path: str, text: str) -> None:
    file = files.get_file_from_path(path)
    if file:
        files.remove(file)
        files.append(File.generated(config, path, content=text + file.content_string))


def assets(files: Files) -> Iterator[tuple[str, str]]:
    """Give styles, scripts and drawings of the theme names that change with their content.

    Yield the old and the new name of each: browsers may keep them for ever.
    """
    folder = packaged("theme")
    for file in files:
        name = file.dest_uri
        ending = Path(name).suffix
        if ending in (".css", ".js", ".svg") and (name in SCRIPTS or (folder / name).is_file()):
            mark = sha256(file.content_bytes).hex()[:8]
            file.dest_uri = f"{name.removesuffix(ending)}.{mark}{ending}"
            yield name, file.dest_uri


def no_shells(record: logging.LogRecord) -> bool:
    """Return whether a message of the host is not about a shell, which is no page of its own."""
    return not record.getMessage().startswith(("Page skipped: 'shell-", "Page skipped: 'index.md'"))
