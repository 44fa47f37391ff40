"""Filters of a graph, parsed from its address and applied to a network."""

import pytest

from resolutions.graph.drawing_text import YearPeriod
from resolutions.graph.filters import GraphFilters, InvalidFilterError, apply_filters
from resolutions.graph.network import Edge, build_edges
from tests.graph.test_drawing_layout import network, node

NETWORK = network([node(2, 1990, is_held=True), node(3, 1999)], [node(4, 2010)])


@pytest.mark.parametrize(
    "query, left",
    [
        ({}, {2, 3, 4}),
        ({"side": "cites"}, {2, 3}),
        ({"side": "cited-by"}, {4}),
        ({"verb": "under"}, {4}),
        ({"verb": "extend"}, set()),
        ({"years": "1999"}, {3}),
        ({"years": "1990-1999"}, {2, 3}),
        ({"years": "none"}, set()),
        ({"held": "1"}, {2}),
        ({"held": "1", "years": "2010"}, set()),
    ],
)
def test_filters_leave_what_fits_all_of_them(query, left):
    assert {neighbour.pk for neighbour in apply_filters(NETWORK, GraphFilters.from_query(query)).neighbours} == left


def test_under_a_verb_only_its_citations_are_counted():
    [edge] = apply_filters(NETWORK, GraphFilters.from_query({"side": "cited-by", "verb": "recall"})).edges
    assert edge == Edge(4, 1, (("recall", 1),))


@pytest.mark.parametrize(
    "query", [{"steps": "3"}, {"verb": "love"}, {"years": "19"}, {"years": "2010-2000"}, {"held": "2"}, {"side": "up"}]
)
def test_a_filter_that_does_not_exist_is_refused_with_what_to_write(query):
    with pytest.raises(InvalidFilterError, match=r"可以是|应写作"):
        GraphFilters.from_query(query)


@pytest.mark.parametrize(
    "query", ["", "?steps=2", "?steps=2&side=cites&verb=recall&years=2010-2019&held=1", "?years=none"]
)
def test_an_address_gives_its_filters_back(query):
    pairs = dict(pair.split("=") for pair in query.lstrip("?").split("&") if pair)
    assert GraphFilters.from_query(pairs).query_string == query


def test_choosing_what_is_chosen_drops_it():
    chosen = GraphFilters().toggled("years", YearPeriod(2014, 2014))
    assert chosen.query_string == "?years=2014"
    assert chosen.toggled("years", YearPeriod(2014, 2014)) == GraphFilters()


def test_citations_of_two_documents_become_one_edge():
    rows = [(1, 2, "recall", 1), (1, 2, "", 1), (1, 2, "recall", 2), (2, 1, "under", 1)]
    assert build_edges(rows) == (Edge(1, 2, (("recall", 3), ("none", 1))), Edge(2, 1, (("under", 1),)))
