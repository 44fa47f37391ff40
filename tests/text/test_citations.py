"""Printed forms of citations and passages that only look like citations, all from real texts."""

import pytest

from resolutions.text.citations import CitationContext, find_citations

COUNCIL = CitationContext(organ="S")


def targets(passage: str, context: CitationContext = COUNCIL) -> list[str]:
    return [citation.target for citation in find_citations(passage, context) if citation.counted]


@pytest.mark.parametrize(
    "passage, expected",
    [
        ("第1483(2003)号决议", "S/RES/1483(2003)"),
        ("第 2475 (2019)号决议", "S/RES/2475(2019)"),
        ("第1970( 2011) 號決議", "S/RES/1970(2011)"),
        ("第１４８３（２００３）号决议", "S/RES/1483(2003)"),
        ("第1261(1999)\n\n号决议", "S/RES/1261(1999)"),
        ("第 13\n25(2000)号决议", "S/RES/1325(2000)"),
        ("第 2250 号决议", "S/RES/2250(2015)"),
        ("2003年7月28日第1493号决议", "S/RES/1493(2003)"),
        ("2011年，1540委员会及其专家小组访问美国", "S/RES/1540(2004)"),
        ("第二三二號決議(1966)", "S/RES/232(1966)"),
        ("第1373號決議(2001年9月28日)所設委員會", "S/RES/1373(2001)"),
        ("(2001年)第1373号决议", "S/RES/1373(2001)"),
        ("2002年第1453號決議", "S/RES/1453(2002)"),
        ("一九四九年八月十一日決議案七十三(一九四九)", "S/RES/73(1949)"),
        ("四十六(一九四八)", "S/RES/46(1948)"),
        ("九十一(一九五一)", "S/RES/91(1951)"),
        ("安全理事會決議案二七七", "S/RES/277(1970)"),
        ("S/RES/2724 (2024)", "S/RES/2724(2024)"),
        ("2014年12月18日S/PRST/2014/28号主席声明", "S/PRST/2014/28"),
        ("主席声明(S/23500)", "S/23500"),
        ("S/2006/219,附件一", "S/2006/219"),
        ("S/14022号文件", "S/14022"),
        ("S/PV.8699 (Resumption 1)", "S/PV.8699(Resumption1)"),
        ("第 A/RES/70/1 号决议", "A/RES/70/1"),
        ("大会题为“变革我们的世界”的第 70/1 号决议", "A/RES/70/1"),
        ("大會2001年12月21日第56/220號決議", "A/RES/56/220"),
        ("大会第49/35 A號决议", "A/RES/49/35A"),
        ("大会第1514(XV)号决议", "A/RES/1514(XV)"),
        ("(第2625(XXV)号决议)", "A/RES/2625(XXV)"),
        ("大会第711A(VII) 号决议", "A/RES/711A(VII)"),
        ("大會決議案一五一四(十五)", "A/RES/1514(XV)"),
        ("決議案一八六(S-2)", "A/RES/186(S-2)"),
        ("决议一四七四(紧特四)", "A/RES/1474(ES-IV)"),
        ("1982年8月19日第ES-7/6號決議", "A/RES/ES-7/6"),
        ("大会第2758号决议", "A/RES/2758(XXVI)"),
        ("1966年11月17日通过的第2153号决议", "A/RES/2153(XXI)"),
        ("《北京宣言和行动纲要》(A/CONF.177/20/Rev.1)", "A/CONF.177/20/Rev.1"),
        ("鉴于S/2017/Rev.1所载", "S/2017/Rev.1"),
        ("第1267(1999)号决议所设委员会", "S/RES/1267(1999)"),
    ],
)
def test_reads_every_printed_form(passage, expected):
    assert targets(passage) == [expected]


