"""Where everything stands in a chart. Pure: a figure in, coordinates out, in pixels, y downwards."""

from dataclasses import dataclass

from resolutions.graph.drawing_text import format_coordinate, text_width, truncate
from resolutions.statistics.figures import Figure, FigureRow, format_value

FIELD_HEIGHT = 250  # of the field of a column chart
LEFT, TOP, BOTTOM, RIGHT = 46, 14, 30, 14
MIN_COLUMN_WIDTH, MAX_COLUMN_WIDTH = 12.6, 64.0  # of one column with its gap, at least and at most
FIELD_WIDTH = 1010  # width of the field
BAR_ROW_HEIGHT = 26  # height of one line of a bar chart
BAR_HEIGHT = 16
TEXT_SIZE = 12.5
# On white at least 3 : 1, of different lightness; the last one is for what is left over. Dark ones: static/graph.css.
COLOURS = ("#0b4a7d", "#c98500", "#2f8f7f", "#b3401f", "#7a3d8f", "#5a7016", "#8a8478")


@dataclass(frozen=True, slots=True)
class SeriesPath:
    """All rectangles of one series as a single path: what looks alike is written once."""

    series: int
    colour: str
    path: str


@dataclass(frozen=True, slots=True)
class ChartItem:
    """One item: a link with the words that tell its numbers, over the area ``touch`` that takes a pointer."""

    item: FigureRow
    words: str
    touch: str
    label: str = ""
    label_x: str = ""
    label_y: str = ""
    value: str = ""
    value_x: str = ""


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line across the field with its number."""

    y: float
    words: str

    @property
    def text_y(self) -> float:
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn of a figure."""

    figure: Figure
    wide: int
    high: int
    areas: list[SeriesPath]
    stacks: list[ChartItem]
    lines: list[GridLine]
    legend: list[tuple[int, str, str]]  # number, name and colour of each series, when there are several

    @property
    def left(self) -> int:
        return LEFT

    @property
    def right(self) -> int:
        return self.wide - RIGHT


def layout_chart(figure: Figure) -> Chart:
    """Lay ``figure`` out in its shape."""
    return _bars(figure) if figure.shape == "bars" else _columns(figure)


def series_colour(series: int, of: int) -> str:
    """The colour of a series; the last of many is grey."""
    return COLOURS[-1] if of >= len(COLOURS) and series >= len(COLOURS) - 1 else COLOURS[series]


def nice_ticks(most: float, wanted: int = 5) -> list[int]:
    """Round numbers from 0 to at least ``most``, about ``wanted`` of them.

    >>> nice_ticks(83), nice_ticks(3), nice_ticks(0)
    ([0, 20, 40, 60, 80, 100], [0, 1, 2, 3], [0, 1])
    """
    step = 1
    for candidate in (size * 10**power for power in range(9) for size in (1, 2, 5)):
        step = candidate
        if step * wanted >= most:
            break
    return [step * number for number in range(max(-(-int(-(-most // 1)) // step), 1) + 1)]


def _columns(figure: Figure) -> Chart:
    shares = figure.shape == "shares"
    heights = [item.values[: figure.drawn] for item in figure.items]
    most = 100 if shares else max((sum(values) for values in heights), default=0)
    steps = nice_ticks(most)
    each = min(max(FIELD_WIDTH / max(len(heights), 1), MIN_COLUMN_WIDTH), MAX_COLUMN_WIDTH)
    base = TOP + FIELD_HEIGHT
    named = _named(len(heights), each)
    paths = [""] * figure.drawn
    stacks = []
    for number, (item, values) in enumerate(zip(figure.items, heights, strict=True)):
        scale = FIELD_HEIGHT / ((sum(values) or 1) if shares else steps[-1])
        y, x = float(base), LEFT + number * each
        for series, value in enumerate(values):
            y -= value * scale
            paths[series] += _rectangle(x + each * 0.12, y, each * 0.76, value * scale)
        label = item.name if number in named else ""
        touch = _rectangle(x, TOP, each, FIELD_HEIGHT)
        stacks.append(
            ChartItem(item, _words(figure, item), touch, label, format_coordinate(x + each / 2), str(base + 18))
        )
    lines = [
        GridLine(round(base - FIELD_HEIGHT * step / steps[-1], 1), f"{step}%" if shares else str(step))
        for step in steps
    ]
    areas = [SeriesPath(series, series_colour(series, figure.drawn), path) for series, path in enumerate(paths)]
    wide = round(LEFT + each * len(stacks) + RIGHT)
    return Chart(figure, wide, base + BOTTOM, areas, stacks, lines, _legend(figure))


def _rectangle(x: float, y: float, wide: float, high: float) -> str:
    """
    >>> _rectangle(1, 2.04, 3, 4), _rectangle(1, 2, 3, 0)
    ('M1,2h3v4h-3z', '')
    """
    return (
        f"M{format_coordinate(x)},{format_coordinate(y)}h{format_coordinate(wide)}v{format_coordinate(high)}h{format_coordinate(-wide)}z"
        if high
        else ""
    )


def _named(count: int, each: float) -> set[int]:
    """Which columns are named: all when there is room, else every second, fifth or tenth, the last one always."""
    every = next((step for step in (1, 2, 5, 10) if step * each >= 40), 20)
    named = {number for number in range(0, count, every) if number == 0 or count - 1 - number >= every * 0.8}
    return named | ({count - 1} if count else set())


def _bars(figure: Figure) -> Chart:
    names = [truncate(item.name, 28) for item in figure.items]
    room = max((text_width(name, TEXT_SIZE) for name in names), default=0) + 14
    most = max((item.values[0] for item in figure.items), default=0) or 1
    field = 760 - room
    path, stacks = "", []
    for number, (item, name) in enumerate(zip(figure.items, names, strict=True)):
        y = TOP + number * BAR_ROW_HEIGHT
        long = max(item.values[0] / most * field, 1)
        path += _rectangle(room, y + (BAR_ROW_HEIGHT - BAR_HEIGHT) / 2, long, BAR_HEIGHT)
        label_y = format_coordinate(y + BAR_ROW_HEIGHT / 2 + TEXT_SIZE * 0.36)
        touch = _rectangle(0, y, 820, BAR_ROW_HEIGHT)
        value = format_value(item.values[0])
        names_and_places = (name, format_coordinate(room - 8), label_y, value, format_coordinate(room + long + 6))
        stacks.append(ChartItem(item, _words(figure, item), touch, *names_and_places))
    return Chart(
        figure, 820, TOP + len(figure.items) * BAR_ROW_HEIGHT + 8, [SeriesPath(0, COLOURS[0], path)], stacks, [], []
    )


def _words(figure: Figure, item: FigureRow) -> str:
    """``2020年：全文 3，仅见于目录或引用 71``"""
    numbers = "，".join(
        f"{name} {format_value(value)}" for name, value in zip(figure.columns, item.values, strict=True)
    )
    return f"{item.name}：{numbers}"


def _legend(figure: Figure) -> list[tuple[int, str, str]]:
    names = enumerate(figure.series)
    return [(number, name, series_colour(number, figure.drawn)) for number, name in names] if figure.drawn > 1 else []
