"""English names find the Chinese ones; the list has no name twice."""

import pytest

from search.chinese.folding import fold
from search.protocol.request import SearchRequest
from search.query.english_names import read_english_names
from search.query.parser import parse_query
from search.query.synonyms import expand_query
from tests.search.small_index import document, open_search

DOCUMENTS = [
    document(1, "西撒哈拉全民投票"),
    document(2, "索马里沿海的海盗"),
    document(3, "Western powers in the Sahara"),
    document(4, "科特迪瓦"),
    document(5, "赛普勒斯"),
    document(6, "朝鲜核试验"),
]


def found(tmp_path, typed: str) -> list[int]:
    answer = open_search(tmp_path, DOCUMENTS).answer(SearchRequest(typed))
    return sorted(result.card.key for result in answer.results)


@pytest.mark.parametrize(
    "typed, keys",
    [
        ("Western Sahara", [1, 3]),  # the words as typed are found too
        ("WESTERN SAHARA", [1, 3]),
        ("Sahara Western", [3]),
        ('"Western Sahara"', []),
        ("piracy Somalia", [2]),
        ("Côte d'Ivoire", [4]),
        ("cote d’ivoire", [4]),
        ("Cyprus", [5]),  # and the synonyms of the Chinese name
        ("North Korea nuclear test", [6]),
        ("Somalia -piracy", []),
        ("Cyprus OR Somalia", [2, 5]),
        ("title:Cyprus", []),
        ("Maliki", []),
    ],
)
def test_a_name_finds_the_chinese_one(tmp_path, typed, keys):
    assert found(tmp_path, typed) == keys


def test_the_name_is_shown_and_can_be_switched_off():
    query = parse_query("Western Sahara")
    assert expand_query(query)[1] == ("西撒哈拉",)
    assert expand_query(query, use_synonyms=False) == (query, ())


def test_documents_without_all_words_know_the_names_too(tmp_path):
    search = open_search(tmp_path, DOCUMENTS)
    answer = search.answer(SearchRequest("Western Sahara referendum piracy", with_partial=True))
    rows = {result.card.key: result.missing for result in answer.partial.results}
    assert rows[1] == ("referendum", "piracy") and rows[2] == ("western sahara", "referendum")


def test_names_are_complete_and_unique():
    names = read_english_names()
    english = [fold(name) for name, _ in names]
    assert len(set(english)) == len(english) > 300
    assert all(name.isascii() and not chinese.isascii() for name, chinese in names)
