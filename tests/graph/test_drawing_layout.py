"""Layout of the drawing: older documents left, a row for each name, groups when there are too many."""

from collections import Counter

import pytest

from resolutions.graph.drawing import NARROW, WIDE
from resolutions.graph.drawing_layout import layout_network
from resolutions.graph.drawing_text import YearPeriod
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


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("graph", [network([node(2, None)], []), network([], [node(3, 2020)]), MANY])
def test_names_stay_inside_the_drawing_and_in_rows_of_their_own(graph, size):
    drawing = layout_network(graph, address, size)
    for dot in drawing.dots:
        left, right = dot.horizontal_extent
        assert dot.x + left >= 0 and dot.x + right <= drawing.width and 0 < dot.y < drawing.height
    assert max(Counter((dot.side, dot.y) for dot in drawing.dots).values()) == 1


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
