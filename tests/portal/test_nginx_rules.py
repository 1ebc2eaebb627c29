"""The rules of nginx for a portal below a folder of its host, and what they are made from."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nginx import get, serving
from pages import built
from support import Content, run


@pytest.mark.parametrize("folder", ["portal", "cong/tin%20tức", "a+b.c"])
def test_a_portal_below_a_folder_has_its_rules_there(
    content: Content, tmp_path: Path, folder: str
) -> None:
    """Pages, types, caching, what nobody may read, and the page of what is not there."""
    content.site(url=f"https://host.example/{folder}/")
    site = built(content, tmp_path / "site")
    below = folder.replace("ứ", "%E1%BB%A9")
    with serving(site) as address:
        status, headers, body = get(address, f"{below}/")
        assert (status, body) == (200, (site / "index.html").read_bytes())
        assert "default-src 'none'" in headers["content-security-policy"]
        for path in (below, f"{below}/tin-bai"):
            assert get(address, path)[0] == 301
            assert get(address, path)[1]["location"] == f"/{path}/"
        style = next((site / "assets" / "stylesheets").glob("bangvang.*.css"))
        _, headers, _ = get(address, f"{below}/{style.relative_to(site).as_posix()}")
        assert headers["cache-control"] == "public, max-age=31536000, immutable"
        status, headers, _ = get(address, f"{below}/du-lieu/bang-vang.csv")
        assert (status, headers["content-type"]) == (200, "text/csv; charset=utf-8")
        assert headers["access-control-allow-origin"] == "*"
        lost = ("khong-co/", ".bangvang", "404.html", "assets/", "../nginx.conf")
        for path in (
            "",
            "tin-bai/",
            *(f"{below}/{each}" for each in lost),
            f"{below}../portal.conf",
        ):
            status, _, body = get(address, path)
            assert status == 404, path
            assert "Không tìm thấy trang" in body.decode(), path


@pytest.mark.parametrize(
    "url", ["https://a;b/", "https://a.example/x;y/", 'https://a.example/%22"/']
)
def test_an_address_that_ends_a_rule_is_refused(content: Content, url: str) -> None:
    """It would write rules of its own into the configuration."""
    content.site(url=f"'{url}'")
    assert "site.md:" in run("check", "--content", content.folder, code=1)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(
            ("--listen", each)
            for each in ("chỗ nào", "127.0.0.1", "127.0.0.1:0", "a:99999", "8080;")
        ),
        *(("--root", each) for each in ("portal", "./x", "", "/srv/$host", "/srv/a\nb")),
    ],
)
def test_what_nginx_cannot_be_told_is_refused(
    content: Content, tmp_path: Path, option: str, value: str
) -> None:
    """By the name of the option; nothing is written."""
    site = built(content, tmp_path / "site")
    said = run("nginx", "--site", site, "--to", tmp_path / "x.conf", option, value, code=2)
    assert option in said
    assert not (tmp_path / "x.conf").exists()


@pytest.mark.parametrize("listen", ["8080", "127.0.0.1:8080", "[::1]:8080", "may-chu:80", "*:80"])
def test_what_nginx_listens_on_is_written(content: Content, tmp_path: Path, listen: str) -> None:
    """With or without a name of the machine."""
    site = built(content, tmp_path / "site")
    run("nginx", "--site", site, "--to", tmp_path / "x.conf", "--listen", listen)
    assert f"    listen {listen};" in (tmp_path / "x.conf").read_text(encoding="utf-8")


def test_the_rules_may_go_to_a_pipe_or_a_link(content: Content, tmp_path: Path) -> None:
    """`--to /dev/stdout`: what stands there is written, not replaced."""
    site = built(content, tmp_path / "site")
    (tmp_path / "link.conf").symlink_to(tmp_path / "x.conf")
    run("nginx", "--site", site, "--to", tmp_path / "link.conf")
    rules = (tmp_path / "x.conf").read_text(encoding="utf-8")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as readers:
        read = readers.submit(pipe.read_text, "utf-8")
        run("nginx", "--site", site, "--to", pipe)
        assert read.result(timeout=30) == rules
    assert pipe.is_fifo()
    assert (tmp_path / "link.conf").is_symlink()
