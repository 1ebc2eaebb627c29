"""How well an import finds what a page tells: sources beside truth files, in any folder.

    python tests/importscore.py FOLDER [--content CONTENT]

Beside each source (`NAME.txt`, `.html`, `.docx`) lies `NAME.truth.yml`: title, date, byline, lede,
captions; `body`, sentences or beginnings of sentences in their order; `furniture`, words that must
be in no part of the result; movements, districts, honours and tallies.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bangvang.content.check.digest import read_registers
from bangvang.content.check.resolve import Registry
from bangvang.content.read.walk import survey
from bangvang.text import fold, name_key

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("title", "date", "byline", "lede", "captions", "body", "furniture", "event")


@dataclass
class Score:
    """What is right of one source, and what was missed or invented."""

    name: str
    wrong: dict[str, Any] = field(default_factory=dict)
    """Parts that are wrong, with what was found."""
    right: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


def registry(content: Path) -> Registry:
    return read_registers(content, survey(content).registers, ())[0]


def _items(told: dict[str, Any], known: Registry) -> set[str]:
    """Return what a page tells, each thing as one comparable text."""

    def of(folder: str, name: str) -> str:
        return known.find(folder, name) or name_key(name)

    def awards(text: str) -> str:
        return "+".join(sorted(of("awards", each.strip()) for each in text.split(";")))

    found = {f"movement {of('movements', name)}" for name in told.get("movements", [])}
    found |= {f"district {of('districts', name)}" for name in told.get("districts", [])}
    for honour in told.get("honours", []):
        honoree = name_key(honour["honoree"])
        found.add(f"honour {honoree}: {awards(honour['award'])} {honour['kind']}")
    for tally in told.get("tallies", []):
        counts = [tally.get(kind) for kind in ("collectives", "persons", "households")]
        how = tally.get("counts") or "recipients"
        found.add(f"tally {awards(tally['award'])} {counts} {how}")
    return found


def _plain(text: object) -> str:
    return fold(" ".join(str(text or "").split()))


def compare(found: dict[str, Any], truth: dict[str, Any], known: Registry) -> Score:
    """Return the score of what was found in a source."""
    score = Score(found["source"])
    for part in ("title", "byline", "lede"):
        if _plain(found[part]) != _plain(truth.get(part)):
            score.wrong[part] = found[part]
    if str(found["date"]) != str(truth["date"]):
        score.wrong["date"] = found["date"]
    if [*map(_plain, found["captions"])] != [*map(_plain, truth.get("captions", []))]:
        score.wrong["captions"] = found["captions"]
    at = 0
    body = _plain(found["body"].replace("\\", ""))
    for sentence in truth.get("body", []):
        place = body.find(_plain(sentence), at)
        if place < 0:
            score.wrong.setdefault("body", []).append(sentence)
        at = max(at, place)
    result = _plain([found["title"], found["lede"], found["captions"], found["body"]])
    left = [words for words in truth.get("furniture", []) if _plain(words) in result]
    if left:
        score.wrong["furniture"] = left
    event = (found["events"] or [{}])[0]
    for key, value in truth.get("event", {}).items():
        if str(event.get(key)) != str(value):
            score.wrong["event"] = event
    mine, right = _items(found, known), _items(truth, known)
    score.right = len(mine & right)
    score.missed = sorted(right - mine)
    score.invented = sorted(mine - right)
    told = {name_key(honour["honoree"]): honour for honour in found["honours"]}
    for honour in truth.get("honours", []):
        mine_too = told.get(name_key(honour["honoree"]), {})
        for key in ("role", "presenter"):
            if key in honour and _plain(mine_too.get(key)) != _plain(honour[key]):
                score.wrong[f"{key} of {honour['honoree']}"] = mine_too.get(key)
    return score


def scores(folder: Path, content: Path) -> list[Score]:
    """Return the score of every source of a folder that has a truth file."""
    truths = sorted(folder.glob("*.truth.yml"))
    sources = [
        next(p for p in sorted(folder.glob(f"{t.name.removesuffix('.truth.yml')}.*")) if p != t)
        for t in truths
    ]
    command = [sys.executable, "-m", "bangvang", "import", *map(str, sources)]
    told = subprocess.run(
        [*command, "--to", str(content), "--dry-run", "--format", "json"],
        capture_output=True,
        check=True,
    )
    known = registry(content)
    return [
        compare(found, yaml.safe_load(truth.read_text(encoding="utf-8")), known)
        for found, truth in zip(json.loads(told.stdout), truths, strict=True)
    ]


def rates(found: list[Score]) -> tuple[float, float]:
    """Return precision and recall over all sources together."""
    right = sum(each.right for each in found)
    invented = sum(len(each.invented) for each in found)
    missed = sum(len(each.missed) for each in found)
    return right / max(1, right + invented), right / max(1, right + missed)


def main() -> None:
    """Print the scores of a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    options = parser.parse_args()
    found = scores(options.folder, options.content)
    for each in found:
        print(f"{each.name}: {each.right} right")
        for part, value in each.wrong.items():
            print(f"    {part} is wrong: {value}")
        for name in each.missed:
            print(f"    missed: {name}")
        for name in each.invented:
            print(f"    invented: {name}")
    precision, recall = rates(found)
    wrong = sum(bool(each.wrong) for each in found)
    print(f"{len(found)} sources, {wrong} with a wrong part; {precision=:.3f} {recall=:.3f}")


if __name__ == "__main__":
    main()
