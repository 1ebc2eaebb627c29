"""One project: every command finds content, site and language where mkdocs.yml says they are."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bangvang.cli.main import main
from support import ROOT, Content, run, whole_portal

HONOUR = "\n- {id: cxau2222, honoree: Tổ Một, kind: collective, award: Giấy khen, date: 2020-05-01}"
PLAIN = "markdown_extensions:\n"
ONLY_THE_HOST_KNOWS = """
edit_uri: !ENV [NOT_SET, '']
markdown_extensions:
  - pymdownx.mark
"""


@pytest.fixture(params=[PLAIN, ONLY_THE_HOST_KNOWS], ids=["plain", "host"])
def elsewhere(content: Content, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A portal that keeps its content in `noi-dung` and its site in `public`."""
    config = whole_portal(tmp_path)
    text = config.read_text(encoding="utf-8")
    text = text.replace("content_dir: content", "content_dir: noi-dung")
    text = text.replace("site_dir: site", "site_dir: public")
    text = text.replace("markdown_extensions:\n", request.param)
    assert all(name in text for name in ("noi-dung", "public", request.param))
    config.write_text(text, encoding="utf-8")
    content.article("khen", honours=HONOUR)
    shutil.move(content.folder, tmp_path / "noi-dung")
    return tmp_path


def test_every_command_finds_the_content(elsewhere: Path) -> None:
    """None says that content is no folder."""
    run("check", folder=elsewhere)
    run("export", "--to", "du-lieu", folder=elsewhere)
    run("migrate", folder=elsewhere)
    run("archive", "--to", "tui", folder=elsewhere)
    run("album", "export", "anh", "anh.csv", folder=elsewhere)
    run("album", "import", "anh", "anh.csv", folder=elsewhere)
    run("new", "movement", "--name", "Thi đua dạy tốt", folder=elsewhere)
    assert list((elsewhere / "noi-dung/movements").glob("*day-tot*"))
    run("withhold", "cxau2222", "--reason", "Theo đơn", folder=elsewhere)
    source = elsewhere / "cu.html"
    source.write_text("<h1>Hội nghị tổng kết</h1><p>Ngày 2/5/2020.</p>", encoding="utf-8")
    assert "noi-dung/" in run("import", source, folder=elsewhere)
    assert not (elsewhere / "content").exists()


def test_every_command_finds_the_site(elsewhere: Path) -> None:
    run("build", folder=elsewhere)
    assert (elsewhere / "public/index.html").is_file()
    assert "khen" in run("search", "khen", folder=elsewhere)
    run("offline", "--to", "x.zip", folder=elsewhere)
    run("nginx", "--to", "x.conf", folder=elsewhere)
    run("deploy", "--to", elsewhere / "may-chu", folder=elsewhere)
    assert (elsewhere / "may-chu/index.html").is_file()
    assert (elsewhere / "noi-dung/addresses.csv").is_file()
    assert not (elsewhere / "site").exists()


def test_the_policy_of_the_desk_is_never_left_out(elsewhere: Path) -> None:
    """A desk that saves to GitHub is allowed to ask it, whoever reads mkdocs.yml."""
    config = elsewhere / "mkdocs.yml"
    desk = "      desk: {name: github, repo: a/b, branch: main, base_url: 'https://cua.example'}"
    text = config.read_text(encoding="utf-8")
    text = text.replace("      search: true", f"{desk}\n      search: true")
    run("build", folder=elsewhere)
    config.write_text(text, encoding="utf-8")
    run("nginx", "--to", "x.conf", folder=elsewhere)
    assert "cua.example" in (elsewhere / "x.conf").read_text(encoding="utf-8")


def test_one_template_of_the_portals_own_is_enough(content: Content, tmp_path: Path) -> None:
    """A theme with nothing but `list.html`: all else comes with the package."""
    whole_portal(tmp_path)
    text = (tmp_path / "theme/bangvang/list.html").read_text(encoding="utf-8")
    shutil.rmtree(tmp_path / "theme")
    own = tmp_path / "theme/bangvang/list.html"
    own.parent.mkdir(parents=True)
    own.write_text(text.replace("<h1", "<!-- của cổng --><h1"), encoding="utf-8")
    content.article("khen", honours=HONOUR)
    run("build", folder=tmp_path)
    assert "<!-- của cổng -->" in (tmp_path / "site/tin-bai/index.html").read_text("utf-8")
    page = (tmp_path / "site/tin-bai/2020/06/khen/index.html").read_text(encoding="utf-8")
    assert re.search(r"assets/stylesheets/bangvang\.[0-9a-f]{8}\.css", page)


def test_the_folder_of_content_is_that_of_the_configuration(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`bangvang build` and `mkdocs build` read one folder; other projects are left alone."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("content_dir: content", "content_dir: noi-dung")
    config = config.replace("custom_dir: theme", f"custom_dir: {ROOT / 'theme'}")
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    content.folder.rename(tmp_path / "noi-dung")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "site/tin-bai/2020/05/bai-mot/index.html").is_file()
    (tmp_path / "mkdocs.yml").write_text("site_name: Another\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 2
    assert "không nêu plugin bangvang" in result.output
