"""Steps from a printed number to a symbol: organ, list, year, cited paragraphs, Charter, years, spellings."""

import itertools

import pytest

from resolutions.text.citations import CitationContext, find_citations
from resolutions.text.citations.organ import find_organ_before, mentions_organ
from resolutions.text.citations.pinpoint import read_pinpoint
from resolutions.text.citations.spellings import canonicalize_symbol, suggest_symbols
from resolutions.text.symbols import assembly_symbol, describe_symbol
from resolutions.text.years import (
    ASSEMBLY_NUMBERS,
    SPECIAL_SESSION_NUMBERS,
    assembly_session_fits,
    assembly_year_fits,
    council_year_fits,
)


def targets(passage: str, **context) -> list[str]:
    return [citation.target for citation in find_citations(passage, CitationContext(**context)) if citation.counted]


@pytest.mark.parametrize(
    "before, organ",
    [
        ("回顾安全理事会", "S"),
        ("回顾大会", "A"),
        ("安全理事会和大会", "A"),
        ("大会和安理会", "S"),
        ("特别大会", ""),
        ("联大", "A"),
        ("大会。回顾", ""),
        ("回顾其", "own"),
        ("回顾其中", ""),
        ("人权理事会", "other"),
        ("人权理事会和安全理事会会晤，理事会", "own"),
        ("安全理事会和人权理事会会晤，理事会", "other"),
        ("经济及社会理事会", "other"),
        ("非洲联盟和平与安全理事会", "other"),
        ("国际原子能机构的报告(", ""),
        ("麻醉药品委员会", "other"),
        ("根据理事会", "own"),
        ("大会" + "，" * 240, ""),
    ],
)
def test_the_organ_is_the_last_one_named_in_the_sentence(before, organ):
    assert find_organ_before(before + "第1号决议", len(before), "own") == organ


def test_an_organ_is_named_anywhere_in_the_passage():
    assert mentions_organ("大会通过了", "A") and not mentions_organ("大会通过了", "S")
    assert mentions_organ("安理会和人权理事会", "S") and not mentions_organ("人权理事会", "S")


