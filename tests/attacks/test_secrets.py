"""Secrets of a portal: what is a draft, withheld, scheduled or expired is in no byte of the site.

The search here is a reader of its own: it knows nothing of how the generator looks for names.
"""

import base64
import gzip
import io
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from PIL import Image
from pyarrow import parquet

import pictures
from office import PDF, office
from support import Content, run, tree, whole_portal

SYLLABLES = ("Kiểng", "Quắc", "Phẩn", "Ngoẹo", "Trổng", "Vuổi", "Xuỵt", "Khoắm", "Giạp", "Đuột")


def secret(number: int) -> str:
    """Return words that stand nowhere else, and of which a piece would be found as well."""
    return f"{SYLLABLES[number % 10]} {SYLLABLES[number // 10]} Mật{number:02}"


NUMBER = 34


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with everything on, whose hidden parts all hold secrets."""
    folder = tmp_path_factory.mktemp("mat")
    content = Content(folder / "content")
    config = whole_portal(folder)
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("search: true", "search: true\n      precompress: true"))
    s = [secret(number) for number in range(NUMBER)]

    def honour(number: int, name: str, **facts: str) -> str:
        more = "".join(f", {key}: {value}" for key, value in facts.items())
        return f"\n- {{id: cz{'ghkmnpqrst'[number]}aaaa, honoree: {name}, kind: person{more}}}"

    award = {"award": "Giấy khen"}
    content.article(
        "nhap", s[0], title=s[1], lede=s[2], status="draft", honours=honour(0, s[3], **award)
    )
    content.article("rut", s[4], title=s[5], status="withheld", sources=f"[{{title: {s[6]}}}]")
    content.article(
        "hen", s[7], title=s[8], publish_at="2099-01-01", honours=honour(1, s[9], **award)
    )
    content.article("het", s[10], title=s[11], expires_at="2021-01-01", albums="[an]")
    gone = {**award, "status": "withheld", "status_date": "2026-01-05"}
    content.article(
        "cong-khai",
        "Bài công khai.",
        honours=honour(2, s[12], **gone, role=s[13], reason=s[14], citation=s[15])
        + honour(3, "h1", **award)
        + honour(4, "Người Công Khai", **award, role="Giáo viên"),
    )
    content.write(
        "honorees/h1.md",
        f"---\n# {s[16]}\nname: {s[17]}\naliases: [{s[18]}]\nkind: person\nstatus: withheld\n"
        f"status_date: 2026-01-05\nreason: {s[19]}\nroles: [{{title: {s[20]}}}]\n---\n{s[21]}\n",
    )
    content.write(
        "albums/an/index.md",
        f"---\ntitle: {s[22]}\nphotos:\n- {{id: mot, caption: {s[23]}, status: caption-only}}\n"
        f"---\n{s[24]}\n",
    )
    content.write(
        "albums/anh/index.md",
        "---\ntitle: Ảnh\nevent: hoi-nghi-2020\nphotos:\n"
        f"- {{id: mot, caption: {s[25]}, people: [{s[26]}], status: withheld, file: mot.jpg}}\n"
        "- {id: hai, caption: Một chú thích, file: hai.jpg}\n---\n",
    )
    exif = Image.Exif()
    exif[0x010E] = unicodedata.normalize("NFD", s[27]).encode("ascii", "ignore").decode()
    picture = pictures.drawn(1, (400, 300))
    told = pictures.saved(picture, "JPEG", exif=exif, comment=s[28].encode())
    for file in ("albums/anh/hai.jpg", "albums/anh/mot.jpg"):
        content.write(file, told if "hai" in file else pictures.jpeg(3))
    content.write(
        "events/nhap.md",
        f"---\nname: {s[29]}\nkind: ceremony\ndate: 2020-05-05\nstatus: draft\n---\n{s[30]}\n",
    )
    content.write(
        "articles/2020/kem/index.md",
        "---\ntitle: Kèm\ndate: 2020-06-01\nlede: L.\nattachments: [{file: a.pdf, title: Kèm}]\n"
        f"# {s[31]}\n---\n![Ảnh](b.jpg)\n\n<!-- {s[32]} -->\n",
    )
    content.write("articles/2020/kem/a.pdf", PDF).write("articles/2020/kem/b.jpg", told)
    rest = office("wordprocessingml.document.main+xml", ("word/document.xml", s[33].encode()))
    content.write("articles/2020/kem/ban-thao.docx", rest)
    run("build", folder=folder)
    return folder / "site"


def _held(path: str, data: bytes) -> Iterator[bytes]:
    """Yield the bytes of a file, and of everything packed in it."""
    yield data
    if path.endswith(".br"):
        yield brotli.decompress(data)
    if data.startswith(b"\x1f\x8b"):
        yield from _held("", gzip.decompress(data))
    for start in (0, *(found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data))):
        try:
            yield zlib.decompressobj().decompress(data[start:])
        except zlib.error:
            continue
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if data.startswith(b"SQLite"):
        database = sqlite3.connect(":memory:")
        database.deserialize(data)
        yield "\n".join(database.iterdump()).encode()
        database.close()
    if data.startswith(b"PAR1"):
        yield str(parquet.read_table(io.BytesIO(data)).to_pylist()).encode()
    for packed_text in re.findall(rb"[A-Za-z0-9+/]{40,}={0,2}", data):
        try:
            raw = base64.b64decode(packed_text + b"=" * (-len(packed_text) % 4))
            yield raw
            yield zlib.decompress(raw)
        except (ValueError, zlib.error):
            continue


def _folded(text: str) -> str:
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c)
    )
    return re.sub(r"[^a-z0-9]+", "", plain.replace("đ", "d"))


def test_the_reader_finds_what_is_there(site: Path) -> None:
    """A name that is public is in pages, in compressed copies, in the database and in Parquet."""
    wanted = _folded("Người Công Khai")
    found = {
        path.rpartition(".")[2]
        for path, data in tree(site).items()
        if any(wanted in _folded(each.decode("utf-8", "ignore")) for each in _held(path, data))
    }
    assert {"html", "gz", "br", "sqlite", "parquet", "csv", "json", "js", "bin"} <= found


def test_no_secret_is_in_any_byte(site: Path) -> None:
    """Neither as it is, nor folded, nor within anything packed, nor in the name of a file."""
    assert NUMBER >= 26
    wanted = {secret(number): _folded(secret(number)) for number in range(NUMBER)}
    marks = re.compile("|".join(f"mat{number:02}" for number in range(NUMBER)))
    for path, data in tree(site).items():
        for held in (path.encode(), *_held(path, data)):
            text = _folded(held.decode("utf-8", "ignore"))
            assert not marks.search(text), path
            for words, folded in wanted.items():
                assert folded not in text, (path, words)
                assert words.encode() not in held, (path, words)
                assert words.encode("utf-16-le") not in held, (path, words)
