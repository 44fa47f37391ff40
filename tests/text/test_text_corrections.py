"""Corrections of words are laid over a source text and found again in another one."""

import pytest

from resolutions.text import read_document
from resolutions.text.correction_matching import ParagraphCorrection
from resolutions.text.manual_corrections import Corrections
from resolutions.text.parsed import CorrectionState
from resolutions.text.text_corrections import TextCorrection, anchor_edits, lay_over
from resolutions.text.text_corrections.edited_paragraph import list_edits
from resolutions.text.text_corrections.overlay import fingerprint

APPLIED, MOOT, LOST = CorrectionState.APPLIED, CorrectionState.MOOT, CorrectionState.LOST
SCAN = """安全理事会，

    回顾其以往各项决议，特别是第2 340
(2017)号决义，其中请秘书长提出报告，

    深切关注该国的人道主义局势，強调必须让人道主义援助通行无阻，

1. 决定将任务期限延长至2018年3月14日；
"""
SPLIT_NUMBER = "回顾其以往各项决议，特别是第2 340(2017)号决义，其中请秘书长提出报告，"


def paragraphs(text: str, corrections=()) -> list[str]:
    return [p.text for p in read_document(text, Corrections(texts=tuple(corrections))).paragraphs]


def correct(source: str, opening: str, new: str, earlier=()) -> tuple[TextCorrection, ...]:
    """Return the earlier corrections and those that make ``new`` of the paragraph that begins with ``opening``."""
    texts = paragraphs(source, earlier)
    order = next(number for number, text in enumerate(texts) if text.startswith(opening))
    made, missing = anchor_edits(source, lay_over(source, earlier), texts, order, new)
    assert not missing
    return (*earlier, *made)


@pytest.mark.parametrize(
    "old, new, edits",
    [
        ("第2 340(2017)号", "第2340(2017)号", [("2 340(2017)", "2340(2017)")]),
        ("第2 340（2017)号", "第2340(2017)号", [("2 340（2017)", "2340(2017)")]),
        ("第２３４０(2017)号", "第2340(2017)号", [("２３４０(2017)", "2340(2017)")]),
        ("S/RES/234O(2017)", "S/RES/2340(2017)", [("S/RES/234O(2017)", "S/RES/2340(2017)")]),
        ("安全理亊会", "安全理事会", [("亊", "事")]),
        ("妇女平等", "妇女的平等", [("女", "女的")]),
        ("妇女", "妇女和", [("女", "女和")]),
        ("女", "妇女", [("女", "妇女")]),
        ("妇女 3/7 和平", "妇女和平", [(" 3/7 ", "")]),
        ("3/7", "", [("3/7", "")]),
        ("决定", "决\r\n  定", []),
        ("决定", "决定", []),
        ("日期：二○一七年，地点：日内瓦", "日期：二〇一七年，地点：纽约", [("○", "〇"), ("日内瓦", "纽约")]),
    ],
)
def test_an_edited_paragraph_gives_the_words_that_changed(old, new, edits):
    found = list_edits(old, new)
    assert [(old[edit.start : edit.end], edit.replacement) for edit in found] == edits
    for edit in reversed(found):
        old = old[: edit.start] + edit.replacement + old[edit.end :]
    assert "".join(old.split()) == "".join(new.split())


def test_the_number_that_a_line_break_and_a_blank_cut_is_a_citation_once_corrected():
    made = correct(SCAN, "回顾", "回顾其以往各项决议，特别是第2340(2017)号决议，其中请秘书长提出报告，")
    assert [(row.words, row.replacement) for row in made] == [("2 340\n(2017)", "2340(2017)"), ("义", "议")]
    document = read_document(SCAN, Corrections(texts=made))
    assert [c.target for p in document.paragraphs for c in p.citations] == ["S/RES/2340(2017)"]
    assert [(o.state, o.anchor) for o in document.text_outcomes] == [(APPLIED, "pp1"), (APPLIED, "pp1")]


