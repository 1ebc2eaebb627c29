"""Tables of a page: which only arrange, and the cells of the others, each in its column."""

from collections.abc import Callable

from lxml.html import HtmlElement

_LONG_TABLE = 5000


def grid(table: HtmlElement, words: Callable[[HtmlElement], str]) -> list[list[str]]:
    """Return the words of the cells of a table, row by row.

    A cell over several columns is followed by empty ones; one over several rows stands in each,
    since a table of honours names an award once for many.
    """
    cells: list[list[str]] = []
    # What reaches down from a row above: for each column, how many rows more, and its words.
    hanging: dict[int, tuple[int, str]] = {}
    for row in rows_of(table):
        found = [cell for cell in row if cell.tag in ("td", "th")]
        parts: list[str] = []
        down: dict[int, tuple[int, str]] = {}
        while found or len(parts) in hanging:
            if len(parts) in hanging:
                left, told = hanging.pop(len(parts))
                if left > 1:
                    down[len(parts)] = left - 1, told
                parts.append(told)
                continue
            cell = found.pop(0)
            told = words(cell)
            for place in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    down[len(parts)] = _span(cell, "rowspan") - 1, "" if place else told
                parts.append("" if place else told)
        hanging = down
        if parts:
            cells.append(parts)
    return cells


def _span(cell: HtmlElement, name: str) -> int:
    """Return over how many columns or rows a cell reaches; one for what makes no sense."""
    value = cell.get(name, "1")
    return max(1, min(int(value), 50)) if value.isdecimal() else 1


def rows_of(table: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a table, not those of tables within it."""
    found: list[HtmlElement] = table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
    return found


def is_layout(table: HtmlElement) -> bool:
    """Return whether a table only arranges: pictures, other tables, or one column."""
    if table.xpath(".//img|.//table|.//h1|.//h2"):
        return True
    rows = [[c for c in row if c.tag in ("td", "th")] for row in rows_of(table)]
    return max(map(len, rows), default=0) < 2 or (
        len(rows) < 2 and len(table.text_content()) > _LONG_TABLE // 10
    )
