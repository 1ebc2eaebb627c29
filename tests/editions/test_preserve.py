"""The shelf: a bag that proves itself, and an edition that needs no server."""

import csv
import io
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import pictures
from support import ROOT, Content, build_portal, portal_without_search, run

BAGIT = Path(sys.executable).with_name("bagit.py")


@pytest.fixture
def bag(content: Content, tmp_path: Path) -> Path:
    pictures.album(content.folder / "albums" / "hinh", pictures.every_form(1), rights="Bản quyền")
    said = run(
        "archive", "--to", tmp_path / "tui", "--content", content.folder, "--as-of", "2026-11-22"
    )
    assert "đã lưu" in said
    return tmp_path / "tui"


def _valid(bag: Path) -> bool:
    return subprocess.run([BAGIT, "--validate", bag], capture_output=True).returncode == 0


def test_a_bag_holds_everything_and_others_find_it_valid(bag: Path, content: Content) -> None:
    """Originals as they were, their sidecars, Markdown, the register, and a text for finders."""
    assert _valid(bag)
    assert (bag / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    data = bag / "data"
    for path in content.folder.rglob("*"):
        if path.is_file():
            kept = data / "content" / path.relative_to(content.folder)
            assert kept.read_bytes() == path.read_bytes()
    originals = [path for path in (data / "content/albums/hinh").iterdir() if path.suffix != ".md"]
    photos = list(csv.DictReader(io.StringIO((data / "photos.csv").read_text("utf-8-sig"))))
    assert {f"data/{each['file']}" for each in photos if each["file"]} == {
        path.relative_to(bag).as_posix() for path in originals if path.suffix != ".xmp"
    }
    sidecar = etree.parse(data / "content/albums/hinh/a0.jpg.xmp")
    assert "Chú thích mẫu số 0" in "".join(sidecar.getroot().itertext())
    assert (data / "register" / "bang-vang.sqlite").is_file()
    readme = (data / "README.txt").read_text(encoding="utf-8")
    assert "RFC 8493" in readme
    assert "This folder keeps all that the portal held" in readme
    assert "nguyên vẹn" in run("archive", "verify", bag)


def test_one_flipped_bit_in_any_file_is_found_and_named(bag: Path) -> None:
    """Also in the lists themselves."""
    chance = random.Random(5)
    for path in sorted(bag.rglob("*")):
        if not path.is_file() or not path.stat().st_size:
            continue
        data = path.read_bytes()
        ends = [place for place, byte in enumerate(data) if byte == 10]
        for place in {chance.randrange(len(data)), *ends[:1]}:
            flipped = bytearray(data)
            flipped[place] ^= 1 << (chance.randrange(8) if place not in ends else 0)
            path.write_bytes(flipped)
            told = run("archive", "verify", bag, code=1)
            assert f"hỏng: {path.relative_to(bag).as_posix()}\n" in told
            assert told.count("hỏng") == 1
        path.write_bytes(data)
    assert "nguyên vẹn" in run("archive", "verify", bag)


def test_a_file_too_many_or_too_few_is_named(bag: Path) -> None:
    """What was taken away, and what was put in."""
    (bag / "data" / "photos.csv").unlink()
    (bag / "data" / "them.txt").write_text("x")
    told = run("archive", "verify", bag, code=1)
    assert "thiếu: data/photos.csv" in told
    assert "không có trong bản kê: data/them.txt" in told


def test_nothing_is_written_over(bag: Path, content: Content) -> None:
    """An archive is made once; content with errors makes none."""
    assert "đã có sẵn" in run("archive", "--to", bag, "--content", content.folder, code=1)
    content.article("x", movements="[Không có]")
    run("archive", "--to", bag.parent / "hai", "--content", content.folder, code=1)
    assert not (bag.parent / "hai").exists()
    assert [path.name for path in bag.parent.iterdir() if path.name.startswith(".")] == []


def test_the_offline_edition_links_to_files(tmp_path: Path) -> None:
    """Every link in it leads to a file in it; the same site makes the same bytes."""
    content = Content(tmp_path / "content")
    pictures.album(content.folder / "albums" / "hinh", [(".jpg", pictures.jpeg(1))])
    portal_without_search(tmp_path)
    build_portal(tmp_path / "site")
    for name in ("a.zip", "b.zip"):
        run("offline", "--to", tmp_path / name, "--site", tmp_path / "site")
    one, two = (zipfile.ZipFile(tmp_path / name) for name in ("a.zip", "b.zip"))
    assert [one.read(name) for name in one.namelist()] == [
        two.read(name) for name in two.namelist()
    ]
    names = {name.partition("/")[2] for name in one.namelist()}
    assert "anh/hinh/a0/480.webp" in names
    for name in names:
        if not name.endswith(".html"):
            continue
        text = one.read(f"a/{name}").decode()
        for link in re.findall(r'(?:href|src|action)="([^"#?:]+)[#?"]', text):
            parts = [*name.split("/")[:-1], *link.split("/")]
            path: list[str] = []
            for part in parts:
                if part == "..":
                    path.pop()
                elif part != ".":
                    path.append(part)
            assert "/".join(path) in names, (name, link)


def test_without_a_site_there_is_no_offline_edition(tmp_path: Path) -> None:
    """It is said what to do first."""
    said = run("offline", "--to", tmp_path / "a.zip", "--site", tmp_path, code=1, folder=ROOT)
    assert "bangvang build" in said


def test_odd_names_and_other_peoples_sidecars(content: Content, tmp_path: Path) -> None:
    """A percent sign is a percent sign; what another program wrote of a picture stays."""
    pictures.album(content.folder / "albums" / "hinh", [(".jpg", pictures.jpeg(1))])
    content.write("a%20b.txt", "x")
    content.write("albums/hinh/a0.jpg.xmp", "<own/>")
    bag = tmp_path / "tui"
    run("archive", "--to", bag, "--content", content.folder)
    assert "nguyên vẹn" in run("archive", "verify", bag)
    assert _valid(bag)
    folder = bag / "data/content/albums/hinh"
    assert (folder / "a0.jpg.xmp").read_text() == "<own/>"
    assert (folder / "a0.jpg.bangvang.xmp").is_file()
    content.write("x\u2028y.txt", "x")
    assert "bản kê" in run("archive", "--to", tmp_path / "hai", "--content", content.folder, code=1)
    told = run("archive", "verify", content.folder, code=1)
    assert told.count("không có trong bản kê") == 0
