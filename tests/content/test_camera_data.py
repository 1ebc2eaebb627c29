"""What cameras and programs wrote into a picture is taken out; what is seen stays."""

import contextlib
import io
import json
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import pictures
from bangvang.content.read.camera_data import without_camera_data
from bangvang.content.read.pictures import examine_file
from bangvang.model.albums import PictureError
from bangvang.model.files import PICTURES
from pictures import told_of


@pytest.mark.parametrize("turned", [1, 6, 8])
@pytest.mark.parametrize("ending", PICTURES)
def test_pictures_lose_place_and_device_and_nothing_that_is_seen(
    ending: str, turned: int, tmp_path: Path
) -> None:
    """Every pixel, the colours and which way up it is stay; an independent reader finds no more."""
    data = told_of(ending, turned)
    clean = without_camera_data(data, ending)
    assert b"Hang may" in data
    assert b"Hang may" not in clean
    with Image.open(io.BytesIO(data)) as old, Image.open(io.BytesIO(clean)) as new:
        assert old.convert("RGBA").tobytes() == new.convert("RGBA").tobytes()
        assert old.info.get("icc_profile") == new.info.get("icc_profile")
        if ending not in (".gif", ".avif"):
            assert new.getexif().get(0x0112, 1) == turned
    assert without_camera_data(clean, ending) == clean
    (tmp_path / f"a{ending}").write_bytes(clean)
    command = ["exiftool", "-json", "-G", "-a", "-u", "-ee", str(tmp_path / f"a{ending}")]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)[0]
    groups = {name.partition(":")[0] for name in found} - {"SourceFile", "File", "ExifTool"}
    assert not groups & {"XMP", "IPTC", "MakerNotes", "GPS", "Photoshop"}
    told = {name for name in found if name.startswith("EXIF:")}
    assert told <= {"EXIF:Orientation"} | ({"EXIF:YCbCrPositioning"} if turned > 1 else set())


def test_what_hides_in_kept_parts_goes() -> None:
    """Behind Adobe's segment of a JPEG; in names and descriptions of an AVIF."""
    secret = b"Hang may anh"
    cmyk = pictures.saved(pictures.drawn(1, (60, 40), "CMYK"), "JPEG")
    at = cmyk.index(b"\xff\xee")
    length = struct.pack(">H", 14 + len(secret))
    jpeg = cmyk[: at + 2] + length + cmyk[at + 4 : at + 16] + secret + cmyk[at + 16 :]
    avif = pictures.saved(pictures.drawn(1, (60, 40)), "AVIF", exif=b"")
    name = avif.index(b"libavif") if b"libavif" in avif else avif.index(b"Color")
    named = avif[:name] + b"Hang!" + avif[name + 5 :]
    pixels = avif.index(b"pixi") - 4
    described = avif[: pixels + 4] + b"udes" + avif[pixels + 8 :].replace(b"\x08\x08\x08", b"Han")
    for ending, data, word in ((".jpg", jpeg, secret), (".avif", named, b"Hang!")):
        clean = without_camera_data(data, ending)
        assert word in data
        assert word not in clean
        with Image.open(io.BytesIO(data)) as old, Image.open(io.BytesIO(clean)) as new:
            assert old.tobytes() == new.tobytes()
    assert b"Han" in described
    assert b"Han" not in without_camera_data(described, ".avif")


@pytest.mark.parametrize(("form", "ending"), [("PNG", ".png"), ("WEBP", ".webp")])
def test_a_picture_is_measured_as_browsers_show_it(form: str, ending: str, tmp_path: Path) -> None:
    """They do not turn it by XMP, which is taken out."""
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r tiff:Orientation="6"/></x:xmpmeta>'
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp.decode())
    told = {"pnginfo": info} if form == "PNG" else {"xmp": xmp}
    path = tmp_path / f"a{ending}"
    path.write_bytes(pictures.saved(pictures.drawn(1, (60, 40)), form, **told))
    found = examine_file(path).picture
    assert found is not None
    assert (found.width, found.height) == (60, 40)


def test_pictures_that_every_reader_forgives_are_forgiven() -> None:
    """Bytes between the parts of a JPEG, a GIF whose end is not marked: nothing is missing."""
    jpeg = pictures.saved(pictures.drawn(1, (60, 40)), "JPEG")
    gif = pictures.saved(pictures.drawn(1, (60, 40), "P"), "GIF")
    padded = jpeg[:20] + b"\0\0" + jpeg[20:]
    for data, ending in ((padded, ".jpg"), (gif[:-1], ".gif")):
        with (
            Image.open(io.BytesIO(data)) as old,
            Image.open(io.BytesIO(without_camera_data(data, ending))) as new,
        ):
            assert old.convert("RGB").tobytes() == new.convert("RGB").tobytes()


def test_moving_pictures_keep_moving() -> None:
    frames = [pictures.drawn(number, (60, 40)) for number in range(3)]
    for form, ending in (("GIF", ".gif"), ("WEBP", ".webp"), ("PNG", ".png")):
        data = pictures.saved(frames[0], form, save_all=True, append_images=frames[1:], duration=90)
        with Image.open(io.BytesIO(without_camera_data(data, ending))) as image:
            assert getattr(image, "n_frames", 1) == 3, form
            image.seek(2)
            image.load()


@pytest.mark.parametrize("ending", PICTURES)
@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1), put=st.binary(min_size=0, max_size=9))
def test_no_damage_is_a_traceback(ending: str, at: float, put: bytes) -> None:
    data = told_of(ending)
    place = int(at * len(data))
    damaged = data[:place] + put + data[place + len(put) * 2 :]
    with contextlib.suppress(PictureError):
        without_camera_data(damaged, ending)


def test_which_way_up_is_told_by_the_first_block() -> None:
    """A block of Exif that is too long for one segment goes on in another."""
    data = pictures.jpeg(1, turned=6)
    at = data.index(b"\xff\xe1")
    end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    more = b"\xff\xe1" + struct.pack(">H", 108) + b"Exif\0\0" + b"\x11" * 100
    with Image.open(
        io.BytesIO(without_camera_data(data[:end] + more + data[end:], ".jpg"))
    ) as image:
        assert image.getexif().get(0x0112) == 6
