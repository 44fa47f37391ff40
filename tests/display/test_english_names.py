"""Names of documents and of places in them in English, for every kind of symbol and label."""

import pytest

from resolutions.display.english_places import to_english_place
from resolutions.display.english_titles import build_english_title
from resolutions.display.labels import format_label, format_labels


@pytest.mark.parametrize(
    "label, place",
    [
        ("12", "paragraph 12"),
        ("12bis", "paragraph 12 bis"),
        ("12bis(a)", "paragraph 12 bis (a)"),
        ("20(a)(ii)", "paragraph 20 (a) (ii)"),
        ("PP8", "preambular paragraph 8"),
        ("PP8(a)", "preambular paragraph 8 (a)"),
        ("annex13(a)", "annex, paragraph 13 (a)"),
        ("annexXIV.2(b)", "annex XIV, paragraph 2 (b)"),
        ("annexB.5", "annex B, paragraph 5"),
        ("annex2.5", "annex 2, paragraph 5"),
        ("annexII", "annex II"),
        ("appendixII.4", "appendix II, paragraph 4"),
        ("fn905", "footnote 905"),
        ("table1", "table 1"),
        ("table1(a)", "table 1, note a"),
        ("table0(a)", "table, note a"),
        ("p3", ""),
        ("附件一", "annex I"),
        ("同上", "同上"),  # typed by an editor
        ("ch.VII", "Chapter VII"),
        ("ch.XIX", "Chapter XIX"),
        ("art.110", "Article 110"),
        ("art.2(4)", "Article 2 (4)"),
    ],
)
def test_every_kind_of_label(label, place):
    assert to_english_place(format_label(label)) == place


@pytest.mark.parametrize(
    "labels, places",
    [
        (["12", "14"], "paragraphs 12 and 14"),
        (["PP1", "PP2", "PP3", "1"], "preambular paragraphs 1, 2 and 3; paragraph 1"),
        (["annexI.1", "annexII.1"], "annex I, paragraph 1; annex II, paragraph 1"),
        (["ch.VI", "ch.VII", "art.39"], "Chapters VI and VII; Article 39"),
        (["fn1", "fn2"], "footnotes 1 and 2"),
    ],
)
def test_several_labels(labels, places):
    assert to_english_place(format_labels(labels)) == places


@pytest.mark.parametrize(
    "words", ["“谨通知你，斯洛伐克…”", "第12段决定", "序言部分：", "第12、", "、第12段", "表格一览", ""]
)
def test_other_words_stay(words):
    assert to_english_place(words) == words


@pytest.mark.parametrize(
    "symbol, title",
    [
        ("S/RES/1325(2000)", "Resolution 1325 (2000)"),
        ("S/RES/1325", "Resolution 1325"),
        ("S/PRST/2014/5", "Presidential statement S/PRST/2014/5"),
        ("A/RES/70/1", "General Assembly resolution 70/1"),
        ("A/RES/1514(XV)", "General Assembly resolution 1514 (XV)"),
        ("A/RES/377A(V)", "General Assembly resolution 377 A (V)"),
        ("A/RES/186(S-2)", "General Assembly resolution 186 (S-2)"),
        ("A/RES/ES-7/6", "General Assembly resolution ES-7/6"),
        ("A/DEC/70/523", "General Assembly decision 70/523"),
        ("S/PV.8699", "Record of the 8699th meeting of the Security Council"),
        ("S/PV.7111", "Record of the 7111th meeting of the Security Council"),
        ("S/PV.7113(Resumption1)", "Record of the 7113th meeting of the Security Council (Resumption 1)"),
        ("A/70/PV.2", "Record of the 2nd meeting of the General Assembly, session 70"),
        ("CHARTER", "Charter of the United Nations"),
        ("S/2016/952", ""),
        ("", ""),
    ],
)
def test_every_kind_of_symbol(symbol, title):
    assert build_english_title(symbol) == title
