"""Consultations: notices of proposed honours, which must stand for ten working days."""

from collections.abc import Iterator
from datetime import date

from bangvang.model.articles import Article
from bangvang.model.problems import Problem

WORKING_DAYS = 10
"""For so many working days people may say what they think of proposed honours."""


def check_consultation(article: Article) -> Iterator[Problem]:
    """Yield what is wrong with an article's being a consultation, or none."""
    if article.kind != "consultation":
        if article.closes:
            yield Problem(article.file, "E320", ("closes",))
        return
    if article.closes is None:
        yield Problem(article.file, "E101", values={"key": "closes"})
        return
    for key in ("honours", "tallies"):
        if getattr(article, key):
            yield Problem(article.file, "E321", (key,), values={"key": key})
    opens = article.publish_at.date() if article.publish_at else article.date
    earliest = tenth_working_day(opens)
    if article.closes < earliest:
        yield Problem(article.file, "W322", ("closes",), values={"day": str(earliest)})
    if article.expires_at and article.expires_at.date() <= article.closes:
        yield Problem(article.file, "E323", ("expires_at",), values={"day": str(article.closes)})


def tenth_working_day(start: date) -> date:
    """Return the tenth working day after the day `start`.

    Saturdays, Sundays and public holidays are none (Labour Code 45/2019/QH14, article 112; the day
    on which a period begins is not counted: Civil Code 91/2015/QH13, article 147).

    >>> tenth_working_day(date(2020, 4, 24))  # over 30 April, 1 May and two weekends
    datetime.date(2020, 5, 12)
    """
    # Takes long to load, and few portals have a consultation.
    from holidays import country_holidays

    try:
        found: date = country_holidays("VN").get_nth_working_day(start, WORKING_DAYS)
    except ValueError:
        return date.max
    return found
