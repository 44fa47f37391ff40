"""Columns → paragraphs, notes: which lines belong together, told by indents, gaps and the room a line left."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from resolutions.sources.pdf.columns import Column
from resolutions.sources.pdf.lines import Line, make_line
from resolutions.sources.printed import Block, table_row

_SMALL = 0.93  # of the text's size, and less: a footnote
_INDENT = 0.7  # ems; an indent is one or two, the ragged edge of a justified text none
_GAP = 1.25  # of the usual distance of lines
_SLACK = 1.3  # ems that a line may leave empty beyond what the next word needs
_NOTE = re.compile(r"(\d{1,4}|[a-z])[ \xa0]+(?=\S)")
_UNDERSCORES = re.compile(r"[_＿]{6,}")
_PAUSE = re.compile(r"[。；：，！？;:,!?.][”」』》）)]*\s?\d*$")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: the size of its text and the distance of its lines by size, in points;
    whether paragraphs begin with an indent, and whether a gap stands between them."""

    size: float
    leading: dict[float, float]
    indented: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A line with the column it stands in."""

    line: Line
    left: float
    right: float
    column: int
    heading: bool = False


def read_flow(columns: Sequence[Column]) -> list[Block]:
    """Paragraphs and notes in reading order; a note stands behind the text of its column."""
    if not columns:
        return []
    if not any(column.rows for column in columns):
        return [table_row(cells) for column in columns if column.table for cells in column.table.rows]
    size, leading = _usual(columns)
    split: list[tuple[list[_Place], list[_Place]]] = []
    for at, column in enumerate(_aligned(columns)):
        after_notes = bool(split and split[-1][1])
        split.append(_split(_places(column, at, size), size, after_notes))
    measure = _measure(size, leading, [body for body, _ in split])
    flow: list[Block] = []
    text: Block | None = None
    note: Block | None = None
    last: _Place | None = None
    starts = False
    for column, (body, notes) in zip(columns, split, strict=True):
        if column.table:
            flow += [table_row(cells) for cells in column.table.rows]
            last = None
        for place in body:
            starts = last is None or _begins(last, place, starts, measure)
            if starts or text is None:
                text = Block([], heading=place.heading)
                flow.append(text)
            text.lines.append(place.line.marked)
            last = place
        for place in notes:
            found = _note_number(place.line, note)
            if found or note is None:
                note = Block([], number=found[0] if found else "")
                flow.append(note)
            note.lines.append(found[1] if found else place.line.text)
    return flow


def _usual(columns: Sequence[Column]) -> tuple[float, dict[float, float]]:
    """The size of most characters, and the usual distance of lines for each size."""
    sizes: Counter[float] = Counter()
    steps: dict[float, Counter[float]] = {}
    for column in columns:
        for row in column.rows:
            sizes[row.size] += len(row.glyphs)
        for upper, lower in pairwise(column.rows):
            if abs(upper.size - lower.size) < 0.2:
                steps.setdefault(lower.size, Counter())[round(upper.y - lower.y)] += 1
    return sizes.most_common(1)[0][0], {of: _usual_step(counts, of) for of, counts in steps.items()}


def _measure(size: float, leading: dict[float, float], bodies: list[list[_Place]]) -> Measure:
    """Tell by the lines that surely begin a paragraph whether the document's paragraphs are indented and set apart."""
    measure = Measure(size, leading, False, False)
    pairs = [pair for body in bodies for pair in pairwise(body) if not any(place.heading for place in pair)]
    short = [pair for pair in pairs if _leaves_room(*pair)]
    sure = [pair for pair in pairs if _leaves_room(*pair) or _gap(*pair, measure)]
    indented = sum(place.line.x0 - place.left > _INDENT * size for _, place in sure)
    apart = sum(_gap(last, place, measure) for last, place in short)
    return replace(measure, indented=2 * indented > len(sure), spaced=2 * apart > len(short))


def _usual_step(counts: Counter[float], size: float) -> float:
    """The most frequent distance; of nearly equally frequent ones the smallest, because gaps repeat too."""
    most = max(counts.values())
    return min(step for step, count in counts.items() if (count >= 0.5 * most and step >= 0.9 * size) or count == most)


