"""Layout of charts: figures and yearly counts in, coordinates out.

Units are pixels; x grows to the right, y downwards. Templates write the SVG.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from resolutions.graph.drawing_text import format_coordinate, format_point, text_width, truncate
from resolutions.graph.wording import CHINESE, Wording
from resolutions.statistics.figures import Figure, FigureRow, format_value

# Column charts
FIELD_WIDTH, FIELD_HEIGHT = 1120, 250  # of the area of the columns
LEFT, TOP, BOTTOM, RIGHT = 46, 14, 30, 14  # margins around it
MIN_COLUMN_WIDTH = 12.6  # of a column with its gap; together they fill the area
COLUMN_SHARE = 0.76  # of this width; the rest is the gap, half of it on each side
MAX_DRAWN_WIDTH = 140.0  # of the column itself
MIN_NAME_DISTANCE = 40  # between the named columns
# Bar charts
BAR_CHART_WIDTH, BAR_FIELD_WIDTH = 1180, 1110  # of the whole chart; of names and bars together
BAR_ROW_HEIGHT, BAR_HEIGHT = 26, 16
MAX_BAR_NAME_LENGTH, LETTERS_PER_CHARACTER = 28, 2  # characters; names in English may have more
TEXT_SIZE = 12.5
# Small charts by year
YEAR_CHART_WIDTH, YEAR_CHART_HEIGHT = 720, 120  # without the line of years beneath
MAX_YEAR_BAR_WIDTH = 36
YEAR_BAR_SHARE = 0.8
MAX_YEAR_LABELS = 12
# Colours of the series, of different lightness, with a contrast of at least 3 : 1 on white; the last one is for the
# remainder. static/graph.css has the colours for a dark screen.
COLOURS = ("#0b4a7d", "#c98500", "#2f8f7f", "#b3401f", "#7a3d8f", "#5a7016", "#8a8478")


@dataclass(frozen=True, slots=True)
class SeriesPath:
    """All rectangles of one series in a single path."""

    series: int
    colour: str
    path: str


@dataclass(frozen=True, slots=True)
class ChartItem:
    """One row of the figure in the chart.

    ``description`` has its name and numbers for the tooltip, ``hit_area`` is the path that takes a
    pointer. ``label`` and ``value`` are the texts drawn; empty ones are not drawn.
    """

    row: FigureRow
    description: str
    hit_area: str
    label: str
    label_x: str
    label_y: str
    value: str = ""
    value_x: str = ""


@dataclass(frozen=True, slots=True)
class GridLine:
    """A horizontal line with its number."""

    y: float
    label: str

    @property
    def text_y(self) -> float:
        """The baseline of the number."""
        return self.y + 4


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A series with its name and colour."""

    series: int
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of a figure. ``legend`` is empty for a single series."""

    figure: Figure
    width: int
    height: int
    series_paths: list[SeriesPath]
    items: list[ChartItem]
    grid_lines: list[GridLine]
    legend: list[LegendEntry]

    @property
    def left(self) -> int:
        """The left end of the grid lines."""
        return LEFT

    @property
    def right(self) -> int:
        """The right end of the grid lines."""
        return self.width - RIGHT


@dataclass(frozen=True, slots=True)
class YearBar:
    """The bar of one year; ``has_label`` is True when the year is written beneath."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float
    has_label: bool

    @property
    def middle(self) -> float:
        """The horizontal centre."""
        return round(self.x + self.width / 2, 1)


def layout_chart(figure: Figure, wording: Wording = CHINESE) -> Chart:
    """Lay ``figure`` out in its shape."""
    return _layout_bars(figure, wording) if figure.shape == "bars" else _layout_columns(figure, wording)


