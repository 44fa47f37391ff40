"""Labels of paragraphs as readers and editors see them, as anchors and in order."""

import pytest

from resolutions.display.labels import (
    format_address,
    format_label,
    format_labels,
    format_margin_number,
    format_place,
    format_place_or_words,
    label_sort_key,
    label_to_anchor,
)


@pytest.mark.parametrize(
    "label, printed, anchor",
    [
        ("12", "第12段", "op12"),
        ("20(a)", "第20(a)段", "op20a"),
        ("20(a)(ii)", "第20(a)(ii)段", "op20aii"),
        ("PP8", "序言部分第8段", "pp8"),
        ("PP8(a)", "序言部分第8(a)段", "pp8a"),
        ("20(a)(i)(1)", "第20(a)(i)(1)段", "op20ai1"),
        ("annex4", "附件第4段", "annex4"),
        ("annex13(a)", "附件第13(a)段", "annex13a"),
        ("annex13(a)(iv)", "附件第13(a)(iv)段", "annex13aiv"),
        ("annexII.4", "附件二第4段", "annexii4"),
        ("annexXIV.2(b)", "附件十四第2(b)段", "annexxiv2b"),
        ("annexB.5", "附件B第5段", "annexb5"),
        ("annexAB.5", "附件AB第5段", "annexab5"),
        ("annex2.5", "附件2第5段", "annex25"),
        ("annexII", "附件二", "annexii"),
        ("annexII.4(a)(i)", "附件二第4(a)(i)段", "annexii4ai"),
        ("appendix4", "附录第4段", "appendix4"),
        ("appendixII.4", "附录二第4段", "appendixii4"),
        ("fn905", "脚注905", "fn905"),
        ("table1", "表1", "table1"),
        ("table1(a)", "表1注a", "table1a"),
        ("table0", "", "table0"),  # a table that prints no number
        ("table0(a)", "表注a", "table0a"),
        ("p3", "", "p3"),
        ("h1", "", ""),
        ("p", "", ""),
        ("annex", "", ""),
        ("annexIIII.4", "附件IIII第4段", "annexiiii4"),
        ("fn", "", ""),
        ("B.4", "", ""),
        ("", "", ""),
        ("附件一", "附件一", ""),  # typed by an editor
        ("ch.VII", "第七章", ""),
        ("ch.XIX", "第十九章", ""),
        ("art.39", "第三十九条", ""),
        ("art.110", "第一百一十条", ""),
        ("art.2(4)", "第二条第四项", ""),
    ],
)
def test_a_label_is_printed_and_linked(label, printed, anchor):
    assert (format_label(label), label_to_anchor(label)) == (printed, anchor)


@pytest.mark.parametrize(
    "label, printed",
    [
        ("1bis", "第1之二段"),
        ("2ter(a)", "第2之三(a)段"),
        ("PP3quater", "序言部分第3之四段"),
        ("annex4bis", "附件第4之二段"),
    ],
)
def test_an_inserted_number_is_printed_in_chinese(label, printed):
    assert format_label(label) == printed


@pytest.mark.parametrize(
    "labels, printed",
    [
        (["12"], "第12段"),
        (["12", "14", "20(a)"], "第12、14、20(a)段"),
        (["PP8", "12"], "序言部分第8段、第12段"),
        (["PP8", "PP9", "12", "14"], "序言部分第8、9段、第12、14段"),
        (["annex4", "annex5", "annexII.4"], "附件第4、5段、附件二第4段"),
        (["fn3", "fn4"], "脚注3、脚注4"),
        (["ch.VII", "art.39"], "第七章、第三十九条"),
        (["12", "p3", "14"], "第12、14段"),
        (["p3"], ""),
        ([], ""),
    ],
)
def test_several_labels_are_one_phrase(labels, printed):
    assert format_labels(labels) == printed


@pytest.mark.parametrize(
    "label, kind, place, margin",
    [
        ("12", "operative", "第12段", "¶"),
        ("PP3", "preamble", "序言部分第3段", "序3"),
        ("PP3(a)", "sub", "序言部分第3(a)段", "序3(a)"),
        ("table1", "table", "表1", "表1"),
        ("table0", "table", "表格", "¶"),
        ("p3", "body", "正文", "¶"),
        ("p3", "annex", "附件", "¶"),
        ("p1", "heading", "标题", "¶"),
        ("h1", "heading", "标题", "¶"),
        ("p4", "", "正文", "¶"),
    ],
)
def test_a_paragraph_without_a_number_is_named_by_its_part(label, kind, place, margin):
    assert (format_place(label, kind), format_margin_number(label)) == (place, margin)


@pytest.mark.parametrize(
    "label, text, name",
    [
        ("12", "12. 强调指出安全部门改革的重要性；", "第12段"),
        ("p3", "安全理事会，", "“安全理事会，”"),
        ("p4", "谨通知你，斯洛伐克在日内瓦民主管制武装力量中心的支持下召开了会议。", "“谨通知你，斯洛伐克在日内瓦…”"),
        ("p5", "一二三四五六七八九十一二、三四五", "“一二三四五六七八九十一二…”"),
        ("p6", " 建议\n 一 ", "“建议 一”"),
    ],
)
def test_a_link_on_its_own_names_a_paragraph_by_number_or_first_words(label, text, name):
    assert format_place_or_words(label, text) == name


def test_an_editor_sees_the_address_of_a_paragraph_without_a_number():
    assert [format_address(label) for label in ("PP3", "p3", "h1", "table0")] == [
        "序言部分第3段",
        "段落地址 p3",
        "段落地址 h1",
        "段落地址 table0",
    ]


def test_labels_are_sorted_as_in_the_document():
    labels = ["fn12", "10", "annex13", "annex4", "PP10", "2(a)", "p1", "20(a)", "PP2", "2", "fn3"]
    in_order = ["PP2", "PP10", "2", "2(a)", "10", "20(a)", "annex4", "annex13", "fn3", "fn12", "p1"]
    assert sorted(labels, key=label_sort_key) == in_order
