"""Where everything stands in the drawing of a graph. Pure: a network in, coordinates out.

Older documents stand left of the focus, younger ones right; each has a row of its own on
its side, so that no line crosses a name: lines fan out beside the focus and then run
along their row. Documents two steps away stand below in a second band. Units are those
of the drawing (pixels on a screen); y grows downwards.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from resolutions.graph.axis import Axis, Tick, build_axis
from resolutions.graph.citation_tally import Tally, format_verb_counts, tally_far_nodes, tally_neighbours
from resolutions.graph.drawing_text import format_coordinate, text_width, truncate
from resolutions.graph.network import Edge, Network, Node, opposite_end
from resolutions.graph.row_selection import DrawingRow, choose_rows
from resolutions.graph.strokes import Stroke, build_legend, make_stroke

ROW_HEIGHT = 23  # height of a row
NAME_SIZE, NOTE_SIZE = 12.5, 11  # sizes of a name and of the note beside it
DOT_RADIUS, GROUP_DOT_RADIUS = 4.5, 7.0  # radius of a document and of a group
MAX_UNGROUPED = 40  # up to so many documents one step away have a row each, however narrow the drawing
MARGIN = 10  # margin around the drawing
TOP_MARGIN = 34  # above the first row: the years
BAND_GAP = 44  # between the two bands
FOCUS_HEIGHT = 46
ARROW_LENGTH = 7


@dataclass(frozen=True, slots=True)
class DrawingSize:
    """How much room there is: ``gutter`` beside the focus, where the lines fan out, ``axis`` for the years of
    one side, ``name`` and ``note`` in characters, and the rows on each side: ``near``, or ``of_two`` above ``far``."""

    gutter: float
    axis: float
    name: int
    note: int
    near: int
    of_two: int
    far: int


WIDE = DrawingSize(gutter=84, axis=420, name=24, note=11, near=34, of_two=20, far=14)  # as high as two screens at most
NARROW = DrawingSize(
    gutter=46, axis=104, name=14, note=0, near=22, of_two=11, far=7
)  # focus and one side in 390 pixels


@dataclass(frozen=True, slots=True)
class Dot:
    """A row's mark with its name. ``ends`` are the keys of the documents it stands for."""

    row: DrawingRow
    x: float
    y: float
    side: int  # -1 left of the focus, 1 right
    tally: Tally
    address: str
    name: str
    note: str
    is_far: bool = False

    @property
    def node(self) -> Node:
        return self.row.nodes[0]

    @property
    def radius(self) -> float:
        return GROUP_DOT_RADIUS if self.row.is_group else DOT_RADIUS

    @property
    def text_x(self) -> str:
        """Where the name begins or ends, from the middle of the mark."""
        return format_coordinate(self.side * (self.radius + 6))

    @property
    def anchor(self) -> str:
        return "end" if self.side < 0 else "start"

    @property
    def words(self) -> str:
        """What the mark says when it is pointed at or read out; the note that stands beside it is not repeated."""
        about = [f"{self.row.period.words}的 {len(self.row.nodes)} 份文件"] if self.row.is_group else self._about()
        if self.is_far:
            sums = {"被第一步的文件引用": self.tally.cited, "引用第一步的文件": self.tally.citing}
            return "，".join([*about, *(f"{words} {count} 次" for words, count in sums.items() if count)])
        verbs = {"被本文件引用": self.tally.cited_verbs, "引用本文件": self.tally.citing_verbs}
        return "，".join([*about, *(f"{words} {format_verb_counts(found)}" for words, found in verbs.items() if found)])

    def _about(self) -> list[str]:
        node = self.node
        year = [f"{node.year}年"] if node.year and str(node.year) not in node.title else []
        note = [node.note] if node.note not in ("", self.note) else []
        return [node.title, *year, *note, *([] if node.held else ["未收录全文"])]

    @property
    def reach(self) -> tuple[float, float]:
        """Left and right end of mark and name, from the middle of the mark."""
        inner, outer = -self.radius, _label_width(self.name, self.note) + self.radius + 8
        return (-outer, -inner) if self.side < 0 else (inner, outer)

    @property
    def touch(self) -> str:
        """The area that takes a pointer, as a path from the middle of the mark."""
        left, right = (format_coordinate(x) for x in self.reach)
        return f"M{left},{format_coordinate(-ROW_HEIGHT / 2)}H{right}v{ROW_HEIGHT}H{left}z"

    @property
    def place(self) -> str:
        return f"{format_coordinate(self.x)},{format_coordinate(self.y)}"


