"""Hostile content: each thing gets a problem or does no harm, and nothing hangs."""

import os
import re
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangvang.content.report import plain_line
from bangvang.model.problems import Problem
from bangvang.render.markdown import render_markdown
from bangvang.words import LANGUAGES, words
from support import Content, portal_without_search, run, tree

HEAD = "title: A\ndate: 2020-05-02\nlede: L.\n"
DEEP = 10_000
PATIENCE = 20
"""Seconds in which anything must have ended: what is not linear takes minutes or for ever."""


def _codes(content: Content) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in content.read().problems]


def _article(content: Content, matter: str, body: str = "x") -> list[str]:
    content.write("articles/2020/x.md", f"---\n{matter}---\n{body}\n")
    started = time.monotonic()
    codes = [code for _, code in _codes(content)]
    assert time.monotonic() - started < PATIENCE
    return codes


@pytest.mark.parametrize(
    "value",
    [
        "[" * DEEP + "]" * DEEP,
        "{a: " * DEEP + "}" * DEEP,
        "\n" + "".join(f"{' ' * (n + 1)}a:\n" for n in range(DEEP // 4)),
        "\n" + "- " * DEEP + "x",
        "&a [*a]",
        "!!binary AAAA",
        "? " * DEEP,
        "'" * 99_999,
        "9" * 400_000,
        "1e999",
        "2020-05-02T25:61:99Z",
        "[" + "[], " * 1500 + "]",
        "[]\nmovements: [" + ", ".join(f"khong-co-{n}" for n in range(1500)) + "]",
    ],
    ids=lambda value: value[:12],
)
def test_no_front_matter_is_too_much(content: Content, value: str) -> None:
    """Bombs, depth and tags end in a problem at the file."""
    assert _article(content, f"{HEAD}authors: {value}\n")


def test_a_tag_runs_nothing(content: Content, tmp_path: Path) -> None:
    """YAML may ask for objects of Python; it gets values."""
    witness = tmp_path / "witness"
    _article(content, f"{HEAD}authors: !!python/object/apply:os.system [touch {witness}]\n")
    assert not witness.exists()


@pytest.mark.parametrize(
    "body",
    [
        *(">" * 5_000 + " x", "- " * 5_000 + "x", "1. " * 5_000 + "x", "*a **a " * 50_000),
        *("[a](" * 50_000, "[" * 50_000 + "]" * 50_000, "![" * 50_000, "<" * 50_000),
        *("<!--" * 50_000, "`".join("`" * n for n in range(900)), "# a\n" * 20_000),
        *("<h2>" * 20_000, "<table>" * 20_000, "<div>" * 20_000, "<img" * 20_000),
        *("[^a]" * 20_000 + "\n\n[^a]: x", "|" * 50_000 + "\n|-", "a](b" * 50_000),
        *(">" * 1_900_000, "> " * 900_000 + "x", "<div>" * 380_000, "- " * 900_000 + "x"),
        *("đ " * 600_000, "\\" * 100_000, "&" * 100_000, "~~~" * 50_000, "[a](b) " * 100_000),
        "".join(f"[{n}]: /x\n" for n in range(50_000)),
    ],
    ids=lambda body: body[:8].strip(),
)
def test_no_prose_is_too_much(content: Content, body: str) -> None:
    """Nesting, long lines and traps for regular expressions are rendered in linear time."""
    started = time.monotonic()
    if "E118" not in _article(content, HEAD, body):
        render_markdown(body, "../")
    assert time.monotonic() - started < PATIENCE


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"#*_->|+=&;:!()\\\"'\n\t 1.a", "](", "\n\n", "---", "|-|", "&lt;", "    "]
        )
        | st.text(alphabet=st.characters(exclude_characters="<[`~", codec="utf-8"), max_size=4)
    ).map("".join)
)
def test_prose_without_markup_needs_no_sanitising(text: str) -> None:
    """What is not sanitised because it can hold nothing bad is as if it had been."""
    html = render_markdown(text, "../").html
    tags = re.findall(r"<[^>]*>", html)
    allowed = (
        r"</?(p|h[2-6]|em|strong|ul|ol|li|blockquote|pre|code|hr|br|table|thead|tbody|tr|div)>"
    )
    exceptions = r'<(h[2-6] id="muc[a-z0-9-]*"|t[hd]( class="bv-(left|center|right)")?|/t[hd]'
    exceptions += r'|ol start="\d+"|hr /|br /|div class="bv-table" tabindex="0")>'
    assert [tag for tag in tags if not re.fullmatch(f"{allowed}|{exceptions}", tag)] == []
    assert "<" not in re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize("body", ["[" * 40_000, "<a " * 100_000, "[a](" * 20_000])
