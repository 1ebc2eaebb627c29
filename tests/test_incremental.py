"""Building again: only what must be made anew is, and the site is the same as a clean build's."""

import gzip
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from bangvang.build.cache import FILE
from bangvang.publish.target import MANIFEST
from pictures import drawn, saved
from support import ROOT, Content, build_portal, portal_without_search, tree


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


PICTURE = saved(drawn(1, (60, 40)), "JPEG")


class Editor:
    """Makes one change after another to a folder of content, whatever comes to mind."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder = folder
        self.rng = rng
        self.count = 0

    def change(self) -> str:
        """Make a change and return what it was."""
        changes: list[Callable[[], str]] = [
            *[self.edit_prose, self.edit_title, self.edit_terms] * 3,
            *[self.add, self.add, self.remove, self.rename, self.move_in_time],
            *[self.rename_term, self.edit_term, self.edit_award, self.edit_site],
            *[self.edit_album, self.unpublish, self.touch, self.attach, self.refer, self.redirect],
            *[self.edit_event, self.edit_theme],
        ]
        return self.rng.choice(changes)()

    def _articles(self) -> list[Path]:
        return sorted((self.folder / "articles").rglob("*.md"))

    def _one(self, kind: str) -> Path:
        return self.rng.choice(sorted((self.folder / kind).rglob("*.md")))

    def _sub(self, path: Path, pattern: str, new: str) -> str:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")
        return f"{path.name}: {new}"

    def _number(self) -> int:
        self.count += 1
        return self.count

    def edit_prose(self) -> str:
        path = self.rng.choice(self._articles())
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n\nThêm một đoạn {self._number()}.\n")
        return f"prose of {path.name}"

    def edit_title(self) -> str:
        path = self.rng.choice(self._articles())
        return self._sub(path, "^title: .*", f"title: Tên mới {self._number()}")

    def edit_terms(self) -> str:
        terms = sorted(path.stem for path in (self.folder / "movements").glob("*.md"))
        chosen = ", ".join(self.rng.sample(terms, self.rng.randint(0, 3)))
        return self._sub(
            self.rng.choice(self._articles()), "^movements: .*", f"movements: [{chosen}]"
        )

    def add(self) -> str:
        number = self._number()
        year = self.rng.choice([2005, 2011, 2024])
        path = self.folder / "articles" / str(year) / f"them-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\ntitle: Bài thêm {number}\ndate: {year}-0{self.rng.randint(1, 9)}-11\n"
            f"lede: Lời dẫn {number}.\ndistricts: [huyen-bach-thong]\nmovements: []\n---\nBài.\n",
            encoding="utf-8",
        )
        return f"add {path.name}"

    def remove(self) -> str:
        path = self.rng.choice(self._articles())
        if "honours" in path.read_text(encoding="utf-8"):
            return self.edit_prose()
        path.unlink()
        return f"remove {path.name}"

    def rename(self) -> str:
        path = self.rng.choice(self._articles())
        path.rename(path.with_name(f"doi-ten-{self._number()}.md"))
        return f"rename {path.name}"

    def move_in_time(self) -> str:
        day = f"date: 2013-0{self.rng.randint(1, 9)}-1{self.rng.randint(0, 9)}"
        return self._sub(self.rng.choice(self._articles()), "^date: .*", day)

    def rename_term(self) -> str:
        return self._sub(self._one("movements"), "^name: .*", f"name: Phong trào {self._number()}")

    def edit_term(self) -> str:
        path = self._one(self.rng.choice(["districts", "movements"]))
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nLời giới thiệu {self._number()}.\n")
        return f"text of {path.name}"

    def edit_award(self) -> str:
        return self._sub(self._one("awards"), "^name: .*", f"name: Danh hiệu {self._number()}")

    def edit_site(self) -> str:
        return self._sub(self.folder / "site.md", "^office: .*", f"office: Ban {self._number()}")

    def edit_album(self) -> str:
        return self._sub(self._one("albums"), "caption: .*", f"caption: Ảnh {self._number()}")

    def edit_event(self) -> str:
        return self._sub(self._one("events"), "^name: .*", f"name: Đại hội {self._number()}")

    def unpublish(self) -> str:
        status = self.rng.choice(["draft", "published"])
        path = self.rng.choice(self._articles())
        if "honours" in path.read_text(encoding="utf-8"):
            return self.touch()
        if re.search("^status:", path.read_text(encoding="utf-8"), re.MULTILINE):
            return self._sub(path, "^status: .*", f"status: {status}")
        return self._sub(path, "^title:", f"status: {status}\ntitle:")

    def touch(self) -> str:
        path = self.rng.choice(self._articles())
        path.touch()
        return f"touch {path.name}"

    def attach(self) -> str:
        path = self.rng.choice(self._articles())
        if path.name == "index.md" or path.with_suffix("").exists():
            return self.edit_title()
        folder = path.with_suffix("")
        folder.mkdir()
        path.rename(folder / "index.md")
        (folder / "anh.jpg").write_bytes(PICTURE)
        return f"attach to {folder.name}"

    def refer(self) -> str:
        known = [
            found
            for path in self._articles()
            for found in re.findall(r"- id: (c\w+)", path.read_text(encoding="utf-8"))
        ]
        path = self.rng.choice(self._articles())
        if "honours" in path.read_text(encoding="utf-8") or not known:
            return self.edit_prose()
        return self._sub(path, "^title:", f"honours: [{{ref: {self.rng.choice(known)}}}]\ntitle:")

    def redirect(self) -> str:
        path = self.rng.choice(self._articles())
        if "redirect_from" in path.read_text(encoding="utf-8"):
            return self.edit_prose()
        return self._sub(path, "^title:", f"redirect_from: [/cu/{self._number()}/]\ntitle:")

    def edit_theme(self) -> str:
        """Change a template of the portal's own theme."""
        theme = self.folder.parent / "theme"
        return self._sub(theme / "bangvang/list.html", "<h1", f"<!-- {self._number()} --><h1")


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_a_build_after_any_change_is_as_a_clean_one(tmp_path: Path, seed: int) -> None:
    """Every byte, every name; and a file that is the same keeps its inode and its time."""
    changes = 55
    content = tmp_path / "content"
    script = ROOT / "benchmarks" / "corpus.py"
    command = [sys.executable, script, "--articles", "60", "--seed", str(seed), "--to", content]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(ROOT / "content/events", content / "events")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
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
