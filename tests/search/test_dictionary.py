"""The dictionary in memory: loaded once a process, and used for printed text too."""

import gc
import re
from pathlib import Path

import jieba
import pytest

from resolutions.comparison.word_diff import split_words
from resolutions.text.han import HAN_RANGES
from search import engine
from search.chinese.dictionary import Dictionary, load_dictionary
from search.chinese.folding import fold
from search.whoosh_engine.engine import WhooshEngine

UNIFIED_IDEOGRAPHS = "".join(map(chr, range(0x4E00, 0xA000)))


def large_dictionaries() -> list[Dictionary]:
    """Return the dictionaries in memory that hold the general words, not those of a test."""
    return [one for one in gc.get_objects() if type(one) is Dictionary and len(one.words) > 100_000]


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


def jieba_words(tokenizer: jieba.Tokenizer, run: str) -> list[str]:
    """Return the words of jieba without its model of unknown words; characters of no word by themselves."""
    words = tokenizer.cut(run, HMM=False)
    return [piece for word in words for piece in ([word] if tokenizer.FREQ.get(word) else word)]


def test_words_are_those_of_jieba():
    dictionary = load_dictionary()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dictionary.words, dictionary.total, True
    texts = "".join(fold(path.read_text("utf-8")) for path in sorted(Path("fixtures/texts").glob("*.txt")))
    runs = set(re.findall(f"[{HAN_RANGES}]+", texts[:60_000]))
    strange = {"", "〇", "二〇〇八年", "㐀决议", "豈有", "𠀀安理会", "a1安理会", "é议", "的的的的", "鱻靐龘"}
    runs |= strange | {run[::-1] for run in runs} | {run[at : at + 7] for run in runs for at in range(0, len(run), 5)}
    assert [run for run in runs if dictionary.cut(run) != jieba_words(tokenizer, run)] == []
