"""The desk as a part of the published site: for editors who save through a host of Git."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bangvang.model import urls
from bangvang.model.registers import Site
from bangvang.render.desk.bundle import BundleError, pages, script
from bangvang.render.desk.config import configuration, page_settings
from bangvang.words import RefusalError, Words, message

_NEEDED = {
    "github": ("repo", "branch", "base_url"),
    "gitlab": ("repo", "branch", "app_id", "base_url", "api_root"),
    "gitea": ("repo", "branch", "app_id", "base_url", "api_root"),
}
_HOSTS = {
    "github": ("https://api.github.com", "https://github.com"),
    "gitlab": (),
    "gitea": (),
}
_FIXED = {"gitlab": {"auth_type": "pkce"}}

Options = Mapping[str, Any]


class DeskError(RefusalError):
    """The desk cannot be part of the site; the message id says why, `values` fill it."""


def backend_of(options: Options) -> dict[str, Any]:
    """Return the backend of Decap CMS that the option `desk` of mkdocs.yml asks for.

    Raise `DeskError` when it does not say enough.
    """
    name = str(options.get("name", ""))
    if name not in _NEEDED:
        text = message("mkdocs.yml: `desk` needs a `name`: {choices}")
        raise DeskError(text, choices=", ".join(_NEEDED))
    missing = [key for key in _NEEDED[name] if not options.get(key)]
    if missing:
        text = message("mkdocs.yml: `desk` with {name} needs {keys}")
        raise DeskError(text, name=name, keys=", ".join(missing))
    return {**options, **_FIXED.get(name, {})}


def asked_hosts(options: Options) -> list[str]:
    """Return the origins that a desk talks to, for its policy; none without a desk."""
    if not options:
        return []
    backend = backend_of(options)
    given = (urlsplit(str(backend.get(key, ""))) for key in ("base_url", "api_root"))
    own = {f"{each.scheme}://{each.netloc}" for each in given if each.netloc}
    return sorted({*own, *_HOSTS[backend["name"]]})


def desk_files(
    options: Options,
    programs: Path,
    site: Site,
    content: str,
    styles: Iterable[str],
    words: Words,
) -> dict[str, bytes]:
    """Return the files of the desk by their paths in the site.

    Raise `DeskError` when `options` do not say enough, or its programs were not fetched.
    """
    config = configuration(backend_of(options), site, content, words)
    settings = page_settings(config, [f"../{style}" for style in styles], words)
    try:
        bundle = script(programs)
    except BundleError as error:
        text = message("mkdocs.yml asks for a desk; run `bangvang desk --fetch` first")
        raise DeskError(text) from error
    return {f"{urls.DESK}{name}": data for name, data in pages(bundle, settings).items()}
