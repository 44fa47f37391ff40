"""Rare printed forms that a third judge found in unseen texts, with similar passages that cite nothing."""

import pytest

from resolutions.text.citations import find_citations
from resolutions.text.years import assembly_session


def targets(passage: str) -> list[str]:
    return [citation.target for citation in find_citations(passage) if citation.counted]


@pytest.mark.parametrize(
    "passage, expected",
    [
        ("安理會決議2678號將聯阿援助團任務時間延長", ["S/RES/2678(2023)"]),
        ("第一五一四號決議(XV)所載宣言", ["A/RES/1514(XV)"]),
        ("一九七〇年十月十二日第二六二一號決議(XXV)", ["A/RES/2621(XXV)"]),
        ("2008年12月5日第63届联合国大会通过第111号决议", ["A/RES/63/111"]),
        ("大会第六十三届会议第111号决议", ["A/RES/63/111"]),
        ("国际原子能机构的报告(1957年11月14日第1145(XII)号和第58/8号决议)", ["A/RES/1145(XII)", "A/RES/58/8"]),
        ("大会第48/264(A/52/856)和第51/241号决议(A/52/855)", ["A/RES/48/264", "A/52/856", "A/RES/51/241", "A/52/855"]),
        ("安理会决议2254、2268和2336构成了停火的框架", ["S/RES/2254(2015)", "S/RES/2268(2016)", "S/RES/2336(2016)"]),
        ("安理会决议1325呼吁各方", ["S/RES/1325(2000)"]),
        ("将个人和实体列入2140制裁名单", ["S/RES/2140(2014)"]),
        ("1267监测组", ["S/RES/1267(1999)"]),
        ("安理會表決通過了要求舉行緊急特別聯大的第2623號決議", ["S/RES/2623(2022)"]),
    ],
)
def test_finds_a_number_printed_apart_from_its_head_or_session(passage, expected):
    assert targets(passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "能源秘书处第 361/2025 号决议授标 10 个项目",
        "人权理事会的决议,包括理事会2015年7月2日第29/3号决议和2016年6月30日第32/9号决议",
        "大会第六十三届会议审议了题为“裁军”的项目",
        "董事会决议2678号",
        "經濟及社會理事會1996年7月25日第49/12號決議",
        "《氣候變化公約》締約國大會第48/12號決議",
        "18号决议(Mob-83)",
        "2014年制裁名单",
        "安理会决议2015年通过",
        "安理会决议300余项",
    ],
)
def test_leaves_what_another_body_numbers(passage):
    assert targets(passage) == []


@pytest.mark.parametrize(
    "passage, expected",
    [
        ("安理会第1267/1989号决议", ["S/RES/1267(1999)", "S/RES/1989(2011)"]),
        ("安全理事会第 751/1907 号决议", ["S/RES/751(1992)", "S/RES/1907(2009)"]),
        ("经社理事会与安全理事会会晤，理事会第1325(2000)号决议", ["S/RES/1325(2000)"]),
    ],
)
def test_still_takes_the_councils_own(passage, expected):
    assert targets(passage) == expected


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("第S/Agenda/1769/Rev.1號文件", ["S/Agenda/1769/Rev.1"]),
        ("(S/3302,S/3309.S/3310)", ["S/3302", "S/3309", "S/3310"]),
        ("(S/3297 and Corr.l, S/3298)", ["S/3297", "S/3297/Corr.1", "S/3298"]),
        ("备忘录(A/BUR/54/1Add.1)", ["A/BUR/54/1", "A/BUR/54/1/Add.1"]),
        ("以S/96和Rev.1-4的编号印发", ["S/96", *(f"S/96/Rev.{number}" for number in range(1, 5))]),
        ("(A/63/785-S/2009/158和Corr.1)", ["A/63/785", "S/2009/158", "A/63/785/Corr.1", "S/2009/158/Corr.1"]),
        ("A/C.1/66/PV.23 的第5页", ["A/C.1/66/PV.23"]),
        ("《行动纲要》(A/CONF.177/20/Rev.1)", ["A/CONF.177/20/Rev.1"]),
    ],
)
def test_reads_symbols_as_old_prints_and_scans_have_them(printed, expected):
    assert targets(printed) == expected


@pytest.mark.parametrize(
    "passage, expected",
    [
        ("第2140(2014)号决议:第12、第13和第14段", ("12", "13", "14")),
        ("第2216(2015)号决议:第18段、第19段和20段(c)和(d)", ("18", "19", "20(c)", "20(d)")),
        ("第1807(2008)号决议关于这些措施的第10和12段", ("10", "12")),
        ("第1807(2008)号决议和下文第10段", ()),
        ("第1807(2008)号决议第10段和另外2段", ("10",)),
        ("按照聯合國憲章、包括其中第七章的規定", ("ch.VII",)),
        ("为谋达宪章第一条所称目的", ("art.1",)),
        ("按照《宪章》第一O二条在联合国登记", ("art.102",)),
        ("《第 2588 號決議》第 1(b) 段", ("1(b)",)),
        ("《联合国宪章》第13条1款", ("art.13(1)",)),
        ("《宪章》第51条三项原则", ("art.51",)),
        ("重申決議案二八三(一九七〇)，特別是其中第十四段", ("14",)),
        ("决议案二八三(一九七〇)，尤其后者第十四段", ("14",)),
    ],
)
def test_tells_the_parts_behind_a_colon_or_a_clause(passage, expected):
    assert find_citations(passage)[0].paragraphs == expected


def test_the_sessions_end_where_the_assembly_ended_them():
    assert [assembly_session(number) for number in (2373, 2375, 2620, 2621)] == [22, 23, 24, 25]
