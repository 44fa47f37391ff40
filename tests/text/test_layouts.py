"""Paragraphs of pasted and extracted text: any everyday layout of a text gives the same paragraphs."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.text import read_document
from resolutions.text.layout import read_blocks, read_lines
from tests.text.layout_kinds import KINDS, Layout, columns
from tests.text.texts import CORPUS, SEEDS

RESOLUTIONS = ("000", "001", "002")
PARAGRAPHS = {seed: [paragraph.text for paragraph in read_document(SEEDS[seed]).paragraphs] for seed in RESOLUTIONS}
# A paragraph whose last line is full, or that lost its line end, looks like any other line.
WITHOUT_SIGNS = {
    name
    for name, layout in KINDS.items()
    if re.search("wrapped|mixed|flat|soft|line sep", name)
    and not (isinstance(layout, Layout) and (layout.lines, layout.first, layout.rest) != (layout.paragraphs, "", ""))
}
SHOWN = {
    "blank line": {"paragraphs": "\n\n"},
    "CR LF": {"lines": "\r\n", "paragraphs": "\r\n\r\n"},
    "indent": {"first": "    "},
    "wide indent": {"first": "\u3000\u3000"},
    "tab": {"first": "\t"},
    "hanging": {"rest": "    "},
    "indent and blank lines": {"first": "  ", "paragraphs": "\n\n"},
    "blank line in paragraphs, two between": {"lines": "\n\n", "paragraphs": "\n\n\n"},
    "indent, blank line everywhere": {"first": "    ", "lines": "\n\n", "paragraphs": "\n\n"},
    "trailing blanks": {"trailing": "  ", "first": "    "},
}


def squeezed(text: str) -> list[tuple[str, str]]:
    return [(p.label, re.sub(r"\s", "", p.text)) for p in read_document(text).paragraphs]


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(RESOLUTIONS),
    st.integers(min_value=18, max_value=70),
    st.sampled_from(["words", "print", "cut"]),
    st.sampled_from(sorted(SHOWN)),
)
def test_any_width_gives_the_same_paragraphs_where_the_layout_shows_them(seed, width, measure, shown):
    layout = Layout(width, measure=measure, **SHOWN[shown])
    assert squeezed(layout(PARAGRAPHS[seed])) == squeezed(Layout()(PARAGRAPHS[seed]))


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(RESOLUTIONS), st.integers(min_value=18, max_value=70), st.sampled_from(["words", "print", "cut"])
)
def test_without_a_sign_only_full_last_lines_are_in_doubt(seed, width, measure):
    """A last line that is full up to the next word looks like any other line; the rest is certain."""
    layout = Layout(width, measure=measure)
    wrapped = [list(layout._wrap(paragraph)) for paragraph in PARAGRAPHS[seed]]
    found = set(squeezed(layout(PARAGRAPHS[seed])))
    full = sum(columns(lines[-1]) > 0.6 * width for lines in wrapped)
    words = {text for _, text in found}
    missed = sum(re.sub(r"\s", "", text) not in words for text in PARAGRAPHS[seed])
    assert missed <= 2 * full


@pytest.mark.parametrize("name", sorted(KINDS))
def test_nothing_is_lost_in_any_layout(name):
    text = KINDS[name](PARAGRAPHS["001"])
    read = "".join(re.sub(r"\s", "", block.text) for block in read_blocks(list(read_lines(text))))
    assert read == re.sub(r"\s", "", "".join(PARAGRAPHS["001"]))


@pytest.mark.parametrize("name", sorted(set(KINDS) - WITHOUT_SIGNS))
def test_an_everyday_layout_reads_as_the_clean_text(name):
    assert squeezed(KINDS[name](PARAGRAPHS["001"])) == squeezed(Layout()(PARAGRAPHS["001"]))


@pytest.mark.parametrize("name", sorted(WITHOUT_SIGNS))
def test_most_paragraphs_are_right_where_only_words_tell(name):
    found = {text for _, text in squeezed(KINDS[name](PARAGRAPHS["001"]))}
    right = sum(re.sub(r"\s", "", text) in found for text in PARAGRAPHS["001"])
    assert right >= 0.85 * len(PARAGRAPHS["001"])


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")) or [None], ids=lambda path: path.stem if path else "none")
def test_a_text_of_any_year_wrapped_with_blank_lines_between_its_paragraphs_reads_the_same(path):
    if path is None:
        pytest.skip("../shared/corpus is not beside this checkout")
    paragraphs = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    expected = squeezed(Layout(paragraphs="\n\n")(paragraphs))
    found = squeezed(Layout(34, paragraphs="\n\n")(paragraphs))
    assert len(set(found) & set(expected)) >= 0.6 * len(expected)
