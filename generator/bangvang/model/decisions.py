"""Decisions by which honours are conferred: the number, and the date where it is given.

The shape of a number is that of Decree 30/2020/ND-CP, appendix I: number/kind-authority.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from bangvang.model.types import Text

_DECISION = re.compile(
    r"(?:(?:quyết định|qđ)\s+)?(?:số\s*:?\s*)?"
    r"\d{1,6}[a-z]?(?:/\d{4})?/(?:qđ|nq|l|cttn|ctn|sl|nđ)(?:-[a-zđ&.-]+|(?=[\s,]|$))"
    r"(?:,?\s*(?:ngày\s+)?(?P<date>\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2} tháng \d{1,2} năm \d{4}))?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\s*tháng\s*|\s*năm\s*|/")


def decision_date(text: str) -> date | None:
    """Return the date of a decision; None when only its number is given.

    Raise `ValueError` for what is no decision, or has an impossible date.

    >>> decision_date("1683/QĐ-TTg ngày 20/10/2020")
    datetime.date(2020, 10, 20)
    >>> decision_date("Quyết định số 99/QĐ-UBND") is None
    True
    """
    found = _DECISION.fullmatch(text)
    if not found:
        raise ValueError(text)
    written = found["date"]
    if not written:
        return None
    if "-" in written:
        return date.fromisoformat(written)
    day, month, year = map(int, _WORDS.split(written))
    return date(year, month, day)


def _decision(text: str) -> str:
    try:
        decision_date(text)
    except ValueError:
        raise PydanticCustomError("decision", "no decision", {"value": text}) from None
    return text


Decision = Annotated[Text, AfterValidator(_decision)]
"""The number of a decision, and its date when that is known."""