@pytest.mark.parametrize(
    "passage, expected",
    [
        (
            "第 1325(2000)、1820(2008)、1888(2009)和 2493(2019)号决议",
            ["S/RES/1325(2000)", "S/RES/1820(2008)", "S/RES/1888(2009)", "S/RES/2493(2019)"],
        ),
        (
            "一九七三年十月二十二日第338(1973)号、十月二十五日第340(1973)号和十月二十三日第362(1974)号等决议",
            ["S/RES/338(1973)", "S/RES/340(1973)", "S/RES/362(1974)"],
        ),
        ("第385(1976)435(1978)号决议", ["S/RES/385(1976)", "S/RES/435(1978)"]),
        ("第387(1976)号第428(1978)号第447(1979)号决议", ["S/RES/387(1976)", "S/RES/428(1978)", "S/RES/447(1979)"]),
        ("安全理事会第 1267/1373 号决议", ["S/RES/1267(1999)", "S/RES/1373(2001)"]),
        ("第 1540、2325 和 2622 号决议", ["S/RES/1540(2004)", "S/RES/2325(2016)", "S/RES/2622(2022)"]),
        (
            "決議案二一七(一九六五)、二三二(一九六六)及二五三(一九六八)",
            ["S/RES/217(1965)", "S/RES/232(1966)", "S/RES/253(1968)"],
        ),
        ("(A/66/615 和 S/2016/952)", ["A/66/615", "S/2016/952"]),
        ("(S/11670和Corr.1和2)", ["S/11670", "S/11670/Corr.1", "S/11670/Corr.2"]),
        ("(S/1998/647和Add. 1)", ["S/1998/647", "S/1998/647/Add.1"]),
        ("(E/2010/27-E/CN.6/2010/11)", ["E/2010/27", "E/CN.6/2010/11"]),
        ("大会第37/457、38/459号决定", ["A/DEC/37/457", "A/DEC/38/459"]),
        ("S/2020/1193 2020 年 12 月 18 日", ["S/2020/1193"]),
        ("七月一日第834(1993)號和七月十五日第851號決議", ["S/RES/834(1993)", "S/RES/851(1993)"]),
        ("经第2441(2018)2509(2020)号等其后相关决议修订", ["S/RES/2441(2018)", "S/RES/2509(2020)"]),
    ],
)
def test_takes_lists_apart(passage, expected):
    assert targets(passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "非洲人权和人民权利委员会2013年11月5日关于防止攻击白化病患者的第263号决议",
        "拉丁美洲和加勒比经济委员会第三十五届会议通过了第682(XXXV)号决议",
        "特別是第CM/Res.855(XXXVII)號和第CM/Res.865(XXXVII)號決議",
        "经济及社会理事会第1894(LVII)号决议",
        "人权理事会第16/21号决议",
        "18号决议(Mob-83)",
        "2014年11月13日，巴西总统签署第8.351号法令",
        "国务院令第513号",
        "（2007）朝民初字第18230号",
        "1999年第 1265 次会议",
        "表决结果15-0-0，25万人，2030年议程，COVID-19",
        "第三十九条规定的措施",
        "《国际人权宪章》第三条",
        "《非洲联盟宪章》第四条",
        "《联合国宪章》的宗旨和原则",
        "暂行议事规则第二十八条",
        "第12和14段",
        "决议草案(第1、2和3号)",
    ],
)
def test_keeps_out_what_only_looks_like_a_citation(passage):
    assert targets(passage, CitationContext()) == []


@pytest.mark.parametrize(
    "passage, context, reason",
    [
        ("第1325(2001)号决议", CitationContext(), "年份不符"),
        ("第2758号决议", CitationContext(), "没有年份"),
        ("第18号决议", CitationContext(), "没有年份"),
        ("2013年11月5日第263号决议", CitationContext(), "日期不符"),
        ("回顾第2553(2020)号决议", CitationContext(organ="S", number=2151, year=2014), "晚于"),
    ],
)
def test_keeps_what_it_cannot_decide_with_the_reason(passage, context, reason):
    [citation] = find_citations(passage, context)
    assert citation.target == "" and reason in citation.undecided


@pytest.mark.parametrize(
    "passage, expected",
    [
        ("第1874(2009)号决议第26段", ("26",)),
        ("第1970(2011)号决议第19和第23段", ("19", "23")),
        ("第1521(2003)号决议第2(a)和(b)段", ("2(a)", "2(b)")),
        ("第1572(2004)号决议第7至12段", ("7", "8", "9", "10", "11", "12")),
        ("第1572(2004)号决议第7至第12段", ("7", "8", "9", "10", "11", "12")),
        ("第 2535(2020)号决议，第 20-22、24 和 26 段", ("20", "21", "22", "24", "26")),
        ("第2532(2020)号决议，序言部分第八段", ("PP8",)),
        ("決議案一一三(一九五六)第二段", ("2",)),
        ("S/PRST/2020/1，第一和第四段", ("1", "4")),
        ("第2140(2014)号决议第11段(资产冻结)和第15段(旅行禁令)", ("11", "15")),
        ("第1360(2001)號決議第2、3和6至8段", ("2", "3", "6", "7", "8")),
    ],
)
def test_tells_the_cited_paragraphs(passage, expected):
    assert find_citations(passage, COUNCIL)[0].paragraphs == expected


