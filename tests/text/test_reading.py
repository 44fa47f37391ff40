"""Rules of reading, one short text each: lines, blocks, notes, headings, sub-paragraphs, warnings, corrections."""

from datetime import date

import pytest

from resolutions.text import read_document
from resolutions.text.correction_matching import ParagraphCorrection
from resolutions.text.dates import read_date
from resolutions.text.document_citations import attach_citations
from resolutions.text.footnotes import link_footnote_marks
from resolutions.text.heading import Heading, read_resolution_heading, read_vote
from resolutions.text.layout.source_lines import has_printed_layout, read_lines
from resolutions.text.layout.whitespace import join_printed_lines
from resolutions.text.manual_corrections import Corrections
from resolutions.text.markers import read_marker, space_after_marker
from resolutions.text.parsed import ParagraphKind, ParsedParagraph

OPENING = "安全理事会，\n\n回顾第1325(2000)号决议，\n\n"


def labels(text: str, **options) -> list[str]:
    return [paragraph.label for paragraph in read_document(text, **options).paragraphs]


@pytest.mark.parametrize(
    "source, indents",
    [
        (" 一\n\n 二", [1, 1]),
        ("一\n  二", [0, 1]),
        ("一\n 二", [0, 0]),
        ("一\n二", [0, 0]),
        ("   一", [3]),
    ],
)
def test_a_page_turn_has_one_blank_more_than_the_layout(source, indents):
    assert [line.indent for line in read_lines(source)] == indents


@pytest.mark.parametrize(
    "source, is_printed",
    [
        (" 一 \n\n 二 ", True),
        (" 一 \n\n二 ", False),
        (" 一\n\n 二 ", False),
        (" 一 \n\n 二", False),
        ("一\n\n二", False),
    ],
)
def test_two_lines_with_each_blank_make_a_printed_layout(source, is_printed):
    assert has_printed_layout(list(read_lines(source))) is is_printed


@pytest.mark.parametrize(
    "text, value, printed",
    [
        ("1.请", "1", "1. 请"),
        ("(甲)各方", "a", "(甲) 各方"),
        ("(丁)各方", "d", "(丁) 各方"),
        ("三.请", "3", "三.请"),
        ("1、请", "1", "1、请"),
        ("- 请", "-", "- 请"),
        ("请", None, "请"),
    ],
)
def test_a_marker_is_read_and_followed_by_one_blank(text, value, printed):
    marker = read_marker(text)
    assert (marker and marker.value, space_after_marker(text, marker)[0]) == (value, printed)


def test_two_latin_words_at_a_line_end_stay_apart():
    assert join_printed_lines(["Inna", "Modja", "女士", "2020"]) == "Inna Modja女士2020"


@pytest.mark.parametrize(
    "lines, joined",
    [
        (["the ‘Vessels’", "and others,", "which"], "the ‘Vessels’ and others, which"),
        (["S/RES/", "2553 (2020)"], "S/RES/2553 (2020)"),
        (["well-", "known", "(“parties", "”)"], "well-known (“parties”)"),
        (["à Évian", "où"], "à Évian où"),
        (["Совет", "Безопасности"], "Совет Безопасности"),
        (["第1261(1999)", "号决议, the", "Council"], "第1261(1999)号决议, the Council"),
    ],
)
def test_lines_of_another_language_are_joined_by_blanks(lines, joined):
    assert join_printed_lines(lines) == joined


def test_a_letter_that_continues_the_sequence_is_no_roman_number():
    text = OPENING + "1. 请：\n\n" + "".join(f"({letter}) 甲；\n\n" for letter in "abcdefghij")
    assert labels(text)[3:] == [f"1({letter})" for letter in "abcdefghij"]


def test_roman_numbers_below_a_letter_are_of_the_third_level():
    text = OPENING + "1. 请：\n\n(a) 甲：\n\n(i) 子；\n\n(ii) 丑；\n\n(b) 乙。"
    assert labels(text)[2:] == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"]


def test_a_number_that_does_not_follow_is_no_operative_paragraph():
    assert labels(OPENING + "1. 请；\n\n2. 决定：\n\n1. 重复。\n\n3. 决定。") == ["p1", "PP1", "1", "2", "p2", "3"]


