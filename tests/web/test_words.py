"""The small pure helpers beside the pages: sentences, order, references."""

import pytest

from resolutions.display import sentences
from tests.web.factories import CHARTER_SENTENCE, CITING, MARKED


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
    first, last = sentences.find_sentence(text, start, start + len(surface))
    assert text[first:last] == sentence
