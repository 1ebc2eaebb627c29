"""The command line itself, whatever is done with it."""

import subprocess
import sys

from support import run

ONE_COMMAND_ONLY = {
    "bs4",
    "mammoth",
    "markdownify",
    "mkdocs",
    "prompt_toolkit",
    "rich",
    "ruamel",
    "weasyprint",
}


def test_no_command_waits_for_the_libraries_of_another() -> None:
    """Reading Word files or asking questions costs those who build or search nothing."""
    told = "import sys, bangvang.cli.main; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True)
    assert not ONE_COMMAND_ONLY & set(loaded.stdout.decode().split())


def test_every_command_is_listed_with_what_it_does() -> None:
    """Help shows also the commands that are not imported before they are called."""
    lines = run("--help").partition("Các lệnh:\n")[2].splitlines()
    first = "album archive build check deploy desk export honoree import init issue list migrate"
    rest = "new nginx offline search union withhold"
    assert [line.split()[0] for line in lines] == f"{first} {rest}".split()
    assert all(len(line.split()) > 2 for line in lines)


def test_a_port_that_no_machine_has_is_refused() -> None:
    """As wrong use, before anything is built."""
    assert "99999" in run("desk", "--port", 99999, code=2)
