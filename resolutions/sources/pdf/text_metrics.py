"""What is usual in a document: the size of its text, the edges of its columns, the distance of its lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resolutions.sources.pdf.columns import TextColumn
from resolutions.sources.pdf.printed_lines import PrintedLine, build_line, text_right_edge

FOOTNOTE_SIZE_RATIO = 0.93  # of the text's size, and less: a footnote
MIN_INDENT_EMS = 0.7  # ems; an indent is one or two, the ragged edge of a justified text none
_LARGE = 1.08  # of the text's size, and more: a heading
_GAP = 1.25  # of the usual distance of lines
_SLACK = 1.3  # ems that a line may leave empty beyond what the next word needs
_FEW = 5  # lines that do not tell the edges of their column
_LIKE = 45.0  # points between the left edges of one column on two pages
_WIDER = 1.4  # of a column's width: another kind of column
_SHARED = 1.5  # points
_HANGING = 20.0  # points


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the column it stands in."""

    line: PrintedLine
    left: float
    right: float
    column: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TextMetrics:
    """The size of the text and the distance of lines by their size, in points; whether paragraphs begin
    with an indent, and whether a gap stands between them."""

    size: float
    leading: dict[float, float]
    is_indented: bool = False
    is_spaced: bool = False


def body_font_size(columns: Sequence[TextColumn]) -> float:
    """The size of most characters."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for row in column.rows:
            sizes[row.size] += len(row.glyphs)
    return sizes.most_common(1)[0][0]


def align_columns(columns: Sequence[TextColumn]) -> Iterator[TextColumn]:
    """Columns with the edges that their like have on other pages: a few lines alone do not tell them."""
    rights = [0.0 if column.table else _right(column) for column in columns]
    long = [(c, edge) for c, edge in zip(columns, rights, strict=True) if len(c.rows) > _FEW]
    for column, right in zip(columns, rights, strict=True):
        if column.table:
            yield column
            continue
        width = max(column.right - column.left, 100)
        like = [(c, edge) for c, edge in long if abs(c.left - column.left) < _LIKE and c.right > column.right - 5]
        like = [(c, edge) for c, edge in like if c.right - c.left < _WIDER * width]
        like = [(c, edge) for c, edge in like if (c.page - column.page) % 2 == 0] or like or [(column, right)]
        few = len(column.rows) <= _FEW
        left = min([column.left, *(c.left for c, _ in like if few)])
        edges = Counter(round(edge) for _, edge in like)
        yield replace(column, left=left, right=max(right, float(edges.most_common(1)[0][0])))


def _right(column: TextColumn) -> float:
    """The furthest edge that two lines share, if not far from the furthest of all: a mark may hang over it."""
    ends = sorted((text_right_edge(row) for row in column.rows), reverse=True)
    near = [end for end in ends if end > ends[0] - _HANGING]
    return next((one for one, other in pairwise(near) if one - other < _SHARED), ends[0])


def place_lines(column: TextColumn, number: int, size: float) -> list[PlacedLine]:
    """The lines of a column in a document whose text has ``size``."""
    places = []
    for row in column.rows:
        heading = row.size > _LARGE * size or row.bold
        places.append(PlacedLine(build_line(row, heading), column.left, column.right, number, heading))
    return places


def has_room_for_next(last: PlacedLine, place: PlacedLine) -> bool:
    """Whether the next line's first word had found room in the line before, were it the same paragraph."""
    return last.right - last.line.x1 > place.line.first_word_width + _SLACK * place.line.size


def is_paragraph_gap(last: PlacedLine, place: PlacedLine, metrics: TextMetrics) -> bool:
    """Whether two lines of a column stand further apart than the lines of a paragraph do."""
    usual = metrics.leading.get(place.line.size, 1.5 * place.line.size)
    return last.column == place.column and last.line.y - place.line.y > _GAP * usual


def measure_metrics(size: float, bodies: Sequence[Sequence[PlacedLine]]) -> TextMetrics:
    """Tell by the lines that surely begin a paragraph whether paragraphs are indented and set apart."""
    pairs = [pair for body in bodies for pair in pairwise(body) if not any(place.heading for place in pair)]
    metrics = TextMetrics(size, _leading([pair for body in bodies for pair in pairwise(body)]))
    short = [pair for pair in pairs if has_room_for_next(*pair)]
    sure = [pair for pair in pairs if has_room_for_next(*pair) or is_paragraph_gap(*pair, metrics)]
    indented = sum(place.line.x0 - place.left > MIN_INDENT_EMS * size for _, place in sure)
    apart = sum(is_paragraph_gap(last, place, metrics) for last, place in short)
    return replace(metrics, is_indented=2 * indented > len(sure), is_spaced=2 * apart > len(short))


def _leading(pairs: list[tuple[PlacedLine, PlacedLine]]) -> dict[float, float]:
    """The distance behind lines that are full, by size: most of them go on in their paragraph."""
    steps: dict[float, Counter[int]] = {}
    every: dict[float, Counter[int]] = {}
    for last, place in pairs:
        if abs(last.line.size - place.line.size) < 0.2:
            step = round(last.line.y - place.line.y)
            every.setdefault(place.line.size, Counter())[step] += 1
            if not has_room_for_next(last, place):
                steps.setdefault(place.line.size, Counter())[step] += 1
    return {size: float(min(_frequent(steps.get(size, counts)))) for size, counts in every.items()}


def _frequent(counts: Counter[int]) -> list[int]:
    most = max(counts.values())
    return [step for step, count in counts.items() if count >= 0.5 * most and step > 0] or [max(counts)]
