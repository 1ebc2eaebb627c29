"""Pictures: every form is published in few widths, once, and carries what is told of it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

import pictures
from support import build_portal, portal_without_search, tree

CAPTIONS = 18


@pytest.mark.parametrize("rounds", [1, pytest.param(15, marks=pytest.mark.long)])
def test_pictures_in_every_form(tmp_path: Path, rounds: int) -> None:
    """Each is read back by an independent reader: size, no place, the profile, and what is told.

    In the long test two hundred of them.
    """
    files = [each for number in range(rounds) for each in pictures.every_form(number * 20)][:200]
    pictures.portal_with(tmp_path, files)
    build_portal(tmp_path / "site")
    album = tmp_path / "site" / "anh" / "hinh"
    found = subprocess.run(
        ["exiftool", "-json", "-G1", "-a", "-struct", "-r", "-ext", "jpg", "-ext", "webp", album],
        check=True,
        capture_output=True,
    )
    told = {each["SourceFile"]: each for each in json.loads(found.stdout)}
    for number, (ending, _) in enumerate(files):
        with Image.open(tmp_path / "content/albums/hinh" / f"a{number}{ending}") as o:
            profile = o.info.get("icc_profile") if o.mode in ("RGB", "RGBA") else None
        shown = sorted((album / f"a{number}").glob("*.*"))
        renditions = [path for path in shown if path.suffix in (".jpg", ".webp")]
        assert {path.suffix for path in renditions} == {".jpg", ".webp"}
        for path in renditions:
            with Image.open(path) as picture:
                picture.load()
                assert picture.width == int(path.stem)
                assert picture.width > picture.height, "upright"
                assert picture.info.get("icc_profile") == profile
                assert not picture.getexif()
            facts = told[str(path)]
            assert not any("GPS" in name or "Make" in name or "Comment" in name for name in facts)
            assert facts["XMP-dc:Description"] == f"Chú thích mẫu số {number}"
            assert facts["XMP-iptcCore:AltTextAccessibility"] == f"Hình vẽ mẫu {number}"
            assert facts["XMP-iptcExt:PersonInImage"] == ["Người Mẫu Ất", "Người Mẫu Đức"]
            assert facts["XMP-iptcExt:Event"] == "Hội nghị năm 2020"
            assert facts["XMP-iptcExt:LocationShown"][0]["LocationName"] == "Huyện Một"
            assert facts["XMP-dc:Rights"] == "© Báo Mẫu, được dùng lại khi ghi nguồn"
            assert facts["XMP-dc:Creator"] == ["Người Chụp Mẫu"]
            assert facts["XMP-photoshop:Credit"] == "Báo Mẫu"
            assert facts["XMP-photoshop:DateCreated"]
            assert facts["XMP-photoshop:CaptionWriter"]
    page = html.parse(album / "a0" / "index.html")
    (image,) = page.xpath("//main//picture//img")
    assert (image.get("width"), image.get("height")) == ("1200", "800")


def test_what_has_not_changed_is_not_made_again(tmp_path: Path) -> None:
    """A new picture makes its own renditions; a mended caption keeps every pixel."""
    files = pictures.every_form(1)
    content = pictures.portal_with(tmp_path, files)
    build_portal(tmp_path / "site")
    site, store = tmp_path / "site", tmp_path / ".site.work" / "pictures"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.webp")}
    kept = {path.name: path.stat().st_mtime_ns for path in store.iterdir()}
    pictures.album(content.folder / "albums" / "them", [(".jpg", pictures.jpeg(99))])
    build_portal(site)
    assert (
        before.items() <= {path: path.stat().st_mtime_ns for path in site.rglob("*.webp")}.items()
    )
    assert kept.items() <= {path.name: path.stat().st_mtime_ns for path in store.iterdir()}.items()
    index = content.folder / "albums" / "hinh" / "index.md"
    text = index.read_text(encoding="utf-8").replace("mẫu số 0", "đã sửa")
    index.write_text(text, encoding="utf-8")
    build_portal(site)
    changed = {path for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert {path.parent.name for path in changed} == {"a0"}
    assert kept.items() <= {path.name: path.stat().st_mtime_ns for path in store.iterdir()}.items()
    shutil.rmtree(content.folder / "albums" / "hinh")
    build_portal(site)
    assert len(list(store.iterdir())) == 6, "what nothing shows any more is not kept"


def test_the_same_pictures_make_the_same_bytes(tmp_path: Path) -> None:
    """A clean build in another folder is the site that grew step by step."""
    content = pictures.portal_with(tmp_path / "one", pictures.every_form(1))
    build_portal(tmp_path / "one" / "site")
    shutil.copytree(content.folder, tmp_path / "two" / "content")
    portal_without_search(tmp_path / "two")
    build_portal(tmp_path / "two" / "site")
    assert tree(tmp_path / "one" / "site" / "anh") == tree(tmp_path / "two" / "site" / "anh")


def test_a_withheld_name_is_found_in_a_picture(tmp_path: Path) -> None:
    """What is told in a picture is looked at too: here its caption."""
    content = pictures.portal_with(tmp_path, [(".jpg", pictures.jpeg(1))])
    content.write(
        "honorees/h7anmau.md",
        "---\nname: Người Rút Tên\nkind: person\nstatus: withheld\nstatus_date: 2026-01-05\n"
        "reason: Theo yêu cầu\n---\n",
    )
    index = content.folder / "albums" / "hinh" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("[Người Mẫu Ất,", "[h7anmau,"), encoding="utf-8")
    build_portal(tmp_path / "site")
    assert "Rút Tên" not in (tmp_path / "site/anh/hinh/a0/480.jpg").read_bytes().decode("latin-1")
    index.write_text(text.replace("Hình vẽ mẫu 0", "Người Rút Tên"), encoding="utf-8")
    with pytest.raises(AssertionError, match="E315"):
        build_portal(tmp_path / "site")


@pytest.mark.long
def test_two_thousand_pictures_are_left_alone(tmp_path: Path) -> None:
    """Built again nothing is touched; one more makes only its own renditions."""
    files = [
        (".jpg", pictures.saved(pictures.drawn(number, (60 + number % 7, 48)), "JPEG", quality=60))
        for number in range(2_000)
    ]
    content = pictures.portal_with(tmp_path, files)
    site, store = tmp_path / "site", tmp_path / ".site.work" / "pictures"
    build_portal(site)

    def times() -> dict[Path, int]:
        return {
            path: path.stat().st_mtime_ns
            for path in (*site.rglob("*.jpg"), *site.rglob("*.webp"), *store.iterdir())
        }

    before = times()
    build_portal(site)
    assert times() == before
    pictures.album(content.folder / "albums" / "them", [(".jpg", pictures.jpeg(1))])
    build_portal(site)
    after = times()
    assert before.items() <= after.items()
    new = {path.relative_to(tmp_path).parts[:3] for path in after.keys() - before.keys()}
    assert {parts[:3] for parts in new if parts[0] == "site"} == {("site", "anh", "them")}
    assert len(after) - len(before) == 2 * 2 * 3


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        (".png", pictures.saved(pictures.drawn(1, (200, 20_000)), "PNG")),
        (
            ".jpg",
            pictures.saved(pictures.drawn(2, mode="L"), "JPEG", icc_profile=b"rac" * 50),
        ),
        (
            ".jpg",
            pictures.saved(pictures.drawn(3, mode="CMYK"), "JPEG", icc_profile=b"x" * 99),
        ),
        (".webp", pictures.saved(pictures.drawn(4), "WEBP", exif=b"Exif\0\0xx")),
        (".tif", pictures.saved(pictures.drawn(5, mode="L").convert("F"), "TIFF")),
        (".tif", pictures.saved(pictures.drawn(6, mode="L").convert("I"), "TIFF")),
    ],
    ids=["tall", "grey with rubbish", "inks with rubbish", "broken exif", "fractions", "32 bits"],
)
def test_odd_pictures_are_shown(ending: str, data: bytes, tmp_path: Path) -> None:
    """What `check` lets pass is published, and can be seen."""
    pictures.portal_with(tmp_path, [(ending, data)])
    build_portal(tmp_path / "site")
    shown = list((tmp_path / "site" / "anh" / "hinh" / "a0").glob("*.*"))
    assert len(shown) >= 3
    for path in shown:
        if path.suffix in (".jpg", ".webp"):
            with Image.open(path) as picture:
                picture.load()
                assert picture.convert("L").getextrema()[1] > 100
                assert "icc_profile" not in picture.info


def test_a_damaged_store_is_made_anew(tmp_path: Path) -> None:
    """Half a rendition must not be published, whoever left it there."""
    content = pictures.portal_with(tmp_path, [(".jpg", pictures.jpeg(1))])
    build_portal(tmp_path / "site")
    for path in (tmp_path / ".site.work" / "pictures").iterdir():
        path.write_bytes(path.read_bytes()[:200])
    index = content.folder / "albums" / "hinh" / "index.md"
    index.write_text(
        index.read_text(encoding="utf-8").replace("mẫu số 0", "đã sửa"), encoding="utf-8"
    )
    build_portal(tmp_path / "site")
    for path in (tmp_path / "site" / "anh" / "hinh" / "a0").glob("*.jpg"):
        with Image.open(path) as picture:
            picture.load()
        assert "đã sửa".encode() in path.read_bytes()


def test_a_packet_fits_into_a_jpeg(tmp_path: Path) -> None:
    """Long texts full of signs that XML must escape are cut, and the build goes on."""
    content = pictures.portal_with(tmp_path, [(".jpg", pictures.jpeg(1))])
    index = content.folder / "albums" / "hinh" / "index.md"
    text = index.read_text(encoding="utf-8").replace("Chú thích mẫu số 0", f"'{'&' * 9_000}'")
    text = text.replace("[Người Mẫu Ất, Người Mẫu Đức]", json.dumps(["&" * 800] * 20 + ["M"] * 900))
    index.write_text(text, encoding="utf-8")
    build_portal(tmp_path / "site")
    with Image.open(tmp_path / "site/anh/hinh/a0/480.jpg") as picture:
        assert 1_000 < len(picture.info["xmp"]) <= 65_000
