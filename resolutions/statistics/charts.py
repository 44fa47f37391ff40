"""Where everything stands in a chart. Pure: a figure in, coordinates out, in pixels, y downwards."""

from dataclasses import dataclass

from resolutions.graph.labels import cut, width
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
class Block:
    """A rectangle of one series with the words that tell its number."""

    x: float
    y: float
    wide: float
    high: float
    series: int
    colour: str


@dataclass(frozen=True, slots=True)
class Stack:
    """All blocks of one item: one link, one sentence. ``x`` to ``wide`` is the area that takes a pointer."""

    item: Item
    words: str
    blocks: tuple[Block, ...]
    x: float
    y: float
    wide: float
    high: float
    label: str = ""
    label_x: float = 0
    label_y: float = 0
    value: str = ""
    value_x: float = 0


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
    stacks = [item.values[: figure.drawn] for item in figure.items]
    most = 100 if shares else max((sum(values) for values in stacks), default=0)
    steps = nice_steps(most)
    each = min(max(FIELD / max(len(stacks), 1), COLUMN), WIDEST_COLUMN)
    wide = round(LEFT + each * len(stacks) + RIGHT)
    base = TOP + HIGH
    named = _named(len(stacks), each)
    drawn = []
    for number, item in enumerate(figure.items):
        values = item.values[: figure.drawn]
        whole = sum(values) or 1
        scale = HIGH / (whole if shares else steps[-1])
        blocks, y, x = [], float(base), LEFT + number * each
        for series, value in enumerate(values):
            if value:
                y -= value * scale
                shape = (round(x + each * 0.12, 1), round(y, 1), round(each * 0.76, 1), round(value * scale, 1))
                blocks.append(Block(*shape, series, colour(series, figure.drawn)))
        label = item.name if number in named else ""
        middle = round(x + each / 2, 1)
        area = (round(x, 1), TOP, round(each, 1), HIGH)
        drawn.append(Stack(item, _words(figure, item), tuple(blocks), *area, label, middle, base + 18))
    lines = [Line(round(base - HIGH * step / steps[-1], 1), f"{step}%" if shares else str(step)) for step in steps]
    return Chart(figure, wide, base + BOTTOM, drawn, lines, _legend(figure))


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
    drawn = []
    for number, (item, name) in enumerate(zip(figure.items, names, strict=True)):
        y = TOP + number * LINE
        long = max(item.values[0] / most * field, 1)
        block = Block(round(room, 1), y + (LINE - BAR) / 2, round(long, 1), BAR, 0, COLOURS[0])
        text_y = y + LINE / 2 + TEXT * 0.36
        area = (0, y, 820, LINE)
        words = _words(figure, item)
        value = plain(item.values[0])
        drawn.append(
            Stack(item, words, (block,), *area, name, round(room - 8, 1), text_y, value, round(room + long + 6, 1))
        )
    return Chart(figure, 820, TOP + len(figure.items) * LINE + 8, drawn, [], [])


def _words(figure: Figure, item: Item) -> str:
    """``2020年：全文 3，仅见于目录或引用 71``"""
    numbers = "，".join(f"{name} {plain(value)}" for name, value in zip(figure.columns, item.values, strict=True))
    return f"{item.name}：{numbers}"


def _legend(figure: Figure) -> list[tuple[int, str, str]]:
    names = enumerate(figure.series)
    return [(number, name, colour(number, figure.drawn)) for number, name in names] if figure.drawn > 1 else []
