"""Any string copied from a document finds it: tried on the seeds."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.chinese.folding import fold
from search.chinese.needles import parse_needle
from search.chinese.squeezing import SqueezedText, squeeze
from search.protocol.request import SearchRequest
from search.results.matching import Matcher

SAMPLES = 400


def found_keys(search, typed: str, mode: str = "") -> set[int]:
    total, ids = search.find(SearchRequest(typed, mode, size=10_000))
    assert total == len(ids)
    return set(search.snapshot.keys[ids].tolist())


def holders(search, needle: str) -> set[int]:
    """Read every document and return the keys of those that contain ``needle``."""
    snapshot = search.snapshot
    return {int(snapshot.keys[n]) for n in snapshot.live_ids.tolist() if needle in snapshot.text(n).folded()}


@pytest.mark.parametrize("mode", ["", "exact", "fuzzy"])
def test_any_string_of_one_to_ten_characters_finds_its_document(search, sources, mode):
    chance = random.Random(20201203)
    for _ in range(SAMPLES):
        source = chance.choice(sources)
        text = chance.choice(source.passages).text
        start = chance.randrange(len(text))
        string = text[start : start + chance.randint(1, 10)]
        if fold(string):
            assert source.key in found_keys(search, string, mode), string


def test_a_string_across_two_paragraphs_finds_its_document(search, sources):
    for source in sources:
        for one, other in zip(source.passages, source.passages[1:], strict=False):
            string = f"{one.text[-3:]}\n{other.text[:3]}".replace('"', "")
            assert source.key in found_keys(search, f'"{string}"'), string


@given(data=st.data())
@settings(max_examples=150)
def test_an_exact_search_finds_what_reading_everything_finds(search, sources, data):
    text = data.draw(st.sampled_from(data.draw(st.sampled_from(sources)).passages)).text
    start = data.draw(st.integers(0, len(text) - 1))
    needle = fold(text[start : start + data.draw(st.integers(1, 8))]).replace('"', "")
    if needle:
        assert found_keys(search, f'"{needle}"', "exact") == holders(search, needle)


@given(data=st.data())
@settings(max_examples=150)
def test_a_string_is_found_wherever_the_text_reads_like_it(search, sources, data):
    """Punctuation is taken out of what was copied, so that words of both sides of it meet."""
    text = fold(data.draw(st.sampled_from(data.draw(st.sampled_from(sources)).passages)).text)
    start = data.draw(st.integers(0, len(text) - 1))
    string = text[start : start + data.draw(st.integers(1, 8))]
    removed = data.draw(st.sampled_from(["", "、", ",。", "“”《》()-'· "]))
    needle = parse_needle("".join(character for character in string if character not in removed))
    if needle.characters:
        matcher, snapshot = Matcher(search.snapshot, search.dictionary), search.snapshot
        readers = {n for n in snapshot.live_ids.tolist() if any(squeezed_text(search, n).find(needle))}
        assert set(matcher.match_string(needle.string, "all").ids.tolist()) == readers


def squeezed_text(search, number: int) -> SqueezedText:
    return squeeze(search.snapshot.text(number).folded(), search.snapshot.layout(number).unit_starts)


@pytest.mark.parametrize(
    "typed",
    [
        "第２１５１（２０１４）号",
        "安全部門改革",
        "S/PRST/2014/5",
        "1325(2000)",
        "2151",
        "维",
        "決定。安理会",
        "COVID-19",
    ],
)
def test_variants_of_words_of_the_seeds_are_found(search, typed):
    assert found_keys(search, typed) >= holders(search, fold(typed)) != set()


def test_a_phrase_is_found_across_a_footnote_mark_and_with_it(search, sources):
    repertoire = next(source for source in sources if source.kind == "repertoire")
    passage = next(p for p in repertoire.passages if p.marks and p.marks[0][0] > 4)
    start, end = passage.marks[0]
    before, after = passage.text[start - 4 : start], passage.text[end : end + 4]
    assert repertoire.key in found_keys(search, f'"{before}{after}"', "exact")
    assert repertoire.key in found_keys(search, f'"{before}{passage.text[start:end]}{after}"', "exact")


def test_a_footnote_number_is_shown_only_when_it_was_searched(search, sources):
    repertoire = next(source for source in sources if source.kind == "repertoire")
    passage = next(p for p in repertoire.passages if p.marks and p.marks[0][0] > 4)
    start, end = passage.marks[0]
    before, mark, after = passage.text[start - 4 : start], passage.text[start:end], passage.text[end : end + 4]
    for looked_for, is_shown in ((before + after, False), (before + mark + after, True)):
        snippet = search.answer(SearchRequest(f'"{looked_for}"', "exact")).results[0].snippets[0]
        assert [snippet.text[s:e] for s, e in snippet.ranges] == [looked_for]
        assert (before + mark in snippet.text) is is_shown


def test_a_phrase_in_quotation_marks_is_meant_to_the_letter(search):
    """社群 is Taiwan's term for 社区, but resolution 2594(2021) uses 社群 itself."""
    assert found_keys(search, '"地方社群"', "exact") == holders(search, "地方社群")
