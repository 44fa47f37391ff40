"""Layout of the drawing: older documents left, a row for each name, groups when there are too many."""

import re
from collections import Counter
from math import dist

import pytest

from resolutions.graph.drawing import NARROW, ROW_HEIGHT, WIDE
from resolutions.graph.drawing_layout import FOCUS_NAME_SIZE, layout_network
from resolutions.graph.drawing_text import YearPeriod, text_width
from resolutions.graph.network import Edge, Network, Node
from resolutions.graph.row_selection import choose_rows
from resolutions.graph.strokes import build_legend, make_stroke
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES


def node(pk: int, year: int | None, **values) -> Node:
    symbol = f"S/RES/{pk}({year})"
    return Node(pk, symbol, f"{pk}({year})", f"第{pk}({year})号决议", f"/{symbol}", year, **values)


def network(cited: list[Node], citing: list[Node], far: tuple[Edge, ...] = (), more: tuple[Node, ...] = ()) -> Network:
    focus = node(1, 2000)
    edges = [Edge(1, other.pk, (("recall", 1),)) for other in cited]
    edges += [Edge(other.pk, 1, (("under", 2), ("recall", 1))) for other in citing]
    return Network(focus, {n.pk: n for n in (focus, *cited, *citing, *more)}, tuple(edges), far)


def address(row) -> str:
    return row.nodes[0].url


MANY = network([node(100 + n, 1946 + n % 54) for n in range(150)], [node(300 + n, 2001 + n % 20) for n in range(150)])


def test_older_documents_are_left_and_younger_ones_right():
    drawing = layout_network(network([node(2, 1990), node(3, 1999)], [node(4, 2010)]), address)
    places = {dot.node.pk: dot.x for dot in drawing.dots}
    assert places[2] < places[3] < drawing.focus.x < drawing.focus.x + drawing.focus.width < places[4]


@pytest.mark.parametrize("year", [2000, None])
def test_without_dates_cited_documents_are_left_and_citing_ones_right(year):
    drawing = layout_network(network([node(2, year)], [node(3, year)]), address)
    assert {dot.node.pk: dot.side for dot in drawing.dots} == {2: -1, 3: 1}


def two_steps(years: list[int | None]) -> Network:
    """A network with long names, links among neighbours on both sides, and 30 documents in the second step."""
    near = [node(10 + n, year, note="关于一个很长的主题词的文件") for n, year in enumerate(years)]
    more = tuple(node(500 + n, 1950 + n if n % 3 else None, note="同样很长的说明文字") for n in range(30))
    links = [(near[0], near[-1]), (near[-1], near[0]), (near[1], near[0]), (near[0], near[1])]
    links += [(other, near[0]) for other in more[:15]] + [(near[-1], other) for other in more[15:]]
    far = tuple(Edge(source.pk, target.pk, (("recall", 12),)) for source, target in links)
    return network(near[::2], near[1::2], far, more)


GRAPHS = [
    network([node(2, None)], []),
    network([], [node(3, 2020)]),
    MANY,
    two_steps([1999, 2001]),
    two_steps([None, 1946, 2026]),
    two_steps([1998 + n % 5 for n in range(60)]),
]


def corners(path: str) -> list[tuple[float, float]]:
    """The end points and control points of a path; a curve lies between its control points."""
    points, x, y = [], 0.0, 0.0
    for command, arguments in re.findall(r"([A-Z])([^A-Z]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", arguments)]
        if command in "HV":
            x, y = (numbers[0], y) if command == "H" else (x, numbers[0])
            numbers = [x, y]
        points += list(zip(numbers[::2], numbers[1::2], strict=True))
        x, y = points[-1]
    return points


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("graph", GRAPHS)
def test_names_and_lines_stay_inside_the_drawing_and_rows_apart(graph, size):
    drawing = layout_network(graph, address, size)
    for dot in drawing.dots:
        left, right = dot.horizontal_extent
        assert dot.x + left >= 0 and dot.x + right <= drawing.width
        assert ROW_HEIGHT / 2 <= dot.y <= drawing.height - ROW_HEIGHT / 2
    for x, y in (point for line in drawing.lines for point in corners(line.path) + corners(line.arrow)):
        assert 0 <= x <= drawing.width and 0 <= y <= drawing.height
    for tick in drawing.ticks:
        half = text_width(tick.label, 11) / 2
        assert half <= tick.x <= drawing.width - half
    focus = drawing.focus
    assert focus.x >= 0 and focus.x + focus.width <= drawing.width
    assert drawing.width <= size.width, "the frame need not be scrolled"
    assert text_width(focus.node.label, FOCUS_NAME_SIZE) < focus.width
    assert max(Counter((dot.side, dot.y) for dot in drawing.dots).values()) == 1