def test_a_text_without_numbers_has_its_operative_paragraphs_counted():
    assert labels("安全理事会，\n\n回顾其以往各项决议，\n\n决定接纳申请国。") == ["p1", "PP1", "1"]


def test_opening_words_are_followed_by_a_paragraph_of_eight_characters():
    assert read_document("安全理事会，\n\n第七十年。").kind == "other"
    assert read_document("安全理事会，\n\n决定接纳申请国。").kind == "resolution"


@pytest.mark.parametrize(
    "lines, facts",
    [
        (["2001年1月1日印发", "安全理事会2002年2月2日第4号会议通过"], (date(2002, 2, 2), "")),
        (["2001年1月1日"], (date(2001, 1, 1), "")),
        (["决议草案(S/2020/10)"], (None, "S/2020/10")),
    ],
)
def test_the_date_of_adoption_and_the_draft_are_read(lines, facts):
    heading = read_resolution_heading(lines, [], "S")
    assert (heading.date, heading.draft, heading.kind) == (*facts, "resolution")


@pytest.mark.parametrize(
    "text, vote",
    [
        ("安全理事会第8852次会议一致通过", "一致通过"),
        ("以十三票对零票、二票弃权通过。", "以十三票对零票、二票弃权通过"),
        ("以11票赞成、1票反对、3票弃权通过", "以11票赞成、1票反对、3票弃权通过"),
        ("未经表决通过", "未经表决通过"),
        ("第8852次会议通过", ""),
    ],
)
def test_the_vote_is_read_as_printed(text, vote):
    assert read_vote(text) == vote


@pytest.mark.parametrize(
    "text, expected",
    [("二〇二一年九月九日", date(2021, 9, 9)), ("2021年13月9日", None), ("2021年2月30日", None), ("", None)],
)
def test_impossible_dates_are_none(text, expected):
    assert read_date(text) == expected


def paragraph(text: str, kind: ParagraphKind = ParagraphKind.BODY, label: str = "p1", **values) -> ParsedParagraph:
    return ParsedParagraph(kind, label, label.lower(), text, **values)


def note(number: int, text: str) -> ParsedParagraph:
    printed = f"{number} {text}"
    return paragraph(printed, ParagraphKind.FOOTNOTE, f"fn{number}", lead=len(str(number)) + 1)


def test_a_mark_is_searched_behind_the_mark_of_the_note_before():
    prose = paragraph("共2人参加。1 会议有2 项决定。")
    linked = link_footnote_marks([prose, note(1, "甲。"), note(2, "乙。")])
    assert [(mark.start, mark.anchor) for mark in linked[0].marks] == [(6, "fn1"), (11, "fn2")]


def test_ibidem_is_the_last_citation_of_the_note_before():
    paragraphs = [note(1, "S/PRST/2014/5和S/2016/952。"), note(2, "同上，第3段。"), paragraph("同上；第99号决议。")]
    found = [[c.target for c in p.citations] for p in attach_citations(paragraphs, Heading())]
    assert found == [["S/PRST/2014/5", "S/2016/952"], ["S/2016/952"], [""]]


def test_citations_in_the_heading_of_a_resolution_are_found_and_not_counted():
    heading = Heading("S/RES/2594(2021)", "S", "resolution")
    printed = paragraph("第1325(2000)号决议，安全理事会2021年9月9日第8852次会议通过", ParagraphKind.HEADING)
    [read] = attach_citations([printed], heading)
    assert [(c.target, c.form, c.counted) for c in read.citations] == [
        ("S/RES/1325(2000)", "heading", False),
        ("S/PV.8852", "meeting", False),
    ]
    [corrected] = attach_citations([printed], heading, printed_symbol="S/RES/1325(2000)")
    assert [c.target for c in corrected.citations] == ["S/PV.8852"]


def test_a_number_is_resolved_by_its_year_elsewhere_in_the_document():
    read = attach_citations([paragraph("第18号决议"), paragraph("第18(1947)号决议")], Heading())
    assert [c.target for p in read for c in p.citations] == ["S/RES/18(1947)"] * 2