@pytest.mark.parametrize(
    "behind, labels",
    [
        ("第3段", ("3",)),
        ("第3至6段", ("3", "4", "5", "6")),
        ("第6至3段", ("6", "3")),
        ("第3和5段", ("3", "5")),
        ("第二十一段", ("21",)),
        ("第1(a)至(d)段", ("1(a)", "1(b)", "1(c)", "1(d)")),
        ("第8(a)(一)和(二)段", ("8(a)(一)", "8(a)(二)")),
        ("第8㈠和㈢段", ("8(一)", "8(三)")),
        ("第8段(b)和(d)分段", ("8(b)", "8(d)")),
        ("第8段(b)至(d)分段", ("8(b)", "8(c)", "8(d)")),
        ("序言部分第8段和第9段", ("PP8", "PP9")),
        ("序言部分第15段以及第12段", ("PP15", "12")),
        ("序言部分第2段和执行部分第3段", ("PP2", "3")),
        ("正文第七段", ("7",)),
        ("正文部分第7段", ("7",)),
        ("执行段落第8段", ("8",)),
        ("执行部分第8段", ("8",)),
        ("执行部分第八和第九段", ("8", "9")),
        ("序言第三段", ("PP3",)),
        ("序言部分第八段", ("PP8",)),
        ("序言段落第3段", ("PP3",)),
        ("前言第三段", ("PP3",)),
        ("序言部分第2段和正文第3段", ("PP2", "3")),
        ("附件第3段", ("annex3",)),
        ("附件一第3段", ("annexI.3",)),
        ("附件二第4段", ("annexII.4",)),
        ("附件二第4和5段", ("annexII.4", "annexII.5")),
        ("附件2第4段", ("annex2.4",)),
        ("附件B第5段", ("annexB.5",)),
        ("，附件B，第5段", ("annexB.5",)),
        ("附件第13(a)段", ("annex13(a)",)),
        ("第7段和附件B第5段", ("7", "annexB.5")),
        ("附件一第2段和第5段", ("annexI.2", "annexI.5")),
        ("附录二第3段", ("appendixII.3",)),
        ("附件二", ()),
        ("附件二第4条", ()),
        ("第8(a)(一)至(三)段", ("8(a)(一)", "8(a)(二)", "8(a)(三)")),
        ("第8(a)(一)、(二)和(四)段", ("8(a)(一)", "8(a)(二)", "8(a)(四)")),
        ("第8(a)㈠至㈢段", ("8(a)(一)", "8(a)(二)", "8(a)(三)")),
        ("第8(a)(i)至(iv)段", ("8(a)(i)", "8(a)(ii)", "8(a)(iii)", "8(a)(iv)")),
        ("第8(a)至8(c)段", ("8(a)", "8(b)", "8(c)")),
        ("第8(a)和9(b)段", ("8(a)", "9(b)")),
        ("第20-22、24和26段", ("20", "21", "22", "24", "26")),
        ("第20—22段", ("20", "21", "22")),
        ("第2(a)和(b)段", ("2(a)", "2(b)")),
        ("第2段(a)分段", ("2(a)",)),
        ("第2段(a)项", ("2(a)",)),
        ("第2段第(a)分段", ("2(a)",)),
        ("第2段a分段", ("2(a)",)),
        ("第2段(a)㈠和㈡", ("2(a)(一)", "2(a)(二)")),
        ("第10、11、12各段", ("10", "11", "12")),
        ("第(10)段", ("10",)),
        ("第3之二段", ("3bis",)),
        ("第3 bis段", ("3bis",)),
        ("第3 ter和4段", ("3ter", "4")),
        ("\0第12段", ("12",)),
        ("1第12段", ("12",)),
        ("①第12段", ("12",)),
        ("[1]第12段", ("12",)),
        ("(S/RES/2553(2020))第12段", ("12",)),
        ("[S/RES/2553(2020)]第12段", ("12",)),
        ("(2020年12月3日)第12段", ("12",)),
        ("(第12段)", ("12",)),
        ("(包括第12段)", ("12",)),
        ("的各项规定(第4、11和12段除外)", ("4", "11", "12")),
        ("中的第10段", ("10",)),
        ("内第10段", ("10",)),
        ("所载第10段", ("10",)),
        ("，特别是其第10段", ("10",)),
        ("，尤其是执行部分第10段", ("10",)),
        ("及其第10段", ("10",)),
        ("和该决议第10段", ("10",)),
        ("号文件印发的秘书长报告第9段", ("9",)),
        ("第36段第(一)分段", ("36",)),
        ("第10条", ()),
        ("第10款", ()),
        ("第2次报告", ()),
        ("最后一段", ()),
        ("，包括其中第3段", ("3",)),
        ("（决定第3段）", ()),
        ("和第3段", ()),
        ("", ()),
    ],
)
def test_the_paragraphs_behind_a_citation_are_expanded(behind, labels):
    assert read_pinpoint(behind.replace("（", "(").replace("）", ")"), 0) == labels


@pytest.mark.parametrize(
    "passage, labels",
    [
        ("paragraph 12 of resolution 1325 (2000)", ("12",)),
        ("Paragraphs 12 and 14 of Security Council resolution 1325 (2000)", ("12", "14")),
        ("paras. 4, 5 and 6 of resolution 1325 (2000)", ("4", "5", "6")),
        ("paragraphs 4 to 6 of its resolution 1325 (2000)", ("4", "5", "6")),
        ("paragraph 8(a) of resolution 1718 (2006)", ("8(a)",)),
        ("preambular paragraph 3 of resolution 1325 (2000)", ("PP3",)),
        ("operative paragraph 3 of resolution 1325 (2000)", ("3",)),
        ("resolution 1325 (2000), paragraph 12", ("12",)),
        ("resolution 1325 (2000), paras. 12 and 14", ("12", "14")),
        ("resolution 1325 (2000) (para. 12)", ("12",)),
        ("S/RES/1325(2000), para. 12", ("12",)),
        ("paragraph 12 of S/RES/1325(2000)", ("12",)),
        ("paragraph 12 and resolution 1325 (2000)", ()),
        ("paragraph 12. Resolution 1325 (2000)", ()),
        ("resolution 1325 (2000) in 12 paragraphs", ()),
    ],
)
def test_english_names_the_paragraphs_on_either_side(passage, labels):
    assert find_citations(passage)[0].paragraphs == labels