def test_hand_written_pages_too(content: Content, body: str) -> None:
    """The host takes minutes over some; they are refused before it sees them."""
    content.write("pages/q.md", body)
    assert _codes(content) == [("pages/q.md", "E118")]


def test_folders_and_chains_without_end(content: Content, tmp_path: Path) -> None:
    """Neither a thousand folders in one another nor a thousand movements end in a traceback."""
    deep = content.folder / "/".join(["z"] * 300)
    deep.mkdir(parents=True)
    assert _codes(content) == [("/".join(["z"] * 9), "E010")]
    shutil.rmtree(content.folder / "z")
    for number in range(1200):
        parent = f"parent: m{number - 1}\n" if number else ""
        content.write(f"movements/m{number}.md", f"---\nname: Phong trào {number}\n{parent}---\n")
    portal_without_search(tmp_path)
    run("build", "--out", tmp_path / "site", folder=tmp_path)


def test_a_page_is_read_as_it_was_checked(content: Content, tmp_path: Path) -> None:
    """The host knows another form of front matter, in which a page could name its template."""
    content.write("pages/tm.md", "template: nope.html\n\nChữ.\n")
    content.write("pages/tn.md", "---\ntitle: 'Tên: \"khác\"'\n---\nChữ.\n")
    portal_without_search(tmp_path)
    run("build", "--out", tmp_path / "site", folder=tmp_path)
    assert "template: nope.html" in (tmp_path / "site/tm/index.html").read_text(encoding="utf-8")
    assert "<h1>Tên: " in (tmp_path / "site/tn/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("old", ["/.bangvang", "/.bangvang.new/x", "/mau.pdf", "/Feed.xml"])
def test_no_old_address_takes_a_file_of_the_site(content: Content, old: str) -> None:
    """The manifest, a document of a page, a feed: each is told at the line that claims it."""
    content.write("pages/mau.pdf", "%PDF-1.7\n%%EOF\n").write("pages/trang.md", "# Trang\n")
    content.article("x", redirect_from=f"[{old}]")
    assert _codes(content) == [("articles/2020/x.md", "E210")]


@pytest.mark.parametrize("old", ["/feed.xml.gz", "/con/x", "/a" * 2500])
def test_old_addresses_that_cannot_be(content: Content, old: str) -> None:
    content.article("x", redirect_from=f"[{old}]")
    assert _codes(content) == [("articles/2020/x.md", "E107")]


def test_files_that_are_no_files(content: Content) -> None:
    """Pipes and links that lead astray are told, not followed, and not waited for."""
    folder = content.folder / "articles/2020"
    os.mkfifo(folder / "ong.md")
    os.mkfifo(content.folder / "ong.jpg")
    (folder / "ra.md").symlink_to("/etc/passwd")
    (folder / "vong.md").symlink_to("vong.md")
    (content.folder / "awards/len").symlink_to(content.folder)
    assert _codes(content) == [
        ("articles/2020/ong.md", "E021"),
        ("articles/2020/ra.md", "E011"),
        ("articles/2020/vong.md", "E011"),
        ("awards/len", "E011"),
        ("ong.jpg", "E021"),
    ]


def test_files_that_may_not_be_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file and a folder without permission are told by name."""
    base = tmp_path_factory.mktemp("closed")
    for folder in (base, *base.parents[:3]):
        folder.chmod(0o755)
    content = Content(base / "content")
    content.write("articles/2020/kin.md", "x")
    content.write("articles/2019/mot.md", "x")
    (content.folder / "articles/2020/kin.md").chmod(0)
    (content.folder / "articles/2019").chmod(0)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        if os.geteuid() == 0:
            os.setuid(65534)
        os.write(writing, repr(_codes(content)).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    (content.folder / "articles/2019").chmod(0o755)
    told = os.read(reading, 10_000).decode()
    assert told == "[('articles/2019', 'E021'), ('articles/2020/kin.md', 'E021')]"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a\\b",
            "x..\\y",
            "a ",
            " a",
            "a\nb",
            "a\x1b[31m",
            "con",
            "AUX",
            "nul",
            "lpt1",
            "a" * 200,
        ),
        *(
            "a" * 200,
            "A",
            "bài",
            "a..b",
            "-a",
            "a--b",
            "%2e%2e",
            "a\u202eb",
            "a\u200bb",
            "a\ufeffb",
        ),
    ],
)
def test_names_of_files_that_make_no_address(content: Content, name: str) -> None:
    """Told with the name written out, so that no terminal obeys it."""
    content.write(f"articles/2020/{name}.md", f"---\n{HEAD}---\nx\n")
    problems = content.read().problems
    assert [problem.code for problem in problems] in (["E009"], ["E022"])
    told = plain_line(problems[0], words("vi"), Path())
    assert told.isprintable() or told.replace("\n", "").isprintable()


def test_names_that_are_not_text(content: Content) -> None:
    """A name in no encoding at all is a problem like any other."""
    path = os.fsencode(content.folder) + b"/articles/2020/\xff\xfe.md"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(f"---\n{HEAD}---\nx\n".encode())
    told = run("check", "--content", content.folder, code=1)
    assert "\\udcff" in told


def test_hidden_names_are_left_alone(content: Content) -> None:
    """Editors and file systems leave such files behind."""
    content.write("articles/2020/.x.md.swp", b"\0")
    content.write(".git/config", "x")
    assert content.read().problems == ()


SLOTS = "bvslothead bvslotcontent {{ 7*7 }} {% raw %} ${7*7} </script><!--"


def test_templates_and_slots_are_words_like_any_other(content: Content, tmp_path: Path) -> None:
    """What looks like the generator's own syntax is shown, not obeyed."""
    portal_without_search(tmp_path)
    site = content.folder / "site.md"
    text = site.read_text(encoding="utf-8")
    lines = [
        f'{line.partition(":")[0]}: "{SLOTS}"' if line.startswith(("name:", "notice:")) else line
        for line in (text + "").splitlines()
    ]
    site.write_text("\n".join(lines), encoding="utf-8")
    # A number for the character that stands for the root of the site in templates.
    content.article("x", body=f"{SLOTS}\n\nMột &#26;hai &#x1A;ba", title=f'"{SLOTS}"')
    content.write("pages/trang.md", f"# {SLOTS}\n\n{SLOTS}\n")
    run("build", "--out", tmp_path / "site", folder=tmp_path)
    built = tree(tmp_path / "site")
    for path in ("tin-bai/2020/06/x/index.html", "trang/index.html", "index.html"):
        page = built[path].decode()
        assert page.count("<title>") == 1
        assert page.rstrip().endswith("</html>")
        assert "{{ 7*7 }}" in page
        assert "bvslotcontent" in page
        assert "49" not in page.split("<title>")[1].split("</title>")[0]
    assert "Một hai ba" in built["tin-bai/2020/06/x/index.html"].decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return Content(tmp_path_factory.mktemp("bytes") / "content")


@pytest.mark.long
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=400), framed=st.booleans(), prose=st.binary(max_size=100))
def test_any_bytes_are_a_problem_or_an_article(
    folder: Content, data: bytes, framed: bool, prose: bytes
) -> None:
    """Whatever stands in a file, its reader gets words and a line."""
    whole = b"---\n" + data + b"\n---\n" + prose if framed else data
    folder.write("articles/2020/x.md", whole)
    for problem in folder.read().problems:
        assert isinstance(problem, Problem)
        assert problem.line >= 1
        for language in LANGUAGES:
            assert plain_line(problem, words(language), Path())
