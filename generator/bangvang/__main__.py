"""`python -m bangvang` is the `bangvang` command."""

from bangvang.cli import main

main(prog_name="bangvang")
