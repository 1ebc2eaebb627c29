"""Pictures of the roll: bars and the map, each with the table of what it shows.

Only conferrals by name are drawn. Counts without names are never in a bar with them.
"""

import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from bangvang.model import urls
from bangvang.model.registers import District
from bangvang.render.context import Portal
from bangvang.render.paging import home, roll_page, section
from bangvang.render.plan import Plan
from bangvang.render.roll.facets import value_name, values
from bangvang.render.roll.map import district_map
from bangvang.render.views import Link, Page
from bangvang.words import message

_WIDTH = 440
_ROW = 30
"""Drawing units from one bar to the next."""
_SVG = "{http://www.w3.org/2000/svg}"
_KINDS = {
    "person": message("Persons"),
    "collective": message("Collectives"),
    "household": message("Households"),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to be drawn: a row for each bar, a column for each part of it."""

    title: str
    axis: str
    """What the rows are."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def chart_plans(context: Portal) -> Iterator[Plan]:
    """Yield the page of pictures, once there is something to draw."""
    if not context.catalog.roll.entries:
        return
    charts = tuple(chart for chart in _charts(context) if chart.rows)
    by_district = context.catalog.roll.slices["district"]
    counts = {each.id: len(by_district.get(each.id, ())) for each in context.catalog.districts}
    named = [(each.name, each.map) for each in context.catalog.districts]

    def page() -> Page:
        title = context.words.text("Charts")
        view = {
            "charts": [(chart, drawn(chart)) for chart in charts],
            "map": district_map(context, _link(context, counts), _shade(counts)),
        }
        above = (home(context), section(context))
        return roll_page(context, urls.CHARTS, title, "charts.html", above, view)

    yield Plan(urls.CHARTS, (charts, counts, named), page)


def _charts(context: Portal) -> tuple[Chart, ...]:
    words, roll = context.words, context.catalog.roll
    levels = [value for value, _ in values(context, "level")]
    years = tuple(
        (value_name(context, "year", year), _split(entries, levels, lambda each: each.what.level))
        for year, entries in values(context, "year")
    )
    kinds = Counter[str](entry.what.kind for entry in roll.entries)
    return (
        Chart(
            words.text("Conferrals by year and level"),
            words.text("Year"),
            tuple(context.level(level) for level in levels),
            years,
        ),
        Chart(
            words.text("Conferrals by district"),
            words.text("District"),
            (words.text("Conferrals by name"),),
            tuple(
                (value_name(context, "district", district), (len(entries),))
                for district, entries in values(context, "district")
            ),
        ),
        Chart(
            words.text("Conferrals by kind of honoree"),
            words.text("Kind of honoree"),
            (words.text("Conferrals by name"),),
            tuple((words.text(text), (kinds[kind],)) for kind, text in _KINDS.items()),
        ),
    )


def _split(
    entries: Sequence[object], keys: Sequence[str], key: Callable[..., str]
) -> tuple[int, ...]:
    found = Counter(map(key, entries))
    return tuple(found[each] for each in keys)


def _link(context: Portal, counts: dict[str, int]) -> Callable[[District], Link]:
    def link(district: District) -> Link:
        note = context.conferrals(counts[district.id])
        return Link(district.name, urls.slice_url("district", district.id), note)

    return link


def _shade(counts: dict[str, int]) -> Callable[[District], int]:
    """Return how dark a district is: 0 for no conferral, to 4 for the most."""
    most = max(counts.values(), default=0)
    return lambda district: -(-4 * counts[district.id] // most) if most else 0


def drawn(chart: Chart) -> Markup:
    """Return a chart as SVG that bears no style, script or date of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pygal
        from pygal.config import Config
        from pygal.style import Style
    # It leaves behind a finder of plugins of a kind that Python warns of at every import.
    sys.meta_path[:] = [each for each in sys.meta_path if hasattr(each, "find_spec")]
    options = Config(
        css=[],
        js=[],
        width=_WIDTH,
        height=_ROW
        * (1 + len(chart.rows) + (len(chart.columns) > 1) * -(-len(chart.columns) // 2)),
        style=Style(label_font_size=16, major_label_font_size=16, legend_font_size=16),
        show_x_labels=False,
        show_x_guides=False,
        show_legend=len(chart.columns) > 1,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        print_values=True,
        print_zeroes=False,
        show_y_guides=False,
        margin=10,
        truncate_legend=-1,
        truncate_label=-1,
        formatter=lambda value: f"{value:g}" if value else "",
    )
    bars = pygal.HorizontalStackedBar(options)
    # The first bar of a horizontal chart stands at its foot.
    rows = chart.rows[::-1]
    bars.x_labels = [label for label, _ in rows]
    for place, column in enumerate(chart.columns):
        bars.add(column, [numbers[place] for _, numbers in rows])
    root = etree.fromstring(bars.render())
    etree.strip_tags(root, etree.Comment)
    for name in ("defs", "title", "desc"):
        etree.strip_elements(root, f"{_SVG}{name}", with_tail=False)
    for group in root.findall(f".//{_SVG}g"):
        for bar in group.findall(f"{_SVG}rect"):
            # A bar of nothing has no width.
            if "width" not in bar.attrib:
                group.remove(bar)
    for each in root.iter():
        each.attrib.pop("style", None)
        each.attrib.pop("id", None)
    root.set("class", "bv-chart")
    root.set("role", "img")
    root.set("aria-label", chart.title)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))
