"""The end of a build: a site that is whole is searched for withheld names, and published."""

from functools import partial
from pathlib import Path

from bangvang.build.leaks import refuse_leaks
from bangvang.build.tasks import Original, compress_batch, leak_batch
from bangvang.model.catalog import Parts
from bangvang.model.roll import Withheld
from bangvang.publish.commit import Published, commit
from bangvang.publish.compress import COMPRESSIBLE, ENDINGS
from bangvang.publish.next_site import NextSite
from bangvang.workers import Workers


def finish(
    site: NextSite,
    workers: Workers,
    content: Path,
    entities: tuple[str, ...],
    withheld: tuple[Withheld, ...],
    parts: Parts,
    *,
    searched: bool,
    known: bool,
) -> Published:
    """Publish a site that is whole, unless it tells a name that is withheld.

    Whether what the site has was `searched` for these names already, and whether it is `known` to
    be what would be made now.
    """
    if withheld:
        found = _leaks(site, withheld, workers, everything=not searched)
        refuse_leaks(content, entities, withheld, found)
    if parts.precompress:
        _compress(site, workers, known=known)
    return commit(site)


def _leaks(
    site: NextSite, names: tuple[Withheld, ...], workers: Workers, *, everything: bool
) -> list[tuple[str, str]]:
    """Return the files of the next site that hold a withheld name; unless asked, of new ones."""
    new = set(site.new)
    paths = list(site.after) if everything else site.new
    files = [(site.folder if path in new else site.out, path) for path in paths]
    return list(workers.run(partial(leak_batch, names), files, len(files)))


def _compress(site: NextSite, workers: Workers, *, known: bool) -> None:
    """Add compressed copies of what is text, made anew only of what changed."""
    new = set(site.new)
    wanted: list[Original] = []
    for path in list(site.after):
        copies = [path + ending for ending in ENDINGS if path.endswith(COMPRESSIBLE)]
        if known and path not in new and all(map(site.has, copies)):
            for copy in copies:
                site.keep(copy)
        elif copies:
            for copy in copies:
                site.claim(copy)
            root = site.folder if path in new else site.out
            wanted.append(Original(root, path, [site.before.get(copy) for copy in copies]))
    compress = partial(compress_batch, site.folder)
    for staged in workers.run(compress, wanted, len(wanted)):
        site.add(staged)
