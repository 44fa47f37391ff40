"""The parts of the drawing of a graph as the SVG template writes them.

Units are those of the drawing, pixels on a screen; x grows to the right, y downwards.
``drawing_layout`` computes the coordinates.
"""

from dataclasses import dataclass
from math import inf
from typing import Literal

from resolutions.graph.axis import Tick
from resolutions.graph.citation_tally import Tally, format_verb_counts
from resolutions.graph.drawing_text import format_coordinate, format_point, text_width, truncate
from resolutions.graph.network import Node
from resolutions.graph.row_selection import DrawingRow
from resolutions.graph.strokes import Stroke
from resolutions.graph.wording import CHINESE, Wording

ROW_HEIGHT = 23
NAME_SIZE, NOTE_SIZE = 12.5, 11  # font sizes of a name and of the note beside it
NOTE_GAP = 6  # between name and note
LETTERS_PER_CHARACTER = 2  # of a note in English, in about the width of one Chinese character
DOT_RADIUS, GROUP_DOT_RADIUS = 4.5, 7.0
TEXT_GAP = 6  # between a dot and its name
HIT_MARGIN = 8  # of the area that takes a pointer, beyond the end of the name
FOCUS_HEIGHT = 46
MARGIN = 10  # around the drawing

Side = Literal[-1, 1]  # left or right of the focus


@dataclass(frozen=True, slots=True)
class DrawingSize:
    """Space of a drawing.

    ``gutter`` is the width beside the focus in which the lines fan out, ``axis`` the length of the
    time axis of one side. ``name`` and ``note`` are in characters. ``near_rows`` is the number of
    rows on each side; in a drawing of two steps it is ``near_rows_of_two``, with ``far_rows`` below. The axes are
    shorter in a drawing that would be wider than ``width``.
    """

    gutter: float
    axis: float
    name: int
    note: int
    near_rows: int
    near_rows_of_two: int
    far_rows: int
    width: float = inf


# WIDE is two screens high at most; in NARROW the focus and one side are 390 pixels wide.
WIDE = DrawingSize(gutter=84, axis=420, name=24, note=11, near_rows=34, near_rows_of_two=20, far_rows=14, width=1180)
NARROW = DrawingSize(gutter=46, axis=104, name=14, note=0, near_rows=22, near_rows_of_two=11, far_rows=7)


@dataclass(frozen=True, slots=True)
class Dot:
    """The mark of one row with its name and note, at ``x``, ``y``. ``url`` is its link."""

    row: DrawingRow
    x: float
    y: float
    side: Side
    tally: Tally
    url: str
    name: str
    note: str
    is_far: bool = False
    wording: Wording = CHINESE

    @property
    def node(self) -> Node:
        """The document; of a group, the first."""
        return self.row.nodes[0]

    @property
    def radius(self) -> float:
        """The radius of the mark."""
        return GROUP_DOT_RADIUS if self.row.is_group else DOT_RADIUS

    @property
    def text_x(self) -> str:
        """The end of the text that is nearest to the mark, relative to the centre of the mark."""
        return format_coordinate(self.side * (self.radius + TEXT_GAP))

    @property
    def lang(self) -> str:
        """The language of name and note where it is not that of the page, otherwise ""."""
        return self.wording.lang_of(self.name + self.note)

    @property
    def text_anchor(self) -> str:
        """The value of SVG's ``text-anchor``."""
        return "end" if self.side < 0 else "start"

    @property
    def description(self) -> str:
        """The mark in words, for its tooltip and for screen readers; without the note that is visible beside it."""
        translate = self.wording.translate
        if self.row.is_group:
            about = [translate(f"{self.row.period.label}的 {len(self.row.nodes)} 份文件")]
        else:
            about = self._about()
        if self.is_far:
            sums = {"被第一步的文件引用": self.tally.cited, "引用第一步的文件": self.tally.citing}
            counted = [translate(f"{name} {count} 次") for name, count in sums.items() if count]
        else:
            verbs = {"被本文件引用": self.tally.cited_verbs, "引用本文件": self.tally.citing_verbs}
            counted = [
                f"{translate(name)} {format_verb_counts(counts, self.wording)}"
                for name, counts in verbs.items()
                if counts
            ]
        return self.wording.comma.join([*about, *counted])

    def _about(self) -> list[str]:
        node, translate = self.node, self.wording.translate
        title = self.wording.title_of(node)
        year = [translate(f"{node.year}年")] if node.year and str(node.year) not in title else []
        note = node_note(node, self.wording)
        shown = [note] if note not in ("", self.note) else []
        return [title, *year, *shown, *([] if node.is_held else [translate("未收录全文")])]

    @property
    def horizontal_extent(self) -> tuple[float, float]:
        """The left and the right end of mark and text, relative to the centre of the mark."""
        inner, outer = -self.radius, label_width(self.name, self.note) + self.radius + HIT_MARGIN
        return (-outer, -inner) if self.side < 0 else (inner, outer)

    @property
    def hit_area(self) -> str:
        """The area that takes a pointer, as a path relative to the centre of the mark."""
        left, right = (format_coordinate(x) for x in self.horizontal_extent)
        return f"M{left},{format_coordinate(-ROW_HEIGHT / 2)}H{right}v{ROW_HEIGHT}H{left}z"

    @property
    def point(self) -> str:
        """The centre of the mark as ``x,y``."""
        return format_point(self.x, self.y)


