"""`bangvang import`: legacy pages and Word files become articles for an editor to confirm."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bangvang.cli.options import FOLDER, project, wrong
from bangvang.content.report import printable
from bangvang.importing.draft import Proposal
from bangvang.importing.entries import Portal, named
from bangvang.importing.find.found import SURE, Page
from bangvang.importing.run import Outcome, import_files, read_portal
from bangvang.model.catalog import Registers
from bangvang.text import shortened
from bangvang.words import Words, message, words

_KEYS = {
    "title": message("title"),
    "date": message("date"),
    "lede": message("lede"),
    "authors": message("byline"),
    "captions": message("caption"),
    "movements": message("movement"),
    "districts": message("district"),
    "events": message("event"),
    "honours": message("honour"),
    "tallies": message("count"),
}
_WIDTH = 150
_NEXT = message(
    "What was imported is a draft. Compare it with the source, delete what is right from "
    "`unconfirmed`, then the lines `status: draft` of article and event; `bangvang check` tells "
    "what is left."
)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "content",
    type=FOLDER,
    help="The folder of content; default: that of mkdocs.yml.",
)
@click.option("--dry-run", is_flag=True, help="Report, but write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def import_command(files: tuple[Path, ...], content: Path | None, dry_run: bool, form: str) -> None:
    """Turn saved pages (.html, .txt) and Word files (.docx) into drafts for an editor to confirm.

    Nothing that exists is written over; a source that was imported before changes nothing. Exit
    code 1 when a source could not be imported.
    """
    # A fresh folder has no registers; then those of the portal around it are used.
    known = content if content and (content / "site.md").is_file() else project().content
    content = content or known
    if not (known / "site.md").is_file():
        raise wrong(message("{file} is not there"), file=content / "site.md")
    portal = read_portal(known, content)
    language = words(portal.registry.registers.site.language)
    outcomes = import_files(files, portal, content, dry=dry_run)
    if form == "json":
        rows = [_as_json(each, portal, content, language) for each in outcomes]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for outcome in outcomes:
            for line in _report(outcome, portal, content, language, dry_run):
                click.echo(line)
    if form == "text" and not dry_run:
        click.echo(_summary(outcomes, language), err=True)
        if any(each.proposal for each in outcomes):
            click.echo(language.text(_NEXT), err=True)
    raise SystemExit(1 if any(each.refused for each in outcomes) else 0)


def _summary(outcomes: list[Outcome], language: Words) -> str:
    return language.text(
        "{imported} imported, {already} known already, {refused} refused",
        imported=sum(each.proposal is not None for each in outcomes),
        already=sum(bool(each.already) for each in outcomes),
        refused=sum(each.refused is not None for each in outcomes),
    )


def _as_json(outcome: Outcome, portal: Portal, content: Path, language: Words) -> dict[str, Any]:
    """Return what was found in a source, as values of JSON."""
    row: dict[str, Any] = {"source": str(outcome.source)}
    if outcome.refused:
        return row | {"error": language.text(outcome.refused.text, **outcome.refused.values)}
    if outcome.already or not outcome.proposal:
        return row | {"already": (content / outcome.already).as_posix()}
    made = outcome.proposal
    return {
        **row,
        "sha256": made.origin.sha256,
        **_found(made.page, portal.registry.registers),
        # What was not found is left empty; the article's guess stands in `unsure`.
        **dict.fromkeys(made.guessed),
        "unsure": [
            {
                "what": each.what,
                "value": named(each.value, portal),
                "confidence": round(each.confidence, 2),
                "passage": each.passage,
            }
            for each in made.page.evidence
            if each.confidence < SURE
        ],
        "furniture": made.page.furniture,
        "left_out": [{"text": b, "reason": language.text(a)} for a, b in made.left_out],
        "body": made.body,
        "slips": [{"written": one, "perhaps": other} for one, other in made.page.slips],
        "files": [(content / file).as_posix() for file in made.files],
        "lost": [{"picture": a, "reason": language.text(b)} for a, b in made.lost],
        "notes": [language.text(note) for note in made.notes],
    }


def _found(page: Page, registers: Registers) -> dict[str, Any]:
    """Return the parts of a page, with the names of the registers."""

    def award(identity: str) -> str:
        known = registers.awards.get(identity)
        return known.name if known else identity

    event = page.event
    return {
        "title": page.title,
        "date": page.date and page.date.isoformat(),
        "updated": page.updated and page.updated.isoformat(),
        "byline": ", ".join(page.byline) or None,
        "lede": page.lede,
        "captions": [caption.text for caption in page.captions],
        "movements": [
            registers.movements[each].name if each in registers.movements else each
            for each in page.movements
        ],
        "districts": [registers.districts[each].name for each in page.districts],
        "events": [
            {
                "id": event.id or None,
                "name": event.name,
                "kind": event.kind,
                "ordinal": event.ordinal,
                "term": event.term or None,
                "date": event.date and event.date.isoformat(),
                "session": event.session or None,
            }
        ]
        if event
        else [],
        "honours": [
            {
                "honoree": each.honoree,
                "kind": each.kind,
                "role": each.role or None,
                "award": award(each.award),
                "presenter": each.presenter or None,
            }
            for each in page.honours
        ],
        "tallies": [
            {
                "award": "; ".join(map(award, each.awards)),
                "collectives": each.collectives,
                "persons": each.persons,
                "households": each.households,
                "counts": each.counts,
            }
            for each in page.tallies
        ],
    }


def _report(
    outcome: Outcome, portal: Portal, content: Path, language: Words, dry: bool
) -> Iterator[str]:
    """Yield the lines of the report on one source."""
    say = language.text
    source = printable(str(outcome.source))
    if outcome.refused:
        reason = say(outcome.refused.text, **outcome.refused.values)
        yield say("{source}: not imported: {reason}", source=source, reason=printable(reason))
        return
    if outcome.already or not outcome.proposal:
        file = (content / outcome.already).as_posix()
        yield say(
            "{source}: imported before, as {file}; nothing was changed", source=source, file=file
        )
        return
    made = outcome.proposal
    page = made.page
    yield f"{source} → {(content / made.article).as_posix()}"
    for file in made.files:
        if file.endswith(".md") and file != made.article:
            yield f"    + {(content / file).as_posix()}"
    yield f"  {say('Title')}: {printable(shortened(page.title, _WIDTH))}"
    day = language.day(page.date) if page.date else "?"
    yield f"  {say('Date')}: {day}    {say('Byline')}: {', '.join(page.byline) or '?'}"
    yield f"  {say('Found')}: {_counts(made, language)}"
    unsure = [each for each in page.evidence if each.confidence < SURE]
    if unsure:
        yield f"  {say('To be confirmed, with the words of the source')}:"
    for each in sorted(unsure, key=lambda each: each.confidence):
        value = printable(shortened(named(each.value, portal), _WIDTH))
        yield f"    {each.confidence:.0%} {say(_KEYS[each.what])}: {value}"
        if each.what == "movements" and each.value not in portal.registry.registers.movements:
            yield f"        {say('not in the register; if it is right')}: " + (
                f'bangvang new movement --name "{value}"'
            )
        if each.passage and each.passage != each.value:
            yield f"        “{printable(shortened(each.passage, _WIDTH))}”"
    if page.slips:
        told = "; ".join(f"{one} → {other}?" for one, other in page.slips)
        yield f"  {say('Perhaps mistyped; left as it was')}: {printable(told)}"
    if page.furniture:
        count = language.count("one line", "{n} lines", len(page.furniture))
        yield f"  {say('Left out as parts of the old page')}: {count}"
    for reason, text in made.left_out:
        yield f"  {say(reason)}: “{printable(shortened(text, _WIDTH))}”"
    for where, reason in made.lost:
        yield f"  {say('Picture not taken along')}: {printable(where)}: {say(reason)}"
    for note in made.notes:
        yield f"  {say(note)}"
    if dry:
        yield f"  {say('Nothing was written (--dry-run).')}"


def _counts(made: Proposal, language: Words) -> str:
    page = made.page
    counts = (
        language.count("one movement", "{n} movements", len(page.movements)),
        language.count("one district", "{n} districts", len(page.districts)),
        language.count("one event", "{n} events", 1 if page.event else 0),
        language.count("one honour", "{n} honours", len(page.honours)),
        language.count("one count", "{n} counts", len(page.tallies)),
        language.count("one caption", "{n} captions", len(page.captions)),
        language.count("one picture", "{n} pictures", made.pictures),
    )
    return ", ".join(counts)
