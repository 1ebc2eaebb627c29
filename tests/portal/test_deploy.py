"""Deployment by rsync, and the ledger of every address that was ever published."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bangvang.model.ledger import LEDGER, is_leaf
from bangvang.publish.deploy import deploy, found_at
from support import COMMAND, ROOT, Content, links, portal_without_search, run, tree


def _site(content: Content, out: Path, code: int = 0) -> str:
    return run("build", "--content", content.folder, "--out", out, code=code)


def _deploy(content: Content, site: Path, target: Path, *more: str, code: int = 0) -> str:
    where = ("--site", site, "--content", content.folder)
    return run("deploy", "--to", target, *where, *more, code=code)


def _served(target: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(target).items() if not path.startswith(".bangvang")}


def _ledger(content: Content) -> list[str]:
    return (content.folder / LEDGER).read_text(encoding="utf-8").splitlines()


def test_what_is_served_is_what_was_built(content: Content, tmp_path: Path) -> None:
    """New, changed and deleted files arrive; what others put there stays; twice changes nothing."""
    site, target = tmp_path / "site", tmp_path / "may-chu" / "www"
    content.article("bo-di")
    _site(content, site)
    assert "0 tệp đổi, 0 tệp xóa" in _deploy(content, site, target)
    assert _served(target) == {k: v for k, v in tree(site).items() if k != ".bangvang"}
    (target / "cua-nguoi-khac.txt").write_text("x")
    (target / "tin-bai/2020/06/bo-di/ghi-chu.txt").write_text("x")
    (content.folder / "articles/2020/bo-di.md").unlink()
    content.article("them-vao")
    row = _ledger(content).index("/tin-bai/2020/06/bo-di/,,,")
    assert f"{LEDGER}:{row + 1}: E502" in _site(content, site, code=1)
    lines = _ledger(content)
    lines[row] = "/tin-bai/2020/06/bo-di/,,2026-11-22,Đăng nhầm."
    content.write(LEDGER, "\n".join(lines) + "\n")
    _site(content, site)
    listed = _deploy(content, site, target, "--dry-run")
    assert "mới: tin-bai/2020/06/them-vao/index.html\n" in listed
    assert "đổi: index.html\n" in listed
    assert _ledger(content) == lines
    _deploy(content, site, target)
    notice = (target / "tin-bai/2020/06/bo-di/index.html").read_text(encoding="utf-8")
    assert "Ngày gỡ: 22/11/2026. Đăng nhầm." in notice
    others = {"cua-nguoi-khac.txt", "tin-bai/2020/06/bo-di/ghi-chu.txt"}
    assert set(_served(target)) - {k for k in tree(site) if k != ".bangvang"} == others
    assert "0 tệp mới, 0 tệp đổi, 0 tệp xóa" in _deploy(content, site, target)


@pytest.mark.parametrize("target", ["may-chu", "../{}-www", "../{}/sau/nua", "./x/../y"])
def test_a_target_may_be_named_from_here(content: Content, tmp_path: Path, target: str) -> None:
    """A relative path that is not there yet is as good as an absolute one."""
    portal_without_search(tmp_path)
    run("build", folder=tmp_path)
    target = target.format(tmp_path.name)
    run("deploy", "--to", target, folder=tmp_path)
    assert (tmp_path / target).resolve().joinpath("index.html").is_file()
    assert " 0 tệp mới, 0 tệp đổi" in f" {run('deploy', '--to', target, folder=tmp_path)}"


def test_deletions_leave_no_empty_folder_and_nothing_else(content: Content, tmp_path: Path) -> None:
    """A passing page goes; what was not made by a build stays."""
    site, target = tmp_path / "site", tmp_path / "www"
    for number in range(25):
        content.article(f"bai-{number}")
    _site(content, site)
    _deploy(content, site, target)
    assert (target / "tin-bai/trang/2/index.html").is_file()
    for number in range(25):
        (content.folder / f"articles/2020/bai-{number}.md").unlink()
    removed = (each.replace("/,,,", "/,,2026-11-22,") for each in _ledger(content))
    lines = zip(_ledger(content), removed, strict=True)
    text = "".join(f"{new if '/bai-' in old else old}\n" for old, new in lines)
    content.write(LEDGER, text)
    _site(content, site)
    assert "xóa: tin-bai/trang/2/index.html\n" in _deploy(content, site, target, "--dry-run")
    _deploy(content, site, target)
    assert not (target / "tin-bai/trang").exists()


def test_a_folder_of_something_else_is_refused(content: Content, tmp_path: Path) -> None:
    """A slip in the address must not fill somebody's home folder, or empty it."""
    site, target = tmp_path / "site", tmp_path / "nha"
    content.write("../nha/thu.txt", "thư")
    _site(content, site)
    assert "không do Bảng Vàng đưa lên" in _deploy(content, site, target, code=1)
    assert list(tree(target)) == ["thu.txt"]
    _deploy(content, site, target, "--force")
    assert "thu.txt" in tree(target)
    assert (target / "index.html").is_file()
    assert "không phải" in _deploy(content, tmp_path / "khong-co", target, code=1)
    assert "không tới được" in run(
        "deploy", "--to", "may.invalid:www", "--site", site, "--content", content.folder, code=1
    )