def layout_year_ticks(counts: Mapping[int, int]) -> list[GridLine]:
    """Lay out the lines of the y axis: none, half and all of the highest bar, at whole numbers.

    >>> [(tick.label, tick.y) for tick in layout_year_ticks({2017: 1, 2019: 4})]
    [('0', 120.0), ('2', 60.0), ('4', 0.0)]
    """
    highest = max(counts.values(), default=0)
    values = sorted({0, highest // 2, highest}) if highest else []
    return [GridLine(YEAR_CHART_HEIGHT - YEAR_CHART_HEIGHT * value / highest, str(value)) for value in values]


def layout_year_bars(counts: Mapping[int, int]) -> list[YearBar]:
    """Lay out a bar for each year from the first to the last, including years without a count.

    >>> [(bar.year, bar.height) for bar in layout_year_bars({2017: 1, 2019: 2})]
    [(2017, 60.0), (2018, 0.0), (2019, 120.0)]
    """
    if not counts:
        return []
    years = range(min(counts), max(counts) + 1)
    width = min(YEAR_CHART_WIDTH / len(years), MAX_YEAR_BAR_WIDTH)
    highest = max(counts.values())
    label_interval = -(-len(years) // MAX_YEAR_LABELS)
    bars = []
    for number, year in enumerate(years):
        count = counts.get(year, 0)
        height = YEAR_CHART_HEIGHT * count / highest
        bars.append(
            YearBar(
                year=year,
                count=count,
                x=round(number * width, 1),
                y=round(YEAR_CHART_HEIGHT - height, 1),
                width=round(width * YEAR_BAR_SHARE, 1),
                height=round(height, 1),
                has_label=number % label_interval == 0,
            )
        )
    return bars


def series_class(figure: Figure, series: int) -> int:
    """Return the number of the colour of a series: the last one is the grey of a remainder."""
    is_remainder = figure.ends_with_remainder and series == figure.drawn - 1
    return len(COLOURS) - 1 if is_remainder else min(series, len(COLOURS) - 1)


def nice_ticks(maximum: float, wanted: int = 5) -> list[int]:
    """Return round numbers at equal distances from 0 to at least ``maximum``, about ``wanted`` of them.

    >>> nice_ticks(83), nice_ticks(3), nice_ticks(0)
    ([0, 20, 40, 60, 80, 100], [0, 1, 2, 3], [0, 1])
    """
    step = 1
    for candidate in (size * 10**power for power in range(9) for size in (1, 2, 5)):
        step = candidate
        if step * wanted >= maximum:
            break
    return [step * number for number in range(max(-(-int(-(-maximum // 1)) // step), 1) + 1)]


def _layout_columns(figure: Figure, wording: Wording) -> Chart:
    is_shares = figure.shape == "shares"
    drawn_values = [row.values[: figure.drawn] for row in figure.rows]
    maximum = 100 if is_shares else max((sum(values) for values in drawn_values), default=0)
    ticks = nice_ticks(maximum)
    width = max(FIELD_WIDTH / max(len(drawn_values), 1), MIN_COLUMN_WIDTH)
    drawn_width = min(width * COLUMN_SHARE, MAX_DRAWN_WIDTH)
    base = TOP + FIELD_HEIGHT
    named = _named_columns(len(drawn_values), width)
    paths = [""] * figure.drawn
    items = []
    for number, (row, values) in enumerate(zip(figure.rows, drawn_values, strict=True)):
        scale = FIELD_HEIGHT / ((sum(values) or 1) if is_shares else ticks[-1])
        y, x = float(base), LEFT + number * width
        for series, value in enumerate(values):
            y -= value * scale
            paths[series] += _rectangle(x + (width - drawn_width) / 2, y, drawn_width, value * scale)
        items.append(
            ChartItem(
                row=row,
                description=_describe(figure, row, wording),
                hit_area=_rectangle(x, TOP, width, FIELD_HEIGHT),
                label=row.name if number in named else "",
                label_x=format_coordinate(x + width / 2),
                label_y=str(base + 18),
            )
        )
    return Chart(
        figure=figure,
        width=round(LEFT + width * len(items) + RIGHT),
        height=base + BOTTOM,
        series_paths=[
            SeriesPath(number := series_class(figure, series), COLOURS[number], path)
            for series, path in enumerate(paths)
        ],
        items=items,
        grid_lines=[
            GridLine(round(base - FIELD_HEIGHT * tick / ticks[-1], 1), f"{tick}%" if is_shares else str(tick))
            for tick in ticks
        ],
        legend=_legend(figure),
    )


def _named_columns(count: int, width: float) -> set[int]:
    """Choose the columns that are named: all, or every second, fifth, tenth or twentieth; the last one always."""
    interval = next((step for step in (1, 2, 5, 10) if step * width >= MIN_NAME_DISTANCE), 20)
    named = {number for number in range(0, count, interval) if number == 0 or count - 1 - number >= interval * 0.8}
    return named | ({count - 1} if count else set())


def _layout_bars(figure: Figure, wording: Wording) -> Chart:
    names = [
        truncate(row.name, MAX_BAR_NAME_LENGTH * (LETTERS_PER_CHARACTER if row.name.isascii() else 1))
        for row in figure.rows
    ]
    name_width = max((text_width(name, TEXT_SIZE) for name in names), default=0) + 14
    maximum = max((row.values[0] for row in figure.rows), default=0) or 1
    path, items = "", []
    for number, (row, name) in enumerate(zip(figure.rows, names, strict=True)):
        y = TOP + number * BAR_ROW_HEIGHT
        length = max(row.values[0] / maximum * (BAR_FIELD_WIDTH - name_width), 1)
        path += _rectangle(name_width, y + (BAR_ROW_HEIGHT - BAR_HEIGHT) / 2, length, BAR_HEIGHT)
        items.append(
            ChartItem(
                row=row,
                description=_describe(figure, row, wording),
                hit_area=_rectangle(0, y, BAR_CHART_WIDTH, BAR_ROW_HEIGHT),
                label=name,
                label_x=format_coordinate(name_width - 8),
                label_y=format_coordinate(y + BAR_ROW_HEIGHT / 2 + TEXT_SIZE * 0.36),
                value=format_value(row.values[0]),
                value_x=format_coordinate(name_width + length + 6),
            )
        )
    height = TOP + len(items) * BAR_ROW_HEIGHT + 8
    return Chart(figure, BAR_CHART_WIDTH, height, [SeriesPath(0, COLOURS[0], path)], items, grid_lines=[], legend=[])


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle as a path; empty without height.

    >>> _rectangle(1, 2.04, 3, 4), _rectangle(1, 2, 3, 0)
    ('M1,2h3v4h-3z', '')
    """
    if not height:
        return ""
    across, down = format_coordinate(width), format_coordinate(height)
    return f"M{format_point(x, y)}h{across}v{down}h{format_coordinate(-width)}z"


def _describe(figure: Figure, row: FigureRow, wording: Wording) -> str:
    """Return ``2020年：全文 3，仅见于目录或引用 71``."""
    numbers = (f"{name} {value}" for name, value in zip(figure.columns, row.formatted_values, strict=True))
    return f"{row.name}{wording.colon}{wording.comma.join(numbers)}"


def _legend(figure: Figure) -> list[LegendEntry]:
    if figure.drawn == 1:
        return []
    numbers = [series_class(figure, series) for series in range(figure.drawn)]
    return [LegendEntry(n, name, COLOURS[n]) for n, name in zip(numbers, figure.series, strict=True)]
