"""The small pure helpers beside the pages: sentences, order, references."""

import doctest
from datetime import date

import pytest

from resolutions.models import Document
from resolutions.views import charter, facts, hits, labels, runs, sentences
from tests.web.factories import CHARTER_SENTENCE, CITING, MARKED


@pytest.mark.parametrize("module", [charter, hits, labels, runs, sentences], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module):
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


@pytest.mark.parametrize(
    "text, surface, sentence",
    [
        (MARKED, "四项决议", "905 安理会通过了四项决议。"),
        (CHARTER_SENTENCE, "《宪章》第七章", CHARTER_SENTENCE),
        (CITING, "第 12 和 14 段", CITING),
        ("他说：“重申第1号决议。”会议结束。", "第1号决议", "他说：“重申第1号决议。”"),
    ],
)
def test_the_whole_sentence_stands_around_a_citation(text, surface, sentence):
    start = text.index(surface)
    first, last = sentences.sentence_around(text, start, start + len(surface))
    assert text[first:last] == sentence


@pytest.mark.parametrize(
    "values, reference",
    [
        (
            ("S", "resolution", "第2553(2020)号决议", "S/RES/2553(2020)"),
            "联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)",
        ),
        (("A", "resolution", "大会第70/1号决议", "A/RES/70/1"), "大会第70/1号决议，2020年12月3日，A/RES/70/1"),
        (("", "letter", "斯洛伐克常驻联合国代表给秘书长的信", ""), "斯洛伐克常驻联合国代表给秘书长的信，2020年12月3日"),
    ],
)
def test_a_reference_is_written_as_chinese_texts_write_it(values, reference):
    document = Document(**dict(zip(("organ", "kind", "title", "symbol"), values, strict=True)))
    assert facts.reference(document, date(2020, 12, 3)) == reference
