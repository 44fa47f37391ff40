"""Places of paragraphs in the numbering, from the sequence of markers in one text."""

import pytest

from resolutions.text.markers import read_marker, read_possible_markers
from resolutions.text.structure.annexes import read_annex_title
from resolutions.text.structure.numbering import read_numbering


def places(text):
    """Return the labels of the paragraphs, separated by |; - for one without a place."""
    found = read_numbering(text.split("|"))
    return [place.path[0] + "".join(f"({part})" for part in place.path[1:]) if place else "-" for place in found]


@pytest.mark.parametrize(
    "printed, value, style",
    [
        ("1. 请", "1", "arabic"),
        ("１．请", "1", "arabic"),
        ("1、请", "1", "arabic"),
        ("⒈请", "1", "arabic"),
        ("(1)请", "1", "bracketed"),
        ("（１）请", "1", "bracketed"),
        ("⑴请", "1", "bracketed"),
        ("1)请", "1", "arabic half"),
        ("①请", "1", "circled"),
        ("㉑请", "21", "circled"),
        ("㊱请", "36", "circled"),
        ("❶请", "1", "circled"),
        ("一、请", "1", "chinese"),
        ("二十一．请", "21", "chinese"),
        ("第一条　请", "1", "article"),
        ("第12条：请", "12", "article"),
        ("第1段 请", "1", "article"),
        ("1 bis. 请", "1bis", "arabic"),
        ("1之二、请", "1bis", "arabic"),
        ("1 ter 请", "1ter", "addition"),
        ("第二条之三 请", "2ter", "article"),
        ("（一）请", "1", "chinese bracketed"),
        ("㈠请", "1", "chinese bracketed"),
        ("a)请", "a", "letter half"),
        ("a. 请", "a", "letter point"),
        ("(a) 请", "a", "letter"),
        ("（ａ）请", "a", "letter"),
        ("⒜请", "a", "letter"),
        ("(aa) 请", "aa", "letter"),
        ("（甲）请", "a", "stem"),
        ("（子）请", "k", "stem"),
        ("乙、请", "b", "stem point"),
        ("- 请", "-", "bullet"),
    ],
)
def test_every_marker_has_an_arabic_or_latin_value(printed, value, style):
    marker = read_marker(printed)
    assert (marker.value, marker.style, printed[marker.length :]) == (value, style, "请")


@pytest.mark.parametrize(
    "text",
    [
        "1946. 年的决议", "30.5%的人口", "2.5亿美元", "(2020)年", "第一条规定的措施", "十年来", "一九四六年",
        "U.S. 代表", "e.g. 某", "(ab) 甲", "1", "2020年", "S/2020/1", "-3度", "百分之五", "第五段所述",
    ],
)  # fmt: skip
def test_prose_has_no_marker(text):
    assert read_marker(text) is None