@dataclass(frozen=True, slots=True)
class EdgePath:
    """The citations between two marks: path, arrow at the cited end (or pointing to it), stroke."""

    path: str
    arrow: str
    stroke: Stroke
    ends: str  # keys of both marks, of the first step the outer one's alone: what is highlighted together
    is_far: bool = False


@dataclass(frozen=True, slots=True)
class EdgeBundle:
    """All lines of one verb and step: what they have in common is written once."""

    stroke: Stroke
    is_far: bool
    lines: list[EdgePath]


@dataclass(frozen=True, slots=True)
class FocusBox:
    """The document in the middle: a box with its name."""

    node: Node
    x: float
    y: float
    wide: float

    @property
    def middle(self) -> float:
        return round(self.x + self.wide / 2, 1)

    @property
    def top(self) -> float:
        return round(self.y - FOCUS_HEIGHT / 2, 1)

    @property
    def year_y(self) -> float:
        return round(self.y + 15, 1)

    @property
    def name_y(self) -> float:
        return round(self.y - 2, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn. ``left_out`` counts documents two steps away that have no row."""

    wide: int
    high: int
    focus: FocusBox
    dots: list[Dot]
    lines: list[EdgePath]
    ticks: list[Tick]
    legend: list[Stroke]
    left_out: int = 0
    far_shown: int = 0
    band_y: float | None = None
    groups: int = field(default=0)

    @property
    def strands(self) -> list[EdgeBundle]:
        """The lines by verb, those of the second step beneath the others."""
        found: dict[tuple[bool, str], EdgeBundle] = {}
        for line in self.lines:
            key = (not line.is_far, line.stroke.group)
            found.setdefault(key, EdgeBundle(line.stroke, line.is_far, [])).lines.append(line)
        return [found[key] for key in sorted(found)]

    @property
    def bottom(self) -> int:
        return self.high - 12

    @property
    def right(self) -> int:
        return self.wide - MARGIN

    @property
    def band_text_y(self) -> float | None:
        return self.band_y and self.band_y - 6


def layout_network(network: Network, address_of: Callable[[DrawingRow], str], room: DrawingSize = WIDE) -> Drawing:
    """Lay ``network`` out; ``address_of`` tells where a row leads."""
    tallies = tally_neighbours(network)
    near = _sides(network.neighbours, network.focus, {pk for pk, tie in tallies.items() if tie.cited})
    far = _sides(network.far_nodes, network.focus, {edge.target for edge in network.far_edges})
    links = Counter(pk for edge in network.far_edges for pk in (edge.source, edge.target))
    most = (
        MAX_UNGROUPED if len(network.neighbours) <= MAX_UNGROUPED else room.of_two if network.far_edges else room.near
    )
    rows = {side: _in_order(choose_rows(near[side], _weights(near[side], tallies), most), side) for side in near}
    shown_far = {side: _in_order(_most_linked(far[side], links, room.far), side) for side in far}
    tallies |= tally_far_nodes(
        network, {row.nodes[0].pk for rows_of_side in shown_far.values() for row in rows_of_side}
    )
    both = {side: rows[side] + shown_far[side] for side in rows}
    axes = {side: build_axis([row.year for row in both[side]], side, room.axis) for side in both}
    wide_focus = _focus_width(network.focus)
    left = _reach(both[-1], axes[-1], -1, room)
    x = MARGIN + left + (room.gutter if left else 0)
    right = _reach(both[1], axes[1], 1, room)
    wide = x + wide_focus + (room.gutter if right else 0) + right + MARGIN
    starts = {-1: x - room.gutter, 1: x + wide_focus + room.gutter}
    count = max(len(rows[-1]), len(rows[1]), 3)
    focus = FocusBox(network.focus, round(x, 1), round(TOP_MARGIN + count * ROW_HEIGHT / 2, 1), round(wide_focus, 1))

    def dot(row: DrawingRow, side: int, y: float, is_far: bool = False) -> Dot:
        x = round(starts[side] + axes[side].place(row.year), 1)
        names = row_name(row, room), row_note(row, room)
        return Dot(row, x, round(y, 1), side, _tally_of(row, tallies), address_of(row), *names, is_far)

    dots = [
        dot(row, side, y)
        for side in (-1, 1)
        for row, y in zip(rows[side], _heights(len(rows[side]), focus.y), strict=True)
    ]
    lines = [line for side in (-1, 1) for line in _fan([d for d in dots if d.side == side], focus, room.gutter)]
    high = TOP_MARGIN + count * ROW_HEIGHT
    band_y = None
    if any(shown_far.values()):
        band_y = high + BAND_GAP / 2
        far_dots = [
            dot(row, side, high + BAND_GAP + (number + 0.5) * ROW_HEIGHT, is_far=True)
            for side in (-1, 1)
            for number, row in enumerate(shown_far[side])
        ]
        lines = _far_lines(network, dots + far_dots) + lines
        dots += far_dots
        high += BAND_GAP + max(map(len, shown_far.values())) * ROW_HEIGHT
    ticks = [tick.moved(starts[side]) for side in (-1, 1) for tick in axes[side].ticks]
    return Drawing(
        wide=round(wide),
        high=high + 30,
        focus=focus,
        dots=dots,
        lines=lines,
        ticks=ticks,
        legend=build_legend({line.stroke.group for line in lines}),
        left_out=sum(map(len, far.values())) - sum(map(len, shown_far.values())),
        far_shown=sum(map(len, shown_far.values())),
        band_y=band_y,
        groups=sum(d.row.is_group for d in dots),
    )


def format_point(x: float, y: float) -> str:
    return f"{format_coordinate(x)},{format_coordinate(y)}"


def row_name(row: DrawingRow, room: DrawingSize = WIDE) -> str:
    """``2151(2014)``, or ``2014年另有 12 份``."""
    return f"{row.period.words}另有 {len(row.nodes)} 份" if row.is_group else truncate(row.nodes[0].label, room.name)


def row_note(row: DrawingRow, room: DrawingSize = WIDE) -> str:
    return "" if row.is_group or not room.note else truncate(row.nodes[0].note, room.note)


def _sides(nodes: Sequence[Node], focus: Node, cited: set[int]) -> dict[int, list[Node]]:
    sides: dict[int, list[Node]] = {-1: [], 1: []}
    for node in nodes:
        sides[_side(node, focus, node.pk in cited)].append(node)
    return sides


def _side(node: Node, focus: Node, is_cited: bool) -> int:
    """Left of the focus what is older. Where time does not tell: left what is cited, right what cites."""
    if node.day and focus.day and node.day != focus.day:
        return -1 if node.day < focus.day else 1
    if node.year and focus.year and node.year != focus.year:
        return -1 if node.year < focus.year else 1
    return -1 if is_cited else 1


def _in_order(rows: list[DrawingRow], side: int) -> list[DrawingRow]:
    """By time downwards; what has no year stands farthest out, so first on the left and last on the right."""
    return rows if side < 0 else sorted(rows, key=lambda row: row.year is None)


def _weights(nodes: Sequence[Node], tallies: dict[int, Tally]) -> dict[int, int]:
    return {node.pk: tallies[node.pk].count for node in nodes}


def _most_linked(nodes: Sequence[Node], links: Counter[int], most: int) -> list[DrawingRow]:
    """Of the documents two steps away those with most links to the first step, by time."""
    ranked = sorted(nodes, key=lambda node: (-links[node.pk], not node.held, -node.cited, node.order))
    return choose_rows(ranked[:most], {}, most)


def _label_width(name: str, note: str) -> float:
    return text_width(name, NAME_SIZE) + (text_width(note, NOTE_SIZE) + 6 if note else 0)


def _focus_width(focus: Node) -> float:
    return max(text_width(focus.label, 15) + 28, 96)


def _reach(rows: Sequence[DrawingRow], axis: Axis, side: int, room: DrawingSize) -> float:
    """How far one side reaches from its gutter: to the end of the longest name."""
    ends = [
        side * axis.place(row.year) + GROUP_DOT_RADIUS + 8 + _label_width(row_name(row, room), row_note(row, room))
        for row in rows
    ]
    return max(ends, default=0)


def _heights(count: int, middle: float) -> list[float]:
    """The rows of one side, centred on the focus."""
    first = middle - count * ROW_HEIGHT / 2 + ROW_HEIGHT / 2
    return [first + number * ROW_HEIGHT for number in range(count)]


def _tally_of(row: DrawingRow, tallies: dict[int, Tally]) -> Tally:
    return Tally.sum_of(tallies[node.pk] for node in row.nodes) if row.is_group else tallies[row.nodes[0].pk]


def _fan(dots: Sequence[Dot], focus: FocusBox, gutter: float) -> list[EdgePath]:
    """The lines between the focus and one side, spread over the height of its box."""
    lines: list[EdgePath] = []
    for number, dot in enumerate(dots):
        start_y = focus.top + FOCUS_HEIGHT * (number + 0.5) / len(dots)
        start_x = focus.x if dot.side < 0 else focus.x + focus.wide
        bend = start_x + dot.side * gutter
        middle = start_x + dot.side * gutter / 2
        both_ways = bool(dot.tally.cited and dot.tally.citing)
        for verbs, is_cited in ((dot.tally.cited_verbs, True), (dot.tally.citing_verbs, False)):
            if not verbs:
                continue
            y = dot.y + ((-2.5 if is_cited else 2.5) if both_ways else 0)
            end = dot.x - dot.side * dot.radius
            curve = (format_point(middle, start_y), format_point(middle, y), format_point(bend, y))
            path = f"M{format_point(start_x, start_y)}C{' '.join(curve)}"
            if abs(end - bend) > 0.5:
                path += f"H{format_coordinate(end)}"
            arrow = _arrow(end, y, points_left=(dot.side < 0) == is_cited, outwards=dot.side)
            count = sum(n for _, n in verbs)
            lines.append(EdgePath(path, arrow, make_stroke(verbs[0][0], count), f"n{dot.node.pk}"))
    return lines


def _arrow(end: float, y: float, points_left: bool, outwards: int) -> str:
    """A triangle beside the mark that tells who cites whom: it points to the cited document."""
    near, away = (end, end - outwards * ARROW_LENGTH * 1.5)
    tip, base = (min(near, away), max(near, away)) if points_left else (max(near, away), min(near, away))
    half = ARROW_LENGTH * 0.62
    return f"M{format_point(tip, y)}L{format_point(base, y - half)}V{format_coordinate(y + half)}Z"


def _far_lines(network: Network, dots: Sequence[Dot]) -> list[EdgePath]:
    """Curves between the two bands, and between neighbours; documents told together have none."""
    places = {dot.node.pk: dot for dot in dots if not dot.row.is_group}
    near = {opposite_end(edge, network.focus.pk) for edge in network.edges}
    lines = []
    for edge in network.far_edges:
        if edge.source in places and edge.target in places:
            start, end = places[edge.source], places[edge.target]
            lines.append(_far_line(edge, start, end, {edge.source, edge.target} <= near))
    return lines


def _far_line(edge: Edge, start: Dot, end: Dot, are_neighbours: bool) -> EdgePath:
    """A curve from the citing to the cited mark; between two neighbours it bulges towards the focus."""
    if are_neighbours:
        bulge = -start.side * 26
        first, second = format_point(start.x + bulge, start.y), format_point(end.x + bulge, end.y)
    else:
        half = (start.y + end.y) / 2
        first, second = format_point(start.x, half), format_point(end.x, half)
    path = f"M{start.place}C{first} {second} {end.place}"
    ends = f"n{edge.source} n{edge.target}"
    return EdgePath(path, "", make_stroke(edge.verb, edge.count), ends, is_far=True)