@pytest.mark.parametrize(
    "passage, parts",
    [
        ("根据《联合国宪章》第七章采取行动", ("ch.VII",)),
        ("《宪章》第三十九条和第四十条", ("art.39", "art.40")),
        ("憲章第九十三條第二項", ("art.93(2)",)),
        ("根据联合国宪章》第七章", ("ch.VII",)),
        ("本着《宪章》第八章的精神", ("ch.VIII",)),
        ("《宪章》第六和第七章", ("ch.VI", "ch.VII")),
        ("《宪章》第51条", ("art.51",)),
        ("根据《宪章》第七章采取行动", ("ch.VII",)),
        ("依照宪章第七章", ("ch.VII",)),
        ("按照《联合国宪章》第七章的规定", ("ch.VII",)),
        ("根据联合国宪章第七章行事", ("ch.VII",)),
        ("根據聯合國憲章第七章採取行動", ("ch.VII",)),
        ("根据《宪章》第7章采取行动", ("ch.VII",)),
        ("根据《联合国宪章》第 七 章采取行动", ("ch.VII",)),
        ("根据 《 宪章 》 第七章采取行动", ("ch.VII",)),
        ("依《宪章》第七章行事", ("ch.VII",)),
        ("据《宪章》第七章采取行动", ("ch.VII",)),
        ("按《宪章》第七章采取行动", ("ch.VII",)),
        ("依据《联合国宪章》第七章之规定", ("ch.VII",)),
        ("遵照《宪章》第七章", ("ch.VII",)),
        ("援引《宪章》第七章", ("ch.VII",)),
        ("爰依宪章第七章", ("ch.VII",)),
        ("在《宪章》第七章下采取行动", ("ch.VII",)),
        ("在《联合国宪章》第七章框架内", ("ch.VII",)),
        ("行使《宪章》第七章赋予的权力", ("ch.VII",)),
        ("根据联合国《宪章》第七章采取行动", ("ch.VII",)),
        ("根据《联合国宪章》有关规定，特别是第七章", ("ch.VII",)),
        ("根据《宪章》第六至第八章", ("ch.VI", "ch.VII", "ch.VIII")),
        ("根据《宪章》第三十九条和第七章", ("art.39", "ch.VII")),
        ("根据《宪章》第七条", ("art.7",)),
        ("根据《宪章》第十七章", ("ch.XVII",)),
    ],
)
def test_reads_the_parts_of_the_charter(passage, parts):
    [citation] = find_citations(passage)
    assert (citation.target, citation.paragraphs) == ("CHARTER", parts)


@pytest.mark.parametrize(
    "passage, verb, group",
    [
        ("回顾其关于安全部门改革的第2151(2014)号决议", "回顾", "recall"),
        ("确认根据安理会第2282(2016)号决议与建设和平委员会协调", "根据", "under"),
        ("请秘书长按照安全理事会第2378(2017)号决议规定提供", "按照", "under"),
        ("要求立即执行安全理事会第338(1973)号决议", "执行", "implement"),
        ("决定将第2387(2017)号决议规定的任务期限延至2018年12月15日", "延长", "extend"),
        ("安理会一致通过第2535(2020)号决议", "通过", "adopt"),
        ("表示注意到秘书长的报告(S/2018/922)", "注意到", "note"),
        ("关于第2250(2015)号决议的执行情况", "执行", "implement"),
        ("覆按其一九五六年四月四日決議案一一三(一九五六)", "覆按", "recall"),
        ("案查其一九六〇年七月十四日决议案一四三(一九六〇)", "案查", "recall"),
        ("结束两伊战争的第598(1987)号决议授权秘书长", "", ""),
    ],
)
def test_tells_the_governing_verb(passage, verb, group):
    citation = find_citations(passage, COUNCIL)[0]
    assert (citation.verb, citation.verb_group) == (verb, group)


def test_a_verb_governs_all_themed_lists_and_a_nested_one_its_own():
    passage = (
        "重申安理会致力于消除影响，回顾其关于妇女、和平与安全的第1325(2000)、1820(2008)号决议、关于青年、和平与安全的"
        "第2250(2015)号决议，其中强调第1612(2005)号决议"
    )
    found = [(c.verb, c.theme) for c in find_citations(passage, COUNCIL)]
    women, youth = ("回顾", "妇女、和平与安全"), ("回顾", "青年、和平与安全")
    assert found == [women, women, youth, ("强调", "")]


def test_a_meeting_in_prose_is_a_reference_of_the_weaker_kind():
    [meeting] = find_citations("安全理事会2021年9月9日第8852次会议通过", COUNCIL)
    assert (meeting.target, meeting.counted) == ("S/PV.8852", False)
    assert find_citations("非洲联盟和平与安全理事会第66次会议公报", COUNCIL) == []


def test_a_number_without_its_year_is_resolved_by_the_rest_of_the_document():
    known = CitationContext(symbols_by_number={18: "S/RES/18(1947)"})
    assert targets("第18号决议", known) == ["S/RES/18(1947)"]


def test_the_documents_own_symbol_is_no_citation():
    assert targets("第2553(2020)号决议", CitationContext(symbol="S/RES/2553(2020)", organ="S", number=2553)) == []
