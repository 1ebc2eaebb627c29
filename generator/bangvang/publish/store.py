"""The store of pixels: what was made of an original is found by its content."""

from importlib.metadata import version
from pathlib import Path

from bangvang.model.albums import Picture

STORE = "pictures"
"""The folder of the workshop in which the pixels are kept."""

RECIPE = f"1-{version('pillow')}"
"""Changes whenever the same original would make other pixels."""


def kept(store: Path, picture: Picture, width: int, ending: str) -> Path:
    """Return where the pixels of a picture are kept in one width and form."""
    return store / f"{picture.content}-{RECIPE}-{width}.{ending}"


def prune(store: Path, known: set[str]) -> None:
    """Remove what was made of originals that are no longer `known`, or by another recipe."""
    if store.is_dir():
        for path in store.iterdir():
            content, _, recipe = path.name.partition("-")
            if content not in known or not recipe.startswith(RECIPE):
                path.unlink(missing_ok=True)
