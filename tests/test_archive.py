"""The photo archive: every caption, every picture in every form, and what travels in it."""

import json
import shutil
import subprocess
from pathlib import Path

import iiif_prezi3
import pytest
from lxml import html
from PIL import Image

import pictures
from bangvang.reading import read
from support import NOW, ROOT, Content, build_portal, portal_without_search, run, tree

CAPTIONS = 18


def _made(folder: Path, files: list[tuple[str, bytes]]) -> Content:
    """Return content with an album of an event, and a portal without search beside it."""
    content = Content(folder / "content")
    facts = {
        "event": "hoi-nghi-2020",
        "place": "Huyện Một",
        "photographer": "Người Chụp Mẫu",
        "credit": "Báo Mẫu",
        "rights": "© Báo Mẫu, được dùng lại khi ghi nguồn",
    }
    pictures.album(content.folder / "albums" / "hinh", files, **facts)
    portal_without_search(folder)
    return content


def test_every_caption_of_the_demonstration_is_in_the_archive(portal: Path) -> None:
    """All eighteen, each with its own page, which the archive's front page leads to."""
    albums = read(ROOT / "content", NOW).portal.albums
    photos = {(album.id, photo.id) for album in albums.values() for photo in album.photos}
    assert len(photos) == CAPTIONS
    front = html.parse(portal / "anh" / "index.html")
    listed = {link.rstrip("/").split("/")[-1] for link in front.xpath("//main//@href")}
    assert set(albums) <= listed
    for album, photo in photos:
        page = html.parse(portal / "anh" / album / "index.html")
        assert any(link.endswith(f"anh/{album}/{photo}/") for link in page.xpath("//main//@href"))
        own = html.parse(portal / "anh" / album / photo / "index.html")
        (caption,) = own.xpath("//blockquote/text()")
        data = json.loads(own.xpath("//script[@type='application/ld+json']/text()")[0])
        assert (data["@type"], data["caption"]) == ("ImageObject", caption)
        assert "contentUrl" not in data


def test_a_photo_names_who_is_on_it_and_a_person_has_their_photos(portal: Path) -> None:
    """A free name means who was honoured under it at the same event."""
    page = html.parse(portal / "anh/dai-hoi-thi-dua-v-2020/chien-si-thi-dua-toan-quoc/index.html")
    (link,) = page.xpath("//main//*[@data-honoree]/a")
    assert link.text == "Nguyễn Ngọc Hoa"
    person = html.parse(portal / link.get("href").removeprefix("../../../") / "index.html")
    assert "chien-si-thi-dua-toan-quoc" in " ".join(person.xpath("//main//@href"))
    everyone = html.parse(portal / "anh" / "nguoi" / "index.html").getroot().text_content()
    for name in ("Lý Thái Hải", "Thào Xuân Sùng", "Dương Văn Nguyên", "Lương Quốc Đoàn"):
        assert name in everyone


def test_terms_show_their_photos(portal: Path) -> None:
    """A district and a movement lead to the albums that are of them."""
    district = (portal / "dia-ban/huyen-bach-thong/index.html").read_text(encoding="utf-8")
    assert "anh/bach-thong-2020/duong-van-nguyen/" in district
    assert "anh/so-ket-cum-trung-du-mien-nui-phia-bac-2022/phieng-an/" in district


def test_two_hundred_pictures_in_every_form(tmp_path: Path) -> None:
    """Each is read back by an independent reader: size, no place, the profile, and what is told."""
    files = [each for number in range(15) for each in pictures.every_form(number * 20)][:200]
    _made(tmp_path, files)
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
    content = _made(tmp_path, files)
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
    content = _made(tmp_path / "one", pictures.every_form(1))
    build_portal(tmp_path / "one" / "site")
    shutil.copytree(content.folder, tmp_path / "two" / "content")
    portal_without_search(tmp_path / "two")
    build_portal(tmp_path / "two" / "site")
    assert tree(tmp_path / "one" / "site" / "anh") == tree(tmp_path / "two" / "site" / "anh")


def test_iiif_manifests_are_valid_and_carry_the_captions(portal: Path, tmp_path: Path) -> None:
    """Read back with the models that were made from the schema of Presentation 3."""
    _made(tmp_path, pictures.every_form(1))
    build_portal(tmp_path / "site")
    for site in (portal, tmp_path / "site"):
        collection = json.loads((site / "anh" / "collection.json").read_text(encoding="utf-8"))
        assert iiif_prezi3.Collection(**collection).items
        for each in collection["items"]:
            file = site / "anh" / each["id"].split("/anh/")[1]
            data = json.loads(file.read_text(encoding="utf-8"))
            made = iiif_prezi3.Manifest(**data)
            page = html.parse(file.parent / "index.html").getroot().text_content()
            for canvas in made.items:
                assert canvas.label["vi"][0] in page
    data = json.loads((tmp_path / "site/anh/hinh/manifest.json").read_text(encoding="utf-8"))
    body = data["items"][0]["items"][0]["items"][0]["body"]
    assert (body["width"], body["height"]) == (1200, 800)
    assert (tmp_path / "site/anh" / body["id"].split("/anh/")[1]).is_file()


def test_captions_may_be_long_and_hold_markup(tmp_path: Path) -> None:
    """Ten thousand characters, and elements of HTML, are text."""
    content = Content(tmp_path / "content")
    attack = "<img src=x onerror=alert(1)> " + "chữ " * 2500
    content.write("albums/dai/a.jpg", pictures.jpeg(1))
    content.write(
        "albums/dai/index.md",
        f"---\ntitle: Dài\nphotos:\n- id: a\n  file: a.jpg\n  caption: '{attack}'\n---\n",
    )
    run("build", "--content", content.folder, "--out", tmp_path / "site")
    page = html.parse(tmp_path / "site" / "anh" / "dai" / "a" / "index.html")
    assert page.xpath("//blockquote/text()")[0] == attack.strip()
    assert not page.xpath("//*[@onerror]")
    assert len(page.xpath("//h1")[0].text) < 100


def test_a_withheld_name_is_found_in_a_picture(tmp_path: Path) -> None:
    """What is told in a picture is looked at too: here its caption."""
    content = _made(tmp_path, [(".jpg", pictures.jpeg(1))])
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
    content = _made(tmp_path, files)
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
