"""Dates as sources give them: a day, a month or a year; and the periods a piece of work covers."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PERIOD = re.compile(r"(\d{4})(?:\s*[-\u2013]\s*(\d{4}))?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, as exact as the source and no more.

    >>> str(parse_partial("2020-09"))
    '2020-09'
    >>> parse_partial("2020-02").last
    datetime.date(2020, 2, 29)
    """

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def first(self) -> date:
        """The earliest day that this date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that this date may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, a school year or a term: the time whose work an honour rewards.

    >>> str(parse_period("2018 - 2019"))
    '2018-2019'
    """

    start: int
    end: int

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}-{self.end}"


def _impossible(value: object) -> PydanticCustomError:
    return PydanticCustomError("impossible_date", "no such date", {"value": str(value)})


def _from_yaml(value: Any, parse: Callable[[str], Any], kind: type) -> Any:
    """Read what YAML made of a date: a date, a whole number (a year) or text."""
    if isinstance(value, kind):
        return value
    if isinstance(value, datetime | bool):
        raise _impossible(value)
    if isinstance(value, int) and abs(value) > 9999:
        raise PydanticCustomError("impossible_date", "no such date", {"value": "…"})
    if isinstance(value, date | int | str):
        return parse(str(value).strip())
    raise PydanticCustomError("wrong_type", "not a date", {"expected": "date"})


def parse_partial(value: Any) -> PartialDate:
    """Return the date that YAML gives as a date, a year or text; raise for a date that is none."""

    def parse(text: str) -> PartialDate:
        match = _PARTIAL.fullmatch(text)
        if not match:
            raise _impossible(text)
        year, month, day = (int(part or 0) for part in match.groups())
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise _impossible(text) from None
        if (match[2] and not month) or (match[3] and not day):
            raise _impossible(text)
        return PartialDate(year, month, day)

    result: PartialDate = _from_yaml(value, parse, PartialDate)
    return result


def parse_day(value: Any) -> date:
    """Return the calendar day that YAML gives; raise for 31 February and the like."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        partial = parse_partial(value)
    except PydanticCustomError as error:
        if error.type != "impossible_date":
            raise
        raise PydanticCustomError("no_such_day", "no such day", error.context) from None
    if not partial.day:
        raise PydanticCustomError("not_a_day", "no day", {"value": str(value)})
    return partial.first


def parse_moment(value: Any) -> datetime:
    """Return the moment that YAML gives as a date (its midnight) or a date with a time."""
    try:
        if isinstance(value, datetime):
            return bounded(value)
        if isinstance(value, str) and len(value.strip()) > 10:
            return bounded(datetime.fromisoformat(value.strip()))
        return bounded(datetime.combine(parse_day(value), datetime.min.time()))
    except ValueError:
        raise PydanticCustomError("not_a_moment", "no moment", {"value": str(value)}) from None


def bounded(moment: datetime) -> datetime:
    """Return a moment that every time zone can express; raise `ValueError` for any other."""
    naive = moment.replace(tzinfo=None)
    if min(naive - datetime.min, datetime.max - naive) < timedelta(days=2):
        raise ValueError(moment.isoformat())
    return moment


def parse_period(value: Any) -> Period:
    """Return the period that YAML gives: `2019`, `2018-2019` or `2016-2020`."""

    def parse(text: str) -> Period:
        match = _PERIOD.fullmatch(text)
        if not match:
            raise _impossible(text)
        start = int(match[1])
        end = int(match[2] or start)
        if end < start:
            raise _impossible(text)
        return Period(start, end)

    result: Period = _from_yaml(value, parse, Period)
    return result


Day = Annotated[
    date, PlainValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})
]
Moment = Annotated[
    datetime,
    PlainValidator(parse_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?"}),
]
When = Annotated[
    PartialDate,
    PlainValidator(parse_partial),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _PARTIAL.pattern}),
]
Years = Annotated[
    Period,
    PlainValidator(parse_period),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _PERIOD.pattern}),
]