def test_nothing_that_no_build_made_is_at_risk(content: Content, tmp_path: Path) -> None:
    """Whatever the list at the target says: patterns, ways out of it, or nothing at all."""
    site, target = tmp_path / "site", tmp_path / "www"
    _site(content, site)
    _deploy(content, site, target)
    for name in ("rieng/giu.txt", "k1.txt", "../ngoai.txt"):
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text("x")
    with (target / ".bangvang").open("a") as manifest:
        manifest.write("aa 1 *\naa 1 **\naa 1 k[0-9].txt\naa 1 ../ngoai.txt\naa 1 /etc/passwd\n")
    _deploy(content, site, target)
    assert (target / "rieng/giu.txt").is_file()
    assert (target / "k1.txt").is_file()
    assert (tmp_path / "ngoai.txt").is_file()
    (target / ".bangvang").write_text("")
    assert "không do Bảng Vàng đưa lên" in _deploy(content, site, target, code=1)
    for inside in ("", site, site / "trong"):
        assert "nằm ngoài" in _deploy(content, site, inside, code=2)  # type: ignore[arg-type]


def test_an_address_moves_or_is_taken_back(content: Content, tmp_path: Path) -> None:
    """What was published leads on, or says what became of it; nobody meets a bare 404."""
    site, target = tmp_path / "site", tmp_path / "www"
    honours = "\n- {id: c7k3m9q, honoree: Tập thể Mẫu, kind: collective, award: Giấy khen}"
    content.article("doi-ten")
    content.article("giu-lai", year=2019, honours=honours)
    content.article("het-han", year=2018)
    _site(content, site)
    _deploy(content, site, target)
    (content.folder / "articles/2020/doi-ten.md").unlink()
    content.article("ten-moi")
    content.article("giu-lai", year=2019, honours=honours, status="withheld")
    content.article("het-han", year=2018, expires_at="2026-11-01")
    row = _ledger(content).index("/tin-bai/2020/06/doi-ten/,,,")
    lines = _ledger(content)
    lines[row] = "/tin-bai/2020/06/doi-ten/,/tin-bai/2020/06/khong-co/,,"
    content.write(LEDGER, "\n".join(lines) + "\n")
    assert f"{LEDGER}:{row + 1}: E503" in _site(content, site, code=1)
    lines[row] = "/tin-bai/2020/06/doi-ten/,/tin-bai/2020/06/ten-moi/,,"
    content.write(LEDGER, "\n".join(lines) + "\n")
    _site(content, site)

    def page(url: str) -> str:
        return (site / url / "index.html").read_text(encoding="utf-8")

    assert 'url=../../../../tin-bai/2020/06/ten-moi/"' in page("tin-bai/2020/06/doi-ten")
    for url in ("tin-bai/2019/06/giu-lai", "tin-bai/2018/06/het-han", "vinh-danh/c7k3m9q"):
        assert "Trang này đã được gỡ" in page(url), url
        assert "Tập thể Mẫu" not in page(url)
    # Lists on which nothing is left lead to the list above them.
    assert 'url=../../../tin-bai/"' in page("tin-bai/2019/06")
    _deploy(content, site, target)
    # The ledger was lost, and with it the memory of the old address: the target knows it still.
    (content.folder / LEDGER).unlink()
    _site(content, site)
    assert "/tin-bai/2020/06/doi-ten/\n" in _deploy(content, site, target, code=1)
    assert "E502" in _site(content, site, code=1)


