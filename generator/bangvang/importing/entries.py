"""Honours and counts that were found, as entries of front matter that fit a portal."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from bangvang.content.check.resolve import Registry
from bangvang.content.write.ids import new_id
from bangvang.importing.find.found import Counted, Named, Page
from bangvang.importing.find.honorees import same
from bangvang.importing.find.lexicon import Lexicon
from bangvang.model.records import Conferred


@dataclass(slots=True)
class Portal:
    """Entries of the portal that an import must fit."""

    registry: Registry
    lexicon: Lexicon
    conferrals: list[Conferred]
    ids: set[str]
    """Ids of conferrals that are taken."""
    files: set[str]
    """Files of content that there are, or will be."""
    days: dict[str, datetime.date]
    """The day of each article, by its id."""
    events: dict[str, tuple[datetime.date, str]]
    """The day and the district of each event, by its id."""


def named(value: str, portal: Portal) -> str:
    """Return a value that was found with the names of the register in place of ids.

    Ids of awards stand at the head of a tally, or after the name of an honoree.
    """
    registers = portal.registry.registers
    for register in (registers.movements, registers.districts, registers.events):
        if value in register:
            return str(register[value].name)
    return re.sub(
        r"[a-z0-9]+(?:-[a-z0-9]+)+",
        lambda hit: registers.awards[hit[0]].name if hit[0] in registers.awards else hit[0],
        value,
    )


def honour_entry(honour: Named, page: Page, event: str, portal: Portal) -> dict[str, Any] | None:
    """Return an honour as front matter; a reference when the portal has it already."""
    award = portal.registry.registers.awards.get(honour.award)
    if award is None:
        return None
    record = portal.lexicon.record(honour.honoree)
    date = str(page.event.date) if page.event and honour.at_event else ""
    known = _recorded(honour, record, event if honour.at_event else "", date, portal)
    if known:
        return {"ref": known}
    found: dict[str, Any] = {"id": new_id("c", portal.ids), "honoree": record or honour.honoree}
    found["kind"] = honour.kind
    found |= {"role": honour.role} if honour.role else {}
    found["award"] = award.name
    if honour.at_event and event:
        found["event"] = event
        found["date"] = page.event.date if page.event else None
    found |= {"for": honour.period} if honour.period else {}
    found |= {"presented_by": honour.presenter} if honour.presenter else {}
    return found


def _recorded(honour: Named, record: str, event: str, date: str, portal: Portal) -> str:
    """Return the id of the one conferral of the portal that the source tells of again.

    It is the same honoree and award, and nothing that both tell sets the two apart.
    """
    honorees = portal.registry.registers.honorees
    found = []
    for each in portal.conferrals:
        if (each.award, each.kind) != (honour.award, honour.kind):
            continue
        names = honorees[each.honoree].names if each.honoree in honorees else (each.honoree,)
        sure = bool((event and event == each.event) or (date and date == each.date))
        # Two people of one name are two.
        if honour.kind == "person" and not sure:
            continue
        told = ((event, each.event), (date, each.date), (honour.period, each.period))
        if (record == each.honoree or any(same(honour.honoree, name) for name in names)) and all(
            not one or not other or one == other for one, other in told
        ):
            found.append(each.id)
    return found[0] if len(found) == 1 else ""


def tally_entry(tally: Counted, event: str, portal: Portal) -> dict[str, Any] | None:
    """Return a count as front matter; None when an award of it is not in the register."""
    registers = portal.registry.registers
    if not all(award in registers.awards for award in tally.awards):
        return None
    scope = {"authority": tally.authority} if tally.authority else {}
    scope |= {"event": event} if tally.at_event and event else {}
    found: dict[str, Any] = {"awards": [registers.awards[each].name for each in tally.awards]}
    found |= {"scope": scope} if scope else {}
    for kind in ("collectives", "persons", "households"):
        value = getattr(tally, kind)
        found |= {} if value is None else {kind: value}
    return found | ({"counts": "conferrals"} if tally.counts == "conferrals" else {})
