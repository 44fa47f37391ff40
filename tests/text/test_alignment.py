"""Alignment of two languages: sentences shuffled in blocks, paragraphs by label, paragraphs that are numbered apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.alignment import PAIRS, cut_into_blocks, learn_scorers, load_pairs, load_terms, measure
from resolutions.text import read_document
from resolutions.text.alignment import PairScorer, align_paragraphs, assign_best
from resolutions.text.alignment.features import read_features
from resolutions.text.alignment.paragraph_pairs import TextParagraph
from resolutions.text.alignment.scoring import score_length
from tests.text.test_english_reading import CHINESE, ENGLISH


def read(text: str) -> list[TextParagraph]:
    return [TextParagraph(p.kind, p.label, p.anchor, p.text) for p in read_document(text).paragraphs]


@pytest.mark.skipif(not PAIRS.exists(), reason="needs ../shared/corpus")
def test_shuffled_sentences_find_their_pair():
    blocks = cut_into_blocks(load_pairs())[:6]  # a few, for speed: python -m bench.alignment measures all
    everything = cut_into_blocks(load_pairs())
    scorers = learn_scorers(everything, load_terms())[:6]
    assert measure(blocks, scorers, seed=7) >= 0.98
    assert measure(blocks, [lambda one, other: score_length(len(one), len(other))] * 6, seed=7) < 0.5


def test_texts_that_number_alike_pair_by_label():
    chinese, english = read(CHINESE), read(ENGLISH)
    alignment = align_paragraphs(chinese, english)
    assert alignment.by_labels
    assert [pair.chinese for pair in alignment.pairs] == [(at,) for at in range(len(chinese))]
    assert all(
        [chinese[at].label for at in pair.chinese] == [english[at].label for at in pair.english]
        for pair in alignment.pairs
    )


@pytest.mark.parametrize("lost", ["2. 请秘书长提出报告；\n", "深为关切暴力行为，\n", "(b) 防止：\n"])
def test_texts_that_number_apart_pair_by_content(lost):
    chinese, english = read(CHINESE.replace(lost, "")), read(ENGLISH)
    alignment = align_paragraphs(chinese, english)
    assert not alignment.by_labels
    paired = {
        chinese[p.chinese[0]].text[:6]: english[p.english[0]].text[:9]
        for p in alignment.pairs
        if p.chinese and p.english
    }
    assert paired["回顾其第13"] == "Recalling" and paired["根据《联合国"] == "Acting un"
    assert paired["3. 决定继续"[:6]].startswith("3. Decide")
    alone = [english[at].text for pair in alignment.pairs if not pair.chinese for at in pair.english]
    assert len(alone) == 1


def test_every_paragraph_stands_in_one_pair():
    chinese, english = read(CHINESE.replace("2. 请秘书长提出报告；\n", "")), read(ENGLISH)
    alignment = align_paragraphs(chinese, english)
    for side, paragraphs in (("chinese", chinese), ("english", english)):
        assert [at for pair in alignment.pairs for at in getattr(pair, side)] == list(range(len(paragraphs)))


def test_empty_texts_have_no_pairs():
    assert align_paragraphs([], []).pairs == ()
    assert [pair.english for pair in align_paragraphs([], read(ENGLISH)[:2]).pairs] == [(0,), (1,)]


@pytest.mark.parametrize(
    "chinese, english",
    [
        ("2015年5月11日", "11 May 2015"),
        ("三个月", "three months"),
        ("第六十九届会议", "sixty-ninth session"),
        ("250万人", "2.5 million people"),
        ("12 345人", "12 345 people"),
        ("第七章", "Chapter VII"),
        ("第一个", "first"),
    ],
)
def test_both_languages_write_the_same_numbers(chinese, english):
    numbers = read_features(chinese, "zh").numbers
    assert numbers == read_features(english, "en").numbers != {}


def test_a_term_of_the_table_counts():
    plain, known = PairScorer(), PairScorer({"haiti": "海地"})
    assert known.score("海地局势", "the situation in Haiti") > plain.score("海地局势", "the situation in Haiti")
    assert known.score("苏丹局势", "the situation in Haiti") < plain.score("苏丹局势", "the situation in Haiti")


@given(st.lists(st.lists(st.integers(-9, 9), min_size=4, max_size=4), min_size=1, max_size=4))
def test_no_other_assignment_of_rows_scores_more(scores):
    from itertools import permutations

    chosen = assign_best(scores)
    best = max(
        sum(scores[row][column] for row, column in enumerate(order[: len(scores)])) for order in permutations(range(4))
    )
    assert sum(scores[row][column] for row, column in enumerate(chosen)) == best