@pytest.mark.parametrize(
    "passage, labels",
    [
        ("第1701(2006)號決議執行部分第8段", ("8",)),
        ("第1701(2006)號決議序言部分第三段", ("PP3",)),
        ("第1718(2006)號決議附件二第4段", ("annexII.4",)),
        ("第１７０１（２００６）号决议正文第七段", ("7",)),
        ("第2553(2020)号决议（S/RES/2553(2020)）第12段", ("12",)),
        ("决议案一一三(一九五六)正文第二段", ("2",)),
        ("S/2016/952，附件，第12段", ("annex12",)),
        ("第1540(2004)号决议第1段和第1673(2006)号决议第5段", ("1",)),
    ],
)
def test_paragraphs_behind_a_citation_in_any_script(passage, labels):
    assert find_citations(passage)[0].paragraphs == labels


@pytest.mark.parametrize(
    "passage, context, symbols",
    [
        ("第353号决议", {}, ["S/RES/353(1974)"]),
        ("第99号决议", {}, [""]),
        ("第99号决议", {"organ": "S"}, ["S/RES/99(1953)"]),
        ("第194号决议", {}, [""]),
        ("第194号决议", {"organ": "S"}, ["S/RES/194(1964)"]),
        ("大会第194号决议", {}, ["A/RES/194(III)"]),
        ("第2382(2017)号决议", {"year": 2017}, ["S/RES/2382(2017)"]),
        ("第2382(2017)号决议", {"year": 2016}, [""]),
        ("第2382(2017)号决议", {"organ": "S", "number": 2381, "year": 2017}, [""]),
        ("第2382(2017)号决议", {"organ": "S", "number": 2383, "year": 2017}, ["S/RES/2382(2017)"]),
        ("第1267/1989号决议", {}, ["S/RES/1267(1999)", "S/RES/1989(2011)"]),
        ("第361/2025号决议", {}, []),
        ("第12号", {}, []),
        ("第1373号", {"organ": "S"}, []),
        ("比例为70/12左右", {}, []),
        ("第70/12号", {}, ["A/RES/70/12"]),
        ("1966年12月16日第2200号决议", {}, ["A/RES/2200(XXI)"]),
        ("1974年7月20日第353号决议", {}, ["S/RES/353(1974)"]),
        ("第9999号决议", {"organ": "S"}, [""]),
        ("第1325(2000)号决议第3次报告", {}, ["S/RES/1325(2000)"]),
        ("第18次报告", {"organ": "S"}, []),
        ("第18号法令", {"organ": "S"}, []),
    ],
)
def test_a_number_is_resolved_by_organ_year_and_noun(passage, context, symbols):
    assert targets(passage, **context) == symbols


@pytest.mark.parametrize(
    "passage",
    [
        "该决议第5和第6段",
        "該決議第5和第6段",
        "重申该决议第5、第6和第7段",
        "上述决议第5至第8段",
        "上述决议第3段",
        "同一决议第3段",
        "本决议第7段",
        "本决议第7和第8(a)段",
        "上文第3段",
        "下文第3和第4段",
        "安理会决定延长任务；该决议第4、5和6段",
        "决议第5段和第6段",
        "该决议第五和第六段",
        "决议第5或第6分段",
        "安理会该项决议第5至7段",
    ],
)
def test_paragraphs_of_a_resolution_named_before_are_no_numbers(passage):
    assert targets(passage, organ="S") == []


@pytest.mark.parametrize(
    "passage, symbols",
    [
        ("第37/457号决定和第70/1号决议", ["A/DEC/37/457", "A/RES/70/1"]),
        ("第70/1号决议和第37/457号决定", ["A/RES/70/1", "A/DEC/37/457"]),
        ("决议1325(2000)、1820(2008)", ["S/RES/1325(2000)", "S/RES/1820(2008)"]),
        ("第48/218 A、B和C号决议", ["A/RES/48/218A", "A/RES/48/218B", "A/RES/48/218C"]),
        (
            "2000年10月31日第1325(2000)号、其后2008年6月19日安全理事会第1820号决议",
            ["S/RES/1325(2000)", "S/RES/1820(2008)"],
        ),
    ],
)
def test_each_number_of_a_list_has_its_own_noun(passage, symbols):
    assert targets(passage) == symbols


@pytest.mark.parametrize(
    "passage, parts",
    [
        ("《宪章》第一百一十一条", ("art.111",)),
        ("《宪章》第一百一十二条", None),
        ("《宪章》第十九章", ("ch.XIX",)),
        ("《宪章》第二十章", None),
        ("《宪章》第33至36条", ("art.33", "art.34", "art.35", "art.36")),
        ("《宪章》第二条第四项和第七项", ("art.2(4)", "art.2(7)")),
        ("《宪章》第十三条第一项(子)款", ("art.13(1)(a)",)),
        ("《宪章》第十三条第一项(b)款", ("art.13(1)(b)",)),
        ("《联合国宪章》的宗旨", None),
        ("《非洲联盟宪章》第三条", None),
        ("符合宪章第五十一条", ("art.51",)),
    ],
)
def test_parts_of_the_charter_are_chapters_articles_and_clauses(passage, parts):
    assert [citation.paragraphs for citation in find_citations(passage)] == ([parts] if parts else [])


