"""Metrics of a document: font size of the text, edges of columns, line distance, indents and gaps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resolutions.sources.pdf.printed_lines import PrintedLine, build_line, text_right_edge
from resolutions.sources.pdf.text_columns import TextColumn

FOOTNOTE_SIZE_RATIO = 0.93  # of the text size; smaller text is a footnote
MIN_INDENT_EMS = 0.7  # ems; an indent is one or two, the ragged edge of a justified text none
_LARGE = 1.08  # of the text size; larger text is a heading
_GAP = 1.25  # of the usual line distance; a larger one separates paragraphs
_SLACK = 1.3  # ems that a full line may leave empty besides the width of the next word
_FEW = 5  # lines; as few do not show the edges of their column
_LIKE = 45.0  # points; largest distance of the left edges of one column on two pages
_WIDER = 1.4  # of the column width; a wider column is of another kind
_LEFT_SHARE = 0.15  # of the lines; fewer do not show the left edge
_SHARED = 1.5  # points; closer edges are one
_HANGING = 20.0  # points that a mark may hang over


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with number and edges of its column."""

    line: PrintedLine
    left: float
    right: float
    column: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TextMetrics:
    """Metrics of the text in points.

    ``leading`` is the line distance by font size. ``is_indented`` is True if paragraphs begin with an indent,
    ``is_spaced`` if gaps separate them.
    """

    size: float
    leading: dict[float, float]
    is_indented: bool = False
    is_spaced: bool = False


def body_font_size(columns: Sequence[TextColumn]) -> float:
    """Return the font size of most characters."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for row in column.rows:
            sizes[row.size] += len(row.glyphs)
    return sizes.most_common(1)[0][0]


def align_columns(columns: Sequence[TextColumn]) -> Iterator[TextColumn]:
    """Yield the columns with the edges of similar columns on other pages; a few lines alone do not show them."""
    columns = [column if column.table else replace(column, left=_left(column)) for column in columns]
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


def _left(column: TextColumn) -> float:
    """Return the leftmost edge that enough lines share; headings may hang over it."""
    if len(column.rows) <= _FEW:
        return column.left
    starts = sorted(row.x0 for row in column.rows)
    least = max(2, _LEFT_SHARE * len(starts))
    return next((x for x in starts if sum(abs(x - other) < _SHARED for other in starts) >= least), starts[0])


def _right(column: TextColumn) -> float:
    """Return the rightmost edge that two lines share, if it is near the rightmost of all; marks may hang over it."""
    ends = sorted((text_right_edge(row) for row in column.rows), reverse=True)
    near = [end for end in ends if end > ends[0] - _HANGING]
    return next((one for one, other in pairwise(near) if one - other < _SHARED), ends[0])


def place_lines(column: TextColumn, number: int, size: float) -> list[PlacedLine]:
    """Return the lines of a column; ``size`` is the font size of the text, larger lines are headings."""
    places = []
    for row in column.rows:
        heading = row.size > _LARGE * size or row.bold
        places.append(PlacedLine(build_line(row, heading, column.page), column.left, column.right, number, heading))
    return places


def has_room_for_next(last: PlacedLine, place: PlacedLine) -> bool:
    """Return True if the first word of the next line would have fitted in the line before."""
    return last.right - last.line.x1 > place.line.first_word_width + _SLACK * place.line.size


def is_paragraph_gap(last: PlacedLine, place: PlacedLine, metrics: TextMetrics) -> bool:
    """Return True if the distance of two lines of a column is larger than within a paragraph."""
    usual = metrics.leading.get(place.line.size, 1.5 * place.line.size)
    return last.column == place.column and last.line.y - place.line.y > _GAP * usual


def measure_metrics(size: float, bodies: Sequence[Sequence[PlacedLine]]) -> TextMetrics:
    """Measure indents and gaps at the lines that certainly begin a paragraph."""
    pairs = [pair for body in bodies for pair in pairwise(body) if not any(place.heading for place in pair)]
    metrics = TextMetrics(size, _leading([pair for body in bodies for pair in pairwise(body)]))
    short = [pair for pair in pairs if has_room_for_next(*pair)]
    sure = [pair for pair in pairs if has_room_for_next(*pair) or is_paragraph_gap(*pair, metrics)]
    indented = sum(place.line.x0 - place.left > MIN_INDENT_EMS * size for _, place in sure)
    apart = sum(is_paragraph_gap(last, place, metrics) for last, place in short)
    return replace(metrics, is_indented=2 * indented > len(sure), is_spaced=2 * apart > len(short))


def _leading(pairs: list[tuple[PlacedLine, PlacedLine]]) -> dict[float, float]:
    """Return the distance behind full lines by font size: most of them continue their paragraph."""
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
