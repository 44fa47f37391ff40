"""Labels of paragraphs in Chinese, as anchors and in order."""

import pytest

from resolutions.display.labels import format_label, format_labels, label_sort_key, label_to_anchor


@pytest.mark.parametrize(
    "label, printed, anchor",
    [
        ("12", "第12段", "op12"),
        ("20(a)", "第20(a)段", "op20a"),
        ("20(a)(ii)", "第20(a)(ii)段", "op20aii"),
        ("PP8", "序言部分第8段", "pp8"),
        ("fn905", "脚注905", "fn905"),
        ("table1", "表1", "table1"),
        ("p3", "正文第3段", "p3"),
        ("ch.VII", "第七章", ""),
        ("ch.XIX", "第十九章", ""),
        ("art.39", "第三十九条", ""),
        ("art.110", "第一百一十条", ""),
        ("art.2(4)", "第二条第四项", ""),
        ("附件一", "附件一", ""),
        ("p", "p", ""),
        ("", "", ""),
    ],
)
def test_a_label_is_printed_and_linked(label, printed, anchor):
    assert (format_label(label), label_to_anchor(label)) == (printed, anchor)


@pytest.mark.parametrize(
    "labels, printed",
    [
        (["12"], "第12段"),
        (["12", "14", "20(a)"], "第12、14、20(a)段"),
        (["PP8", "12"], "序言部分第8段、第12段"),
        (["ch.VII", "art.39"], "第七章、第三十九条"),
        ([], ""),
    ],
)
def test_several_labels_are_one_phrase(labels, printed):
    assert format_labels(labels) == printed


def test_labels_are_sorted_as_in_the_document():
    labels = ["fn12", "10", "PP10", "2(a)", "p1", "20(a)", "PP2", "2", "fn3"]
    assert sorted(labels, key=label_sort_key) == ["PP2", "PP10", "2", "2(a)", "10", "20(a)", "fn3", "fn12", "p1"]
