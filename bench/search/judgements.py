"""Queries judged by hand over the seeds and sixty real texts: the documents that a researcher expects first.

Each line has a query and the documents expected, the best first; documents after a bar are useful too. The five seeds
are named by their numbers, the Repertoire by R and the letter by L; other texts by the names of their files. After
``@`` come the paragraphs to be shown of that document. When there are many, they are the best: the clause that
decides or states what was asked before one that only names it, the operative part before the preamble.

The judgements follow the texts, not the engine. The sixty are excerpts of some 400 characters; a document is expected
only if its excerpt contains what was asked.
"""

from dataclasses import dataclass

JUDGEMENT_LINES = """
安全部门改革: 2553 L | 2382@PP10 2594@7 R@p26,p34,p29,p28
安全部门改革 国家自主权: 2553@2,PP8,PP17 | 2382@PP10,11 R@p28
安全部门改革 武器禁运: 2553@20(k),PP24
安全部门改革 性别平等: 2553@5,24,PP6
安全部门改革 薄弱: 2553@PP12
安全部门改革 最低标准: L@p33
非洲联盟 安全部门改革政策框架: 2553@22 | R@p28
儿童保护单位: 2553@8
建设和平基金: 2553@19,PP18
南南: 2553@23
联合国警察: 2382@1,2,5,6,8,PP4,PP8,PP10,PP11 | 2553@17
建制警察部队: 2382@12(a),6(a),PP14,8 | 1621_2005@1
女警: 2382@12(d),12,13,PP14
性别平等顾问: 2382@13
有组织犯罪: 2382@PP11,PP12,PP19 | 2553 2594 R
维持和平行动 过渡: 2594@7,14 | 2553@14,20(g)
过渡规划: 2594@1,7
建设和平委员会 过渡: 2594@10,11,14 | 2553
建设和平筹资: 2594@13
早期预警: 2594@5
增进维持和平人员的安全和安保: 2594@8
保护平民 国家计划: 2594@3
警察 性剥削和性虐待: 2382@7
妇女与和平与安全: PRST-2007-40_2007@h2,p1 PRST-2006-42_2006@h1 PRST-2011-20_2011@h1,p1
婦女與和平與安全: PRST-2011-20_2011@h1,p1 PRST-2007-40_2007@h2,p1 PRST-2006-42_2006@h1
妇女 北京宣言: PRST-2007-40_2007@p2 PRST-2006-42_2006@p2 PRST-2011-20_2011@p2
第1325(2000)号 妇女: PRST-2006-42_2006@p1,h1 PRST-2007-40_2007@p1 PRST-2011-20_2011@p1 | 2594@PP8 2553@PP9 2382@PP2 R
1820(2008): PRST-2011-20_2011@p1 | 2553@PP9
青年与和平与安全: R@p8,p9,p10,p14,p32 | 2594@PP8
气候与安全: R@p15
COVID-19: R@p11,p12,p13,p17,p18,p21,p31
波斯湾: R@p23,p24,p25
环境退化: R@p19
偷运移民: R@p33
东南亚国家联盟: R@p37
联合国与区域和次区域组织: R@p35,p36
区域组织 合作: R@p35,p36 | 2594@12 2553@23,21 2382@PP19
斯洛伐克 高级别专题小组: L@p21,p23
民主管制武装力量中心: L@p8,p17
非国家行为体: L@p59
名册: L@p56
信托基金: L@p65
可持续发展目标: L@p26,p27,p37 | 2553@PP3
索马里 海盗: 1838_2008@PP2 1950_2010@PP2
海上武装劫船: 1838_2008@PP2 1950_2010@PP2
海洋法公约: 1838_2008@PP3 1950_2010@PP3
索马里 武器禁运: 1519_2003@PP1 1356_2001@1
索馬里 軍火禁運: 1519_2003@PP1,PP4 1356_2001@1
索马里 人道主义援助: 1356_2001@PP3 1838_2008@PP2 1950_2010@PP2
索马里民族和解进程: 1519_2003@PP2
阿富汗: 1401_2002 1471_2003 2721_2023
联阿援助团: 1401_2002@1 1471_2003@1,PP1
阿富汗 综合独立评估: 2721_2023@PP1
波恩协定: 1401_2002@PP4 1471_2003@PP3
伊拉克 科威特: 0661_1990@1,2,PP2,PP3 PRST-1998-1_1998@h1
伊拉克入侵科威特: 0661_1990@PP2,PP3
伊拉克 民用必需品: 1447_2002@PP2
特别委员会 场址: PRST-1998-1_1998@p1
朝鲜 核试验: 1874_2009@PP3
朝鲜 核武器试验: 1718_2006@PP3
核、生物和化学武器 扩散: 1718_2006@PP2 1874_2009@PP2
不扩散核武器条约: 1718_2006@PP3,PP4,PP5 1874_2009@PP3
朝鮮 不擴散: 1874_2009@PP3 1718_2006@PP3,PP5
六方会谈: 1718_2006@PP6
利比亚 记者: 1973_2011@PP3
利比亞 石油: 2644_2022@PP1
旅行禁令 资产冻结: 2644_2022@PP1
国际刑事法院: 1973_2011@PP5
科特迪瓦: 2219_2015 1727_2006
科特迪瓦 专家小组: 1727_2006@PP3
科特迪瓦 平民: 1727_2006@PP4
刚果民主共和国: 1621_2005
刚果民主共和国 选举: 1621_2005@PP3
利比里亚 约翰逊: 1683_2006@PP2
达尔富尔: 1769_2007@PP2
非盟 苏丹: 1769_2007@PP2
中非稳定团: 2446_2018@1,PP2
中非共和国: 2446_2018
叙利亚: 2393_2017@PP2
西撒哈拉: 1232_1999@PP1,1
摩洛哥 原则上同意: 1232_1999@PP3
地雷和未爆弹药: 1232_1999@3
格鲁吉亚: PRST-1995-12_1995 0858_1993 0892_1993
阿布哈兹: PRST-1995-12_1995@p1,p2 0892_1993@PP3
联合国格鲁吉亚观察团: 0858_1993@2 | 0892_1993@2
波斯尼亚 飞行禁令: 0816_1993@PP2,PP4
萨拉热窝: 0900_1994@PP2
戈拉日德: 0913_1994@PP1
安盟: 0945_1994@5
联安核查团: 0945_1994@2
安哥拉 南非: 0475_1980@1,PP3
萨尔瓦多: 0693_1991@PP2
伊朗和伊拉克间局势: 0582_1986@PP1,PP2
禁止使用毒性气体 议定书: 0582_1986@PP4
窒息性、毒性: 0582_1986@PP4
黎巴嫩 领土完整: 0501_1982@p8,p9
脱离接触观察员部队: 0408_1977@1(b),PP1
脱离接触 中东: 0408_1977@1(b),PP1,PP2
联合国紧急部队: 0368_1975@1(b),PP2
塞浦路斯: 0353_1974 0443_1978 0186_1964
塞浦路斯 外国军事干涉: 0353_1974@3
賽普勒斯: 0186_1964@4,1,2,3 | 0353_1974 0443_1978
南罗得西亚: 0460_1979 0202_1965
津巴布韦: 0460_1979@PP3
納米比亞: 0283_1970@PP1,PP2,PP4,PP5 | GA-37-43_1982@PP3,PP4
克什米尔: 0047_1948@PP1 0091_1951@PP2
全民表决: 0091_1951@PP2 | 0080_1950@PP3
印度 巴基斯坦: 0091_1951@PP2 0080_1950@1,PP1,PP2 0047_1948@PP2
破坏休战: 0056_1948@2(b),2(c),2(d),2(e)
停战协定: 0114_1956@2,PP2,PP4
耶路撒冷: 0056_1948@PP1
巴勒斯坦 大会特别届会: 0044_1948@1
巴勒斯坦 调解专员: GA-194III_1948@2(a),p2
和解委员会: GA-194III_1948@2
中国代表权: GA-2159XXI_1966@PP2,p1
雇佣军 民族解放运动: GA-37-43_1982@PP1
准许入会 爱好和平: 0006_1946@PP1,PP2
科索沃: PRST-2003-1_2003@p1
驻科部队 选举: PRST-2001-27_2001@p1,p2
反恐怖主义委员会: PRST-2002-26_2002@p1,p2,p3 1566_2004@PP4
反恐执行局: 1566_2004@PP4
恐怖主义 国际和平与安全 威胁: 1566_2004@PP1 PRST-2002-26_2002@h1
建设和平 保持和平: 2594@10,11 2553@1,PP6,PP13 | 2382@8 L@p19 R
S/PRST/2014/5: 2553@PP22 2382@PP2
"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Expected documents of a query: ``grades`` are 2, and 1 after the bar; ``paragraphs`` are labels by document."""

    query: str
    grades: dict[str, int]
    paragraphs: dict[str, frozenset[str]]


def read_judgements() -> list[Judgement]:
    """Parse all lines."""
    return [parse_judgement(line) for line in JUDGEMENT_LINES.strip().splitlines()]


def parse_judgement(line: str) -> Judgement:
    """Parse one line of ``JUDGEMENT_LINES``.

    >>> parse_judgement("妇女: 2553@5,PP6 | L").grades
    {'2553': 2, 'L': 1}
    >>> sorted(parse_judgement("妇女: 2553@5,PP6 | L").paragraphs["2553"])
    ['5', 'PP6']
    """
    query, names = line.split(": ")
    first, _, second = names.partition("|")
    grades, paragraphs = {}, {}
    for grade, group in ((2, first), (1, second)):
        for name, _, labels in (item.partition("@") for item in group.split()):
            grades[name] = grade
            if labels:
                paragraphs[name] = frozenset(labels.split(","))
    return Judgement(query, grades, paragraphs)
