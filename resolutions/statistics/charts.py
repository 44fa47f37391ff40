"""Where everything stands in a chart. Pure: a figure in, coordinates out, in pixels, y downwards."""

from dataclasses import dataclass

from resolutions.graph.labels import cut, short, width
from resolutions.statistics.figures import Figure, Item, plain

HIGH = 250  # of the field of a column chart
LEFT, TOP, BOTTOM, RIGHT = 46, 14, 30, 14
COLUMN, WIDEST_COLUMN = 12.6, 64.0  # of one column with its gap, at least and at most
FIELD = 1010  # width of the field
LINE = 26  # height of one line of a bar chart
BAR = 16
TEXT = 12.5
# On white at least 3 : 1, of different lightness; the last one is for what is left over. Dark ones: static/graph.css.
COLOURS = ("#0b4a7d", "#c98500", "#2f8f7f", "#b3401f", "#7a3d8f", "#5a7016", "#8a8478")


@dataclass(frozen=True, slots=True)
class Area:
    """All rectangles of one series as a single path: what looks alike is written once."""

    series: int
    colour: str
    path: str


@dataclass(frozen=True, slots=True)
class Stack:
    """One item: a link with the words that tell its numbers, over the area ``touch`` that takes a pointer."""

    item: Item
    words: str
    touch: str
    label: str = ""
    label_x: str = ""
    label_y: str = ""
    value: str = ""
    value_x: str = ""


@dataclass(frozen=True, slots=True)
class Line:
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
    areas: list[Area]
    stacks: list[Stack]
    lines: list[Line]
    legend: list[tuple[int, str, str]]  # number, name and colour of each series, when there are several

    @property
    def left(self) -> int:
        return LEFT

    @property
    def right(self) -> int:
        return self.wide - RIGHT


def draw(figure: Figure) -> Chart:
    """Lay ``figure`` out in its shape."""
    return _bars(figure) if figure.shape == "bars" else _columns(figure)


def colour(series: int, of: int) -> str:
    """The colour of a series; the last of many is grey."""
    return COLOURS[-1] if of >= len(COLOURS) and series >= len(COLOURS) - 1 else COLOURS[series]


def nice_steps(most: float, wanted: int = 5) -> list[int]:
    """Round numbers from 0 to at least ``most``, about ``wanted`` of them.

    >>> nice_steps(83), nice_steps(3), nice_steps(0)
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
    steps = nice_steps(most)
    each = min(max(FIELD / max(len(heights), 1), COLUMN), WIDEST_COLUMN)
    base = TOP + HIGH
    named = _named(len(heights), each)
    paths = [""] * figure.drawn
    stacks = []
    for number, (item, values) in enumerate(zip(figure.items, heights, strict=True)):
        scale = HIGH / ((sum(values) or 1) if shares else steps[-1])
        y, x = float(base), LEFT + number * each
        for series, value in enumerate(values):
            y -= value * scale
            paths[series] += _rectangle(x + each * 0.12, y, each * 0.76, value * scale)
        label = item.name if number in named else ""
        touch = _rectangle(x, TOP, each, HIGH)
        stacks.append(Stack(item, _words(figure, item), touch, label, short(x + each / 2), str(base + 18)))
    lines = [Line(round(base - HIGH * step / steps[-1], 1), f"{step}%" if shares else str(step)) for step in steps]
    areas = [Area(series, colour(series, figure.drawn), path) for series, path in enumerate(paths)]
    wide = round(LEFT + each * len(stacks) + RIGHT)
    return Chart(figure, wide, base + BOTTOM, areas, stacks, lines, _legend(figure))


def _rectangle(x: float, y: float, wide: float, high: float) -> str:
    """
    >>> _rectangle(1, 2.04, 3, 4), _rectangle(1, 2, 3, 0)
    ('M1,2h3v4h-3z', '')
    """
    return f"M{short(x)},{short(y)}h{short(wide)}v{short(high)}h{short(-wide)}z" if high else ""


def _named(count: int, each: float) -> set[int]:
    """Which columns are named: all when there is room, else every second, fifth or tenth, the last one always."""
    every = next((step for step in (1, 2, 5, 10) if step * each >= 40), 20)
    named = {number for number in range(0, count, every) if number == 0 or count - 1 - number >= every * 0.8}
    return named | ({count - 1} if count else set())


def _bars(figure: Figure) -> Chart:
    names = [cut(item.name, 28) for item in figure.items]
    room = max((width(name, TEXT) for name in names), default=0) + 14
    most = max((item.values[0] for item in figure.items), default=0) or 1
    field = 760 - room
    path, stacks = "", []
    for number, (item, name) in enumerate(zip(figure.items, names, strict=True)):
        y = TOP + number * LINE
        long = max(item.values[0] / most * field, 1)
        path += _rectangle(room, y + (LINE - BAR) / 2, long, BAR)
        label_y = short(y + LINE / 2 + TEXT * 0.36)
        touch = _rectangle(0, y, 820, LINE)
        value = plain(item.values[0])
        names_and_places = (name, short(room - 8), label_y, value, short(room + long + 6))
        stacks.append(Stack(item, _words(figure, item), touch, *names_and_places))
    return Chart(figure, 820, TOP + len(figure.items) * LINE + 8, [Area(0, COLOURS[0], path)], stacks, [], [])


def _words(figure: Figure, item: Item) -> str:
    """``2020年：全文 3，仅见于目录或引用 71``"""
    numbers = "，".join(f"{name} {plain(value)}" for name, value in zip(figure.columns, item.values, strict=True))
    return f"{item.name}：{numbers}"


def _legend(figure: Figure) -> list[tuple[int, str, str]]:
    names = enumerate(figure.series)
    return [(number, name, colour(number, figure.drawn)) for number, name in names] if figure.drawn > 1 else []
