"""Templates: everything is escaped, words are written in once, and links find the root late."""

import re
from pathlib import Path
from typing import Any

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from markupsafe import Markup, escape

from bangvang.render.pictures import largest, picture_html, sizes_up_to
from bangvang.render.roll.honorees import qr_code
from bangvang.words import Words

_WORDS = re.compile(r"""\{\{ t\((["'])([^"'{}]*)\1\) \}\}""")

_ROOT = Markup("\x1a")
"""Stands for the way to the root of the site while a page is filled. No text has this character: it
is refused in front matter and taken out of prose."""

_special = re.compile("[&<>\"']").search


class Templates:
    """The templates of a theme in one language."""

    def __init__(self, theme: tuple[Path, ...], language: Words) -> None:
        """Look for templates in these folders, in this order."""
        self._environment = _Environment(
            loader=FileSystemLoader(theme),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["t"] = language.text
        self._environment.add_extension(_Written)
        self._environment.globals["picture_html"] = picture_html
        self._environment.globals["sizes_up_to"] = sizes_up_to
        self._environment.filters["largest"] = largest
        self._environment.filters["json_ld"] = json_ld
        self._environment.filters["qr"] = qr_code

    def fill(self, name: str, view: dict[str, Any], root: str = "") -> str:
        """Return a template filled with a view; `root` is the way to the root of the site."""
        template = self._environment.get_template(f"bangvang/{name}")
        return template.render(view, root=_ROOT).replace(_ROOT, root)


class _Generator(CodeGenerator):
    """Escapes by `_Environment.escaped`, which spares an object for every piece of a page."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write("environment.escaped(")


class _Environment(Environment):
    code_generator_class = _Generator

    @staticmethod
    def escaped(value: object) -> str:
        """Return what stands for a value in HTML."""
        return value if type(value) is str and not _special(value) else escape(value)


class _Written(Extension):
    """Puts the words of `{{ t("…") }}` into the source of a template, once and escaped."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template with the words and the root written out."""
        text: Any = self.environment.globals["t"]
        written = _WORDS.sub(lambda found: str(escape(text(found[2]))), source)
        return written.replace("{{ root }}", _ROOT)


def json_ld(value: dict[str, Any]) -> Markup:
    """Return JSON for a script element: nothing in it can end the element."""
    text = orjson.dumps(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
