"""Fills in templates of files that are no pages: of a server's configuration, of a new portal."""

from pathlib import Path

from jinja2 import Environment, StrictUndefined

# Makefiles, workflows and nginx have brackets of their own.
_ENVIRONMENT = Environment(
    block_start_string="[%",
    block_end_string="%]",
    variable_start_string="[[",
    variable_end_string="]]",
    comment_start_string="[#",
    comment_end_string="#]",
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
)


def filled(template: Path, /, **values: object) -> str:
    """Return the text of the template in a file, filled in."""
    return _ENVIRONMENT.from_string(template.read_text(encoding="utf-8")).render(values)