@dataclass(frozen=True, slots=True)
class EdgePath:
    """The line of the citations between two marks.

    ``arrow`` is a triangle that points to the cited document.
    ``ends`` are the keys of the marks that are highlighted with the line, apart by blanks.
    """

    path: str
    arrow: str
    stroke: Stroke
    ends: str
    is_far: bool = False


@dataclass(frozen=True, slots=True)
class EdgeBundle:
    """The lines of one verb group and step; the template writes their common attributes once."""

    stroke: Stroke
    is_far: bool
    lines: list[EdgePath]


@dataclass(frozen=True, slots=True)
class FocusBox:
    """The box of the focus with its name; ``x`` is its left edge, ``y`` its vertical centre."""

    node: Node
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """The horizontal centre."""
        return round(self.x + self.width / 2, 1)

    @property
    def top(self) -> float:
        """The upper edge."""
        return round(self.y - FOCUS_HEIGHT / 2, 1)

    @property
    def year_y(self) -> float:
        """The baseline of the year."""
        return round(self.y + 15, 1)

    @property
    def name_y(self) -> float:
        """The baseline of the name."""
        return round(self.y - 2, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing.

    ``band_y`` is the line above the second step; ``None`` without one. ``far_shown`` and
    ``left_out`` count the documents two steps away with and without a row.
    """

    width: int
    height: int
    focus: FocusBox
    dots: list[Dot]
    lines: list[EdgePath]
    ticks: list[Tick]
    legend: list[Stroke]
    left_out: int = 0
    far_shown: int = 0
    band_y: float | None = None

    @property
    def has_groups(self) -> bool:
        """True when some rows have several documents."""
        return any(dot.row.is_group for dot in self.dots)

    @property
    def edge_bundles(self) -> list[EdgeBundle]:
        """The lines by verb group; those of the second step first, so that the others cover them."""
        bundles: dict[tuple[bool, str], EdgeBundle] = {}
        for line in self.lines:
            key = (not line.is_far, line.stroke.group)
            bundles.setdefault(key, EdgeBundle(line.stroke, line.is_far, [])).lines.append(line)
        return [bundles[key] for key in sorted(bundles)]

    @property
    def bottom(self) -> int:
        """The lower end of the lines of the years."""
        return self.height - 12

    @property
    def right(self) -> int:
        """The right end of the line above the second step."""
        return self.width - MARGIN

    @property
    def band_text_y(self) -> float | None:
        """The baseline of the heading of the second step."""
        return self.band_y and self.band_y - 6


def row_name(row: DrawingRow, size: DrawingSize = WIDE, wording: Wording = CHINESE) -> str:
    """Return ``2151(2014)`` for a document, ``2014年另有 12 份`` for a group."""
    if row.is_group:
        return wording.translate(f"{row.period.label}另有 {len(row.nodes)} 份")
    return truncate(wording.translate(row.nodes[0].label), size.name)


def row_note(row: DrawingRow, size: DrawingSize = WIDE, wording: Wording = CHINESE) -> str:
    """Return the note beside the name; empty for a group and in a drawing without notes."""
    if row.is_group or not size.note:
        return ""
    note = node_note(row.nodes[0], wording)
    return truncate(note, size.note * LETTERS_PER_CHARACTER if note.isascii() else size.note)


def node_note(node: Node, wording: Wording) -> str:
    """Return what a document is about: its theme or agenda item, in English the name of the agenda item."""
    return (wording.is_english and node.note_en) or node.note


def label_width(name: str, note: str) -> float:
    """Estimate the width of a name with its note."""
    return text_width(name, NAME_SIZE) + (text_width(note, NOTE_SIZE) + NOTE_GAP if note else 0)
