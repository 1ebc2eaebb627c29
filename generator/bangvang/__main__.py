"""`python -m bangvang` is the `bangvang` command."""

from bangvang.cli.main import main

main(prog_name="bangvang")
