"""The configuration of Decap CMS: a collection for each folder of content, and where it saves."""

from collections.abc import Mapping
from typing import Any

from bangvang.model.articles import Article
from bangvang.model.kinds import MODELS
from bangvang.model.official import OfficialDocument
from bangvang.model.registers import Site
from bangvang.render.desk.fields import MAX_UPLOAD, fields_of
from bangvang.render.desk.labels import COLLECTIONS
from bangvang.words import Words, message

_PLACES = {
    # Pictures lie beside the text that shows them.
    "articles": {"path": "{{year}}/{{slug}}/index", "media_folder": "", "public_folder": ""},
    "documents": {"path": "{{year}}/{{slug}}/index", "media_folder": "", "public_folder": ""},
    "albums": {"path": "{{slug}}/index", "media_folder": "", "public_folder": ""},
    # An address must not name a person who may ask to be forgotten.
    "honorees": {"slug": "h{{year}}{{month}}{{day}}{{hour}}{{minute}}{{second}}"},
}
_NEWEST_FIRST = [{"field": "date", "default_sort": "desc"}, "title"]
_SUMMARIES: Mapping[type, str] = {
    Article: "{{title}} ({{date}})",
    OfficialDocument: "{{number}}: {{title}}",
}
_FIXED = frozenset({"awards", "districts"})
"""Registers to which the law adds, not an editor: they are changed, but not begun here."""

SPOKEN = {
    "editor.editorWidgets.list.add": message("Add %{item}"),
    "editor.editorInterface.togglePreview": message("Preview on or off"),
    "editor.editorInterface.toggleScrollSync": message("Scroll together"),
    "ui.settingsDropdown.logOut": message("Sign out"),
    "collection.collectionTop.viewAs": message("View as"),
}
"""What Decap CMS has not in Vietnamese, by the path in its own catalogue."""

LISTS = message("Lists of honours")

Backend = Mapping[str, Any]


def configuration(backend: Backend, site: Site, content: str, words: Words) -> dict[str, Any]:
    """Return the configuration of a desk that saves through a backend into a folder of content.

    `content` is that folder's path in the repository.
    """
    folders = [_collection(folder, content, words) for folder in COLLECTIONS]
    facts = {
        "name": "site",
        "label": words.text("The portal"),
        "files": [
            {
                "name": "site",
                "label": site.name,
                "file": f"{content}/site.md",
                "fields": fields_of(Site, words),
            }
        ],
    }
    local = backend["name"] == "proxy"
    return {
        "load_config_file": False,
        "backend": dict(backend),
        "locale": words.language,
        "site_url": site.url,
        "display_url": site.url,
        "publish_mode": "simple" if local else "editorial_workflow",
        "media_folder": f"{content}/pages",
        "public_folder": "/",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "show_preview_links": False,
        "collections": [*folders, facts],
    }


WRONG_KIND = message(
    "Only pictures (JPEG, PNG, WebP, AVIF, GIF, TIFF), PDF and office documents (docx, odt …)."
)
TOO_LARGE = message("The file is too large: at most {limit} MB.")


def _collection(folder: str, content: str, words: Words) -> dict[str, Any]:
    many, one = COLLECTIONS[folder]
    model = MODELS[folder]
    heading = "title" if "title" in model.model_fields else "name"
    return {
        "name": folder,
        "label": words.text(many),
        "label_singular": words.text(one),
        "folder": f"{content}/{folder}",
        "create": folder not in _FIXED,
        # An address that was published may not vanish: status is for taking back.
        "delete": False,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{slug}}",
        "slug_length": 60,
        "identifier_field": heading,
        "summary": _SUMMARIES.get(model, f"{{{{{heading}}}}}"),
        "sortable_fields": _NEWEST_FIRST if model in _SUMMARIES else [heading],
        "fields": fields_of(model, words),
        **_PLACES.get(folder, {}),
    }


def page_settings(
    config: Mapping[str, Any], styles: list[str], words: Words, *, lists: bool = False
) -> dict[str, Any]:
    """Return everything that the script of the desk's page needs to begin.

    `lists` says whether there is a page for lists of honours beside it.
    """
    return {
        "config": config,
        "styles": styles,
        "locale": {path: words.text(text) for path, text in SPOKEN.items()},
        "words": {
            "kind": words.text(WRONG_KIND),
            "size": words.text(TOO_LARGE, limit=MAX_UPLOAD // 1_000_000),
        },
        "limit": MAX_UPLOAD,
        "lists": words.text(LISTS) if lists else "",
    }
