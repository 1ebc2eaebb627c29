"""The words of the interface: one message catalogue, dates and numbers in the reader's language."""

from datetime import date
from functools import lru_cache, partial
from gettext import c2py
from pathlib import Path
from typing import Any, Protocol

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("vi", "en")
_LOCALE = Path(__file__).parent / "locale"


class _When(Protocol):
    """A day, a month or a year: `month` and `day` are 0 where they are not known."""

    @property
    def year(self) -> int: ...

    @property
    def month(self) -> int: ...

    @property
    def day(self) -> int: ...

    @property
    def first(self) -> date: ...


def message(text: str) -> str:
    """Return `text` unchanged: this marks it for the catalogue where it is translated later."""
    return text


REASONS = (
    message("Bad file descriptor"),
    message("Broken pipe"),
    message("Cannot allocate memory"),
    message("Directory not empty"),
    message("Disk quota exceeded"),
    message("File exists"),
    message("File name too long"),
    message("File too large"),
    message("Input/output error"),
    message("Is a directory"),
    message("No such device"),
    message("No such file or directory"),
    message("No space left on device"),
    message("Not a directory"),
    message("Operation not permitted"),
    message("Permission denied"),
    message("Read-only file system"),
    message("Text file busy"),
    message("Too many levels of symbolic links"),
    message("Too many open files"),
)
"""What the system gives as reasons for not reading or writing a file."""


class RefusalError(Exception):
    """Something cannot be done; the message id says why, `values` fill it."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values

    def said(self, words: "Words") -> str:
        """Return why, in the language of `words`; what the system gave as a reason, too."""
        values = {
            key: words.text(str(value)) if key == "reason" else value
            for key, value in self.values.items()
        }
        return words.text(self.text, **values)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes with all that is needed to say it in another language."""
        return partial(type(self), self.text, **self.values), ()


class Words:
    """The words of one language. English texts are the ids of the catalogue.

    >>> Words("vi").day(date(2020, 9, 10))
    '10/9/2020'
    >>> Words("en").count("one article", "{n} articles", 1195)
    '1,195 articles'
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts: dict[str, str | tuple[str, ...]] = {}
        self._plural = c2py("n != 1")
        self._days: dict[tuple[date, str], str] = {}
        self._numbers: dict[float, str] = {}
        path = _LOCALE / language / "LC_MESSAGES" / "bangvang.po"
        if path.exists():
            with path.open("rb") as file:
                catalog = read_po(file, locale=language)
            self._plural = c2py(catalog.plural_expr)
            for entry in catalog:
                if entry.id and entry.string:
                    key = entry.id if isinstance(entry.id, str) else entry.id[0]
                    text = entry.string
                    self._texts[key] = text if isinstance(text, str) else tuple(text)

    def text(self, message: str, **values: object) -> str:
        """Return the text for an English message, with its `{names}` filled in."""
        found = self._texts.get(message, message)
        text = found if isinstance(found, str) else found[0]
        return text.format(**values) if values else text

    def count(self, one: str, many: str, n: int) -> str:
        """Return the text for `n` things, with the number written as the language does."""
        found = self._texts.get(one, (one, many))
        forms = found if isinstance(found, tuple) else (found,)
        form = forms[min(int(self._plural(n)), len(forms) - 1)]
        return form.format(n=self.number(n))

    def number(self, value: float) -> str:
        """Return a number as the language writes it: 1.195 and 6,8 in Vietnamese."""
        if value not in self._numbers:
            self._numbers[value] = str(format_decimal(value, locale=self.language))
        return self._numbers[value]

    def day(self, day: date) -> str:
        """Return a day in short form."""
        return self._formatted(day, "d MMM y")

    def long_day(self, day: date) -> str:
        """Return a day with its weekday, as at the head of an article."""
        return self._formatted(day, "EEEE, d MMMM y")

    def on_long_day(self, day: date) -> str:
        """Return a day with its weekday, within a sentence."""
        found = self.long_day(day)
        # A weekday is a name in English alone.
        return found if self.language == "en" else found[0].lower() + found[1:]

    def when(self, when: _When) -> str:
        """Return a day, a month or a year, as exact as it is known."""
        if when.day:
            return self.day(when.first)
        if when.month:
            return self._formatted(when.first, "MMMM y")
        return str(when.year)

    def when_month(self, day: date) -> str:
        """Return the month of a day, without its year."""
        return self._formatted(day, "MMMM")

    def _formatted(self, day: date, form: str) -> str:
        if (day, form) not in self._days:
            self._days[day, form] = format_date(day, self.text(form), locale=self.language)
        return self._days[day, form]


@lru_cache
def words(language: str) -> Words:
    """Return the words of a language; each catalogue is read once."""
    return Words(language)
