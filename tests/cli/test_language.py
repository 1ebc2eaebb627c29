"""One language: commands and data speak that of the portal."""

import ast
import inspect
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest
from click import core, decorators, exceptions, formatting, parser, termui, types

from bangvang.cli.main import main
from bangvang.cli.usage import TEXTS, translated
from support import Content, run, whole_portal

HONOUR = "\n- {id: cxau2222, honoree: Phong Hai, kind: collective, award: Giấy khen, date: 2019}"
VIETNAMESE = re.compile("[à-ỹđ]")
WRONG_USE = [
    ("build", "--bad"),
    ("biuld",),
    ("search",),
    ("deploy",),
    ("offline", "--to", "../x"),
    ("archive",),
    ("build", "--as-of", "x"),
    ("check", "--lang", "de"),
    ("search", "khen", "--limit", "x"),
    ("search", "khen", "--site", "khong-co"),
    ("new", "movement"),
    ("withhold", "cxxx2222", "--reason", "x"),
    ("check", "--content", "khong-co"),
    ("album", "export", "x", "x.pdf"),
    ("nginx", "--to", "x.conf", "extra"),
]


def _in_english(content: Content) -> None:
    site = (content.folder / "site.md").read_text(encoding="utf-8")
    content.write("site.md", site.replace("---\n", "---\nlanguage: en\n", 1))


@pytest.fixture
def english(content: Content, tmp_path: Path) -> Path:
    """A portal in English, with articles that tell of honours."""
    _in_english(content)
    content.article("khen", honours=HONOUR)
    whole_portal(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", WRONG_USE, ids=" ".join)
def test_usage_errors_speak_the_language_of_the_portal(
    content: Content, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """On a Vietnamese portal no word of a usage error is English; on an English one all are."""
    whole_portal(tmp_path)
    told = run(*arguments, code=2, folder=tmp_path).splitlines()[-1]
    assert VIETNAMESE.search(told)
    assert not re.search(r"\b(the|is|not|missing|invalid|error|no such|must)\b", told, re.I)
    _in_english(content)
    told = run(*arguments, code=2, folder=tmp_path).splitlines()[-1]
    assert not VIETNAMESE.search(told)


def test_commands_of_an_english_portal_speak_english(english: Path) -> None:
    said = [
        run("build", folder=english),
        run("offline", "--to", "x.zip", folder=english),
        run("deploy", "--to", "may-chu", folder=english),
        run("nginx", "--to", "x.conf", folder=english),
        run("migrate", folder=english),
        run("deploy", "--to", "site/in-it", code=2, folder=english),
        run("archive", "verify", "may-chu", code=1, folder=english),
    ]
    shutil.rmtree(english / "site")
    said += [
        run("deploy", "--to", "x", code=1, folder=english),
        run("offline", "--to", "y.zip", code=1, folder=english),
        run("search", "khen", code=1, folder=english),
        run("nginx", "--to", "x.conf", code=1, folder=english),
    ]
    assert not [text for text in said if VIETNAMESE.search(text)]


def test_data_of_an_english_portal_say_so(english: Path) -> None:
    """No reader of feeds, of JSON-LD or of manifests is told that the portal is Vietnamese."""
    run("build", folder=english)
    site = english / "site"
    assert 'xml:lang="en"' in (site / "feed.xml").read_text(encoding="utf-8")
    assert "<language>en</language>" in (site / "rss.xml").read_text(encoding="utf-8")
    page = (site / "tin-bai/2020/06/khen/index.html").read_text(encoding="utf-8")
    assert '"inLanguage":"en"' in page
    collection = json.loads((site / "anh/collection.json").read_text(encoding="utf-8"))
    assert list(collection["label"]) == ["en"]


@pytest.mark.parametrize("text", ["Permission denied", "No such file or directory"])
def test_reasons_of_the_system_are_translated(tmp_path: Path, text: str) -> None:
    from bangvang.words import RefusalError, words

    error = RefusalError("{out} cannot be written: {reason}", out="x", reason=text)
    assert text not in error.said(words("vi"))
    assert text in error.said(words("en"))


def _helps(command: click.Command | None) -> Iterator[str]:
    assert command
    texts = [command.help, *(getattr(param, "help", None) for param in command.params)]
    yield from (text for text in texts if text)
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            yield from _helps(command.get_command(click.Context(command), name))


def test_all_help_is_in_the_language_of_the_portal(content: Content, tmp_path: Path) -> None:
    """No help of a command or an option is left in English by mistake, or Vietnamese instead."""
    texts = set(_helps(main))
    assert len(texts) > 80
    with pytest.MonkeyPatch.context() as patch:
        whole_portal(tmp_path)
        patch.chdir(tmp_path)
        assert [text for text in texts if not VIETNAMESE.search(str(translated(text)))] == []
    assert "Cách dùng" in run("new", "article", "--help", folder=tmp_path)
    _in_english(content)
    assert not VIETNAMESE.search(run("new", "article", "--help", folder=tmp_path))


def _asked(module: ModuleType) -> set[str]:
    """Return the texts for which a module of click asks gettext."""
    return {
        str(argument.value)
        for call in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "ngettext")
        for argument in call.args
        if isinstance(argument, ast.Constant)
    }


def test_the_texts_of_click_are_those_that_it_has() -> None:
    """A version of click with other texts is noticed here."""
    asked = set().union(
        *map(_asked, (core, decorators, exceptions, formatting, parser, termui, types))
    )
    assert asked >= TEXTS
