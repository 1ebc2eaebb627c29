"""The pixels of an original: upright, in colours or greys of eight bits."""

import contextlib
import io
import warnings

from PIL import Image, ImageCms, ImageOps

from bangvang.model.albums import WIDTHS

_PAPER = (255, 255, 255)

Image.MAX_IMAGE_PIXELS = None


def pixels(data: bytes) -> tuple[Image.Image, bytes]:
    """Return a picture upright, and the profile of its colours; nothing when there is none.

    A profile of inks or greys does not fit what is published, so its colours are converted. Raise
    whatever the library does when the file cannot be decoded.
    """
    with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as opened:
        # What a camera wrote about itself may be damaged; it is left out anyway.
        warnings.simplefilter("ignore")
        # A JPEG can be read smaller than it is, several times as fast.
        opened.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
        opened.load()
        image: Image.Image = opened
        with contextlib.suppress(Exception):
            image = ImageOps.exif_transpose(opened)
    profile = image.info.get("icc_profile") or b""
    if image.mode.startswith("I") or image.mode == "F":
        image = _eight_bits(image)
    space = _space(profile)
    if image.has_transparency_data:
        paper = Image.new("RGB", image.size, _PAPER)
        image = image.convert("RGBA")
        paper.paste(image, mask=image.getchannel("A"))
        return paper, profile if space == "RGB" else b""
    if space in ("CMYK", "GRAY") and image.mode in ("CMYK", "L"):
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ours = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
            if found:
                return found, b""
    if image.mode not in ("RGB", "L"):
        space = space if image.mode == "P" else ""
        image = image.convert("L" if image.mode == "1" else "RGB")
    return image, profile if space == "RGB" and image.mode == "RGB" else b""


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture of more bits, or of fractions, in greys of eight bits."""
    image = image.convert("F")
    darkest, lightest = image.getextrema()
    assert isinstance(darkest, float)
    assert isinstance(lightest, float)
    if darkest >= 0 and lightest <= 255:
        return image.convert("L")
    if darkest >= 0 and lightest <= 65535:
        return image.point(lambda value: value * (1 / 256)).convert("L")
    scale = 255 / (lightest - darkest)
    return image.point(lambda value: value * scale - darkest * scale).convert("L")


def _space(profile: bytes) -> str:
    """Return what colours a profile is of; nothing for one that nobody can read."""
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space
    except (OSError, ImageCms.PyCMSError):
        return ""
    return str(found).strip()
