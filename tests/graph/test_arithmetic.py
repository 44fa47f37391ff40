"""Shortest paths, centrality, co-citation, themes and charts; without a database."""

import random
import re

import networkx
import pytest

from resolutions.graph.centrality import ATTENUATION, katz_centrality
from resolutions.graph.shortest_paths import find_shortest_paths
from resolutions.statistics.chart_layout import layout_chart
from resolutions.statistics.cocitation import CitationSpan, count_cocitations
from resolutions.statistics.figures import Figure, FigureRow
from resolutions.statistics.theme_groups import group_themes, normalize_theme


@pytest.mark.parametrize(
    "edges, kind, ways",
    [
        ([(1, 2), (2, 3), (1, 3)], "forwards", [[1, 3]]),
        ([(1, 2), (2, 3), (1, 4), (4, 3)], "forwards", [[1, 2, 3], [1, 4, 3]]),
        ([(3, 2), (2, 1)], "backwards", [[1, 2, 3]]),
        ([(1, 2), (3, 2)], "mixed", [[1, 2, 3]]),
        ([(1, 2), (3, 4)], "none", []),
        ([(2, 3)], "none", []),
    ],
)
def test_the_shortest_path_follows_citations_where_possible(edges, kind, ways):
    found = find_shortest_paths(edges, 1, 3)
    assert (found.kind, found.paths) == (kind, ways)


def test_rank_is_that_of_networkx():
    chance = random.Random(1)
    edges = {(n, chance.randrange(n)) for n in range(1, 60) for _ in range(4)}
    known = networkx.katz_centrality(networkx.DiGraph(edges), alpha=ATTENUATION, normalized=False, tol=1e-9)
    assert katz_centrality(edges) == pytest.approx(
        {pk: (score - 1) / ATTENUATION for pk, score in known.items()}, abs=1e-5
    )


def test_rank_of_nothing_and_of_endless_circles():
    assert katz_centrality([]) == {}
    assert katz_centrality((a, b) for a in range(30) for b in range(30) if a != b) == {}


def mention(paragraph: int, start: int, target: int, **values) -> CitationSpan:
    return CitationSpan(paragraph, start, start + 5, target, values.get("source", 1), "recall", values.get("theme", ""))


def test_one_breath_ends_with_the_list_the_theme_and_the_paragraph():
    row = [mention(1, 0, 1), mention(1, 6, 2), mention(1, 60, 3), mention(1, 66, 4, theme="儿童"), mention(2, 0, 5)]
    assert [(pair.first, pair.second) for pair in count_cocitations(row)] == [(1, 2)]


def test_pairs_are_ranked_by_the_documents_that_name_both():
    often_in_one = [mention(number, start, target) for number in (1, 2, 5) for start, target in ((0, 7), (6, 8))]
    in_two = [
        mention(3, 0, 1, source=3),
        mention(3, 6, 2, source=3),
        mention(4, 0, 2, source=4),
        mention(4, 6, 1, source=4),
    ]
    pairs = count_cocitations(often_in_one + in_two)
    assert [(pair.first, pair.second, pair.lists, pair.sources) for pair in pairs] == [(1, 2, 2, 2), (7, 8, 3, 1)]
    assert [pair.first for pair in count_cocitations(often_in_one + in_two, with_document=8)] == [7]


@pytest.mark.parametrize("spelling", ["婦女與和平與安全", "妇女与和平与安全", "妇女、和平与安全问题"])
def test_spellings_of_one_theme_are_one(spelling):
    assert normalize_theme(spelling) == normalize_theme("妇女、和平与安全")
    [theme] = group_themes([("妇女、和平与安全", 1, 10, 1), (spelling, 2, 11, 1), (spelling, 1, 10, 1)])
    assert (theme.citations, theme.targets, theme.sources, len(theme.spellings)) == (3, 2, 2, 2)


def test_different_themes_stay_apart():
    assert normalize_theme("儿童与武装冲突") != normalize_theme("武装冲突中保护平民")


def figure(shape: str, *values: tuple[float, ...]) -> Figure:
    items = tuple(FigureRow(str(2000 + n), numbers) for n, numbers in enumerate(values))
    columns = ("甲", "乙")[: len(values[0]) if values else 1]
    return Figure("key", "题", "数", "范围", shape, "年份", columns, items, drawn=len(columns))


def rectangles(path: str) -> list[tuple[float, ...]]:
    """``(x, y, width, height)`` of each rectangle of an area."""
    numbers = r"M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z"
    assert re.sub(numbers, "", path) == ""
    return [tuple(map(float, found)) for found in re.findall(numbers, path)]


@pytest.mark.parametrize("shape", ["columns", "shares", "bars"])
@pytest.mark.parametrize("values", [[], [(0, 0)], [(3, 4), (0, 0), (10, 1)], [(1, 2)] * 90])
def test_every_rectangle_is_inside_the_plot_area(shape, values):
    chart = layout_chart(figure(shape, *values))
    assert len(chart.items) == len(values)
    for path in [area.path for area in chart.series_paths] + [stack.hit_area for stack in chart.items]:
        for x, y, wide, high in rectangles(path):
            assert x >= 0 and x + wide <= chart.width + 0.2 and y >= 0 and y + high <= chart.height


def test_heights_are_as_the_numbers_and_shares_fill_the_field():
    counts = layout_chart(figure("columns", (3, 4), (6, 0)))
    first, second = [high for _, _, _, high in rectangles(counts.series_paths[0].path)]
    assert second == pytest.approx(2 * first, abs=0.2) and len(rectangles(counts.series_paths[1].path)) == 1
    assert counts.items[0].description == "2000：甲 3，乙 4"
    shares = layout_chart(figure("shares", (1, 3), (10, 30)))
    assert len({high for _, _, _, high in rectangles(shares.series_paths[0].path)}) == 1