@pytest.mark.parametrize(
    "body, warning",
    [
        ("1. 请；\n\n2. 决定。", None),
        ("1. 请；\n\n3. 决定。", "执行部分编号不连续：1之后是3"),
        ("1. 请；\n\n2. 决定", "最后一段（2）似乎没有结束：“…2. 决定”"),
    ],
)
def test_gaps_and_a_missing_end_are_reported(body, warning):
    warnings = [w for w in read_document(OPENING + body).warnings if "文号" not in w]
    assert warnings == ([warning] if warning else [])


def test_a_link_without_a_citation_is_reported():
    document = read_document(OPENING + "1. 请。", links=["https://undocs.org/zh/S/RES/2151(2014)"])
    assert "原文链接所指的S/RES/2151(2014)没有在正文中找到" in document.warnings
    cited = read_document(OPENING + "1. 请。", links=["https://undocs.org/zh/S/RES/1325(2000)"])
    assert not any("原文链接" in warning for warning in cited.warnings)


def corrected(text: str, *corrections: ParagraphCorrection, **fields: str):
    return read_document(text, Corrections(fields, corrections))


def test_a_correction_finds_the_nearest_of_equal_paragraphs():
    text = "甲乙丙。\n\n丁戊己。\n\n甲乙丙。"
    changed = corrected(text, ParagraphCorrection("change", "甲乙丙。", 2, kind="heading", label="附件"))
    assert [p.kind.value for p in changed.paragraphs] == ["body", "body", "heading"]
    changed = corrected(text, ParagraphCorrection("change", "甲乙丙。", 0, kind="heading", label="附件"))
    assert [p.kind.value for p in changed.paragraphs] == ["heading", "body", "body"]


def test_a_paragraph_is_split_and_joined_with_its_marks():
    text = " 甲乙。1 丙丁。2 \n\n 戊己。 \n\n__________________\n\n 1 子。 \n\n 2 丑。 "
    whole = read_document(text).paragraphs[0]
    assert [mark.anchor for mark in whole.marks] == ["fn1", "fn2"]
    parts = corrected(text, ParagraphCorrection("split", whole.text, 0, kind="body", at=4)).paragraphs
    assert [p.text for p in parts[:2]] == ["甲乙。1", "丙丁。2"]
    assert [(p.text[m.start : m.end], m.anchor) for p in parts[:2] for m in p.marks] == [("1", "fn1"), ("2", "fn2")]
    joined = corrected(text, ParagraphCorrection("join", whole.text, 0)).paragraphs[0]
    assert joined.text.endswith("戊己。") and [mark.anchor for mark in joined.marks] == ["fn1", "fn2"]


def test_a_correction_without_its_paragraph_is_reported():
    document = corrected("甲乙丙。", ParagraphCorrection("join", "不在文中的段落", 0))
    assert document.warnings[0] == "人工更正没有套用：文本中已找不到原段落“不在文中的段落…”"


def test_corrected_fields_replace_those_of_the_heading():
    document = corrected(OPENING + "1. 请。", symbol="S/RES/2553(2020)", date="2020-12-03", meeting="", title="题目")
    assert (document.symbol, document.date, document.meeting, document.title) == (
        "S/RES/2553(2020)", date(2020, 12, 3), None, "题目"
    )  # fmt: skip


@pytest.mark.parametrize("count, warnings", [(1, 1), (5, 5), (6, 1), (190, 1)])
def test_many_links_without_a_citation_are_one_warning(count, warnings):
    links = [f"https://undocs.org/zh/S/2016/{number}" for number in range(1, count + 1)]
    found = [w for w in read_document(OPENING + "1. 决定继续处理此案。", links=links).warnings if "原文链接" in w]
    assert len(found) == warnings
    assert warnings > 1 or str(count) in found[0] or "S/2016/1" in found[0]


def test_a_number_in_a_heading_without_a_symbol_is_the_document_s_own():
    printed = paragraph("第1325(2000)号决议草案(S/2000/1044)", ParagraphKind.HEADING)
    [read] = attach_citations([printed], Heading("", "S", "resolution"))
    assert [c.target for c in read.citations] == ["S/2000/1044"]
