"""The index of paragraphs in memory: the same candidates and scores as a comparison with every paragraph."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.comparison.alignment import character_bigrams, dice_similarity
from resolutions.comparison.paragraph_index import BAND_COUNT, ParagraphIndex, dice_similarities, encode_bigrams

TEXTS = st.text(st.sampled_from("安全理事会重申，。 a𠀀\n"), max_size=40)


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_scores_are_those_of_counted_bigrams(one, others):
    expected = [dice_similarity(character_bigrams(one), character_bigrams(other)) for other in others]
    found = dice_similarities(encode_bigrams(one), [encode_bigrams(other) for other in others])
    assert found == pytest.approx(expected)


@pytest.mark.parametrize("values", [2, 6, 1000])  # many, some or hardly any bands in common
def test_candidates_are_those_with_most_bands_in_common(values):
    chance = random.Random(values)
    bands = np.array([[chance.randrange(values) for _ in range(BAND_COUNT)] for _ in range(60)], np.int64)
    bands += np.arange(BAND_COUNT) << 40  # a band is compared with the band of the same number
    keys, documents = np.arange(100, 160), np.arange(60) // 7
    index = ParagraphIndex(keys, documents, bands)
    for row in range(60):
        common = (bands == bands[row]).sum(axis=1)
        others = [(common[at], keys[at]) for at in range(60) if documents[at] != documents[row] and common[at]]
        expected = {key for _, key in sorted(others, reverse=True)[:9]}
        assert set(index.find_candidates(bands[row].tolist(), int(documents[row]), 9)) == expected


def test_an_index_without_paragraphs_has_no_candidates():
    index = ParagraphIndex(np.array([], np.int64), np.array([], np.int64), np.empty((0, BAND_COUNT), np.int64))
    assert index.find_candidates([1] * BAND_COUNT, 1, 9) == []