@pytest.mark.parametrize(
    "text, labels",
    [
        # levels below the main numbers
        ("1. 请：|（一）甲；|（二）乙；|2. 决定。", "1 1(a) 1(b) 2"),
        ("1. 请：|(1) 甲；|(2) 乙；|2. 决定。", "1 1(a) 1(b) 2"),
        ("(1) 请：|(a) 甲；|(b) 乙；|(2) 决定。", "1 1(a) 1(b) 2"),
        ("一、请：|1. 甲；|2. 乙；|二、决定：|1. 丙；|2. 丁。", "1 1(a) 1(b) 2 2(a) 2(b)"),
        ("20. 请：|(a) 甲：|(i) 子；|(ii) 丑；|(b) 乙。", "20 20(a) 20(a)(i) 20(a)(ii) 20(b)"),
        ("1. 请：|(a) 甲：|（一）子：|① 寅；|② 卯；|（二）丑；|(b) 乙。",
         "1 1(a) 1(a)(i) 1(a)(i)(1) 1(a)(i)(2) 1(a)(ii) 1(b)"),
        ("1. 请：|(i) 甲；|(ii) 乙；|(iii) 丙。", "1 1(i) 1(ii) 1(iii)"),
        ("(a) 甲，|(b) 乙，|1. 请：|(a) 丙；|2. 决定。", "(a) (b) 1 1(a) 2"),
        # (i) is a letter behind (h) and a Roman number before (ii)
        ("1. 请：|" + "|".join(f"({c}) 甲；" for c in "abcdefghij"), "1 " + " ".join(f"1({c})" for c in "abcdefghij")),
        ("1. 请：|" + "|".join(f"({c}) 甲；" for c in "abcdefgh") + "|(i) 子；|(ii) 丑；|(i) 乙；|(j) 丙。",
         "1 " + " ".join(f"1({c})" for c in "abcdefgh") + " 1(h)(i) 1(h)(ii) 1(i) 1(j)"),
        ("1. 请：|(a) 甲：|(i) 子。", "1 1(a) 1(a)(i)"),
        ("1. 请：|(a) 甲；|(b) 乙：|(i) 子；|2. 决定。", "1 1(a) 1(b) 1(b)(i) 2"),
        # doubtful styles are markers only where they count
        ("①请；|②决定。", "1 2"),
        ("②请；|⑤决定。", "- -"),
        ("第一条请各国；|第二条决定。", "1 2"),
        ("第七条规定的措施；|第九条所述。", "- -"),
        ("1 请各国；|2 决定继续处理。", "1 2"),
        ("15 个国家的代表，|20 个国家的代表。", "- -"),
        # additions, gaps, false numbers, restarts
        ("1. 请；|1 bis. 请；|1 之三、请；|2. 决定。", "1 1bis 1ter 2"),
        ("4. 请；|5. 决定。", "4 5"),
        ("1. 请；|4. 决定；|5. 决定。", "1 4 5"),
        ("1. 请；|99. 年份；|2. 请；|3. 决定。", "1 - 2 3"),
        ("1. 请；|2. 决定：|1. 重复。|3. 决定。", "1 2 - 3"),
        ("1. 请；|2. 决定：|1. 重复。", "1 2 -"),
        ("1. 请；|2. 决定：|2. 重复。", "1 2 -"),
        ("第一部分|1. 请；|2. 请；|第二部分|1. 决定；|2. 请。", "- 1 2 - 1 2"),
        # titles of sections are no numbers
        ("一、总则|1. 请；|2. 请；|二、分则|3. 决定。", "- 1 2 - 3"),
        ("1. 请；|2. 请；|三、执行|3. 决定。", "1 2 - 3"),
        ("- 1. 请；|- 2. 决定。", "1 2"),
        ("", "-"),
    ],
)  # fmt: skip
def test_the_sequence_tells_the_level_of_each_marker(text, labels):
    assert places(text) == labels.split()


def test_a_marker_that_may_be_roman_has_two_readings():
    assert [(m.style, m.ordinal) for m in read_possible_markers("(v) 请")] == [("letter", 22), ("roman", 5)]
    assert [(m.style, m.ordinal) for m in read_possible_markers("(b) 请")] == [("letter", 2)]


@pytest.mark.parametrize(
    "line, prefix",
    [
        ("附件", "annex"),
        ("附件：", "annex"),
        ("附件一", "annexI."),
        ("附件十二", "annexXII."),
        ("附件2", "annex2."),
        ("附件A", "annexA."),
        ("附件 Ⅱ", "annexII."),
        ("附件一：旅行禁令", "annexI."),
        ("附件二 资产冻结(实体)", "annexII."),
        ("附件B—简易爆炸装置部件", "annexB."),
        ("Annex A – Items subject to a no-objection process", "annexA."),
        ("附錄", "appendix"),
        ("附录三", "appendixIII."),
        ("Annex", "annex"),
        ("ANNEX II", "annexII."),
        ("2017年10月3日斯洛伐克常驻联合国代表给秘书长的信的附件", "annex"),
    ],
)
def test_the_title_of_an_annex_gives_the_prefix_of_its_labels(line, prefix):
    assert read_annex_title(line).prefix == prefix


@pytest.mark.parametrize("line", ["附件一所列个人", "附件和附录", "附件载有准则。", "见附件", "附件应予公布", "附近"])
def test_prose_about_an_annex_is_no_title(line):
    assert read_annex_title(line) is None
