"""The archive for the shelf: a BagIt bag (RFC 8493) of everything, which explains itself."""

import hashlib
import logging
import os
import shutil
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

import bagit

from bangvang import __version__
from bangvang.build import pipeline
from bangvang.build.reading import Reading
from bangvang.content.read.sheets import Rows
from bangvang.content.write.sheets import write_sheet
from bangvang.model.catalog import Catalog, Parts
from bangvang.render.context import Context
from bangvang.render.photos.xmp import packet
from bangvang.words import Words, message, words

ALGORITHMS = ("sha256", "sha512")
"""Two, so that a damaged file can be told from a damaged list."""

LISTS = [f"{kind}manifest-{alg}.txt" for kind in ("", "tag") for alg in ALGORITHMS]
"""The lists of check sums: of what is kept, and of the lists themselves."""

CONTENT = "content"
REGISTER = "register"
PHOTOS = "photos.csv"
README = "README.txt"

_README = message(
    "{name}\n"
    "{office}. {url}\n\n"
    "This folder keeps all that the portal held on {day}. It needs no program of its own: every "
    "text is a text file in UTF-8, every table opens in any spreadsheet.\n\n"
    "data/content: what the editors wrote, and the pictures as they came in. Each file ending in "
    ".md is one article, event, honoree, award, movement, district or album: between the two lines "
    "of dashes stand its facts, one a line, and below them its text. Drafts, and names that were "
    "withdrawn from the public, are here too: this copy is for the archive, not for publication."
    "\n\n"
    "data/content/albums: the photographs, with a caption for each in the file index.md. Beside a "
    "picture lies what is told of it in the form of XMP (IPTC Photo Metadata), ending in .xmp. Of "
    "many pictures only the caption survives.\n\n"
    "data/photos.csv: every photo that the portal showed, in one table, with the SHA-256 of its "
    "file.\n\n"
    "data/register: the register of honours as tables (CSV, JSON, SQLite); datapackage.json says "
    "what each column means.\n\n"
    "manifest-sha256.txt and manifest-sha512.txt list the check sum of each file. Any program that "
    "knows BagIt (RFC 8493) can tell from them whether something is missing or damaged.\n\n"
    "Written by Bảng Vàng {version}.\n"
)


class Found(NamedTuple):
    """Paths of files that are missing, altered or not listed in a bag."""

    damaged: list[str]
    missing: list[str]
    unexpected: list[str]


