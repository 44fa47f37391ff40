"""Figures and drawings in the language of the page."""

import re

import pytest
from django.utils import translation

from resolutions.graph.drawing import NARROW, WIDE
from resolutions.graph.drawing_layout import layout_network
from resolutions.graph.drawing_text import YearPeriod
from resolutions.graph.filter_choices import build_filter_groups, build_step_choices
from resolutions.graph.filters import DIRECTIONS, GraphFilters, InvalidFilterError
from resolutions.graph.network import NO_VERB, Edge, Network, Node
from resolutions.interface.sentences import translate_sentence
from resolutions.models import PERMANENT_SEATS, Kind, Organ
from resolutions.pages.page_language import chart_of, join_names, page_wording, translate_name
from resolutions.statistics.citation_ages import AGE_BUCKETS
from resolutions.statistics.figures import Figure, FigureRow
from resolutions.statistics.queries import citation_lists, document_filter, figure_builders, vote_lists
from resolutions.statistics.queries.coverage import Coverage
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES
from resolutions.text.han import HAN

NAMES = {
    "1990年代": ("1990s", "1990年代"),
    "2014年": ("2014", "2014年"),
    "1990–1994年": ("1990–1994", "1990–1994年"),
    "1年": ("1 year", "1年"),
    "3年": ("3 years", "3年"),
    "6–10年": ("6–10 years", "6–10年"),
    "50年以上": ("Over 50 years", "50年以上"),
    "年份不详": ("Year unknown", "年份不詳"),
    "所引文件距今1年": ("cited document 1 year older", "所引文件距今1年"),
    "所引文件距今6–10年": ("cited document 6–10 years older", "所引文件距今6–10年"),
    "主题“翠鸟”": ("theme “翠鸟”", "主題“翠鸟”"),
    "维护和平三十年": ("维护和平三十年", "维护和平三十年"),  # words of a document
}


@pytest.fixture
def english():
    with translation.override("en"):
        yield page_wording()


@pytest.mark.parametrize("name, translated", NAMES.items(), ids=NAMES)
def test_names_of_years_ages_and_conditions(name, translated):
    for language, wanted in zip(("en", "zh-hant", "zh-hans"), (*translated, name), strict=True):
        with translation.override(language):
            assert translate_name(name) == wanted


def test_lists_of_names(english):
    assert join_names(["安全理事会", "1990年代"]) == "Security Council, 1990s"


def test_every_name_of_conditions_figures_and_graphs_has_english(english):
    names = [
        *VERB_GROUP_NAMES.values(), *DIRECTIONS.values(), *PERMANENT_SEATS.values(), *Kind.labels, *Organ.labels,
        *(bucket.name for bucket in AGE_BUCKETS), *document_filter.HELD_NAMES.values(),
        *document_filter.VOTE_NAMES.values(), *vote_lists.DIVISION_NAMES.values(),
        *(citation_lists._name_age(age) for age in ("unknown", "later", "0", "1", "2", "6-10", "7-9", "51-1000")),
        YearPeriod(None, None).label, YearPeriod(1990, 1994).label,
    ]  # fmt: skip
    assert [name for name in map(translate_name, names) if HAN.search(name)] == []


def test_the_coverage_of_figures(english):
    """With every part that it may have or lack."""
    counted = {"held": 1, "visible": 2, "citations": 3, "catalogued": 4}
    days = {"first": None, "last": None}
    for scope in ("", "联合国，"):
        for undated in (0, 5):
            coverage = Coverage(scope=scope, undated=undated, **counted, **days)
            for text in (coverage.texts, coverage.documents, coverage.catalogue):
                figure = Figure("k", "每年的文件", "五年以上并为几段。", text, "columns", "年份", ("引用次数",), ())
                with_scope = chart_of(figure, ["联合国"] if scope else []).figure
                assert not HAN.search(with_scope.coverage + with_scope.title + with_scope.definition), text
                assert ("United Nations" in with_scope.coverage) == (bool(scope) and text != coverage.catalogue)


def test_a_chart_describes_its_rows_in_the_language_of_the_page(english):
    row = FigureRow("2020", (3, 71))
    names = ("收录全文", "仅见于目录或引用")
    figure = Figure("k", "每年的文件", "", "", "columns", "年份", names, (row,), drawn=2)
    chart = chart_of(figure)
    assert chart.items[0].description == "2020: Full text held 3, Only in the catalogue or in citations 71"
    assert [entry.name for entry in chart.legend] == ["Full text held", "Only in the catalogue or in citations"]
    assert figure.title == "每年的文件"  # the cached one


def node(pk: int, year: int | None, **values) -> Node:
    symbol = f"S/RES/{pk}({year})"
    return Node(pk, symbol, f"{pk}({year})", f"安全理事会第{pk}({year})号决议", f"/{symbol}", year, **values)


def drawn_network() -> Network:
    cited = [node(100 + n, 1946 + n % 54, note="妇女、和平与安全", note_en="Women and peace") for n in range(150)]
    nodes = [node(1, 2000), *cited, Node(900, "texts/x", "《惯例汇辑》", "《惯例汇辑》", "/texts/x"), node(901, 2010)]
    edges = tuple(Edge(1, other.pk, (("recall", 1), (NO_VERB, 2))) for other in nodes[1:152])
    return Network(nodes[0], {n.pk: n for n in nodes}, edges, (Edge(901, 100, (("see", 1),)),))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_drawing_in_english(english, size):
    """Only the name of a document that has no other is Chinese, and says so."""
    drawing = layout_network(drawn_network(), lambda row: row.nodes[0].url, size, english)
    groups = [dot for dot in drawing.dots if dot.row.is_group]
    assert groups and all(re.fullmatch(r"\d{4}(–\d{4})?: \d+ more", dot.name) for dot in groups)
    for dot in drawing.dots:
        assert (dot.lang == "zh-Hans") == bool(HAN.search(dot.name + dot.note))
        if dot.node.pk != 900:
            assert not HAN.search(dot.name + dot.note + dot.description), dot.description
    far = next(dot for dot in drawing.dots if dot.is_far)
    assert "citations of documents of the first step: 1" in far.description
    assert not HAN.search("".join(tick.label for tick in drawing.ticks))


def test_the_choices_of_a_graph_in_english(english):
    groups = build_filter_groups(drawn_network(), GraphFilters(steps=2), english)
    steps = build_step_choices(GraphFilters(), english)
    labels = [choice.label for group in groups for choice in group.choices] + [choice.label for choice in steps]
    assert groups and not HAN.search("".join([*labels, *(group.heading for group in groups)]))


@pytest.mark.parametrize(
    "query", [{"steps": "3"}, {"side": "x"}, {"verb": "x"}, {"held": "x"}, {"years": "20"}, {"years": "2010-2000"}]
)
def test_the_refusals_of_a_graph_in_english(english, query):
    with pytest.raises(InvalidFilterError) as refusal:
        GraphFilters.from_query(query)
    assert not HAN.search(translate_sentence(str(refusal.value)))


@pytest.mark.django_db
def test_the_sentences_of_every_figure_have_english(english, seeds):
    for key in figure_builders.FIGURES:
        for conditions in (document_filter.DocumentFilter(), document_filter.DocumentFilter(organ="S", decade="2020")):
            figure = figure_builders.load_figure(figure_builders.DataState("none"), key, conditions)
            shown = chart_of(figure, conditions.names).figure
            words = [shown.title, shown.definition, shown.coverage, shown.name_heading, *shown.columns]
            words += [row.name for row in (*shown.rows, *shown.left_out) if key != "central"]
            assert not HAN.search("".join(words)), (key, words)
