"""Looking into files beside an entity: whether each is what it should be, and nothing else as well.

Pictures that are too large are not decoded.
"""

import contextlib
import hashlib
import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from bangvang.content.read.bounded import read_bounded
from bangvang.content.read.camera_data import without_camera_data
from bangvang.content.read.documents import examine_document
from bangvang.model.albums import FORMS, LARGEST, SMALLEST, Examined, Picture, PictureError
from bangvang.model.files import DOCUMENTS, LARGEST_FILE

# The limit is our own, and told as a problem.
Image.MAX_IMAGE_PIXELS = None


def examine_picture(path: Path) -> Examined:
    """Return what a file of an album holds: an original, from which renditions are made."""
    return _examined(path, original=True)


def examine_file(path: Path) -> Examined:
    """Return what a file holds that is published from beside an article or a page."""
    return _examined(path, original=False)


def published_bytes(data: bytes, ending: str) -> bytes:
    """Return what is published of a file that was examined: pictures without camera data."""
    return data if ending in DOCUMENTS else without_camera_data(data, ending)


def _examined(path: Path, *, original: bool) -> Examined:
    ending = path.suffix.lower()
    try:
        data = read_bounded(path, LARGEST_FILE)
        content = hashlib.sha256(data).hexdigest()
        if ending in DOCUMENTS and not original:
            return examine_document(data, ending)._replace(content=content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = _picture(data, ending, content, original=original)
        return found._replace(content=content)
    except UnidentifiedImageError:
        return Examined(None, "E401")
    except MemoryError:
        raise
    except Exception:
        # Whatever a library of many forms says of a damaged file.
        return Examined(None, "E402")


def _picture(data: bytes, ending: str, content: str, *, original: bool) -> Examined:
    forms = FORMS.get(ending, ())
    with Image.open(io.BytesIO(data), formats=forms) as image:
        width, height = image.size
        told = ("width", str(width)), ("height", str(height))
        if width * height > LARGEST:
            return Examined(None, "E404", (*told, ("limit", str(LARGEST // 1_000_000))))
        if original and min(width, height) < SMALLEST:
            return Examined(None, "E403", (*told, ("limit", str(SMALLEST))))
        # Telephones put a second, smaller picture behind a JPEG; only the first is shown.
        moving = getattr(image, "n_frames", 1) > 1 and image.format != "MPO"
        # Moving AVIF cannot be cleaned without a reader of films.
        if moving and (original or image.format == "AVIF"):
            return Examined(None, "E405")
    if not original:
        try:
            data = without_camera_data(data, ending)
        except PictureError:
            return Examined(None, "E402")
    # What is published is decoded and measured: programs turn pictures in more ways than browsers.
    with Image.open(io.BytesIO(data), formats=forms) as image:
        image.load()
        with contextlib.suppress(Exception):
            width, height = ImageOps.exif_transpose(image).size
    return Examined(Picture(content, width, height, moving))
