"""Hits in English texts: stems outside of quotation marks, words as typed inside; snippets are cut between words."""

import pytest

from search.english.highlighting import MAX_SNIPPET_LENGTH, cut_beside, cut_snippet, find_hits
from search.english.pair_texts import PairTexts
from search.english.query import EnglishTerm, read_english_query
from search.query.parser import parse_query

STEMS = {"embargoes": "embargo", "embargo": "embargo", "arms": "arm", "extends": "extend"}


def marked(typed: str, text: str) -> list[str]:
    query = read_english_query(parse_query(typed))
    assert query
    return [text[start:end] for start, end in find_hits(text, query.terms(), STEMS)]


@pytest.mark.parametrize(
    "typed, text, hits",
    [
        ("arms embargo", "Arms embargoes; the arms embargo", ["Arms", "embargoes", "arms", "embargo"]),
        ('"arms embargo"', "Arms embargoes; the arms embargo", ["arms embargo"]),
        ("embarg*", "Embargoes", ["Embargoes"]),
        ("extend -arms", "extends the arms", ["extends"]),
        ("cease-fire", "a ceasefire and a cease fire", ["ceasefire", "cease fire"]),
        ('"cote d ivoire"', "in Côte d’Ivoire.", ["Côte d’Ivoire"]),
        ("embargo", "nothing", []),
    ],
)
def test_hits_are_those_of_the_query(typed, text, hits):
    assert marked(typed, text) == hits


@pytest.mark.parametrize("at", [0, 1, 40, 200, 399])
def test_a_snippet_holds_its_first_hit_and_cuts_no_word(at):
    words = ["peace"] * 400
    words[at] = "embargo"
    text = " ".join(words)
    start = text.index("embargo")
    snippet = cut_snippet(text, [(start, start + 7)])
    assert [snippet.text[first:last] for first, last in snippet.ranges] == ["embargo"]
    assert len(snippet.text) <= MAX_SNIPPET_LENGTH + 2
    assert set(snippet.text.strip("…").split()) == {"peace", "embargo"}


def test_the_chinese_beside_a_hit_is_as_far_into_its_text():
    chinese = "".join(chr(0x4E00 + at) for at in range(1000))
    english = "word " * 800
    beside = cut_beside(chinese, english, [(2000, 2004)])
    assert beside.text.startswith("…") and chinese[500] in beside.text and chinese[0] not in beside.text
    assert cut_beside(chinese, english, []).text.startswith(chinese[:100])
    assert cut_beside("短", english, [(2000, 2004)]).text == "短"


def test_no_hit_goes_from_one_paragraph_into_another():
    texts = PairTexts("第1段", "武器；禁运", ("Deliveries of arms", "Embargo and arms embargo"))
    hits = texts.find_hits([EnglishTerm(("arms", "embargo"))], {})
    assert [texts.english[start:end] for start, end in hits] == ["arms embargo"] and hits[0][0] > 20
