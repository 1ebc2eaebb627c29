"""What worker processes do for the search: describe documents, and write postings."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bangvang.content.read.front_matter import prose
from bangvang.content.read.walk import content_of
from bangvang.fingerprint import sha256
from bangvang.model.documents import Document
from bangvang.publish.next_site import Staged, stage
from bangvang.publish.target import CHANGED, PublishError
from bangvang.search.plain import plain

if TYPE_CHECKING:
    # NumPy takes long to load, and is needed only when an index is made.
    from bangvang.search.format import Range
    from bangvang.search.spill import Spill


class Described(NamedTuple):
    """A document of the search, with its number in its index."""

    number: int
    kind: str
    document: Document


def prose_of(content: Path, file: str, known: bytes) -> str:
    """Return the prose of an article whose file is still as it was read.

    Raise `PublishError` for any other.
    """
    data = content_of(content, file)
    if isinstance(data, bytes) and sha256(data) == known:
        return prose(file, data)
    raise PublishError(CHANGED, file=file)


def describe_batch(
    content: Path, staged: Path, folder: str, work: Path, documents: list[Described]
) -> list[tuple["Spill", list[Staged]]]:
    """Stage what is shown of documents, and spill their words into a folder for work.

    The number of the first is a multiple of how many are described in one file.
    """
    from bangvang.search.format import RECORDS, packed, record
    from bangvang.search.spill import Text, spill

    made, texts = [], []
    for number, kind, document in documents:
        body = document.body
        if document.file:
            body = plain(prose_of(content, document.file, document.content))
            made.append(stage(staged, f"{folder}t{number}.bin", packed(body, 2), None))
        lead = f"{document.lead}\n{document.note}"
        texts.append(Text(number, document.title, kind != "photo", lead, body))
    for at in range(0, len(documents), RECORDS):
        records = [record(document) for _, _, document in documents[at : at + RECORDS]]
        path = f"{folder}r{documents[at].number // RECORDS}.bin"
        made.append(stage(staged, path, packed(records, 6), None))
    return [(spill(texts, work / str(documents[0].number)), made)]


def shard_batch(
    staged: Path, folder: str, ranges: list["Range"]
) -> list[list[tuple[tuple[str, str], Staged]]]:
    """Stage the files of postings of ranges of words, each with its first and last key."""
    from bangvang.search.format import shards_of

    return [
        [
            ((first, last), stage(staged, f"{folder}{given.name}{number}.bin", data, None))
            for number, (first, last, data) in enumerate(shards_of(given))
        ]
        for given in ranges
    ]
