"""Stories of exemplars: their list, the page of whom they tell, and what changes with it."""

from pathlib import Path

import pytest
from lxml import html

from support import Content, build_portal, portal_without_search, tree

WHO = "---\nname: Tập thể Một\nkind: collective\n---\n"
STORIES = "guong-dien-hinh/"
STORY = "tin-bai/2020/06/chuyen/"
PERSON = "vinh-danh/ha2222/"
WHOM = "//h2[.='Viết về']/following-sibling::ul[1]//a"


@pytest.fixture
def site(content: Content) -> Path:
    """The site of a portal with a news post, and a story about whom nothing else names."""
    portal_without_search(content.folder.parent)
    content.write("honorees/ha2222.md", WHO)
    content.article("chuyen", kind="story", honorees="[ha2222]")
    content.article("tin")
    built = content.folder.parent / "site"
    build_portal(built)
    return built


def _links(site: Path, url: str, path: str) -> dict[str, str]:
    page = html.fromstring((site / url / "index.html").read_bytes())
    page.make_links_absolute("http://x/" + url)
    return {each.get("href")[9:]: each.text_content().strip() for each in page.xpath(path)}


def test_a_story_stands_in_its_list_and_on_the_page_of_whom_it_is_about(site: Path) -> None:
    """The collective has a page even when no honour of it is known."""
    assert _links(site, STORIES, "//main//h3//a") == {STORY: "chuyen"}
    assert STORIES in _links(site, "tin-bai/", "//main//a")
    assert _links(site, STORY, WHOM) == {PERSON: "Tập thể Một"}
    assert STORY in _links(site, PERSON, "//main//h3//a")


def test_a_new_name_goes_to_the_story_in_the_next_build(content: Content, site: Path) -> None:
    """An incremental build is the same as a clean one."""
    content.write("honorees/ha2222.md", WHO.replace("name: ", "name: Nhóm "))
    build_portal(site)
    assert _links(site, STORY, WHOM) == {PERSON: "Nhóm Tập thể Một"}
    clean = site.parent / "clean"
    build_portal(clean)
    assert tree(site) == tree(clean)


def test_a_list_without_stories_is_gone(content: Content, site: Path) -> None:
    """A page that would say nothing is not made, and nothing links to it."""
    content.article("chuyen", honorees="[ha2222]")
    build_portal(site)
    assert STORIES not in _links(site, "tin-bai/", "//main//a")
    assert STORY in _links(site, PERSON, "//main//h3//a")
