"""Renderings by co-occurrence: what goes with a term often enough, whole and without its fragments."""

import pytest

from resolutions.terms import counting
from resolutions.terms.association import Counts, propose_renderings
from resolutions.terms.counting import PairOfTexts, propose_chinese, propose_english
from resolutions.terms.grams import chinese_grams, english_grams, english_grams_with_keys, english_key, is_cut_off
from resolutions.text.english_words import index_words
from search.chinese.dictionary import load_dictionary

TEXTS = [
    ("决定延长武器禁运", "Decides to extend the arms embargo"),
    ("重申武器禁运和资产冻结", "Reaffirms the arms embargoes and the assets freeze"),
    ("武器禁运不适用", "The arms embargo does not apply"),
    ("维持和平行动的任务", "the mandate of the peace-keeping operation"),
    ("赞扬维持和平行动", "Commends peacekeeping operations"),
    ("维持和平行动与人权", "Peacekeeping operations and human rights"),
    ("促进人权", "Promotes human rights"),
    ("延长资产冻结", "Extends the assets freeze"),
    ("任务结束", "The mandate ends"),
    ("决定继续处理此案", "Decides to remain seized"),
    ("请秘书长提出报告", "Requests the Secretary-General to report"),
    ("欢迎停火", "Welcomes the cease-fire"),
]
TEXTS += [(f"第{number}次会议", f"Meeting {number}") for number in range(12)]
PAIRS = [PairOfTexts.read(chinese, english, index_words(english)) for chinese, english in TEXTS]


@pytest.mark.parametrize(
    "term, rendering, both",
    [
        ("武器禁运", "arms embargo", 3),
        ("资产冻结", "assets freeze", 2),
        ("人权", "human rights", 2),
        ("任务", "mandate", 2),
    ],
)
def test_a_chinese_term_has_its_rendering_first(term, rendering, both):
    first = propose_english(PAIRS, term)[0]
    assert (first.text, first.counts.both) == (rendering, both)


@pytest.mark.parametrize(
    "term, rendering",
    [("arms embargo", "武器禁运"), ("arms embargoes", "武器禁运"), ("assets freeze", "资产冻结"), ("mandate", "任务")],
)
def test_an_english_term_has_its_rendering_first(term, rendering):
    assert propose_chinese(PAIRS, english_key(term))[0].text == rendering


@pytest.mark.parametrize("term", ["停火", "秘书长", "鸭嘴兽", "处理此案"])
def test_one_paragraph_proves_nothing(term):
    assert propose_english(PAIRS, term) == []


def test_counts_of_a_rendering_are_those_of_all_pairs():
    counts = propose_english(PAIRS, "武器禁运")[0].counts
    assert counts == Counts(both=3, source=3, target=3, total=len(PAIRS))
    assert counts.dice == 1.0 and counts.likelihood > 10


@pytest.mark.parametrize(
    "both, source, target, total, is_significant",
    [
        (1, 1, 1, 1000, False),  # once
        (5, 5, 6, 1000, True),
        (5, 5, 900, 1000, False),  # everywhere
        (5, 10, 500, 1000, False),  # as often as by chance
        (2, 60, 2, 1000, False),  # a small share
        (0, 5, 5, 1000, False),
        (5, 5, 5, 5, False),  # nothing to tell it from
    ],
)
def test_thresholds(both, source, target, total, is_significant):
    assert Counts(both, source, target, total).is_significant is is_significant


def test_fewer_common_occurrences_than_by_chance_say_nothing():
    assert Counts(both=10, source=500, target=500, total=1000).likelihood == 0.0


@pytest.mark.parametrize(
    "part, whole, expected",
    [
        ("human", "human rights", True),
        ("rights", "human rights", True),
        ("crime prevention", "crime prevention and criminal justice", False),
        ("human rights", "human rights", False),
        ("right", "human rights", False),
        ("择议定书", "任择议定书", True),
        ("武器禁运", "武器禁运的措施", False),
    ],
)
def test_a_fragment_of_a_term_is_told_from_a_term_in_a_list(part, whole, expected):
    assert is_cut_off(part, whole) is expected


def test_groups_end_at_marks_common_words_and_numbers():
    english = set(english_grams("Acting under Chapter VII, women; the peace of 2021"))
    assert {"acting", "chapter vii", "acting under chapter vii", "women", "peace"} <= english
    assert not any(group.startswith(("the", "under")) or group.endswith(("of", "2021")) for group in english)
    assert not any("vii women" in group or "women the" in group for group in english)
    chinese = set(chinese_grams("延长武器禁运，并处理2021年的制裁", load_dictionary()))
    assert {"延长武器禁运", "武器禁运", "制裁"} <= chinese
    assert not any("，" in group or "2021" in group or group.endswith("的") for group in chinese)


def test_a_group_that_stands_everywhere_is_no_rendering():
    counts = {"common": Counts(3, 3, 24, 24), "rare": Counts(3, 3, 3, 24)}
    found = propose_renderings([counts] * 3, lambda groups: [counts[one] for one in groups], lambda key: 1.0)
    assert [one.key for one in found] == ["rare"]


def test_no_paragraphs_give_no_renderings():
    assert propose_renderings([], lambda groups: [], lambda key: 1.0) == []


@pytest.mark.parametrize("propose, term", [(propose_english, "人权"), (propose_chinese, "human right")])
def test_groups_of_a_frequent_term_are_taken_from_some_paragraphs_and_counted_in_all(monkeypatch, propose, term):
    """The rendering stands in the first and last paragraphs of many; those read are taken evenly."""
    pairs = [
        PairOfTexts.read(f"{n}促进人权", f"{n} promotes human rights", f" {n} promotes human rights ")
        for n in range(60)
    ]
    pairs += PAIRS
    read: list[str] = []
    for name in ("english_grams_with_keys", "chinese_grams"):
        original = getattr(counting, name)
        monkeypatch.setattr(
            counting, name, lambda text, *rest, original=original: (read.append(text), original(text, *rest))[1]
        )
    whole = propose(pairs, term)
    assert len(read) == 62
    read.clear()
    monkeypatch.setattr(counting, "MAX_READ", 20)
    assert [(one.text, one.counts) for one in propose(pairs, term)] == [(one.text, one.counts) for one in whole]
    assert len(read) == 20 and len(set(read)) == 20 and read[0].startswith("0") and read[-1].startswith("58")
    assert whole[0].counts.source == 62 and whole[0].counts.both > 60


def test_a_word_group_is_compared_by_the_key_of_its_words():
    text = "Condemns the attacks; parties to peace-keeping operations"
    pairs = list(english_grams_with_keys(text))
    assert [gram for gram, _ in pairs] == list(english_grams(text)) and len(pairs) > 5
    assert all(key == english_key(gram) for gram, key in pairs)
