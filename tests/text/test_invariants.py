"""Invariants of reading any text: no exception, no lost character, exact offsets, independence of blanks."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.text import read_document
from resolutions.text.citations import find_citations
from tests.text.texts import SEEDS, printed_source

PIECES = (
    "第1325(2000)号决议",
    "、1820(2008)",
    "和 2493(2019)号决议",
    "S/PRST/2014/5",
    "《宪章》第七章",
    "第70/1号",
    "同上，第12段",
    "1540委员会",
    "决议案一八六(一九六四)",
    "回顾",
    "关于妇女的",
    "(",
    "）",
    "第",
    "号",
    "\n\n",
    "\n ",
    "安全理事会，",
    "1. 请",
    "(a) ",
    "905 见",
    "__________________",
    "表 1 ",
    "https://undocs.org/ch/S/RES/1325(2000)",
    "１２３",
    "\x00",
    "\u200f",
)
# A blank may be inserted between any two characters of these, except inside a run of letters or digits.
CITATIONS = (
    "第1325(2000)、1820(2008)和2493(2019)号决议",
    "第2535(2020)号决议，第20-22、24和26段",
    "大会第70/1号决议",
    "《宪章》第三十九条和第四十条",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map("".join))
def test_no_input_raises_and_places_are_exact(text):
    for paragraph in read_document(text).paragraphs:
        for citation in paragraph.citations:
            assert paragraph.text[citation.start : citation.end] == citation.surface
        for mark in paragraph.marks:
            assert 0 <= mark.start < mark.end <= len(paragraph.text)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CITATIONS), st.data())
def test_blanks_and_line_breaks_inside_a_citation_change_nothing(citation, data):
    gaps = [at for at in range(1, len(citation)) if not (citation[at - 1] + citation[at]).isascii()]
    chosen = sorted(data.draw(st.sets(st.sampled_from(gaps), max_size=6)), reverse=True)
    blank = data.draw(st.sampled_from([" ", "\n", "\n\n", "\u3000"]))
    broken = citation
    for at in chosen:
        broken = broken[:at] + blank + broken[at:]
    expected = [(c.target, c.paragraphs) for c in find_citations(citation)]
    assert [(c.target, c.paragraphs) for c in find_citations(broken)] == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_or_invented_and_the_order_stays(seed):
    source, paragraphs = printed_source(seed), read_document(SEEDS[seed]).paragraphs
    read = "".join(re.sub(r"\s", "", paragraph.text) for paragraph in paragraphs)
    if seed != "003":
        assert read == source
    else:  # footnotes and table notes have moved to their place
        assert sorted(read) == sorted(source)
        body = "".join(re.sub(r"\s", "", p.text) for p in paragraphs if p.kind != "footnote")
        assert is_subsequence(body, source)


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in part)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["000", "001", "002"]), st.integers(min_value=12, max_value=200))
def test_reading_is_the_same_after_any_rewrapping(seed, width):
    """Blanks with a meaning stay; the lines are broken elsewhere."""
    original = read_document(SEEDS[seed])
    assert read_document(rewrap(seed, width)).paragraphs == original.paragraphs


def rewrap(seed: str, width: int) -> str:
    lines = []
    for paragraph in read_document(SEEDS[seed]).paragraphs:
        words = re.findall(r"[0-9A-Za-z/.\-]+|.", paragraph.text)
        line = " "
        for word in words:
            if len(line) + len(word) > width and line.strip():
                lines.append(line)
                line = ""
            line += word
        lines.append(line + " ")
    return "\n\n".join(lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_run_without_a_gap(seed):
    document = read_document(SEEDS[seed])
    for kind, pattern in (("preamble", r"PP(\d+)"), ("operative", r"(\d+)"), ("footnote", r"fn(\d+)")):
        labels = [re.fullmatch(pattern, p.label) for p in document.paragraphs if p.kind == kind]
        numbers = [int(label[1]) for label in labels if label]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    assert len({p.anchor for p in document.paragraphs}) == len(document.paragraphs)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_link_annotation_is_found_in_the_prose(seed):
    document = read_document(SEEDS[seed])
    found = {citation.target for paragraph in document.paragraphs for citation in paragraph.citations}
    assert set(document.witnesses) <= found | {document.symbol}


HOSTILE = {
    "brackets": "第(第(第(" * 40_000,
    "digits": "1 " * 200_000,
    "separators": "、" * 200_000,
    "one list": "第1325(2000)、" * 20_000,
    "annexes": "附件\n" * 20_000,
    "articles": "宪章第一条和" * 10_000,
    "verbs": "回顾关于" * 50_000 + "第1325(2000)号决议",
    "symbols": "S/" * 100_000,
    "numbers": "第1号、" * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_more_than_linear_time(text):
    """Not timed: a pattern that backtracks would take hours."""
    assert read_document(text).paragraphs