@pytest.mark.parametrize("graph", GRAPHS)
def test_every_arrow_points_at_the_cited_document(graph):
    drawing = layout_network(graph, address)
    places = {f"n{dot.node.pk}": (dot.x, dot.y) for dot in drawing.dots}
    groups = {f"n{dot.node.pk}" for dot in drawing.dots if dot.row.is_group}  # of cited and citing documents
    for line in drawing.lines:
        tip, *base = corners(line.arrow)[:3]
        middle = tuple(sum(values) / 2 for values in zip(*base, strict=True))
        *_, end = (places[key] for key in line.ends.split())
        points_away = dist(tip, end) > dist(middle, end)
        assert abs(dist(tip, end) - dist(middle, end)) > ROW_HEIGHT / 3, "the arrow is beside the mark, not on it"
        if line.is_far:
            assert not points_away
        elif line.ends not in groups:
            assert points_away == any(edge.source == int(line.ends[1:]) for edge in graph.edges)


def test_three_hundred_neighbours_are_all_listed_in_few_rows():
    drawing = layout_network(MANY, address)
    assert len(drawing.dots) <= 2 * WIDE.near_rows and drawing.has_groups
    assert sum(len(dot.row.nodes) for dot in drawing.dots) == 300
    group = next(dot for dot in drawing.dots if dot.row.is_group)
    assert group.name == f"{group.row.period.label}另有 {len(group.row.nodes)} 份"


def test_of_too_many_the_most_cited_keep_a_row_of_their_own():
    nodes = [node(n, 2014) for n in range(2, 12)]
    rows = choose_rows(nodes, {7: 5}, budget=2)
    assert [row.nodes[0].pk for row in rows if not row.is_group] == [7]
    assert next(row for row in rows if row.is_group).period == YearPeriod(2014, 2014)


def test_documents_two_steps_away_are_below_and_the_least_linked_are_left_out():
    more = tuple(node(500 + n, 1950 + n) for n in range(40))
    far = (*(Edge(other.pk, 2, (("recall", 1),)) for other in more), Edge(539, 3, (("under", 1),)))
    drawing = layout_network(network([node(2, 1949), node(3, 1948)], [], far, more), address)
    shown = {dot.node.pk: dot for dot in drawing.dots if dot.is_far}
    assert len(shown) == WIDE.far_rows and drawing.left_out == 40 - WIDE.far_rows and 539 in shown
    assert min(dot.y for dot in shown.values()) > max(dot.y for dot in drawing.dots if not dot.is_far)


def test_a_line_is_drawn_in_the_verb_used_most_and_the_words_tell_all():
    drawing = layout_network(network([], [node(3, 2010)]), address)
    assert [line.stroke.group for line in drawing.lines] == ["under"]
    assert "引用本文件 根据 2、回顾 1" in drawing.dots[0].description


def test_no_two_verbs_look_alike_in_black_and_white():
    lines = build_legend({*VERB_GROUP_NAMES, "none"})
    assert len(lines) == len(VERB_GROUP_NAMES) + 1 == len({line.dashes for line in lines})
    assert (
        float(make_stroke("recall", 1).width)
        < float(make_stroke("recall", 2).width)
        < float(make_stroke("recall", 9).width)
    )
