"""Fingerprints: hashes that tell whether something is still as it was."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_SHAPES_PAGES = (
    "babel brotli iiif-prezi3 jinja2 lxml markupsafe mkdocs mkdocs-material nh3 numpy orjson "
    "pillow pydantic pygal pyromark python-calamine python-frontmatter pyyaml rapidfuzz yaml-rs "
    "zxing-cpp"
).split()


@lru_cache
def generator_fingerprint() -> bytes:
    """Return what changes with every change of the generator, or of a library that shapes pages."""
    found = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted((*here.rglob("*.py"), *here.rglob("*.po"))):
        found.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    for name in _SHAPES_PAGES:
        found.update(f"{name} {version(name)}\n".encode())
    return found.digest()


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 of the bytes of a file."""
    return hashlib.sha256(data).digest()


def fingerprint(*parts: object) -> bytes:
    """Return what changes whenever one of the parts does: plain values, dataclasses, tuples."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).digest()