@pytest.mark.parametrize(
    "between, count", [("采取行动，", 2), ("采取行动，根据《规约》", 1), ("甲" * 73, 2), ("甲" * 74, 1)]
)
def test_a_later_article_is_of_the_charter_unless_another_text_is_named(between, count):
    assert len(find_citations(f"根据《宪章》第七章{between}根据第四十一条采取措施")) == count


@pytest.mark.parametrize(
    "passage, parts",
    [
        ("根据第七章采取行动", [("ch.VII",)]),
        ("根據第七章採取行動", [("ch.VII",)]),
        ("根据第六章行事", [("ch.VI",)]),
        ("依照第八章作出安排", [("ch.VIII",)]),
        ("援引第七章", [("ch.VII",)]),
        ("在第七章下采取行动", [("ch.VII",)]),
        ("根据第七章第四十一条采取行动", [("ch.VII", "art.41")]),
        ("根据第七章采取行动，并根据第四十一条采取措施", [("ch.VII",), ("art.41",)]),
        ("根据第七章采取行动，并根据其第四十一条采取措施", [("ch.VII",), ("art.41",)]),
        ("根据《宪章》第七章采取行动，采取第四十一条规定的措施", [("ch.VII",), ("art.41",)]),
        ("按照第四十一条采取措施", [("art.41",)]),
        ("根據第四十一條採取措施", [("art.41",)]),
        ("根据第41条采取措施", [("art.41",)]),
        ("根据第三十九和第四十条", [("art.39", "art.40")]),
        ("根据第五十一条行使自卫权", [("art.51",)]),
        ("回顾第1970(2011)号决议，根据第七章采取行动", [(), ("ch.VII",)]),
        ("决定按《罗马规约》移交检察官，根据第七章采取行动", [("ch.VII",)]),
        ("按照规约第十六条", []),
        ("按照規約第十六條", []),
        ("根据《罗马规约》第十三条(b)款移交，并根据第十六条", []),
        ("根据公约第五条", []),
        ("《不扩散核武器条约》第三条，根据第四条", []),
        ("根据暂行议事规则第二十八条", []),
        ("根据暂行议事规则，按照第二十八条", []),
        ("根据报告第七章", []),
        ("秘书长报告第三章所述，根据第四章", []),
        ("根据刑法典第七章", []),
        ("第1521(2003)号决议第2(a)段所设委员会根据第2(e)段核准", [("2(a)",)]),
        ("《联合国宪章》第三十三条，按照《公约》第五条，根据第六条", [("art.33",)]),
        ("《非洲联盟宪章》第四条，根据第五条", []),
    ],
)
def test_in_a_document_of_the_council_parts_without_a_name_are_the_charters(passage, parts):
    found = find_citations(passage, CitationContext(organ="S"))
    assert [citation.paragraphs for citation in found] == parts


@pytest.mark.parametrize("context", [{}, {"organ": "A"}, {"organ": "S", "is_annex": True}])
@pytest.mark.parametrize("passage", ["根据第七章采取行动", "根据第四十一条采取措施"])
def test_elsewhere_the_charter_must_be_named(passage, context):
    assert find_citations(passage, CitationContext(**context)) == []


@pytest.mark.parametrize(
    "passage, is_ours",
    [
        ("《宪章》第四条", True),
        ("联合国宪章第四条", True),
        ("《聯合國憲章》第四條", True),
        ("本组织《宪章》第四条", True),
        ("违反《宪章》第四条", True),
        ("根据宪章第四条", True),
        ("会员国根据《宪章》第四条", True),
        ("《非洲联盟宪章》第四条", False),
        ("非洲联盟《宪章》第四条", False),
        ("非盟的《宪章》第四条", False),
        ("《东盟宪章》第四条", False),
        ("东盟宪章第四条", False),
        ("《東盟憲章》第四條", False),
        ("《阿拉伯国家联盟宪章》第四条", False),
        ("《美洲国家组织宪章》第四条", False),
        ("该组织宪章第四条", False),
        ("该组织的《宪章》第四条", False),
        ("国际军事法庭宪章第四条", False),
        ("《国际人权宪章》第四条", False),
        ("《奥林匹克宪章》第四条", False),
        ("《非洲人权和人民权利宪章》第四条", False),
    ],
)
def test_another_organization_has_another_charter(passage, is_ours):
    assert bool(find_citations(passage, CitationContext(organ="S"))) is is_ours


