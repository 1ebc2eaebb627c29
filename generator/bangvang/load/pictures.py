"""Looking into a picture: whether it is one, and how large. Too large ones are not decoded."""

import contextlib
import hashlib
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from bangvang.model.pictures import FORMS, LARGEST, SMALLEST, Examined, Picture

# The limit is our own, and told as a problem.
Image.MAX_IMAGE_PIXELS = None


def examine_picture(path: Path) -> Examined:
    """Return what a file of an album holds."""
    try:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        forms = FORMS.get(path.suffix.lower(), ())
        with warnings.catch_warnings(), Image.open(path, formats=forms) as image:
            warnings.simplefilter("ignore")
            width, height = image.size
            told = ("width", str(width)), ("height", str(height))
            if width * height > LARGEST:
                return Examined(None, "E404", (*told, ("limit", str(LARGEST // 1_000_000))))
            if min(width, height) < SMALLEST:
                return Examined(None, "E403", (*told, ("limit", str(SMALLEST))))
            # Telephones put a second, smaller picture behind a JPEG; only the first is shown.
            if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
                return Examined(None, "E405")
            image.load()
            size = image.size
            with contextlib.suppress(Exception):
                size = ImageOps.exif_transpose(image).size
            return Examined(Picture(content, *size))
    except UnidentifiedImageError:
        return Examined(None, "E401")
    except Exception:
        # Whatever a library of many forms says of a damaged file.
        return Examined(None, "E402")
