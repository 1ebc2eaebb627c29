"""Building again: only what must be made anew is, and the site is the same as a clean build's."""

import gzip
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest

from bangvang.build.cache import FILE
from bangvang.build.reading import read
from bangvang.content.read import walk
from bangvang.fingerprint import fingerprint
from bangvang.model.catalog import Parts
from bangvang.publish.target import MANIFEST
from bangvang.render.context import Portal
from bangvang.render.plan import PictureJob
from bangvang.render.shell import SHELLS, SLOTS, Shell
from bangvang.render.site import Renderer
from bangvang.search.documents import findables
from editor import Editor
from support import NOW, ROOT, Content, build_portal, portal_without_search, tree


def _settle() -> None:
    """Wait until files count as settled: the clocks of file systems are coarse."""
    time.sleep(2.1)


def test_a_second_build_makes_nothing_anew(content: Content, tmp_path: Path) -> None:
    """Not one file is written, and none loses its inode or time."""
    portal_without_search(tmp_path)
    content.article("hai", districts="[Huyện Một]")
    out = tmp_path / "site"
    build_portal(out)
    before = {path: path.stat() for path in out.rglob("*") if path.is_file()}
    _settle()
    assert "ghi 0 tệp" in build_portal(out)
    content.article("hai", districts="[Huyện Một]", body="Khác.")
    assert "ghi 1 tệp" in build_portal(out)
    changed = {
        path.relative_to(out).as_posix()
        for path, stat in before.items()
        if (stat.st_ino, stat.st_mtime_ns) != (path.stat().st_ino, path.stat().st_mtime_ns)
    }
    assert changed == {MANIFEST, "tin-bai/2020/06/hai/index.html"}


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_cache_is_thrown_away(
    content: Content, tmp_path: Path, damage: bytes | None
) -> None:
    """One line says so, and the site is right."""
    portal_without_search(tmp_path)
    out = tmp_path / "site"
    build_portal(out)
    before = tree(out)
    cache = tmp_path / ".site.work" / FILE
    data = bytearray(cache.read_bytes())
    data[len(data) // 2] ^= 1
    cache.write_bytes(bytes(data) if damage is None else damage)
    content.article("hai")
    told = build_portal(out)
    assert told.count("Bộ nhớ đệm bị hỏng") == 1
    clean = tmp_path / "clean"
    build_portal(clean)
    assert tree(out) == tree(clean)
    assert before != tree(out)


def test_without_its_cache_a_site_is_not_written_again(content: Content, tmp_path: Path) -> None:
    """Deleting the workshop costs time, nothing else."""
    portal_without_search(tmp_path)
    out = tmp_path / "site"
    build_portal(out)
    shutil.rmtree(tmp_path / ".site.work")
    assert "ghi 0 tệp" in build_portal(out)


def test_a_file_that_comes_back_is_judged_anew(content: Content, tmp_path: Path) -> None:
    """What was found of it before it went away is not used when a register changed meanwhile."""
    portal_without_search(tmp_path)
    content.article("mot-nua", districts="[Huyện Một]")
    path = content.folder / "articles/2020/mot-nua.md"
    out, clean = tmp_path / "site", tmp_path / "clean"
    build_portal(out)
    _settle()
    build_portal(out)
    aside = path.rename(tmp_path / "aside")
    build_portal(out)
    district = content.folder / "districts/huyen-mot.md"
    text = district.read_text(encoding="utf-8")
    text = text.replace("name: Huyện Một", "name: Huyện Mới").replace("[Một]", "[Huyện Một]")
    district.write_text(text, encoding="utf-8")
    build_portal(out)
    aside.rename(path)
    build_portal(out)
    build_portal(clean)
    assert tree(out) == tree(clean)


def _corpus(folder: Path, seed: int) -> Path:
    """Write sixty generated articles, the events of this portal, and its theme."""
    content = folder / "content"
    script = ROOT / "benchmarks" / "corpus.py"
    command = [sys.executable, script, "--articles", 60, "--seed", seed, "--to", content]
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(ROOT / "content/events", content / "events")
    shutil.copytree(ROOT / "theme", folder / "theme")
    return content


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.long) for n in (1, 2, 3))])
def test_what_keeps_its_fingerprint_is_still_the_same(tmp_path: Path, seed: int) -> None:
    """Whatever changes: what is made of a plan, and found by the search, differs only with it."""
    editor = Editor(_corpus(tmp_path, seed), random.Random(seed))
    told: list[str] = []
    before: dict[tuple[str, bytes], object] = {}
    for _ in range(15):
        told.append(editor.change())
        reading = read(tmp_path / "content", NOW)
        context = Portal.of(reading.portal, Parts())
        found: dict[tuple[str, bytes], object] = {
            (each.url, each.fingerprint): each.make() for each in findables(context)
        }
        shell = Shell("".join(SLOTS.values()))
        shells = dict.fromkeys(SHELLS, shell)
        renderer = Renderer(context.registers, (ROOT / "theme",), shells, Parts())
        site = context.registers.fingerprints["site", "site"]
        for plan in reading.plans:
            job = plan.make()
            if not isinstance(job, PictureJob):
                key = f"page {plan.url}", fingerprint(site, plan.inputs)
                found[key] = renderer.make(job, lambda article: article.content.hex())
        assert {key for key, made in found.items() if before.get(key, made) != made} == set(), told
        before = found


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_a_build_after_any_change_is_as_a_clean_one(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every byte, every name; and a file that is the same keeps its inode and its time."""
    if seed % 2:
        # Files count as older than any doubt: an edit of prose is then published by itself.
        monkeypatch.setattr(walk, "SETTLED", -walk.SETTLED)
    changes = 55
    content = _corpus(tmp_path, seed)
    config = (
        (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("search: true", "search: false")
    )
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    editor = Editor(content, random.Random(seed))
    out, clean = tmp_path / "site", tmp_path / "clean"

    build_portal(out)
    told: list[str] = []
    for number in range(changes):
        told.append(editor.change())
        if number % 9 == 0:
            _settle()
        before = {
            path: (path.read_bytes(), path.stat()) for path in out.rglob("*") if path.is_file()
        }
        build_portal(out)
        shutil.rmtree(clean, ignore_errors=True)
        shutil.rmtree(tmp_path / ".clean.work", ignore_errors=True)
        build_portal(clean)
        one, two = tree(out), tree(clean)
        stale = [name for name in one if one[name] != two.get(name)]
        assert stale == [], f"{stale} after {told}"
        assert one.keys() == two.keys()
        for path, (data, stat) in before.items():
            if path.exists() and path.read_bytes() == data and path.name != ".bangvang":
                now = path.stat()
                assert (now.st_ino, now.st_mtime_ns) == (stat.st_ino, stat.st_mtime_ns), path


def test_compressed_copies_are_made_once(content: Content, tmp_path: Path) -> None:
    """On request; each is what its original says, and only copies of changed files are new."""
    portal_without_search(tmp_path)
    config = tmp_path / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("search: false", "search: false\n      precompress: true"))
    content.article("hai")
    out = tmp_path / "site"
    build_portal(out)
    files = tree(out)
    pages = [path for path in files if path.endswith((".html", ".css", ".xml"))]
    assert len(pages) > 20
    for path in pages:
        assert gzip.decompress(files[f"{path}.gz"]) == files[path]
        assert brotli.decompress(files[f"{path}.br"]) == files[path]
    _settle()
    assert "ghi 0 tệp" in build_portal(out)
    content.article("hai", body="Khác.")
    assert "ghi 3 tệp" in build_portal(out)
    copy = (out / "tin-bai/2020/06/hai/index.html.gz").read_bytes()
    assert "Khác." in gzip.decompress(copy).decode()
    config.write_text(text, encoding="utf-8")
    build_portal(out)
    assert not [path for path in tree(out) if path.endswith((".gz", ".br"))]
