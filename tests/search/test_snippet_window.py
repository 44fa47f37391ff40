"""Bounds of the part of a paragraph that a snippet shows, over real texts and at every kind of mark."""

import re
from functools import cache

import pytest

from search import weights
from search.results.snippet_window import select_window
from tests.search.reading import TEXTS, read_source

FILL = "安理会继续审议此案并决定采取进一步措施以维护国际和平与安全"  # a run without a pause
BEFORE, AFTER = FILL * 6, FILL * 8


def shown(text: str, hit: str) -> str:
    at = text.index(hit)
    start, end = select_window(text, [(at, at + len(hit))])
    return text[start:end]


@pytest.mark.parametrize(
    "around",
    [
        "S/RES/1325(2000)",
        "第1325(2000)号决议",
        "第２３４７（２０１７）号决议",
        "第 2347 (2017)号决议",
        "S/2014/213",
        "A/RES/ES-7/6",
        "1,234,567",
        "3.5%",
        "2013年",
        "UNMISS",
        "（以下称“特派团”）",
        "《联合国宪章》",
        "“全面执行”",
        "(包括妇女、儿童和青年)",
    ],
)
def test_no_symbol_number_or_bracket_is_cut(around):
    for shift in range(-3, len(around) + 3):
        text = FILL * 9
        cut_before = 150 - int(weights.MAX_SNIPPET_LENGTH * weights.CONTEXT_SHARE)
        cut_after = cut_before + weights.MAX_SNIPPET_LENGTH
        for place in (cut_before, cut_after):
            whole = text[: place - shift] + around + text[place - shift :]
            start, end = select_window(whole, [(150, 152)] if place > 150 else [(150 + len(around), 152 + len(around))])
            first = whole.index(around)
            assert not first < start < first + len(around), (around, shift, whole[start : start + 20])
            assert not first < end < first + len(around), (around, shift, whole[end - 20 : end])


@pytest.mark.parametrize(
    "text, expected",
    [
        (BEFORE + "。重申其承诺，警务改革。" + AFTER, "重申其承诺，警务改革"),  # from the sentence, not the clause
        (BEFORE + "（见附件）。警务改革" + AFTER, "警务改革"),
        (BEFORE + "他说：“不会。”警务改革" + AFTER, "警务改革"),  # behind the closing quotation mark
        (BEFORE + "，(a) 警务改革" + AFTER, "(a) 警务改革"),
        (BEFORE + "（甲，乙）和警务改革" + AFTER, None),  # the comma is inside brackets
        (BEFORE + "为1,000人，警务改革" + AFTER, "警务改革"),
    ],
)
def test_a_snippet_begins_with_a_sentence_or_clause(text, expected):
    part = shown(text, "警务改革")
    assert part.startswith(expected) if expected else "（甲，乙）" in part


@pytest.mark.parametrize(
    "rest, expected",
    [
        (FILL * 3 + "。" + FILL * 5, "。"),
        (FILL * 4 + "（完）。”" + FILL * 5, "（完）。”"),
        (FILL * 4 + "，" + FILL + "；" + FILL * 5, "；"),  # a sentence that ends soon after
        (FILL * 4 + "，为1,000人" + FILL * 5, "，"),
    ],
)
def test_a_snippet_ends_with_a_sentence_or_clause(rest, expected):
    assert shown("警务改革" + rest, "警务改革").endswith(expected)


@cache
def long_paragraphs() -> list[str]:
    texts = [passage.text for path in sorted(TEXTS.glob("*.txt")) for passage in read_source(1, path).passages]
    return [text for text in texts if len(text) > 2 * weights.MAX_SNIPPET_LENGTH]


def test_in_real_texts_every_window_has_its_hit_and_clean_bounds():
    assert len(long_paragraphs()) > 30
    for text in long_paragraphs():
        for at in range(0, len(text) - 4, 37):
            start, end = select_window(text, [(at, at + 4)])
            assert start <= at and at + 4 <= end
            assert end - start <= 2 * weights.MAX_SNIPPET_LENGTH + 2 * weights.MAX_LATE_END
            assert start == 0 or text[start] not in "，。；：、）)”》」!?;", text[start : start + 20]
            inside_word = re.compile(r"[A-Za-z0-9]{2}|[A-Za-z0-9][/(]|[/(][A-Za-z0-9]")
            for bound in {start, end} - {0, len(text)}:
                assert not inside_word.fullmatch(text[bound - 1 : bound + 1]), text[bound - 15 : bound + 15]
