"""Documents that lack some words of a query: order, missing words, and what is never listed."""

import pytest

from search import weights
from search.protocol.request import SearchRequest
from tests.search.small_index import document, open_search

PARTIAL_WEIGHTS = {"PART_OF_WORD_FACTOR", "MIN_SHARE_OF_WORDS"}
DOCUMENTS = [
    document(1, "亚丁湾海盗问题严重"),
    document(2, "索马里沿海的海盗行为"),
    document(3, "保护妇女和儿童"),
    document(4, "利比里亚局势"),
    document(5, "向科特迪瓦禁运武器和军用物资", kind="resolution"),
    document(6, "妇女参加谈判。后来实现和平。" + "。" * 500 + "儿童", kind="repertoire"),
]


def partial(tmp_path, typed: str, **options) -> list[tuple[int, tuple[str, ...]]]:
    answer = open_search(tmp_path, DOCUMENTS).answer(SearchRequest(typed, with_partial=True, **options))
    return [(result.card.key, result.missing) for result in answer.partial.results]


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("索马里 海盗 亚丁湾", [(1, ("索马里",)), (2, ("亚丁湾",))]),
        ("利比里亚 妇女 量子", [(4, ("妇女", "量子")), (3, ("利比里亚", "量子")), (6, ("利比里亚", "量子"))]),
        ("儿童兵", [(3, ("儿童兵",)), (6, ("儿童兵",))]),  # a part of the word
        ("哪些决议谈到了海盗？", [(1, ("决议",)), (2, ("决议",))]),  # words of a question are not searched
        ("安理会如何应对海盗", [(1, ("安理会",)), (2, ("安理会",))]),
        ("海盗 NOT 索马里 妇女", [(1, ("妇女",)), (3, ("海盗",)), (6, ("海盗",))]),  # what is excluded stays out
        ("利比里亚 “海盗行为”", [(2, ("利比里亚",))]),  # a quoted phrase is never missing
        ("妇女 “海盗行为”", [(2, ("妇女",))]),
        ("亚丁湾 年份:1999", []),
        ("量子色动力学", []),
        ("科索沃", []),  # a character of 科特迪瓦 is no part of another name
    ],
)
def test_documents_with_some_words_and_those_that_they_lack(tmp_path, typed, expected):
    assert sorted(partial(tmp_path, typed)) == sorted(expected)


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("(妇女 OR 安理会 OR 海盗) 量子", [1, 2, 3, 6]),  # an alternative that has synonyms itself
        ("((妇女 OR (海盗 OR 安理会))) 量子", [1, 2, 3, 6]),
        ("妇女 OR (海盗 谈判) 量子", []),  # a tree that has no words that may be missing
        ("-海盗", []),
    ],
)
def test_any_tree_of_conditions_is_read(tmp_path, typed, expected):
    assert sorted(key for key, _ in partial(tmp_path, typed)) == expected


@pytest.mark.parametrize(
    "weight, without, typed, expected",
    [
        ("PART_OF_WORD_FACTOR", 0.0, "儿童兵", [3, 6]),
        ("MIN_SHARE_OF_WORDS", 0.9, "索马里 海盗 亚丁湾", [1, 2]),
    ],
)
def test_each_weight_decides_what_is_listed(tmp_path, monkeypatch, weight, without, typed, expected):
    assert [key for key, _ in partial(tmp_path, typed)] == expected
    monkeypatch.setattr(weights, weight, without)
    assert [key for key, _ in partial(tmp_path, typed)] != expected


@pytest.mark.parametrize("options", [{"mode": "exact"}, {"filters": {"kind": ("letter",)}}])
def test_exact_mode_and_filters_hold_for_them_too(tmp_path, options):
    keys = [key for key, _ in partial(tmp_path, "儿童兵", **options)]
    assert keys == ([] if "mode" in options else [3])


def test_they_follow_the_documents_found_page_by_page(tmp_path):
    documents = [document(key, "海盗") for key in range(1, 4)] + [document(key, "妇女") for key in range(4, 8)]
    documents.append(document(8, "海盗 妇女"))
    search = open_search(tmp_path, documents)
    pages = [
        search.answer(SearchRequest("海盗 妇女", offset=offset, size=3, with_partial=True)) for offset in (0, 3, 6)
    ]
    assert [page.total for page in pages] == [1, 1, 1] and {page.partial.total for page in pages} == {7}
    assert [len(page.results) for page in pages] == [1, 0, 0]
    keys = [result.card.key for page in pages for result in page.partial.results]
    assert len(keys) == len(set(keys)) == 7 and 8 not in keys


def test_a_full_page_of_documents_has_none(tmp_path):
    search = open_search(tmp_path, [document(key, "海盗 妇女") for key in range(1, 21)] + [document(21, "海盗")])
    answer = search.answer(SearchRequest("海盗 妇女", with_partial=True))
    assert (answer.total, answer.partial.total) == (20, 0)
