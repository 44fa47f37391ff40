"""The tokenizer finds the same tokens as the reference, which reads character by character."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.chinese.cover import cover
from search.chinese.dictionary import Dictionary, load_dictionary
from search.chinese.folding import fold
from search.chinese.gap_characters import is_gap_character
from search.chinese.needles import parse_needle
from search.chinese.squeezing import squeeze
from search.chinese.tokens import NGRAM_PREFIX, Tokenizer, Trie
from tests.search.reference import find
from tests.search.reference import tokens as reference

WORDS = Dictionary(["安全", "安全理事会", "理事", "理事会", "决议", "会议"])


@pytest.fixture(scope="module")
def trie() -> Trie:
    return Trie(load_dictionary())


def found(tokenizer: Tokenizer, text: str, unit_starts=()) -> Counter:
    places, tokens = tokenizer.tokenize(squeeze(text, unit_starts))
    return Counter(zip(places.tolist(), tokenizer.decode_tokens(tokens), strict=True))


@given(st.text("安全理事会议决 的12a\n,。-·一五s/res(0)", max_size=60), st.lists(st.integers(0, 60), max_size=3))
def test_any_text_has_the_tokens_of_the_reference(text, unit_starts):
    text = fold(text.replace("\n", "|")).replace("|", "\n")
    assert found(Tokenizer(Trie(WORDS)), text, sorted(unit_starts)) == reference(text, WORDS, unit_starts)


@given(
    st.text("安全理事会议决 12a,。-·一五s/(0)", max_size=60),
    st.text("安全理事会议决 12a,。-·一五s/(0)", max_size=4),
    st.lists(st.integers(0, 60), max_size=3),
)
def test_a_string_is_found_where_the_reference_finds_it(text, string, unit_starts):
    text, string = fold(text), fold(string)
    if any(map(str.isalnum, string)):
        needle = parse_needle(string.strip("".join(filter(is_gap_character, set(string)))))
        found_spans = list(squeeze(text, sorted(unit_starts)).find(needle))
        expected = list(find(text, string, unit_starts))
        assert set(found_spans) <= set(expected) and bool(found_spans) == bool(expected)


def test_the_seeds_have_the_tokens_of_the_reference(trie, sources):
    for source in sources:
        text = "\n".join(fold(passage.text) for passage in source.passages)
        assert found(Tokenizer(trie), text) == reference(text, load_dictionary())


def test_places_of_a_token_ascend(trie):
    places, tokens = Tokenizer(trie).tokenize(squeeze("安全理事会第2553(2020)号决议,安全理事会"))
    by_token: dict[int, list[int]] = {}
    for place, token in zip(places.tolist(), tokens.tolist(), strict=True):
        by_token.setdefault(token, []).append(place)
    assert all(one < other for row in by_token.values() for one, other in pairwise(row))


@given(st.text("安全理事会议决 的12345ab,(s/res)", min_size=1, max_size=20))
def test_the_tokens_of_a_query_cover_it_without_a_gap(string):
    needle = parse_needle(string)
    placed = [token for token in cover(needle, WORDS) if not (len(token.token) == 1 and is_gap_character(token.token))]
    covered = {offset for token in placed for offset in range(token.offset, token.end)}
    assert covered == set(range(len(needle.characters)))


@pytest.mark.parametrize(
    "string, tokens",
    [
        ("安全理事会决议", ["安全理事会", "决议"]),
        ("理事会议", ["理事会", "会议"]),
        ("的决议的", ["的", "决议", "的"]),
        ("20201325", [NGRAM_PREFIX + "2020", NGRAM_PREFIX + "1325"]),
    ],
)
def test_a_string_is_covered_by_no_more_tokens_than_it_needs(string, tokens):
    """More tokens would cost a look-up each; shorter ones a longer posting list."""
    assert [placed.token for placed in cover(parse_needle(string), WORDS)] == tokens
