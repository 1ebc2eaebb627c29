"""Templates of files that are no pages: of a server's configuration, and of a new portal."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent / "scaffold"

# Makefiles, workflows and nginx have brackets of their own.
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER),
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


def filled(name: str, /, **values: object) -> str:
    """Return the text of the template `<name>.j2`, filled in."""
    return _ENVIRONMENT.get_template(f"{name}.j2").render(values)
