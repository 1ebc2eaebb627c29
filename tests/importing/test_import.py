"""`bangvang import`: legacy pages and Word files become articles for an editor to confirm."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from importing import PAGES, a_portal, imported, matter
from importscore import rates, scores
from support import ROOT, Content, run, tree


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with all the registers of the demonstration, and its articles."""
    return a_portal(tmp_path)


def test_what_pages_tell_is_found() -> None:
    """Title, days, byline, lede and captions are right; terms, honours and counts nearly all."""
    found = scores(PAGES, ROOT / "content")
    assert {each.name: each.wrong for each in found if each.wrong} == {}
    precision, recall = rates(found)
    assert precision >= 0.95, [each.invented for each in found]
    assert recall >= 0.95, [each.missed for each in found]


def test_imported_drafts_leave_only_guesses_to_confirm(portal: Path) -> None:
    """After an import the portal builds; nothing is wrong but what an editor must confirm."""
    sources = sorted(p for p in PAGES.iterdir() if p.suffix in (".txt", ".html"))
    imported(portal, *sources)
    told = run("check", "--content", portal, "--lang", "en")
    assert set(re.findall(r": ([EW]\d{3}) ", told)) == {"W120"}
    before = tree(portal)
    run("build", "--content", portal, "--out", portal.parent / "site", folder=ROOT)
    assert tree(portal) == before
    site = portal.parent / "site"
    titles = ("cum-thi-dua-cac-tinh", "thanh-pho-bac-kan-trao-thuong", "huyen-bach-thong-tuyen")
    assert not [page for title in titles for page in site.glob(f"**/{title}*")]
    pages = "".join(p.read_text(encoding="utf-8") for p in site.glob("su-kien/**/index.html"))
    assert "Lễ tuyên dương điển hình tiên tiến giai đoạn" not in pages


def test_a_draft_is_published_when_it_is_confirmed(portal: Path) -> None:
    """Deleting the guesses and the drafts' lines is all that an editor has to do; in that order."""
    (row,) = imported(portal, PAGES / "tuyen-duong.txt")
    for file in row["files"]:
        path = Path(file)
        text = path.read_text(encoding="utf-8").replace("status: draft\n", "")
        path.write_text(text, encoding="utf-8")
    assert "E319" in run("check", "--content", portal, code=1)
    article = Path(row["files"][-1])
    text = article.read_text(encoding="utf-8")
    # Each entry deleted: the empty list may stay.
    article.write_text(re.sub(r"(?<=  unconfirmed:\n)(?:  .*\n)*", "", text), encoding="utf-8")
    assert "Mọi thứ đều ổn." in run("check", "--content", portal)
    run("build", "--content", portal, "--out", portal.parent / "site")
    page = portal.parent / "site/tin-bai/2020/07/huyen-bach-thong-tuyen-duong-dien-hinh-tien-tien"
    text = (page / "index.html").read_text(encoding="utf-8")
    assert "Trường Tiểu học Bản Mẫu" in text
    assert "Mỗi tuần một việc tốt" in text


def test_a_second_import_changes_nothing(portal: Path, tmp_path: Path) -> None:
    """The same bytes are the same source, under whatever name."""
    (first,) = imported(portal, PAGES / "tuyen-duong.txt")
    before = tree(portal)
    again = tmp_path / "ten-khac.txt"
    shutil.copy(PAGES / "tuyen-duong.txt", again)
    told = imported(portal, PAGES / "tuyen-duong.txt", again)
    assert [each["already"] for each in told] == [first["files"][-1]] * 2
    assert tree(portal) == before
    source = matter(first["files"][-1])["imported"]
    assert source["source"] == "tuyen-duong.txt"
    data = (PAGES / "tuyen-duong.txt").read_bytes()
    assert source["sha256"] == hashlib.sha256(data).hexdigest()


def test_an_edited_article_is_never_written_over(portal: Path, tmp_path: Path) -> None:
    """Another version of a page leaves what an editor made of the first as it is."""
    (first,) = imported(portal, PAGES / "tuyen-duong.txt")
    article = Path(first["files"][-1])
    article.write_text(article.read_text(encoding="utf-8") + "\nSửa tay.\n", encoding="utf-8")
    other = tmp_path / "tuyen-duong.txt"
    text = (PAGES / "tuyen-duong.txt").read_text(encoding="utf-8")
    other.write_text(text.replace("04 tập thể", "05 tập thể"), encoding="utf-8")
    before = tree(portal)
    told = run("import", other, "--to", portal, code=1)
    assert "tệp này không bị ghi đè" in told
    assert tree(portal) == before