def test_a_corrected_number_of_a_paragraph_is_its_label():
    source = SCAN.replace("1. 决定", "l. 决定")
    made = correct(source, "l. ", "1. 决定将任务期限延长至2018年3月14日；")
    assert read_document(source, Corrections(texts=made)).paragraphs[-1].label == "1"


OTHERS = [
    # the same slips under other line breaks, blanks and widths
    (SCAN.replace("2 340\n(2017)号决义", "2 340 （2017）\n号决义"), [APPLIED, APPLIED]),
    (SCAN.replace("\n", "\r\n").replace("    ", "\t"), [APPLIED, APPLIED]),
    (SCAN.replace("提出报告", "提交报告").replace("安全理事会", "安 全 理 事 会"), [APPLIED, APPLIED]),
    # the page turns in the middle of the paragraph
    (SCAN.replace("其中", "\n\nS/RES/2350(2017)\n\n2/4\n\n其中"), [APPLIED, APPLIED]),
    # a better text has one or both
    (SCAN.replace("2 340\n(2017)", "2340(2017)"), [MOOT, APPLIED]),
    (SCAN.replace("2 340\n(2017)号决义", "2340(2017)号决议"), [MOOT, MOOT]),
    # the words are gone
    (SCAN.replace("特别是第2 340\n(2017)号决义，其中请秘书长", "并再次促请各方"), [LOST, LOST]),
    ("安全理事会，\n\n1. 决定继续处理此案。\n", [LOST, LOST]),
    ("", [LOST, LOST]),
]


@pytest.mark.parametrize("other, states", OTHERS)
def test_corrections_are_found_again_in_another_source(other, states):
    made = correct(SCAN, "回顾", SPLIT_NUMBER.replace("2 340", "2340").replace("决义", "决议"))
    overlay = lay_over(other, made)
    assert list(overlay.states) == states
    if APPLIED in states:
        assert "2340(2017)" in overlay.text and "决义" not in overlay.text
    elif LOST in states:
        assert overlay.text == other


def test_words_that_stand_elsewhere_by_chance_are_left_alone():
    made = correct(SCAN, "1. ", "1. 决定将任务期限延长至2019年3月14日；")
    assert made[0].words == "2018"
    other = "安全理事会，\n\n1. 决定于2018年3月1日审查。\n"
    assert (lay_over(other, made).text, lay_over(other, made).states) == (other, (LOST,))


def test_a_passage_corrected_twice_has_the_last_words_and_loses_both_with_a_better_text():
    once = correct(SCAN, "回顾", SPLIT_NUMBER.replace("2 340", "2341"))
    twice = correct(SCAN, "回顾", SPLIT_NUMBER.replace("2 340", "2340"), once)
    overlay = lay_over(SCAN, twice)
    assert "第2340(2017)号决义" in overlay.text and len(overlay.edits) == 1
    assert lay_over(SCAN.replace("2 340\n(2017)", "2340(2017)"), twice).states == (MOOT, MOOT)


def test_a_later_correction_stays_when_an_earlier_one_beside_it_is_undone():
    made = correct(SCAN, "回顾", SPLIT_NUMBER.replace("2 340", "2340").replace("决义", "决议"))
    assert lay_over(SCAN, made[1:]).states == (APPLIED,)
    assert "2 340\n(2017)号决议" in lay_over(SCAN, made[1:]).text


def test_each_edit_gives_the_source_back():
    made = correct(SCAN, "回顾", SPLIT_NUMBER.replace("2 340", "2340").replace("决义", "决议"))
    made = correct(SCAN, "深切", "深切关注该国局势，强调必须让人道主义援助通行无阻，", made)
    overlay = lay_over(SCAN, made)
    assert paragraphs(SCAN, made)[1:3] == [
        "回顾其以往各项决议，特别是第2340(2017)号决议，其中请秘书长提出报告，",
        "深切关注该国局势，强调必须让人道主义援助通行无阻，",
    ]
    restored = overlay.text
    for edit in reversed(overlay.edits):
        start = overlay.corrected_offset(edit.start)
        assert overlay.source_offset(start) == edit.start
        restored = restored[:start] + SCAN[edit.start : edit.end] + restored[start + len(edit.text) :]
    assert restored == SCAN


