"""The dictionary in memory: loaded once a process, and used for printed text too."""

import gc

import jieba
import pytest

from resolutions.comparison.word_diff import split_words
from search import engine
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold
from search.whoosh_engine.engine import WhooshEngine

UNIFIED_IDEOGRAPHS = "".join(map(chr, range(0x4E00, 0xA000)))


def large_dictionaries() -> list[jieba.Tokenizer]:
    """Return jieba's tokenizers in memory that hold a general dictionary, not one of a test."""
    return [
        tokenizer
        for tokenizer in gc.get_objects()
        if type(tokenizer) is jieba.Tokenizer and len(tokenizer.FREQ) > 100_000
    ]


def test_search_and_comparison_share_one_dictionary():
    assert split_words("安全部门") == load_dictionary().cut("安全部门") == ["安全部门"]
    assert len(large_dictionaries()) == 1
    assert not jieba.dt.initialized


def test_a_server_loads_the_dictionary_before_it_forks_even_without_an_index(monkeypatch, tmp_path):
    calls = []
    monkeypatch.setattr(engine, "load_dictionary", lambda: calls.append("load_dictionary"))
    monkeypatch.setattr(engine, "search_engine", lambda: WhooshEngine(tmp_path))
    engine.warm_up()
    assert calls == ["load_dictionary"]


@pytest.mark.parametrize(
    "printed, words",
    [
        ("加强安全部门改革", ["加强", "安全部门", "改革"]),
        ("加強安全部門改革", ["加強", "安全部門", "改革"]),
        ("請秘書長報告", ["請", "秘書長", "報告"]),
        ("日安全理事会主席", ["日", "安全", "理事会", "主席"]),
    ],
)
def test_printed_text_is_split_where_the_folded_text_is(printed, words):
    assert load_dictionary().cut_printed(printed) == words


def test_each_unified_ideograph_folds_to_one_character():
    assert [character for character in UNIFIED_IDEOGRAPHS if len(fold(character)) != 1] == []


def test_a_single_character_is_cut_off_although_a_word_begins_with_it():
    """日安 is a word, and so is 安全理事会: the likelier sequence wins."""
    assert load_dictionary().cut("日安全理事会主席") == ["日", "安全理事会", "主席"]
