"""The photo archive: every caption and every photo has its page, and manifests for viewers."""

import json
from pathlib import Path

import iiif_prezi3
from lxml import html
from PIL import Image

import pictures
from bangvang.build.reading import read
from support import NOW, ROOT, Content, build_portal, run

CAPTIONS = 18 + 8
"""Those of pictures that are lost, and the drawings."""


def test_every_caption_of_the_demonstration_is_in_the_archive(portal: Path) -> None:
    """Each with its own page, which the archive's front page leads to."""
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
        assert ("contentUrl" in data) == (album == "hinh-ve-bac-kan")


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


def test_a_document_in_pictures_has_a_manifest(content: Content, tmp_path: Path) -> None:
    """A canvas for each page, as large as its picture; a document without pictures has none."""
    facts = "kind: decision\ndate: 2020-02-05\nauthority: UBND tỉnh\ntitle: Tặng Giấy khen\n"
    pages = "attachments: [{file: trang-1.jpg, title: Trang 1}, {file: qd.pdf, title: Bản PDF}]\n"
    content.write("documents/2020/mot/index.md", f"---\nnumber: 1/QĐ-UBND\n{facts}{pages}---\n")
    content.write("documents/2020/mot/trang-1.jpg", pictures.jpeg(1))
    content.write("documents/2020/mot/qd.pdf", b"%PDF-1.4\n%%EOF\n")
    content.write("documents/2020/hai/index.md", f"---\nnumber: 2/QĐ-UBND\n{facts}---\n")
    out = tmp_path / "site"
    run("build", "--content", content.folder, "--out", out)
    data = json.loads((out / "van-ban/2020/mot/manifest.json").read_text(encoding="utf-8"))
    made = iiif_prezi3.Manifest(**data)
    (canvas,) = made.items
    shown = canvas.items[0].items[0].body
    assert str(shown.id).endswith("/van-ban/2020/mot/trang-1.jpg")
    with Image.open(out / "van-ban/2020/mot/trang-1.jpg") as picture:
        assert (canvas.width, canvas.height) == picture.size
    assert "manifest.json" in (out / "van-ban/2020/mot/index.html").read_text(encoding="utf-8")
    assert not (out / "van-ban/2020/hai/manifest.json").exists()
    collection = (out / "anh/collection.json").read_text(encoding="utf-8")
    assert collection.count("/van-ban/2020/mot/manifest.json") == 1


def test_iiif_manifests_are_valid_and_carry_the_captions(portal: Path, tmp_path: Path) -> None:
    """Read back with the models that were made from the schema of Presentation 3."""
    pictures.portal_with(tmp_path, pictures.every_form(1))
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


def test_an_album_of_which_nothing_may_be_shown_is_not_shown(
    content: Content, tmp_path: Path
) -> None:
    """No page, no entry, no manifest; the article that names it has a page."""
    content.write(
        "albums/kin/index.md",
        "---\ntitle: Kín\nphotos:\n- {id: a, caption: C, status: withheld}\n---\n",
    )
    content.article("x", albums="[kin]")
    run("build", "--content", content.folder, "--out", tmp_path / "site")
    assert not (tmp_path / "site" / "anh" / "kin").exists()
    assert (tmp_path / "site" / "tin-bai" / "2020" / "06" / "x" / "index.html").is_file()


def test_a_presenter_may_be_a_record(content: Content, tmp_path: Path) -> None:
    """Shown by name everywhere; withheld nowhere, with a warning."""
    record = "---\nname: Phan Văn Kín\nkind: person\n{}---\n"
    content.write("honorees/h2trao.md", record.format(""))
    content.write(
        "albums/hinh/index.md",
        "---\ntitle: H\nphotos:\n"
        "- {id: a, caption: C, presenter: h2trao, status: caption-only}\n---\n",
    )
    out = tmp_path / "site"
    run("build", "--content", content.folder, "--out", out)
    for page in ("index.html", "a/index.html", "manifest.json"):
        text = (out / "anh" / "hinh" / page).read_text(encoding="utf-8")
        assert "Phan Văn Kín" in text, page
    told = "status: withheld\nstatus_date: 2026-01-05\nreason: Theo yêu cầu\n"
    content.write("honorees/h2trao.md", record.format(told))
    assert "W316" in run("build", "--content", content.folder, "--out", out)
    for page in ("index.html", "a/index.html", "manifest.json"):
        text = (out / "anh" / "hinh" / page).read_text(encoding="utf-8")
        assert "h2trao" not in text
        assert "Phan Văn Kín" not in text