@pytest.mark.parametrize("source", ["", " ", "一" * 400, "\n" * 50, "\ud800", "第2 340" * 50])
@pytest.mark.parametrize(
    "words, replacement", [("", ""), (" ", "x"), ("一", ""), ("2 340", "2340"), ("\ud800", "\x00")]
)
def test_no_correction_raises(source, words, replacement):
    for own in ("", fingerprint(source)):
        row = TextCorrection(10**6, words, replacement, "一" * 20, "第", own)
        assert len(lay_over(source, [row, TextCorrection(0, words, replacement, source=own)]).states) == 2


LONG = "决定将特派团的任务期限延长至二〇一八年三月十四日"


@pytest.mark.parametrize(
    "correction, text, state",
    [
        (ParagraphCorrection("join", f"{LONG}，", 0), f"{LONG}，\n\n并请报告。", APPLIED),
        (ParagraphCorrection("join", f"{LONG}，", 0), f"{LONG}，并请报告。", MOOT),
        (ParagraphCorrection("join", f"{LONG}，", 0), f"{LONG.replace('团', '困')}，\n\n并请报告。", APPLIED),
        (ParagraphCorrection("join", f"{LONG}，", 0), "并请报告。", LOST),
        (ParagraphCorrection("split", f"{LONG}。并请报告。", 0, at=26), f"{LONG}。并请报告。", APPLIED),
        (ParagraphCorrection("split", f"{LONG}。并请报告。", 0, at=26), f"{LONG}。\n\n并请报告。", MOOT),
        (ParagraphCorrection("change", LONG, 0, kind="preamble"), LONG, APPLIED),
        (ParagraphCorrection("change", LONG, 0, kind="heading"), LONG, MOOT),
        (ParagraphCorrection("change", "甲乙丙丁。", 0, kind="heading"), "甲乙丙戊。", LOST),
    ],
)
def test_a_correction_of_a_paragraph_is_applied_moot_or_lost(correction, text, state):
    document = read_document(text, Corrections(paragraphs=(correction,)))
    assert [outcome.state for outcome in document.paragraph_outcomes] == [state]
    assert any("没有套用" in warning for warning in document.warnings) is (state == LOST)


@pytest.mark.parametrize(
    "text",
    [
        f"欢迎{LONG}；又决定继续处理此案。",
        f"欢迎并赞扬{LONG}；又决定继续处理此案。",
        f"迎{LONG}；又决定继续处理此案。",
        f"欢迎{LONG}；又决定继续积极处理此案。",
        f"欢迎{LONG}；\n又决定 处理此案。",
        f"欢迎并赞扬{LONG}；又决定继续积极处理此案。",
        f"迎{LONG}；又决定处理此案。",
        f"迎{LONG.replace('期限', '')}；又决定继续处理此案件。",
        f"欢迎并{LONG}。又决定继续处理此案件。",
    ],
)
def test_a_split_keeps_its_place_when_words_on_either_side_are_corrected(text):
    words = f"欢迎{LONG}；又决定继续处理此案。"
    split = ParagraphCorrection("split", words, 0, at=words.index("又决定"))
    paragraphs = read_document(text, Corrections(paragraphs=(split,))).paragraphs
    first, second = text.split("又", 1)
    assert ["".join(p.text.split()) for p in paragraphs] == [first.strip(), "又" + second.replace(" ", "")]


def test_several_paragraphs_are_joined_by_one_correction():
    join = ParagraphCorrection("join", "甲乙丙", 0, count=2)
    assert [
        p.text for p in read_document("甲乙丙\n\n丁\n\n戊。\n\n己。", Corrections(paragraphs=(join,))).paragraphs
    ] == [
        "甲乙丙丁戊。",
        "己。",
    ]
