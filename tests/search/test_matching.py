"""Documents that a query matches: operators, years, phrases and prefixes, on an index of a few documents."""

from dataclasses import replace

import pytest

from search.protocol.request import SearchRequest
from search.query.parser import MAX_CONDITIONS, parse_query
from search.results.answer import Searcher
from tests.search.small_index import document, open_search

TEXTS = {
    1: (2014, "妇女参与和平进程"),
    2: (2016, "儿童与和平"),
    3: (2018, "妇女权利"),
    4: (2020, "第1325号文件"),
    5: (2022, "第2130号文件"),
    6: (2024, "和平进程与妇女"),
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory) -> Searcher:
    documents = [replace(document(key, text), year=year) for key, (year, text) in TEXTS.items()]
    return open_search(tmp_path_factory.mktemp("index"), documents)


@pytest.mark.parametrize(
    "typed, mode, keys",
    [
        ("妇女", "exact", {1, 3, 6}),
        ("妇女 和平", "exact", {1, 6}),
        ("妇女 或 儿童", "exact", {1, 2, 3, 6}),
        ("妇女 -和平", "exact", {3}),
        ("妇女 －和平", "exact", {3}),  # full-width minus
        ("儿童 或 非 和平", "exact", {2, 3, 4, 5}),  # an exclusion by itself: all documents without the word
        ("妇女 (儿童 或 权利)", "exact", {3}),
        ("年份:2016..2020", "exact", {2, 3, 4}),  # both ends included
        ("年份:2024", "exact", {6}),
        ("和平 年份:2015..", "exact", {2, 6}),
        ("和平妇女", "exact", set()),
        ("和平妇女", "fuzzy", {1, 6}),
        ("“和平妇女”", "fuzzy", set()),  # quotation marks: to the letter in any mode
        ("“妇女权利”", "fuzzy", {3}),
        ("13*", "exact", {4}),  # the start of a number, not the inside of 2130
        ("13", "exact", {4, 5}),
        ("132*", "fuzzy", {4}),
    ],
)
def test_a_query_matches_these_documents(searcher, typed, mode, keys):
    answer = searcher.answer(SearchRequest(typed, mode))
    assert {result.card.key for result in answer.results} == keys
    assert answer.total == len(keys)


def test_conditions_beyond_the_limit_are_dropped_with_a_message():
    query = parse_query(" ".join(["妇女"] * 41))
    assert len(query.texts()) == MAX_CONDITIONS == 40
    assert query.problems == ("条件太多，只用了前 40 个。",)
