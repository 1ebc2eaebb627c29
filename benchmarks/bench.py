"""Build one corpus with Bảng Vàng, Hugo and Material, in turn, and compare them.

    make bench N=1000

The first table is of the whole product, with everything on: a clean build, one when nothing was
changed, and after an article was edited, one was added, a movement renamed. Below a clean build,
pages and files are those that were made and written anew.

The second is of what Hugo builds too (articles, terms, lists, feeds), beside two themes of Hugo: a
bare one, and one that makes the same pages as ours. Last, how many pictures are made a second.

    make bench-scale

Builds the whole product with 1,000, 10,000 and 100,000 articles, and asks the search of the last.
"""

import argparse
import shutil
import subprocess
import time
from pathlib import Path

from PIL import Image

import corpus
import peers
from measure import CHANGES, Run, made, measure, median, note, show

RUNS = 3
SLOW_LIMIT = 2000
"""Above this, Material's blog takes many minutes."""
SCALE = {1_000: 3, 10_000: 3, 100_000: 1}
"""Sizes of corpora, and how often each is built."""
PICTURES = 100
CAMERA = (4000, 3000)
"""How many pictures are built, and how many pixels each has."""
SETTLE = 40
"""Seconds to wait after many files were removed: see `measure`."""


def main() -> None:
    """Measure as the command line says, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", action="store_true", help="several sizes, without peers")
    parser.add_argument("--work", type=Path, default=Path("build/bench"))
    options = parser.parse_args()
    work = options.work.resolve()
    if work.exists():
        shutil.rmtree(work)
        time.sleep(SETTLE)
    if options.scale:
        scale(work, options.seed)
        return
    content = work / "content"
    corpus.write(options.articles, options.seed, content)
    items = list(corpus.items(options.articles, options.seed))
    whole = peers.bang_vang("whole", content, work, search=True, roll=True, archive=True)
    base = peers.bang_vang("base", content, work)
    others = [peers.hugo(theme, items, work) for theme in ("bare", "equal")]
    if options.articles <= SLOW_LIMIT:
        others.append(peers.material(items, work))
    runs: dict[str, list[Run]] = {}
    for _ in range(RUNS):
        for peer in (whole, base, *others):
            note(runs, peer.name, measure(peer))
    sizes = {peer.name: made(peer.out) for peer in (whole, base, *others)}
    changes: dict[str, list[Run]] = {"whole": runs.pop("whole")}
    for number in range(1, RUNS + 1):
        # A build does not rest on what changed two seconds before it began.
        time.sleep(2.5)
        measure(whole, clean=False)
        note(changes, "unchanged", measure(whole, clean=False))
        for name, change in CHANGES.items():
            change(content, number)
            note(changes, name, measure(whole, clean=False))
    show(f"{options.articles} articles, everything on", changes, sizes)
    names = [peer.name for peer in others[:2]]
    show(f"{options.articles} articles, what all of them build", runs, sizes, names)
    pictures(work)


def pictures(work: Path) -> None:
    """Build an album of pictures as large as a camera's, and print how many are made a second."""
    content = work / "content-pictures"
    corpus.write(1, 1, content)
    album = content / "albums" / "may-anh"
    album.mkdir(parents=True)
    photos = []
    for number in range(PICTURES):
        grain = Image.effect_noise((800, 600), 40 + number % 50).resize(CAMERA)
        shades = [grain.point(lambda shade, by=by: shade * by // 3) for by in (1, 2, 3)]
        Image.merge("RGB", shades).save(album / f"a{number}.jpg", quality=90)
        photos.append(f"- {{id: a{number}, file: a{number}.jpg, caption: Ảnh mẫu {number}}}\n")
    text = f"---\ntitle: Tập ảnh mẫu\nphotos:\n{''.join(photos)}---\n"
    (album / "index.md").write_text(text, encoding="utf-8")
    peer = peers.bang_vang("pictures", content, work, archive=True)
    run = measure(peer)
    again = measure(peer, clean=False)
    print(
        f"{PICTURES} pictures of {CAMERA[0]} x {CAMERA[1]}: {run.wall:.1f} s, "
        f"{PICTURES / run.wall:.1f} a second, {run.memory:.0f} MB in the largest process; "
        f"built again {again.wall:.2f} s"
    )


def scale(work: Path, seed: int) -> None:
    """Build ever larger portals, each as often as the time allows."""
    runs: dict[str, list[Run]] = {}
    sizes = {}
    for articles, times in SCALE.items():
        content = work / f"content-{articles}"
        corpus.write(articles, seed, content)
        peer = peers.bang_vang(f"{articles:,}", content, work, search=True, roll=True, archive=True)
        for _ in range(times):
            note(runs, peer.name, measure(peer))
        sizes[peer.name] = made(peer.out)
        asked = (peer.command[0], "search", "giấy khen", "--site", str(peer.out))
        said = subprocess.run(asked, cwd=peer.folder, capture_output=True, text=True, check=True)
        print(f"{peer.name}: {said.stdout.splitlines()[0]}")
    show("everything on", runs, sizes)
    least, middle, most = (median(each) for each in runs.values())
    for one, other in ((middle, least), (most, middle)):
        print(f"ten times as many: {one.wall / other.wall:.1f} times as long")


if __name__ == "__main__":
    main()