def _aligned(columns: Sequence[Column]) -> Iterator[Column]:
    """Columns with the edges that their like have on other pages: a few lines alone do not tell them."""
    for column in columns:
        if column.table:
            yield column
            continue
        like = [c for c in columns if abs(c.left - column.left) < 45 and c.right > column.right - 5 and len(c.rows) > 5]
        usual = [c for c in like if c.right - c.left < 1.4 * max(column.right - column.left, 100)] or [column]
        same = [c for c in usual if abs(c.page - column.page) % 2 == 0] or usual
        left = min([column.left, *(c.left for c in same if len(column.rows) <= 5)])
        ends = sorted(row.x1 for c in (same if len(column.rows) <= 5 else [column]) for row in c.rows)
        right = ends[int(0.85 * (len(ends) - 1))]
        yield replace(column, left=left, right=max(right, 0.0))


def _places(column: Column, number: int, size: float) -> list[_Place]:
    places = []
    for row in column.rows:
        heading = row.size > 1.08 * size or row.bold
        places.append(_Place(make_line(row, heading), column.left, column.right, number, heading))
    return places


def _split(places: list[_Place], size: float, after_notes: bool) -> tuple[list[_Place], list[_Place]]:
    """The column's text and the notes below it; a rule of underscores between them is dropped.

    ``after_notes`` tells that the column before ended with notes: they may run on.
    """
    first = len(places)
    while first and places[first - 1].line.size < _SMALL * size:
        first -= 1
    if after_notes and first == 0 and not any(_UNDERSCORES.fullmatch(place.line.text) for place in places):
        return [], places
    for at in range(first, len(places)):
        line = places[at].line
        ruled = _UNDERSCORES.fullmatch(line.text) or (at and _UNDERSCORES.fullmatch(places[at - 1].line.text))
        if ruled or _note_number(line, None):
            notes = [place for place in places[at:] if not _UNDERSCORES.fullmatch(place.line.text)]
            return [place for place in places[:at] if not _UNDERSCORES.fullmatch(place.line.text)], notes
    return [place for place in places if not _UNDERSCORES.fullmatch(place.line.text)], []


def _note_number(line: Line, last: Block | None) -> tuple[str, str] | None:
    """A note's number and the rest of its first line. A plain number counts when it follows the last note's."""
    if line.mark:
        return line.mark, line.text
    match = _NOTE.match(line.text)
    if not match:
        return None
    follows = last is None or not last.number or _next(last.number) == match[1]
    return (match[1], line.text[match.end() :]) if follows else None


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)


def _leaves_room(last: _Place, place: _Place) -> bool:
    """Whether the next line's first word had found room in the line before, were it the same paragraph."""
    return last.right - last.line.x1 > place.line.need + _SLACK * place.line.size


def _gap(last: _Place, place: _Place, measure: Measure) -> bool:
    usual = measure.leading.get(place.line.size, 1.5 * place.line.size)
    return last.column == place.column and last.line.y - place.line.y > _GAP * usual


def _begins(last: _Place, place: _Place, last_starts: bool, measure: Measure) -> bool:
    """Whether ``place`` begins a paragraph; ``last_starts`` tells whether the line before began one."""
    before, line, em = last.line, place.line, place.line.size
    if abs(before.size - line.size) > 0.08 * measure.size or last.heading != place.heading:
        return True
    if _gap(last, place, measure) or _leaves_room(last, place):
        return True
    if measure.spaced and last.column == place.column and not last.heading:
        return False  # where paragraphs are set apart, lines that are not belong together
    indent, indent_before = line.x0 - place.left, before.x0 - last.left
    if last_starts and before.text_x > before.x0 and abs(indent - (before.text_x - last.left)) < 0.3 * em:
        return False  # hangs below the text behind a number
    if indent - indent_before > _INDENT * em or (indent_before - indent > _INDENT * em and not last_starts):
        return True
    if not _PAUSE.search(before.text):
        return False
    if indent > _INDENT * em:  # stands in like the line before: another paragraph, or a block that stands in
        return measure.indented or line.numbered
    # At the turn of a column no gap is seen; without an indent a full line seldom is a paragraph's last.
    return line.numbered_with_dot or (line.numbered and last.column != place.column and not measure.indented)
