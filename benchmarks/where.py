"""Show where the time of a build goes: python benchmarks/where.py --articles 2000.

All work but the look at the files of the site is done in one process, so that nothing is hidden in
others. First a clean build, then one after an article was edited.
"""

import argparse
import cProfile
import os
import pstats
import shutil
from pathlib import Path

from click.testing import CliRunner

import corpus
import measure
import peers
from bangvang import workers
from bangvang.cli.main import main as bangvang


def main() -> None:
    """Profile as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--lines", type=int, default=30)
    parser.add_argument("--work", type=Path, default=Path("build/profile"))
    options = parser.parse_args()
    work = options.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    content = work / "content"
    corpus.write(options.articles, 1, content)
    peer = peers.bang_vang("whole", content, work, search=True, roll=True, archive=True)
    os.chdir(peer.folder)
    workers.WORTHWHILE = 10 * options.articles
    for title in ("clean build", "after one edit"):
        profile = cProfile.Profile()
        result = profile.runcall(CliRunner().invoke, bangvang, peer.command[1:])
        print(f"== {title}: {result.output.splitlines()[-1]}")
        pstats.Stats(profile).sort_stats("tottime").print_stats(options.lines)
        measure.CHANGES["edited"](content, 1)


if __name__ == "__main__":
    main()
