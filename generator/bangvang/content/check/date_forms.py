"""Dates as a Vietnamese hand writes them, and how they are written in content."""

import re
from datetime import datetime
from typing import Literal

DateForm = Literal["day", "moment", "partial"]
"""What a field takes: a day, a day with a time, or as much of a date as is known."""

_BETWEEN = r"\s*(?:[/.-]|tháng|năm)\s*"
_DATES = (
    rf"(?P<day>\d{{1,2}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}(?P<day>\d{{1,2}})",
    rf"(?P<month>\d{{1,2}}){_BETWEEN}(?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}}){_BETWEEN}(?P<month>\d{{1,2}})",
    r"năm\s+(?P<year>\d{4})",
)
_TIME = r"(?P<hour>\d{1,2})\s*(?:[:hg]|giờ)\s*(?P<minute>\d{2})?(?:\s*phút)?(?::\d{2})?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for date in _DATES
    for form in (
        rf"(?:ngày|tháng)?\s*{date}(?:[\sT,]+(?:lúc\s+)?{_TIME})?",
        rf"(?:lúc\s+)?{_TIME}[\s,]+(?:ngày|tháng)?\s*{date}",
    )
)


def suggested(text: str, form: DateForm) -> str | None:
    """Return how a date is written in content for a field of a form; None for what is no date.

    >>> suggested("ngày 5 tháng 9 năm 2020", "day"), suggested("10/2020", "partial")
    ('2020-09-05', '2020-10')
    >>> suggested("7h30 ngày 1/12/2026", "moment"), suggested("1.12.2026", "moment")
    ('2026-12-01 07:30', '2026-12-01')
    >>> suggested("10/2020", "day"), suggested("31/2/2020", "day")
    (None, None)
    """
    found = next(filter(None, (each.fullmatch(text.strip()) for each in _FORMS)), None)
    if not found:
        return None
    parts = {"month": None, "day": None, **found.groupdict()}
    if parts["day"] is None and form != "partial":
        return None
    least = {"year": 0, "month": 1, "day": 1, "hour": 0, "minute": 0}
    try:
        year, month, day, hour, minute = (int(parts[name] or low) for name, low in least.items())
        moment = datetime(year, month, day, hour, minute)
    except ValueError:
        return None
    if form == "moment" and parts["hour"]:
        return f"{moment:%Y-%m-%d %H:%M}"
    length = 10 if parts["day"] else 7 if parts["month"] else 4
    return f"{moment:%Y-%m-%d}"[:length]
