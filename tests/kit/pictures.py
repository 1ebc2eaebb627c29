"""Pictures made for tests: in every form, colour and fault that an archive may hold."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw

import pictures
from support import Content, portal_without_search

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def drawn(number: int, size: tuple[int, int] = (1200, 800), mode: str = "RGB") -> Image.Image:
    """Return a picture unlike those of other numbers; its upper left corner is red."""
    made = Image.new("RGB", size, (40 + number * 37 % 180, 60 + number * 53 % 150, 120))
    pen = ImageDraw.Draw(made)
    width, height = size
    pen.ellipse((width // 4, height // 4, width // 2, height // 2), fill=(220, 200, 60))
    for line in range(12):
        shade = (number * 91 + line * 20) % 255
        pen.line((0, line * height // 12, width, height - line * height // 12), (shade, 90, 200), 3)
    pen.rectangle((0, 0, width // 5, height // 5), fill=(200, 30, 30))
    return made.convert(mode)


def jpeg(number: int, turned: int = 1) -> bytes:
    """Return a JPEG as a telephone makes it, with a profile and a comment."""
    return taken(number, "JPEG", turned, icc_profile=PROFILE, comment=b"secret note")


def taken(number: int, form: str, turned: int = 1, **options: object) -> bytes:
    """Return a picture of a telephone: with a place, a device, and perhaps on its side."""
    picture = drawn(number)
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "Hang may anh"
    exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 8.0, 48.0), 3: "E", 4: (105.0, 50.0, 5.0)})
    upright = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}.get(turned)
    if upright is not None:
        picture = picture.transpose(upright)
    return saved(picture, form, exif=exif, **options)


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    """Return a picture as a file of some form."""
    data = io.BytesIO()
    picture.save(data, form, **options)
    return data.getvalue()


def every_form(number: int) -> list[tuple[str, bytes]]:
    """Return one picture in each form that may be published: the ending of its name, and bytes."""
    values = (((x * 109) + number) % 65536 for x in range(240000))
    deep = Image.frombytes("I;16", (600, 400), struct.pack("<240000H", *values))
    twin = drawn(number + 1, (600, 400))
    return [
        (".jpg", jpeg(number)),
        (".jpeg", jpeg(number + 1, turned=6)),
        (".jpg", saved(drawn(number + 2, mode="CMYK"), "JPEG")),
        (".jpg", saved(drawn(number + 3, mode="L"), "JPEG")),
        (".jpg", saved(drawn(number + 4), "MPO", save_all=True, append_images=[twin])),
        (".png", saved(drawn(number + 5, mode="RGBA"), "PNG", icc_profile=PROFILE)),
        (".png", saved(drawn(number + 6, mode="P"), "PNG", transparency=0)),
        (".png", saved(drawn(number + 7, mode="1"), "PNG")),
        (".png", saved(deep, "PNG")),
        (".gif", saved(drawn(number + 8, (300, 200)), "GIF")),
        (".webp", saved(drawn(number + 9), "WEBP")),
        (".avif", saved(drawn(number + 10, (640, 480)), "AVIF")),
        (".tif", saved(drawn(number + 11, mode="CMYK"), "TIFF")),
        (".tiff", saved(drawn(number + 12), "TIFF", compression="tiff_lzw")),
    ]


def bomb() -> bytes:
    """Return a small PNG of very many pixels."""
    return saved(Image.new("1", (20_000, 20_000)), "PNG")


def album(folder: Path, files: list[tuple[str, bytes]], **facts: str) -> Path:
    """Write an album with a photo of each file; return its index."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{key}: {value}\n" for key, value in facts.items())
    photos = []
    for number, (ending, data) in enumerate(files):
        (folder / f"a{number}{ending}").write_bytes(data)
        photos.append(
            f"- id: a{number}\n  file: a{number}{ending}\n"
            f"  caption: Chú thích mẫu số {number}\n  alt: Hình vẽ mẫu {number}\n"
            "  people: [Người Mẫu Ất, Người Mẫu Đức]\n"
        )
    index = folder / "index.md"
    text = f"---\ntitle: Tập ảnh mẫu\n{lines}photos:\n{''.join(photos)}---\n"
    index.write_text(text, encoding="utf-8")
    return index


def portal_with(folder: Path, files: list[tuple[str, bytes]]) -> Content:
    """Return content with an album of an event, and a portal without search beside it."""
    content = Content(folder / "content")
    facts = {
        "event": "hoi-nghi-2020",
        "place": "Huyện Một",
        "photographer": "Người Chụp Mẫu",
        "credit": "Báo Mẫu",
        "rights": "© Báo Mẫu, được dùng lại khi ghi nguồn",
    }
    album(content.folder / "albums" / "hinh", files, **facts)
    portal_without_search(folder)
    return content


def told_of(ending: str, turned: int = 1) -> bytes:
    """Return a picture with place, device, comment and XMP, as its form can hold them."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "Hang may anh"
    exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 8.0, 48.0), 3: "E", 4: (105.0, 50.0, 5.0)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Hang may anh 22.14667</x:xmpmeta>'
    picture = drawn(1, (320, 200), "P" if ending == ".gif" else "RGB")
    match ending:
        case ".jpg" | ".jpeg":
            data = saved(
                picture,
                "JPEG",
                exif=exif,
                xmp=xmp,
                comment=b"Hang may",
                icc_profile=pictures.PROFILE,
            )
            return data + data + b"<script>Hang may</script>"
        case ".png":
            data = saved(picture, "PNG", exif=exif, icc_profile=pictures.PROFILE)
            text = b"tEXt" + b"Model\0Hang may anh"
            chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
            return data[:-12] + chunk + data[-12:] + b"Hang may"
        case ".webp":
            return saved(picture, "WEBP", exif=exif, xmp=xmp) + b"Hang may"
        case ".avif":
            return saved(picture, "AVIF", exif=exif, xmp=xmp)
    return saved(picture, "GIF", comment=b"Hang may anh", xmp=xmp) + b"Hang may"