def _edit(content: Path) -> None:
    """Change, add and take back articles of a corpus: one page of lists less."""
    articles = sorted((content / "articles").rglob("*.md"))
    for path in articles[::20]:
        path.write_text(path.read_text().replace("title: ", "title: Sửa ", 1))
    for path in articles[::5]:
        path.write_text(path.read_text().replace("---\n", "---\nstatus: withheld\n", 1))
    for number in range(1, 6):
        text = articles[61].read_text().replace("- id: c", f"- id: c{'vwxyz'[number - 1]}")
        articles[61].with_name(f"them-{number}.md").write_text(text)


def _broken(target: Path) -> list[tuple[str, str]]:
    """Return the broken links of lists, and of every page that can be reached from the front."""
    site = _served(target)
    waiting = {"index.html", *(path for path in site if not is_leaf(path))} & set(site)
    seen, broken = set(waiting), []
    while waiting:
        path = waiting.pop()
        for link, page in links(site, path):
            if not page:
                broken.append((path, link))
            elif page not in seen:
                seen.add(page)
                waiting.add(page)
    return broken


_DEPLOYING = """
import sys
from pathlib import Path
from bangvang.publish.deploy import deploy, found_at
print(flush=True)
deploy(Path(sys.argv[1]), sys.argv[2], found_at(sys.argv[2], forced=False))
"""


@pytest.mark.long
def test_a_deployment_killed_at_any_moment(tmp_path: Path) -> None:
    """No list, and no page a reader can reach, ever links to one that is not there."""
    portal_without_search(tmp_path)
    content, site, target = tmp_path / "content", tmp_path / "site", tmp_path / "www"
    corpus = ROOT / "benchmarks" / "corpus.py"
    subprocess.run([sys.executable, corpus, "--articles", "120", "--to", content], check=True)

    def do(*command: str) -> None:
        done = subprocess.run([*COMMAND[:3], *command], cwd=tmp_path, capture_output=True)
        assert done.returncode == 0, done.stderr

    do(*COMMAND[3:])
    do("deploy", "--to", str(target))
    _edit(content)
    do(*COMMAND[3:])
    before = tmp_path / "before"
    shutil.copytree(target, before)
    started = time.monotonic()
    done = deploy(site, str(target), found_at(str(target), forced=False))
    longest = 1.2 * (time.monotonic() - started)
    assert done.new
    assert done.changed
    assert done.deleted
    rng = random.Random(1)
    unlike = 0
    for _ in range(30):
        shutil.rmtree(target)
        shutil.copytree(before, target)
        running = subprocess.Popen(
            [sys.executable, "-c", _DEPLOYING, site, target],
            start_new_session=True,
            stdout=subprocess.PIPE,
        )
        assert running.stdout
        running.stdout.readline()
        time.sleep(rng.uniform(0, longest))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        running.stdout.close()
        assert _broken(target) == []
        found = _served(target)
        # The machine may be busier now, or less, than it was at first.
        if found == _served(site):
            longest *= 0.8
        elif found == _served(before):
            longest *= 1.1
        else:
            unlike += 1
        do("deploy", "--to", str(target))
        assert _served(target) == _served(site)
        assert [path for path in tree(target) if path.startswith(".bangvang")] == [".bangvang"]
    # Otherwise all were killed too early or too late.
    assert unlike >= 5