@pytest.mark.parametrize(
    "passage, organ, meetings",
    [
        ("第8852次会议", "S", ["S/PV.8852"]),
        ("第8852次会议", "", []),
        ("安理会第8852次会议", "", ["S/PV.8852"]),
        ("大会第72次会议", "S", []),
        ("所设委员会第12次会议", "S", []),
        ("工作组第12次会议", "S", []),
        ("维护和平论坛上举行的第3次会议", "S", []),
        ("委员会报告，安理会第8852次会议", "S", ["S/PV.8852"]),
        ("第66次会议公报", "S", []),
    ],
)
def test_only_meetings_of_the_council_are_references(passage, organ, meetings):
    found = find_citations(passage, CitationContext(organ=organ))
    assert [citation.target for citation in found] == meetings and not any(citation.counted for citation in found)


@pytest.mark.parametrize(
    "passage, themes",
    [
        ("关于妇女、和平与安全的第1325(2000)号决议", ["妇女、和平与安全"]),
        ("关于妇女的2000年10月31日第1325(2000)号决议", ["妇女"]),
        ("关于妇女的二〇〇〇年十月三十一日第1325(2000)号决议", ["妇女"]),
        ("题为“变革我们的世界”的第70/1号决议", ["变革我们的世界"]),
        ("关于1540委员会和青年的第2250(2015)号决议", ["", ""]),
        ("关于妇女，青年的第2250(2015)号决议", [""]),
    ],
)
def test_the_theme_directly_precedes_the_list(passage, themes):
    assert [citation.theme for citation in find_citations(passage)] == themes


@pytest.mark.parametrize(
    "number, year, fits",
    [
        (2890, 2099, True),
        (2890, 2100, False),
        (2890, 2025, False),
        (3599, 2030, True),
        (3600, 2030, False),
        (0, 1946, False),
    ],
)
def test_a_number_behind_the_table_fits_later_years(number, year, fits):
    assert council_year_fits(number, year) is fits


@pytest.mark.parametrize(
    "number, session, fits",
    [
        (1, 1, True),
        (0, 1, False),
        (103, 1, True),
        (108, 2, True),
        (181, 2, True),
        (194, 3, True),
        (288, 4, True),
        (375, 4, True),
        (376, 5, True),
        (500, 5, True),
        (502, 6, True),
        (610, 7, True),
        (712, 7, True),
        (735, 7, False),
        (715, 8, True),
        (811, 8, False),
        (808, 9, True),
        (811, 9, True),
        (912, 9, True),
        (913, 10, True),
        (995, 10, True),
        (1133, 11, True),
        (1145, 12, True),
        (1239, 13, True),
        (1350, 13, True),
        (1351, 14, True),
        (1472, 14, True),
        (1478, 14, False),
        (1514, 15, True),
        (1747, 16, True),
        (1761, 16, False),
        (1761, 17, True),
        (1881, 18, True),
        (2000, 19, True),
        (2138, 20, False),
        (2138, 21, True),
        (2373, 22, True),
        (2376, 23, True),
        (2504, 24, True),
        (2625, 25, True),
        (2758, 26, True),
        (2955, 27, True),
        (3050, 27, True),  # the margin
        (3053, 27, False),
        (3050, 28, True),
        (3205, 29, True),
        (3379, 30, True),
        (3545, 30, False),
        (1, 0, False),
        (3541, 31, False),
    ],
)
def test_a_session_of_the_assembly_has_its_numbers(number, session, fits):
    assert assembly_session_fits(number, session) is fits


@pytest.mark.parametrize(
    "number, year, fits",
    [
        (811, 1954, True),
        (811, 1955, True),
        (811, 1953, False),
        (1603, 1961, True),  # the fifteenth session went on in 1961
        (711, 1953, True),
        (106, 1947, True),
        (106, 1946, False),
        (186, 1948, True),
        (997, 1956, True),
        (1237, 1958, True),
        (1474, 1960, True),
        (2253, 1967, True),
        (2253, 1968, False),
        (3201, 1974, True),
        (3362, 1975, True),
        (3379, 1975, True),
        (3379, 1990, False),
    ],
)
def test_a_number_of_the_assembly_has_the_years_of_its_session(number, year, fits):
    assert assembly_year_fits(number, year) is fits


