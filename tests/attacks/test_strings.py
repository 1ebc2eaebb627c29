"""Scripts in content: in real Chromium, under our own policy, not one runs, wherever it stands."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from bangvang.model.prose import ELSEWHERE, links
from fields import write_all, write_site
from strings import ATTACKS, MARKUP, PRESS, REFUSED, WATCH, many
from support import Content, run, serve, whole_portal

VIOLATION = "addEventListener('securitypolicyviolation', e => calls.push(e.blockedURI + e.sample));"
TOGETHER = 10
"""How many attacks stand in one field: each breaks out by itself, or not at all."""


_DEAD = re.compile(r"(<(?:img|a)\b[^<>]*?(?:src|href)=['\"`]?)x\b", re.IGNORECASE)


def _sound(attack: str) -> str:
    """Return an attack whose links lead somewhere: to a page, which no browser shows as picture."""
    return _DEAD.sub(r"\1/tin-bai/", attack)


def _prose(attacks: Iterable[str]) -> str:
    """Return prose of attacks, without those that the check refuses as links to nowhere."""
    sound = [
        each
        for each in map(_sound, attacks)
        if all(
            not link.picture if ELSEWHERE.match(link.target) else link.target == "/tin-bai/"
            for link in links(each)
        )
    ]
    return "\n\n".join(sound)


def _portal(folder: Path, attacks: list[str]) -> tuple[Path, set[str]]:
    """Build a portal in which everything is an attack; return its site, and the fields attacked."""
    whole_portal(folder)
    content = Content(folder / "content")
    taken = write_site(content, re.sub(r"\s+", " ", " ".join(attacks[:TOGETHER])))
    for number in range(0, len(attacks), TOGETHER):
        some = attacks[number : number + TOGETHER]
        text = re.sub(r"\s+", " ", " ".join(some))
        taken |= write_all(content, number // TOGETHER, text, _prose(some))
    content.write("pages/trang.md", _prose(MARKUP))
    run("build", folder=folder)
    return folder / "site", taken


def _nothing_runs(browser: Browser, site: Path, pages: Iterable[str]) -> None:
    context = browser.new_context()
    context.add_init_script(WATCH + VIOLATION)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    with serve(site) as address:
        for url in pages:
            page.goto(address + url, wait_until="load")
            try:
                left = page.evaluate(PRESS)
            except Error as error:
                raise AssertionError(url) from error
            assert left == [], url
            assert page.evaluate("window.calls || []") == [], url
            assert page.url.partition("?")[0] == (address + url).partition("?")[0]
            assert [each for each in said if "Content Security Policy" in each] == [], url
        assert [each for each in asked if not each.startswith((address, "data:image/"))] == []
    context.close()


def _pages(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*.html")):
        # A page that only leads on within the site is gone before it can be looked at.
        if path.name == "index.html" and b'content="0; url=.' not in path.read_bytes():
            folder = path.parent.relative_to(site).as_posix()
            yield "" if folder == "." else f"{folder}/"


def test_there_are_enough() -> None:
    """And a seed makes the same ones again."""
    assert len(set(ATTACKS)) >= 150
    assert len(set(many(1000))) == 1000
    assert many(1000) == many(1000) != many(1000, seed=2)


@pytest.mark.parametrize("attack", REFUSED)
def test_some_are_refused(content: Content, attack: str) -> None:
    content.article("xau", body=attack)
    assert {problem.code for problem in content.read().problems} <= {"E307", "E308"}
    assert content.read().catalog is None


def test_no_attack_runs(browser: Browser, tmp_path: Path) -> None:
    """Neither by itself nor by pointing and pressing, in prose and in every field of facts."""
    chosen = [ATTACKS[place] for place in range(0, len(ATTACKS), 4)]
    site, taken = _portal(tmp_path, chosen)
    assert len(taken) > 50
    assert {"Article.title", "Conferral.citation", "Photo.caption", "Site.notice"} <= taken
    kinds: dict[str, str] = {}
    for url in _pages(site):
        kinds.setdefault(re.sub(r"xau-\d+|\bcz\w+|\d+", "N", url), url)
    _nothing_runs(browser, site, [*kinds.values(), "tim-kiem/?q=ran", "tim-kiem/?q=script"])


@pytest.mark.long
@pytest.mark.parametrize("part", range(2))
def test_no_attack_of_a_thousand_runs(browser: Browser, tmp_path: Path, part: int) -> None:
    """On every page of a portal in which each of them stands in every field."""
    site, _ = _portal(tmp_path, many(1000)[part::2])
    _nothing_runs(browser, site, _pages(site))
