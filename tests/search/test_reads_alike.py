"""Texts that read alike are found alike: punctuation, widths, dashes, numerals, dates (``reads_alike.tsv``)."""

from pathlib import Path

import pytest

from search.in_document import FoldedDocument, InDocumentQuery, PrintedPassage
from search.protocol.request import SearchRequest
from search.query.parser import parse_query
from search.query.synonyms import expand_query
from search.results.answer import Searcher
from tests.search.small_index import document, open_search

ROWS = [
    (printed, queries.split(" | "))
    for printed, queries in (
        line.split("\t")
        for line in Path(__file__).with_name("reads_alike.tsv").read_text("utf-8").splitlines()
        if line[0] != "#"
    )
]
TEXTS = [printed.removeprefix("!") for printed, _ in ROWS]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory) -> Searcher:
    return open_search(tmp_path_factory.mktemp("index"), [document(n, text) for n, text in enumerate(TEXTS)])


def found(searcher: Searcher, typed: str, mode: str = "exact", use_synonyms: bool = True) -> set[int]:
    answer = searcher.answer(SearchRequest(typed, mode, use_synonyms=use_synonyms, size=100))
    assert answer.total == len(answer.results)
    return {result.card.key for result in answer.results}


def test_all_ways_to_write_the_same_find_the_same(searcher):
    wrong = []
    for number, (printed, queries) in enumerate(ROWS):
        keys = [found(searcher, query) for query in queries]
        if printed[0] == "!":
            wrong += [query for query, of_query in zip(queries, keys, strict=True) if number in of_query]
        else:
            wrong += [(query, printed) for query, of_query in zip(queries, keys, strict=True) if of_query != keys[0]]
            wrong += [(queries[0], printed)] if number not in keys[0] else []
    assert wrong == []


def test_the_search_within_a_document_finds_the_same():
    wrong = []
    for printed, queries in ROWS:
        text = FoldedDocument([PrintedPassage(printed.removeprefix("!"))])
        for query in queries:
            hits = text.find_hits(InDocumentQuery(query, "exact"))[0]
            wrong += [(query, printed)] if bool(hits) == (printed[0] == "!") else []
    assert wrong == []


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("宪章第七章", "宪章》第七章"),
        ("COVID19大流行病", "COVID-19大流行病"),
        ("科菲安南", "科菲·安南"),
        ("第51条所载", "第五十一条所载"),
        ("“科菲·安南”", "科菲·安南"),
        ("“秘书长科菲·”", "秘书长科菲·"),
        ("“……”", "……"),
    ],
)
def test_a_hit_is_shown_with_the_punctuation_in_it(searcher, typed, shown):
    snippets = [s for r in searcher.answer(SearchRequest(typed, "exact", size=100)).results for s in r.snippets]
    assert shown in [snippet.text[start:end] for snippet in snippets for start, end in snippet.ranges]


@pytest.mark.parametrize(
    "typed, count",
    [
        ("“宪章第七章”", 0),
        ("“宪章》第七章”", 1),
        ("“《宪章》第七章采取”", 1),
        ("“宪章》”", 1),
        ("“COVID19”", 1),
        ("“COVID-19”", 1),
        ("“COVID 19”", 1),
        ("“妇女和平”", 0),
        ("“妇女、和平”", 1),
        ("“妇女。和平”", 0),
        ("“塞尔维亚——黑山”", 1),
        ("“塞尔维亚—黑山”", 0),
        ("“……”", 1),
        ("“第51条所载”", 0),
    ],
)
def test_a_phrase_in_quotation_marks_has_its_punctuation(searcher, typed, count):
    assert [len(found(searcher, typed, mode)) for mode in ("exact", "fuzzy", "")] == [count] * 3


def test_other_notations_are_named_and_can_be_switched_off(searcher):
    assert searcher.answer(SearchRequest("第51条所载")).added_synonyms == ("第五十一条所载",)
    assert found(searcher, "第51条所载", use_synonyms=False) == set()
    assert found(searcher, "宪章第七章", use_synonyms=False) != set()


@pytest.mark.parametrize("typed", ["文号:第51条", "第51*", "2553", "S/RES/2553(2020)*", "统一", "一", "“第51条”"])
def test_nothing_is_written_otherwise(typed):
    assert expand_query(parse_query(typed))[1] == ()


def test_punctuation_alone_is_found_as_printed(searcher):
    assert found(searcher, "《宪章》") == found(searcher, "宪章") >= found(searcher, "》") != set()
