"""Every weight of search/weights.py decides an order that is the other way round without it."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from search import weights
from search.chinese.folding import fold
from search.index import snapshot
from search.index.entries import build_entry
from search.protocol.documents import IndexableDocument
from search.protocol.request import SearchRequest
from search.results.snippet_window import select_window
from tests.search.small_index import FILLER, document, open_search, padded
from tests.search.test_partial_matches import PARTIAL_WEIGHTS

LONG = FILLER * 300
FAR = FILLER * 3_000  # between two words, so that they are not near each other


@dataclass(frozen=True)
class Case:
    """``better`` comes before ``worse``, which comes first in the index; without the weight it stays first."""

    weight: str
    without: Any
    worse: IndexableDocument
    better: IndexableDocument
    typed: str = "警务"
    mode: str = "exact"
    part: str = ""

    def __str__(self) -> str:
        return f"{self.weight} {self.part}".strip()


def without_key(weight: dict[str, float], key: str) -> dict[str, float]:
    return {name: value for name, value in weight.items() if name != key}


def field_case(name: str, worse: IndexableDocument, better: IndexableDocument, typed: str) -> Case:
    return Case("FIELD_BOOSTS", weights.FIELD_BOOSTS | {name: 1.0}, *padded(worse, better), typed, part=name)


def kind_case(kind: str) -> Case:
    two = [document(1, "警务", kind="letter"), document(2, "警务", kind=kind)]
    if weights.KIND_BOOSTS[kind] < 0:
        two = [document(1, "警务", kind=kind), document(2, "警务", kind="letter")]
    return Case("KIND_BOOSTS", without_key(weights.KIND_BOOSTS, kind), *two, part=kind)


DOCUMENT_CASES = [
    field_case(
        "symbol", document(1, "警务" + FAR + "8699"), document(2, FAR + "警务", symbol="S/PV.8699"), "警务 8699"
    ),
    field_case("title", document(1, "警务。青年"), document(2, "青年", title="警务"), "警务 青年"),
    field_case("operative", document(1, "警务"), document(2, ("operative", "警务")), "警务"),
    field_case("notes", document(1, ("footnote", "警务")), document(2, "警务"), "警务"),
    Case("BM25_K1", 0.0, *padded(document(1, "警务"), document(2, "警务。警务"))),
    Case("BM25_B", 0.0, document(1, "警务" + LONG), document(2, "警务")),
    Case("VERBATIM_BOOST", 0.0, *padded(document(1, "警务。青年。" * 20), document(2, "警务青年")), "警务 青年"),
    Case("NEARNESS_BOOST", 0.0, *padded(document(1, "警务" + LONG + "青年"), document(2, "警务。青年")), "警务 青年"),
    Case(
        "NEARNESS_SPAN",
        float("inf"),
        *padded(document(1, "警务" + LONG + "青年"), document(2, "警务。青年")),
        "警务 青年",
    ),
    Case("WHOLE_NUMBER_BOOST", 0.0, *padded(document(1, "21517。" * 20), document(2, "2151")), "2151"),
    Case("TITLE_BOOST", 0.0, *padded(document(1, "警务。" * 40), document(2, "另一段", title="警务"))),
    *map(kind_case, weights.KIND_BOOSTS),
    Case("CITATION_BOOST", 0.0, document(1, "警务"), document(2, "警务", cited=9)),
    Case(
        "SINGLE_WORD_FACTOR", 0.0, *padded(document(1, "警务青年"), document(2, "警务青年。青年")), typed="“警务青年”"
    ),
]


def replace_weight(monkeypatch, name: str, value: Any) -> None:
    monkeypatch.setattr(weights, name, value)
    if hasattr(snapshot, name):  # imported there by its name
        monkeypatch.setattr(snapshot, name, value)


def keys_in_order(path, documents: list[IndexableDocument], request: SearchRequest) -> list[int]:
    return [result.card.key for result in open_search(path, documents).answer(request).results]


@pytest.mark.parametrize("case", DOCUMENT_CASES, ids=str)
def test_each_weight_of_documents_decides_an_order(case, tmp_path, monkeypatch):
    request = SearchRequest(case.typed, case.mode)
    assert keys_in_order(tmp_path, [case.worse, case.better], request) == [2, 1]
    replace_weight(monkeypatch, case.weight, case.without)
    assert keys_in_order(tmp_path, [case.worse, case.better], request) == [1, 2]


def test_padded_documents_are_equally_long():
    lengths = {len(build_entry(item).text) for item in padded(document(1, "警务"), document(2, "妇女与和平"))}
    assert len(lengths) == 1 and fold(FILLER) == FILLER


def test_every_weight_of_documents_has_a_case():
    tested = {case.weight for case in DOCUMENT_CASES} | {case.weight for case in PARAGRAPH_CASES} | SNIPPET_WEIGHTS
    tested |= PARTIAL_WEIGHTS
    assert tested == {name for name in vars(weights) if name.isupper()}


def test_a_rare_word_weighs_more_than_a_frequent_one(tmp_path):
    frequent = [document(key, "警务。青年") for key in range(3, 9)]
    documents = padded(document(1, "警务。警务。妇女"), document(2, "妇女。妇女。警务"), *frequent)
    assert keys_in_order(tmp_path, documents, SearchRequest("警务 妇女", "fuzzy"))[:2] == [2, 1]


def test_the_whole_query_as_typed_comes_before_every_other_advantage(tmp_path):
    apart = document(1, "警务。青年。" * 20, title="警务。青年", kind="resolution", cited=5_000)
    verbatim = document(2, ("footnote", "警务青年" + LONG), kind="repertoire")
    assert keys_in_order(tmp_path, [apart, verbatim], SearchRequest("警务 青年")) == [2, 1]


def test_words_that_are_near_in_any_order_come_first_and_synonyms_are_one_word(tmp_path):
    far = document(1, "警务" + LONG + "青年")
    near = document(2, "青年。警务")
    assert keys_in_order(tmp_path, padded(far, near), SearchRequest("警务 青年")) == [2, 1]


def test_the_synonyms_of_one_word_are_not_near_each_other(tmp_path, monkeypatch):
    search = open_search(tmp_path, [document(1, "安全理事会"), document(2, "安理会。安全理事会")])
    scores = [result.score for result in search.answer(SearchRequest("安全理事会")).results]
    monkeypatch.setattr(weights, "NEARNESS_BOOST", 0.0)
    assert scores == [result.score for result in search.answer(SearchRequest("安全理事会")).results]


def test_equal_scores_keep_the_order_of_the_index_on_every_page(tmp_path):
    search = open_search(tmp_path, [document(key, "警务") for key in (5, 3, 9, 1)])
    pages = [search.answer(SearchRequest("警务", offset=offset, size=2)).results for offset in (0, 2)]
    assert [result.card.key for page in pages for result in page] == [5, 3, 9, 1]


@pytest.mark.parametrize(
    "sort, expected",
    [("newest", [2, 3, 1, 4]), ("oldest", [1, 3, 2, 4]), ("cited", [4, 1, 2, 3]), ("added", [3, 2, 1, 4])],
)
def test_the_other_orders_look_at_one_value_alone(tmp_path, sort, expected):
    documents = [
        document(1, "警务", date=date(1990, 1, 1), cited=5, added=10),
        document(2, "警务", date=date(2020, 1, 1), cited=3, added=20),
        document(3, "警务", date=date(2000, 1, 1), cited=0, added=30),
        document(4, "警务。警务", date=None, cited=7, added=0),
    ]
    assert keys_in_order(tmp_path, documents, SearchRequest("警务", sort=sort)) == expected


@dataclass(frozen=True)
class ParagraphCase:
    """Of two paragraphs the second is shown; without the weight the first is."""

    weight: str
    without: Any
    first: str | tuple[str, str]
    second: str | tuple[str, str]
    typed: str = "警务"
    part: str = ""

    def __str__(self) -> str:
        return f"{self.weight} {self.part}".strip()


def paragraph_kind_case(kind: str) -> ParagraphCase:
    two: list[Any] = ["警务", (kind, "警务")]
    if weights.PARAGRAPH_KIND_FACTORS[kind] < 1:
        two.reverse()
    return ParagraphCase("PARAGRAPH_KIND_FACTORS", without_key(weights.PARAGRAPH_KIND_FACTORS, kind), *two, part=kind)


PARAGRAPH_CASES = [
    ParagraphCase(
        "MAX_SCORED_LENGTH",
        99,
        "儿童权利公约缔约国会议",
        "警务改革。性别平等",
        "儿童权利公约缔约国会议 警务改革 性别平等",
    ),
    ParagraphCase(
        "WHOLE_QUERY_BOOST",
        0,
        ("operative", "警务。青年。" * 5),
        ("footnote", "警务青年"),
        "警务 青年",
    ),
    ParagraphCase("HIT_BOOST", 0, "警务", "警务。警务"),
    ParagraphCase("MAX_SCORED_HITS", 99, "警务。" * 60, ("operative", "警务。" * 5)),
    *map(paragraph_kind_case, weights.PARAGRAPH_KIND_FACTORS),
]


@pytest.mark.parametrize("case", PARAGRAPH_CASES, ids=str)
def test_each_weight_of_paragraphs_decides_which_one_is_shown(case, tmp_path, monkeypatch):
    monkeypatch.setattr(weights, "MAX_SNIPPETS", 1)
    search = open_search(tmp_path, [document(1, case.first, case.second)])
    assert labels_shown(search, case.typed) == ["2"]
    monkeypatch.setattr(weights, case.weight, case.without)
    assert labels_shown(search, case.typed) == ["1"]


def labels_shown(search, typed: str) -> list[str]:
    (result,) = search.answer(SearchRequest(typed)).results
    return [snippet.label for snippet in result.snippets]


def test_the_three_best_paragraphs_are_shown_the_best_first(tmp_path):
    texts = ["警务", "警务。警务。警务", "无关", "警务", ("operative", "警务。警务"), "警务。警务"]
    search = open_search(tmp_path, [document(1, *texts)])
    (result,) = search.answer(SearchRequest("警务")).results
    assert [snippet.label for snippet in result.snippets] == ["5", "2", "6"]
    assert result.more == 2


def test_of_equal_paragraphs_the_earlier_are_shown(tmp_path):
    search = open_search(tmp_path, [document(1, *["警务"] * 5)])
    assert labels_shown(search, "警务") == ["1", "2", "3"]


SNIPPET_WEIGHTS = {"MAX_SNIPPETS", "MAX_SNIPPET_LENGTH", "CONTEXT_SHARE", "DENSE_SHARE", "MIN_CUT_LENGTH"} | {
    "MAX_LATE_END"
}
CLAUSE = "甲" * 49 + "。"  # fifty characters


@pytest.mark.parametrize(
    "text, hits, expected",
    [
        ("甲" * 130, [(5, 7)], (0, 130)),  # short enough to be shown whole
        ("甲" * 400, [], (0, 130)),  # without a hit the beginning
        ("甲" * 400, [(200, 202)], (157, 287)),  # a third of the snippet before the hit
        (CLAUSE * 8, [(205, 207)], (200, 300)),  # from the start of the clause to the end of another
        ("甲" * 190 + "，" + "甲" * 209, [(200, 202)], (191, 321)),  # a pause when there is no end of a clause
        ("甲" * 298, [(200, 202)], (157, 298)),  # eleven characters more are not cut off
        ("甲" * 299, [(200, 202)], (157, 287)),  # twelve are
        ("甲" * 400, [(10, 12), (210, 212), (220, 222)], (167, 297)),  # where most hits are
        ("甲" * 400, [(10, 12), (210, 212), (296, 298)], (0, 130)),  # hits too far apart do not count together
        ("甲" * 600, [(200, 400)], (157, 400)),  # a long hit is shown whole
        ("甲" * 900, [(200, 600)], (157, 417)),  # up to twice the length
    ],
)
def test_the_part_of_a_long_paragraph_that_is_shown(text, hits, expected):
    assert select_window(text, hits) == expected


@pytest.mark.parametrize(
    "weight, without, text, hits",
    [
        ("MAX_SNIPPET_LENGTH", 999, "甲" * 400, [(200, 202)]),
        ("CONTEXT_SHARE", 0, "甲" * 400, [(200, 202)]),
        ("DENSE_SHARE", 1, "甲" * 400, [(10, 12), (210, 212), (296, 298)]),
        ("MIN_CUT_LENGTH", 0, "甲" * 295, [(200, 202)]),
    ],
)
def test_each_weight_of_snippets_decides_what_is_shown(monkeypatch, weight, without, text, hits):
    shown = select_window(text, hits)
    monkeypatch.setattr(weights, weight, without)
    assert select_window(text, hits) != shown


@pytest.mark.parametrize("typed", ["警务 青年", "警务青年", "警务 青年 海盗", "“警务” 青年", "警务 2014", "维和 警务"])
@pytest.mark.parametrize("mode", ["exact", "fuzzy"])
def test_the_first_page_is_the_beginning_of_the_whole_list(tmp_path, typed, mode):
    """Nearness is measured only for the documents that can reach the page."""
    chance = random.Random(7)
    pieces = ["警务", "青年", "海盗", "警务青年", "青年警务", "2014", "12014", "维和", "维持和平", FILLER, FILLER * 9]
    search = open_search(tmp_path, [document(n, "".join(chance.choices(pieces, k=9))) for n in range(1, 90)])
    total, whole = search.find(SearchRequest(typed, mode, size=100))
    assert total > 10
    for size in (1, 4, 10):
        assert search.find(SearchRequest(typed, mode, size=size))[1].tolist() == whole[:size].tolist()
