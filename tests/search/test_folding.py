"""Printed variants fold alike, and every folded character is mapped to its printed one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.chinese.folding import align, find_unalignable_characters, fold, fold_with_map


@pytest.mark.parametrize(
    "printed, folded",
    [
        ("第２５５３（２０２０）号決議", "第2553(2020)号决议"),
        ("第 2475 (2019)号", "第2475(2019)号"),
        ("1970( 2011) 號", "1970(2011)号"),
        ("S/2020/1193 2020 年", "s/2020/1193 2020年"),
        ("安理会（S/PRST/2014/5）", "安理会(s/prst/2014/5)"),
        ("「婦女、和平與安全」", '"妇女、和平与安全"'),
        ("COVID‑19", "covid-19"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("維和\u3000行動", "维和行动"),
        ("安全\u200b理事会", "安全理事会"),
        ("⼤会12⽉3⽇第⼆⼗四条", "大会12月3日第二十四条"),
        ("⻄⾮⼈⺠", "西非人民"),
        ("\uf902\ufa0c", "车兀"),
    ],
)
def test_printed_variants_fold_alike(printed, folded):
    assert fold(printed) == folded


@given(st.text(max_size=80))
def test_folding_with_a_map_is_the_same_folding(text):
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.source_offsets) == len(folded.text)
    assert list(folded.source_offsets) == sorted(folded.source_offsets)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_footnote_mark_left_out_does_not_break_the_text_around_it():
    folded = fold_with_map("决定。905 安理会通过", [(3, 6)])
    start = folded.text.index("。安理会")
    assert folded.printed_span(start, start + 4) == (2, 10)


@given(st.text("决定 于2020年ab\u3000\t（S/RES）號…①é", max_size=60))
def test_a_text_without_odd_characters_is_aligned_without_folding_it_again(text):
    if not find_unalignable_characters(text):
        assert list(align(text, fold(text)).source_offsets) == list(fold_with_map(text).source_offsets)
