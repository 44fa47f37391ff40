"""Homophones, slips and pinyin: read as words that occur, and only where nothing occurs as typed."""

import pytest

from search.chinese.dictionary import load_dictionary
from search.chinese.homophones import find_homophones, find_words_of_pinyin
from search.protocol.request import SearchRequest
from tests.search.small_index import document, open_search

DOCUMENTS = [
    document(1, "安理会谴责海盗行为"),
    document(2, "联合国维持和平部队驻塞浦路斯"),
    document(3, "恐怖主义和性剥削"),
    document(4, "妇女与和平与安全"),
    document(5, "根据宪章第七章采取行动"),
    document(6, "赛普勒斯之情势"),
    document(7, "海底资源"),
]


def ask(tmp_path, typed: str, **options):
    return open_search(tmp_path, DOCUMENTS).answer(SearchRequest(typed, with_partial=True, **options))


@pytest.mark.parametrize(
    "typed, readings, first",
    [
        ("案例会", ("安理会",), 1),  # every character another one
        ("恐怖主意", ("恐怖主义",), 3),
        ("海道 行为", ("海盗",), 1),
        ("海盜 案例会", ("安理会",), 1),
        ("性削剥 海底", ("剥削",), 3),  # two characters exchanged
        ("塞普路斯 部队", ("塞浦路斯",), 2),  # the one that has both
        ("联合国维护合平", ("和平",), 2),  # within a longer text
        ("haidao", ("海盗",), 1),
        ("sai pu lu si", ("塞浦路斯",), 6),
        ("SAIPULUSI", ("塞浦路斯",), 6),
        ("haidao anlihui", ("海盗", "安理会"), 1),  # each by itself
    ],
)
def test_reads_what_occurs_nowhere_as_what_sounds_alike(tmp_path, typed, readings, first):
    answer = ask(tmp_path, typed)
    assert answer.partial.readings == readings
    assert set(readings) <= set(answer.added_synonyms)
    best = answer.partial.results[0]
    assert best.card.key == first
    assert best.snippets and best.snippets[0].ranges  # the reading is highlighted


CORRECTED = [
    ("案例会", {"安理会": 1}),
    ("案例會", {"安理会": 1}),
    ("恐怖主意", {"恐怖主义": 1}),
    ("案例会 海盗", {"安理会 海盗": 1}),
    ("案例会 海底", {}),  # no document has both
    ("案例会 -海底", {"安理会 -海底": 1}),
    ("联合国维护合平", {}),  # 联合国维护和平 is in none as a string, nor are all its words
    ("sai pu lu si", {"塞浦路斯": 2}),
    ("SAIPULUSI", {"塞浦路斯": 2}),
    ("haidao anlihui", {"海盗 安理会": 1}),
]


def test_offers_the_query_with_the_reading_in_place_and_its_true_number(tmp_path):
    searcher = open_search(tmp_path, DOCUMENTS)
    for typed, expected in CORRECTED:
        answer = searcher.answer(SearchRequest(typed, with_partial=True))
        assert {one.query: one.total for one in answer.partial.corrections} == expected, typed
        for one in answer.partial.corrections:
            assert searcher.answer(SearchRequest(one.query)).total == one.total
    rows = searcher.answer(SearchRequest("案例会 海盗 塞浦路斯", with_partial=True)).partial.results
    assert (rows[0].missing, rows[0].readings) == (("塞浦路斯",), ("安理会",))


@pytest.mark.parametrize(
    "typed",
    [
        "海底 利比里亚",  # 海底 occurs
        "第六章",  # a number is no slip
        "第六章 海盗",
        "量子色动力学",
        "“案例会” 海盗",  # quoted
        "年份:2001 案例会海",
        "haidaox",
        "security",
        "2151 海盗",
        "案，例，会",
        "海盗" * 20,
        "",
    ],
)
def test_leaves_everything_else_as_typed(tmp_path, typed):
    answer = ask(tmp_path, typed)
    assert answer.partial.readings == ()


def test_readings_are_switched_off_with_the_synonyms(tmp_path):
    assert ask(tmp_path, "案例会", use_synonyms=False).partial.total == 0
    assert ask(tmp_path, "案例会", mode="exact").partial.total == 0
    assert ask(tmp_path, "案例会").total == 0  # never counted among the documents found


@pytest.mark.parametrize(
    "run, word",
    [("案例会", "安理会"), ("恐怖主意", "恐怖主义"), ("联和国案例会", "联合国"), ("旅行", "履行"), ("a案例会", None)],
)
def test_homophones_begin_where_the_string_begins(run, word):
    assert (word in find_homophones(run, load_dictionary())) == (word is not None)


@pytest.mark.parametrize(
    "letters, word",
    [("haidao", "海盗"), ("xian", "西安"), ("xian", "先"), ("nvxing", "女性"), ("zhuangzhuang", None), ("", None)],
)
def test_words_of_pinyin_have_two_characters_or_more(letters, word):
    words = find_words_of_pinyin(letters, load_dictionary())
    assert (word in words) == (word is not None and len(word) > 1)


def test_the_search_for_words_is_bounded_by_the_dictionary():
    assert len(find_homophones("意" * 5000, load_dictionary())) < 1000
    assert find_words_of_pinyin("yi" * 5000, load_dictionary()) == ()