def test_conferences_of_one_name_are_each_their_district_s(portal: Path, tmp_path: Path) -> None:
    """Nearly every district holds a “Hội nghị tổng kết…”: neither takes the other's place."""
    rows = []
    for day, place in ((18, "Chợ Đồn"), (22, "Na Rì"), (22, "Ba Bể")):
        page = tmp_path / f"{day}{place}.txt"
        page.write_text(
            f"Huyện {place} tổng kết phong trào thi đua\n\n25/12/2020\n\n"
            f"Ngày {day}/12/2020, huyện {place} tổ chức Hội nghị tổng kết phong trào thi đua yêu "
            "nước năm 2020.\n\n" + "Phong trào được đông đảo nhân dân trong huyện hưởng ứng. " * 9,
            encoding="utf-8",
        )
        rows += imported(portal, page)
    events = [next(f for f in row["files"] if "/events/" in f) for row in rows]
    assert len(set(events)) == 3
    assert [(matter(f)["date"].day, matter(f)["district"]) for f in events] == [
        (18, "Huyện Chợ Đồn"),
        (22, "Huyện Na Rì"),
        (22, "Huyện Ba Bể"),
    ]
    assert [matter(row["files"][-1])["events"][0] for row in rows] == [
        Path(file).stem for file in events
    ]


def test_two_posts_of_one_title_are_two(portal: Path, tmp_path: Path) -> None:
    """A title comes back another day; then the day tells the addresses apart."""
    other = tmp_path / "lan-sau.txt"
    text = (PAGES / "tuyen-duong.txt").read_text(encoding="utf-8")
    other.write_text(text.replace("16/07/2020", "20/12/2020"), encoding="utf-8")
    first, second = imported(portal, PAGES / "tuyen-duong.txt", other)
    assert second["files"][-1] == first["files"][-1].replace(".md", "-12-20.md")


def test_uncommitted_changes_of_the_same_file_are_not_overridden(portal: Path) -> None:
    """A file that Git knows and that was deleted or changed meanwhile is its editor's business."""

    def git(*words: str) -> None:
        user = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", "-C", str(portal), *user, *words], check=True, capture_output=True)

    git("init")
    (row,) = imported(portal, PAGES / "tuyen-duong.txt")
    git("add", ".")
    git("commit", "-m", "nhập")
    Path(row["files"][-1]).unlink()
    told = run("import", PAGES / "tuyen-duong.txt", "--to", portal, code=1)
    assert "có thay đổi chưa lưu vào Git" in told


def test_a_dry_run_writes_nothing_and_tells_everything(portal: Path) -> None:
    """The report names what was found, what is unsure with its passage, and what was left out."""
    before = tree(portal)
    told = run("import", PAGES / "hoi-nghi-cum.txt", PAGES / "tuyen-duong.txt", "--dry-run",
               "--to", portal)  # fmt: skip
    assert tree(portal) == before
    assert "5 phong trào, 2 địa bàn, 1 sự kiện, 0 lượt khen, 0 số liệu, 4 chú thích" in told
    assert "60% phong trào: Mỗi tuần một việc tốt" in told
    assert 'bangvang new movement --name "Mỗi tuần một việc tốt"' in told
    assert "Bỏ ra vì là khung của trang cũ: 4 dòng" in told


def test_a_portal_that_knows_nothing_can_import(content: Content) -> None:
    """Where the registers are empty, text and captions come all the same."""
    (row,) = imported(content.folder, PAGES / "hoi-nghi-cum.txt")
    assert len(row["captions"]) == 4
    assert row["districts"] == []
    told = run("check", "--content", content.folder, "--lang", "en")
    assert set(re.findall(r": ([EW]\d{3}) ", told)) == {"W120"}


def test_a_fresh_folder_is_filled_with_the_registers_of_the_portal(
    portal: Path, tmp_path: Path
) -> None:
    """Whoever wants to see first what an import makes gives another folder."""
    fresh = tmp_path / "xem-truoc"
    told = run("import", PAGES / "tuyen-duong.txt", "--to", fresh, folder=portal.parent)
    assert "1 địa bàn, 1 sự kiện, 3 lượt khen" in told
    assert len(list(fresh.glob("articles/2020/*.md"))) == 1


def test_several_posts_on_one_event_share_it(portal: Path, tmp_path: Path) -> None:
    """In one command or in two: the second finds what the first proposed."""
    text = (PAGES / "tuyen-duong.txt").read_text(encoding="utf-8")
    other = tmp_path / "tin-hai.txt"
    other.write_text(text.replace("Huyện Bạch Thông tuyên dương", "Thêm về lễ tuyên dương"))
    refused = tmp_path / "a.txt"
    refused.write_bytes(b"%PDF")
    first, _, second = imported(portal, PAGES / "tuyen-duong.txt", refused, other, code=1)
    one, two = (matter(row["files"][-1]) for row in (first, second))
    assert one["events"] == two["events"]
    assert [each["scope"]["event"] for each in two["tallies"][:2]] == one["events"] * 2
    assert len(two["honours"]) == len(two["tallies"]) == 3
    assert set(re.findall(r": ([EW]\d{3}) ", run("check", "--content", portal))) == {"W120"}


def test_a_draft_that_is_thrown_away_leaves_nothing_public(portal: Path) -> None:
    """Its album and event stay behind, unseen; the portal builds."""
    (row,) = imported(portal, PAGES / "tuyen-duong.txt")
    Path(row["files"][-1]).unlink()
    site = portal.parent / "site"
    run("build", "--content", portal, "--out", site)
    assert not list(site.glob("**/huyen-bach-thong-tuyen*"))