def archive(reading: Reading, folder: Path, day: date) -> int:
    """Write a bag of a portal that was read; return how many files it keeps.

    Raise `ValueError` for a name that others could not read from a list, `FileExistsError` when
    something is at `folder` already, and `OSError` when the system refuses; then nothing is left.
    """
    catalog = reading.portal
    language = words(catalog.site.language)
    for file in reading.survey.files:
        if not file.isprintable():
            raise ValueError(file)
    if folder.exists():
        raise FileExistsError(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as made:
        root = Path(made) / "bag"
        for file in reading.survey.files:
            target = root / CONTENT / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(reading.content / file, target)
        context = Context(catalog.registers, language, Parts())
        _sidecars(catalog, context, root / CONTENT)
        pipeline.export(reading, root / REGISTER)
        write_sheet(root / PHOTOS, _photos(catalog, context))
        (root / README).write_text(_readme(catalog, language, day), encoding="utf-8")
        count = sum(path.is_file() for path in root.rglob("*"))
        told = {
            "Source-Organization": catalog.site.office,
            "External-Description": catalog.site.description,
            "External-Identifier": catalog.site.url,
            "Bagging-Date": day.isoformat(),
            "Bag-Software-Agent": f"Bảng Vàng {__version__}",
        }
        bagit.make_bag(str(root), told, checksums=list(ALGORITHMS))
        # The library writes bags of the draft, 0.97. They differ in how a percent sign in a name
        # is listed; 1.0 escapes it, and then the library itself finds the file missing.
        if not any("%" in file for file in reading.survey.files):
            declared = root / "bagit.txt"
            declared.write_text(
                declared.read_text(encoding="utf-8").replace("0.97", "1.0"), "utf-8"
            )
            bagit.Bag(str(root)).save()
        root.rename(folder)
    return count


def verify(folder: Path) -> Found:
    """Return which files of a bag are damaged, missing, or not on its lists.

    Every file is on the lists of two kinds of check sum. Where only one of them disagrees, it is
    that list that is damaged. Only ordinary files are opened: a link, a pipe or a device is damage,
    and what a list names outside the bag is missing from it. Raise `OSError` when a file cannot be
    read.
    """
    listed: defaultdict[str, dict[str, str]] = defaultdict(dict)
    there, strange = _files_in(folder)
    missing = {name for name in (*LISTS, "bagit.txt") if name not in there | strange}
    damaged: set[str] = set(strange)
    for name in LISTS:
        text = (folder / name).read_bytes().decode("utf-8", "replace") if name in there else ""
        for line in text.split("\n"):
            digest, _, path = line.partition(" ")
            # BagIt (RFC 8493, 2.1.3) escapes nothing else.
            path = path.lstrip().replace("%0D", "\r").replace("%0A", "\n")
            if path:
                listed[path][name] = digest
    for path, digests in listed.items():
        expected = {name for name in LISTS if name.startswith("tag") != path.startswith("data/")}
        expected -= missing
        if path in strange:
            continue
        if path not in there:
            # A name that only one list knows is a fault of the list.
            if set(digests) >= expected:
                missing.add(path)
            else:
                damaged |= set(digests)
            continue
        found = _check_sums(folder / path)
        right = {name for name in expected if digests.get(name) == found[_algorithm(name)]}
        damaged |= expected - right if right else {path}
    unexpected = there - set(listed) - {name for name in LISTS if name.startswith("tag")}
    # What a damaged list no longer names was there from the beginning.
    unexpected = set() if damaged & set(LISTS) else unexpected
    return Found(sorted(damaged), sorted(missing), sorted(unexpected))


def _files_in(folder: Path) -> tuple[set[str], set[str]]:
    """Return the paths of ordinary files below a folder, and of links, pipes and devices."""
    there, strange, waiting = set(), set(), [""]
    while waiting:
        prefix = waiting.pop()
        for entry in os.scandir(folder / prefix):
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                there.add(path)
            else:
                strange.add(path)
    return there, strange


def _check_sums(path: Path) -> dict[str, str]:
    """Return the check sums of a file, read piece by piece; a link is not followed."""
    sums = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:  # noqa: PTH123
        while data := file.read(1 << 20):
            for each in sums.values():
                each.update(data)
    return {algorithm: each.hexdigest() for algorithm, each in sums.items()}


def _algorithm(name: str) -> str:
    return name.rpartition("-")[2].removesuffix(".txt")


def _readme(catalog: Catalog, language: Words, day: date) -> str:
    site = catalog.site
    values = {"name": site.name, "office": site.office, "url": site.url, "version": __version__}
    texts = [
        each.text(_README, day=each.day(day), **values)
        for each in dict.fromkeys((language, words("en")))
    ]
    return "\n\n----\n\n".join(texts)


def _sidecars(catalog: Catalog, context: Context, content: Path) -> None:
    """Write what is told of each original beside it."""
    for record in catalog.albums.values():
        album = record.album()
        event = context.registers.events.get(record.event or "")
        for photo in record.photos:
            if photo.file:
                path = content / f"{record.original(photo)}.xmp"
                if path.exists():
                    # What somebody else's program tells of the picture stays as it is.
                    path = path.with_suffix(".bangvang.xmp")
                path.write_bytes(packet(context, album, album.photos[photo.place], event))


def _photos(catalog: Catalog, context: Context) -> Rows:
    """Return the table of all photos."""
    heading = "album photo file sha256 caption caption_corrected people date place event source"
    rows = [heading.split()]
    for record in catalog.albums.values():
        album = record.album()
        for entry in record.photos:
            photo = album.photos[entry.place]
            original = record.original(entry)
            picture = catalog.pictures.get(original)
            people = [context.honoree(each) for each in photo.people if not context.withheld(each)]
            source = photo.source.url if photo.source else None
            rows.append(
                [
                    *(record.id, photo.id, original and f"{CONTENT}/{original}"),
                    *(picture.content if picture else "", photo.caption),
                    *(photo.caption_corrected or "", "; ".join(people)),
                    *(str(photo.date or record.date), context.place(entry.where)),
                    *(record.event or "", source or ""),
                ]
            )
    return rows
