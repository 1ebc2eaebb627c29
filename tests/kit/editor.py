"""An editor who makes one change after another to a folder of content, whatever comes to mind."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from pictures import drawn, saved

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
            *[self.edit_event, self.move_event, self.edit_theme, self.rename_district],
            *[self.edit_authority, self.keep_record, self.edit_record, self.edit_photo],
            *[self.edit_list, self.edit_list, self.edit_document, self.decide],
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
        path = path.parent if path.name == "index.md" else path
        path.rename(path.with_name(f"doi-ten-{self._number()}{path.suffix}"))
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

    def move_event(self) -> str:
        day = f"date: 2020-0{self.rng.randint(1, 9)}-1{self.rng.randint(0, 9)}"
        path = self._one("events")
        self._sub(path, "^date: .*", day)
        self._sub(path, "^place: .*\n", "")
        self._sub(path, "^until: .*\n", "")
        return self._sub(path, "^date:", f"place: Hội trường {self._number()}\ndate:")

    def rename_district(self) -> str:
        path = self.rng.choice(sorted((self.folder / "districts").glob("huyen-*.md")))
        return self._sub(path, "^name: .*", f"name: Huyện {self._number()}")

    def edit_authority(self) -> str:
        path = self._one("awards")
        self._sub(path, "^authority: .*\n", "")
        return self._sub(path, "^name:", f"authority: Cấp {self._number()}\nname:")

    def keep_record(self) -> str:
        """Give the honoree of a conferral a record, by which the conferral names it then."""
        number = self._number()
        found = [
            (path, match)
            for path in self._articles()
            for match in re.findall(r"honoree: (.*)\n  kind: (\w+)", path.read_text("utf-8"))
            if not match[0].startswith("hmau")
        ]
        path, (name, kind) = self.rng.choice(found)
        record = self.folder / f"honorees/hmau{number}.md"
        record.parent.mkdir(exist_ok=True)
        record.write_text(f"---\nname: {name}\nkind: {kind}\n---\n", encoding="utf-8")
        return self._sub(path, f"honoree: {re.escape(name)}$", f"honoree: hmau{number}")

    def edit_record(self) -> str:
        if not (self.folder / "honorees").exists():
            return self.keep_record()
        path = self._one("honorees")
        self._sub(path, "^district: .*\n", "")
        more = self.rng.choice(["", "district: huyen-bach-thong\n"])
        return self._sub(path, "^name: .*\n", f"name: Người Mẫu {self._number()}\n{more}")

    def edit_list(self) -> str:
        """Sort the list of a decision, give it rows, take some away, move some."""
        folder = self.edit_document()
        rows = [f"Tập thể Mẫu {number}," for number in self.rng.sample(range(9), 6)]
        rows = [row + self.rng.choice(["", "huyen-bach-thong"]) for row in rows]
        text = "\n".join(["Tên tập thể,Địa chỉ", *rows])
        (self.folder / folder / "danh-sach.csv").write_text(text, encoding="utf-8")
        return f"list of {folder}"

    def edit_document(self) -> str:
        folder = f"documents/2020/mau-{self.rng.randint(0, 2)}"
        path = self.folder / folder / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\nkind: decision\nnumber: {folder[-1]}1/QĐ-UBND\ndate: 2020-02-05\n"
            f"authority: Ủy ban\ntitle: Văn bản {self._number()}\n"
            f"replaces: [{self.rng.choice(['9/QĐ-UBND', '8/QĐ-UBND'])}]\n"
            "confers: {kind: collective, award: giay-khen}\n---\n",
            encoding="utf-8",
        )
        return folder

    def decide(self) -> str:
        """Let a conferral name a decision, which may have a page."""
        path = self.rng.choice([a for a in self._articles() if "- id: c" in a.read_text("utf-8")])
        self._sub(path, "^  decision: .*\n", "")
        number = self.rng.choice(["01/QĐ-UBND ngày 05/02/2020", "21/QĐ-UBND", "77/QĐ-UBND"])
        return self._sub(path, "^(- id: c.*)", f"\\1\n  decision: {number}")

    def edit_photo(self) -> str:
        path = self._one("albums")
        self._sub(path, "^  (place|people): .*\n", "")
        records = [each.stem for each in (self.folder / "honorees").glob("*.md")]
        person = self.rng.choice([*records, f"Người Mẫu {self._number()}"])
        line = self.rng.choice([f"people: [{person}]", "place: huyen-bach-thong"])
        return self._sub(path, "^  status: caption-only", f"  {line}\n  status: caption-only")

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
