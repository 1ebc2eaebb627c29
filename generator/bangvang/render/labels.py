"""What the values of closed lists are called: levels, kinds of honorees and of events."""

from bangvang.model.types import HonoreeKind
from bangvang.words import message

LEVELS = {
    "state": message("State level"),
    "government": message("Government"),
    "ministry": message("Ministries"),
    "province": message("Province level"),
    "district": message("District level"),
    "commune": message("Commune level"),
    "unit": message("Unit level"),
    "union": message("Unions"),
    "cluster": message("Clusters"),
}
SCHEMA_KINDS: dict[HonoreeKind, str] = {
    "person": "Person",
    "collective": "Organization",
    "household": "Organization",
}
"""What an honoree of each kind is in the words of schema.org."""

EVENT_KINDS = {
    "congress": message("Congress"),
    "conference": message("Conference"),
    "ceremony": message("Ceremony"),
}
DOCUMENT_KINDS = {
    "decision": message("Decision"),
    "plan": message("Plan"),
    "call": message("Call"),
    "guidance": message("Guidance"),
    "report": message("Report"),
    "law": message("Law"),
    "resolution": message("Resolution"),
    "decree": message("Decree"),
    "circular": message("Circular"),
    "notice": message("Notice (document)"),
}
UNKNOWN = message("not known")
KINDS: dict[HonoreeKind, str] = {
    "person": message("Person"),
    "collective": message("Collective"),
    "household": message("Household"),
}

CLASSES = {
    "order": message("Order"),
    "medal": message("Medal"),
    "state-title": message("State honorary title"),
    "state-prize": message("State prize"),
    "commemorative": message("Commemorative medal"),
    "certificate": message("Certificate"),
    "emulation-title": message("Emulation title"),
    "outside-law": message("Outside the law"),
}
"""In the law's order of forms of commendation; emulation titles are none, and follow."""
