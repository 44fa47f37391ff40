"""Order of the type-ahead."""

import pytest

from search.chinese.folding import fold
from search.chinese.pinyin import to_pinyin
from search.protocol.suggestion import Suggestion
from search.results.suggest import MAX_SUGGESTIONS, SuggestionIndex

TERMS = ["安全部门改革", "国家安全", "安全", "安全理事会", "和平与安全", "按期"]  # the most frequent first


def build_index(terms: list[str]) -> SuggestionIndex:
    suggestions = [Suggestion(term, fold(term), "词语", 1) for term in terms]
    pinyin = [(to_pinyin(term.text), term) for term in suggestions]
    return SuggestionIndex(suggestions, [(item.full, item.initials, term) for item, term in pinyin])


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("安全", ["安全部门改革", "安全", "安全理事会", "国家安全", "和平与安全"]),  # those that begin with it first
        ("全", ["安全部门改革", "国家安全", "安全", "安全理事会", "和平与安全"]),
        ("aq", ["安全", "按期", "安全部门改革", "安全理事会"]),  # all of the initials before more of them
        ("anquanl", ["安全理事会"]),
        ("AQBM", ["安全部门改革"]),
        ("a", []),  # one letter says too little
        ("", []),
    ],
)
def test_completions_come_in_order(typed, expected):
    assert [term.text for term in build_index(TERMS).complete(typed)] == expected


def test_there_are_few_completions_and_none_twice():
    many = build_index([f"安全{number}" for number in range(20)])
    completions = [term.text for term in many.complete("安")]
    assert completions == [f"安全{number}" for number in range(MAX_SUGGESTIONS)]
