"""Files that come with the package: beside it in a wheel, at the root in a checkout."""

from pathlib import Path

_HERE = Path(__file__).resolve().parents[1]


def packaged(name: str) -> Path:
    """Return where a file or folder is that came with the package.

    >>> packaged("theme").is_dir()
    True
    """
    return next(path for path in (_HERE / name, _HERE.parents[1] / name) if path.exists())
