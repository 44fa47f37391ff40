"""Layout of the drawing of a graph: a network in, coordinates out.

Older documents are left of the focus, younger ones right. Each has a row of its own on its
side, so that no line crosses a name: the lines fan out beside the focus and then run along
their rows. Documents two steps away are in a second band below.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from heapq import nsmallest
from math import ceil, hypot

from resolutions.graph.axis import Axis, build_axis
from resolutions.graph.citation_tally import Tally, tally_far_nodes, tally_neighbours
from resolutions.graph.drawing import (
    FOCUS_HEIGHT,
    GROUP_DOT_RADIUS,
    HIT_MARGIN,
    MARGIN,
    ROW_HEIGHT,
    WIDE,
    Dot,
    Drawing,
    DrawingSize,
    EdgePath,
    FocusBox,
    Side,
    label_width,
    row_name,
    row_note,
)
from resolutions.graph.drawing_text import format_coordinate, format_point, text_width
from resolutions.graph.network import Edge, Network, Node, opposite_end
from resolutions.graph.row_selection import DrawingRow, choose_rows
from resolutions.graph.strokes import build_legend, make_stroke
from resolutions.graph.wording import CHINESE, Wording

MAX_UNGROUPED = 40  # up to this number of neighbours each has a row, in every size
TOP_MARGIN = 34  # above the first row, for the years
BOTTOM_MARGIN = 30
BAND_GAP = 44  # between the two bands
MIN_ROWS = 3  # height of a drawing with fewer rows
MIN_FOCUS_WIDTH = 96
FOCUS_NAME_SIZE, FOCUS_PADDING = 15, 28
ARROW_WIDTH, ARROW_REACH = 8.7, 10.5
BOTH_WAYS_DISTANCE = 2.5  # of each of two lines in opposite directions from the middle of their row
BULGE = 26  # of a line between two neighbours towards the focus
AXIS_SHARES = (1, 0.85, 0.7, 0.55, 0.4, 0.25)  # of its full length, tried in this order
SIDES: tuple[Side, Side] = (-1, 1)

Rows = dict[Side, list[DrawingRow]]


def layout_network(
    network: Network, url_of: Callable[[DrawingRow], str], size: DrawingSize = WIDE, wording: Wording = CHINESE
) -> Drawing:
    """Lay ``network`` out; ``url_of`` gives the link of a row."""
    tallies = tally_neighbours(network)
    rows = _choose_near_rows(network, tallies, size)
    far_rows, left_out = _choose_far_rows(network, size)
    tallies |= tally_far_nodes(network, {row.nodes[0].pk for side in SIDES for row in far_rows[side]})
    all_rows: Rows = {side: rows[side] + far_rows[side] for side in SIDES}
    focus_width = max(text_width(network.focus.label, FOCUS_NAME_SIZE) + FOCUS_PADDING, MIN_FOCUS_WIDTH)
    axes = _fit_axes(all_rows, size, size.width - 2 * MARGIN - focus_width, wording)
    left, right = (_side_width(all_rows[side], axes[side], side, size, wording) for side in SIDES)
    focus_x = MARGIN + left
    axis_starts = {-1: focus_x - size.gutter, 1: focus_x + focus_width + size.gutter}
    near_height = max(len(rows[-1]), len(rows[1]), MIN_ROWS) * ROW_HEIGHT
    focus_y = round(TOP_MARGIN + near_height / 2, 1)
    focus = FocusBox(network.focus, round(focus_x, 1), focus_y, round(focus_width, 1))

    def make_dot(row: DrawingRow, side: Side, y: float, is_far: bool = False) -> Dot:
        x = round(axis_starts[side] + axes[side].position(row.year), 1)
        tally = Tally.total(tallies[node.pk] for node in row.nodes) if row.is_group else tallies[row.nodes[0].pk]
        name, note = row_name(row, size, wording), row_note(row, size, wording)
        return Dot(row, x, round(y, 1), side, tally, url_of(row), name, note, is_far, wording)

    dots = [
        make_dot(row, side, y)
        for side in SIDES
        for row, y in zip(rows[side], _row_centres(len(rows[side]), focus.y), strict=True)
    ]
    lines = [line for side in SIDES for line in _fan_lines([dot for dot in dots if dot.side == side], focus, size)]
    height = TOP_MARGIN + near_height
    band_y = None
    if any(far_rows.values()):
        band_y = height + BAND_GAP / 2
        far_dots = [
            make_dot(row, side, height + BAND_GAP + (number + 0.5) * ROW_HEIGHT, is_far=True)
            for side in SIDES
            for number, row in enumerate(far_rows[side])
        ]
        lines = _far_lines(network, dots + far_dots) + lines
        dots += far_dots
        height += BAND_GAP + max(map(len, far_rows.values())) * ROW_HEIGHT
    return Drawing(
        width=ceil(focus_x + focus_width + right + MARGIN),
        height=height + BOTTOM_MARGIN,
        focus=focus,
        dots=dots,
        lines=lines,
        ticks=[tick.shifted_by(axis_starts[side]) for side in SIDES for tick in axes[side].ticks],
        legend=build_legend({line.stroke.group for line in lines}),
        left_out=left_out,
        far_shown=sum(map(len, far_rows.values())),
        band_y=band_y,
    )


def _choose_near_rows(network: Network, tallies: dict[int, Tally], size: DrawingSize) -> Rows:
    sides = _split_sides(network.neighbours, network.focus, {pk for pk, tally in tallies.items() if tally.cited})
    if len(network.neighbours) <= MAX_UNGROUPED:
        budget = MAX_UNGROUPED
    else:
        budget = size.near_rows_of_two if network.far_edges else size.near_rows
    weights = {pk: tally.count for pk, tally in tallies.items()}
    return {side: _sort_rows(choose_rows(nodes, weights, budget), side) for side, nodes in sides.items()}


def _choose_far_rows(network: Network, size: DrawingSize) -> tuple[Rows, int]:
    """Choose on each side the documents two steps away with the most links to the first step.

    Returns the rows, and the number of documents without a row.
    """
    sides = _split_sides(network.far_nodes, network.focus, {edge.target for edge in network.far_edges})
    links = Counter([edge.source for edge in network.far_edges])
    links.update([edge.target for edge in network.far_edges])
    rows: Rows = {}
    for side, nodes in sides.items():
        ranked = nsmallest(
            size.far_rows, nodes, key=lambda node: (-links[node.pk], not node.is_held, -node.cited, node.sort_key)
        )
        rows[side] = _sort_rows(choose_rows(ranked, {}, size.far_rows), side)
    return rows, sum(map(len, sides.values())) - sum(map(len, rows.values()))


def _split_sides(nodes: Sequence[Node], focus: Node, cited: set[int]) -> dict[Side, list[Node]]:
    sides: dict[Side, list[Node]] = {-1: [], 1: []}
    for node in nodes:
        sides[_side(node, focus, node.pk in cited)].append(node)
    return sides


def _side(node: Node, focus: Node, is_cited: bool) -> Side:
    """Put older documents left. With equal or unknown dates, cited documents are left and citing ones right."""
    if node.day and focus.day and node.day != focus.day:
        return -1 if node.day < focus.day else 1
    if node.year and focus.year and node.year != focus.year:
        return -1 if node.year < focus.year else 1
    return -1 if is_cited else 1


def _sort_rows(rows: list[DrawingRow], side: Side) -> list[DrawingRow]:
    """Sort by date downwards; rows without a year, which are outermost, first on the left and last on the right."""
    return rows if side < 0 else sorted(rows, key=lambda row: row.year is None)


def _fit_axes(rows: Rows, size: DrawingSize, width: float, wording: Wording) -> dict[Side, Axis]:
    """Build the axes of both sides, so short that the sides together are not wider than ``width`` if possible."""
    for share in AXIS_SHARES:
        axes = {side: build_axis([row.year for row in rows[side]], side, size.axis * share, wording) for side in SIDES}
        if sum(_side_width(rows[side], axes[side], side, size, wording) for side in SIDES) <= width:
            break
    return axes


def _side_width(rows: Sequence[DrawingRow], axis: Axis, side: Side, size: DrawingSize, wording: Wording) -> float:
    """Return the distance from the focus to the end of the outermost name; 0 without rows."""
    ends = [
        side * axis.position(row.year)
        + GROUP_DOT_RADIUS
        + HIT_MARGIN
        + label_width(row_name(row, size, wording), row_note(row, size, wording))
        + size.gutter
        for row in rows
    ]
    return max(ends, default=0)


def _row_centres(count: int, middle: float) -> list[float]:
    """Return the centres of ``count`` rows, the whole of which is centred on ``middle``."""
    first = middle - count * ROW_HEIGHT / 2 + ROW_HEIGHT / 2
    return [first + number * ROW_HEIGHT for number in range(count)]


def _fan_lines(dots: Sequence[Dot], focus: FocusBox, size: DrawingSize) -> list[EdgePath]:
    """Draw the lines between the focus and one side, spread over the height of the box."""
    lines: list[EdgePath] = []
    for number, dot in enumerate(dots):
        start_y = focus.top + FOCUS_HEIGHT * (number + 0.5) / len(dots)
        start_x = focus.x if dot.side < 0 else focus.x + focus.width
        bend = start_x + dot.side * size.gutter
        middle = start_x + dot.side * size.gutter / 2
        end = dot.x - dot.side * dot.radius
        is_both_ways = bool(dot.tally.cited and dot.tally.citing)
        for verbs, is_cited in ((dot.tally.cited_verbs, True), (dot.tally.citing_verbs, False)):
            if not verbs:
                continue
            shift = BOTH_WAYS_DISTANCE if is_both_ways else 0
            y = dot.y + (-shift if is_cited else shift)
            curve = (format_point(middle, start_y), format_point(middle, y), format_point(bend, y))
            path = f"M{format_point(start_x, start_y)}C{' '.join(curve)}"
            if abs(end - bend) > 0.5:
                path += f"H{format_coordinate(end)}"
            # Both arrows are beside the mark, where the rows are apart; that of a citing document points away from it.
            arrow = _arrow(end, y, dot.side, 0) if is_cited else _arrow(end - dot.side * ARROW_REACH, y, -dot.side, 0)
            count = sum(citations for _, citations in verbs)
            lines.append(EdgePath(path, arrow, make_stroke(verbs[0][0], count), f"n{dot.node.pk}"))
    return lines


def _arrow(x: float, y: float, across: float, down: float) -> str:
    """Draw a triangle with its tip at ``x``, ``y``; ``across`` and ``down`` are its direction, of length 1."""
    half = ARROW_WIDTH / 2
    base_x, base_y = x - across * ARROW_REACH, y - down * ARROW_REACH
    corners = (format_point(base_x + sign * down * half, base_y + sign * across * half) for sign in (-1, 1))
    return f"M{format_point(x, y)}L{'L'.join(corners)}Z"


def _far_lines(network: Network, dots: Sequence[Dot]) -> list[EdgePath]:
    """Draw the curves of the second step; documents in a group row have none."""
    dots_by_key = {dot.node.pk: dot for dot in dots if not dot.row.is_group}
    near = {opposite_end(edge, network.focus.pk) for edge in network.edges}
    return [
        _far_line(edge, dots_by_key[edge.source], dots_by_key[edge.target], {edge.source, edge.target} <= near)
        for edge in network.far_edges
        if edge.source in dots_by_key and edge.target in dots_by_key
    ]


def _far_line(edge: Edge, start: Dot, end: Dot, are_neighbours: bool) -> EdgePath:
    """Draw a curve from the citing to the cited mark; between two neighbours it bulges towards the focus.

    It arrives aslant or from above or below, so that its arrow is apart from the one of the first step.
    """
    half = (end.y - start.y) / 2
    if are_neighbours:
        first_x, first_y = start.x - start.side * BULGE, start.y
        last_x, last_y = end.x - end.side * BULGE, end.y - max(min(half, BULGE), -BULGE)
    else:
        first_x, first_y = start.x, start.y + half
        last_x, last_y = end.x, end.y - half
    distance = hypot(end.x - last_x, end.y - last_y) or 1
    across, down = (end.x - last_x) / distance, (end.y - last_y) / distance
    path = f"M{start.point}C{format_point(first_x, first_y)} {format_point(last_x, last_y)} {end.point}"
    arrow = _arrow(end.x - across * end.radius, end.y - down * end.radius, across, down)
    return EdgePath(path, arrow, make_stroke(edge.verb, edge.count), f"n{edge.source} n{edge.target}", is_far=True)