@pytest.mark.parametrize("low, high", list(itertools.pairwise(ASSEMBLY_NUMBERS)))
def test_no_number_between_the_sessions_is_lost(low, high):
    between = set(range(low[1] + 1, high[0]))
    special = {number for first, last in SPECIAL_SESSION_NUMBERS.values() for number in range(first, last + 1)}
    assert low[0] < high[0] and low[1] < high[1] and between <= special


@pytest.mark.parametrize(
    "printed, symbol",
    [
        ("106", "A/RES/106(S-1)"),
        ("186", "A/RES/186(S-2)"),
        ("997", "A/RES/997(ES-I)"),
        ("1474", "A/RES/1474(ES-IV)"),
        ("2253", "A/RES/2253(ES-V)"),
        ("3201", "A/RES/3201(S-VI)"),
        ("3362", "A/RES/3362(S-VII)"),
        ("811", "A/RES/811(IX)"),
        ("610", "A/RES/610(VII)"),
        ("2132", "A/RES/2132(XX)"),
        ("3541", "A/RES/3541(XXX)"),
        ("3542", None),
    ],
)
def test_a_number_alone_names_its_session_regular_or_special(printed, symbol):
    assert assembly_symbol(printed) == symbol


@pytest.mark.parametrize(
    "symbol, organ, kind, number, year, title",
    [
        ("S/RES/2151(2014)", "S", "resolution", 2151, 2014, "第2151(2014)号决议"),
        ("S/RES/1267", "S", "resolution", 1267, None, "第1267号决议"),
        ("S/PRST/2014/5", "S", "statement", 5, 2014, "安全理事会主席声明 S/PRST/2014/5"),
        ("S/PV.8699(Resumption1)", "S", "meeting", 8699, None, "安全理事会第8699次会议记录(续会1)"),
        ("A/72/PV.3", "A", "meeting", 3, None, "大会第3次会议记录"),
        ("A/DEC/37/457", "A", "decision", 457, 1982, "大会第37/457号决定"),
        ("A/RES/70/1", "A", "resolution", 1, 2015, "大会第70/1号决议"),
        ("A/RES/1514(XV)", "A", "resolution", 1514, 1960, "大会第1514(XV)号决议"),
        ("A/RES/ES-7/6", "A", "resolution", 6, None, "大会第ES-7/6号决议"),
        ("S/2016/952", "S", "other", None, 2016, "文件 S/2016/952"),
        ("S/1234/5", "S", "other", None, None, "文件 S/1234/5"),
        ("ST/SG/1", "", "other", None, None, "文件 ST/SG/1"),
        ("CHARTER", "UN", "charter", None, 1945, "联合国宪章"),
    ],
)
def test_a_symbol_states_organ_kind_number_year_and_title(symbol, organ, kind, number, year, title):
    facts = describe_symbol(symbol)
    assert (facts.organ, facts.kind, facts.number, facts.year, facts.title) == (organ, kind, number, year, title)


@pytest.mark.parametrize(
    "printed, symbol",
    [
        ("31/5", "A/RES/31/5"),
        ("30/5", None),
        ("99/5", "A/RES/99/5"),
        ("一四七四(紧特四)", "A/RES/1474(ES-IV)"),
        ("一八六(特二)", "A/RES/186(S-II)"),
        ("七一一甲(七)", "A/RES/711A(VII)"),
        ("一五一四(十六)", None),
        ("2758", "A/RES/2758(XXVI)"),
        ("9999", None),
    ],
)
def test_a_printed_number_of_the_assembly_has_its_symbol(printed, symbol):
    assert assembly_symbol(printed) == symbol


def test_decisions_and_resolutions_of_the_assembly_are_distinguished():
    assert canonicalize_symbol("大会第37/457号决定") == "A/DEC/37/457"
    assert canonicalize_symbol("大会第37/43号决议") == "A/RES/37/43"


@pytest.mark.parametrize(
    "text, symbols",
    [("2553(2019)", ["S/RES/2553(2020)"]), ("2553(2020)", []), ("2553", []), ("9999(2019)", []), ("甲", [])],
)
def test_symbols_are_suggested_for_a_wrong_year_only(text, symbols):
    assert suggest_symbols(text) == symbols
