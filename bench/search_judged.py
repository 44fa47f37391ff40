"""Does a researcher find first what he would expect first? Queries judged by hand over the seeds and sixty real texts.

    python -m bench.search_judged ../shared/corpus/zh

Each line: a query and the documents expected, best first; those after a bar are also of use. The five seeds
go by their numbers (the Repertoire and the letter by R and L), the others by the names of their files.
The judgements follow what each text is about, not what the engine gives; the sixty are excerpts of some 400
characters, so a query asks for what the excerpt says.
nDCG@10 weighs the whole order (1 is perfect), MRR the rank of the first document expected.
"""

import argparse
import math
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from resolutions.text import read_document
from search.entries import Passage, Source
from search.finding import Request
from search.folder import IndexFolder
from search.maintenance import rebuild
from search.results import Search
from search.snapshot import Reader
from search.words import dictionary

SEEDS = Path(__file__).resolve().parents[1] / "fixtures" / "texts"
SEED_NAMES = {"000": "2553", "001": "2594", "002": "2382", "003": "R", "004": "L"}
JUDGED = """
安全部门改革: 2553 L | 2382 2594 R
安全部门改革 国家自主权: 2553 | 2382
联合国警察: 2382 | 2553
维持和平行动 过渡: 2594
过渡规划: 2594
警察 性剥削和性虐待: 2382
妇女与和平与安全: PRST-2007-40_2007 PRST-2006-42_2006 PRST-2011-20_2011
婦女與和平與安全: PRST-2011-20_2011 PRST-2007-40_2007 PRST-2006-42_2006
妇女 北京宣言: PRST-2007-40_2007 PRST-2011-20_2011
第1325(2000)号 妇女: PRST-2006-42_2006 PRST-2007-40_2007 PRST-2011-20_2011 | 2594 2553 2382
1820(2008): PRST-2011-20_2011 | 2553 2594
索马里 海盗: 1838_2008 1950_2010
海上武装劫船: 1838_2008 1950_2010
海洋法公约: 1838_2008 | 1950_2010
索马里 武器禁运: 1519_2003 1356_2001
索馬里 軍火禁運: 1519_2003 1356_2001
索马里 人道主义援助: 1356_2001 1838_2008
索马里民族和解进程: 1519_2003
阿富汗: 1401_2002 1471_2003 2721_2023
联阿援助团: 1471_2003 1401_2002
阿富汗 综合独立评估: 2721_2023
伊拉克 科威特: 0661_1990 PRST-1998-1_1998
伊拉克入侵科威特: 0661_1990
伊拉克 民用必需品: 1447_2002
特别委员会 场址: PRST-1998-1_1998
朝鲜 核试验: 1874_2009
朝鲜 核武器试验: 1718_2006
核、生物和化学武器 扩散: 1718_2006 1874_2009
不扩散核武器条约: 1718_2006 1874_2009
朝鮮 不擴散: 1874_2009 1718_2006
利比亚 记者: 1973_2011
利比亞 石油: 2644_2022
旅行禁令 资产冻结: 2644_2022
科特迪瓦: 2219_2015 1727_2006
科特迪瓦 专家小组: 1727_2006
科特迪瓦 平民: 1727_2006
刚果民主共和国: 1621_2005
利比里亚 约翰逊: 1683_2006
达尔富尔: 1769_2007
非盟 苏丹: 1769_2007
中非稳定团: 2446_2018
中非共和国: 2446_2018
叙利亚: 2393_2017
西撒哈拉: 1232_1999
摩洛哥 原则上同意: 1232_1999
格鲁吉亚: PRST-1995-12_1995 0858_1993 0892_1993
阿布哈兹: PRST-1995-12_1995 0892_1993
联合国格鲁吉亚观察团: 0858_1993 | 0892_1993
波斯尼亚 飞行禁令: 0816_1993
萨拉热窝: 0900_1994
戈拉日德: 0913_1994
安盟: 0945_1994
联安核查团: 0945_1994
安哥拉 南非: 0475_1980
萨尔瓦多: 0693_1991
伊朗和伊拉克间局势: 0582_1986
禁止使用毒性气体 议定书: 0582_1986
窒息性、毒性: 0582_1986
黎巴嫩 领土完整: 0501_1982
脱离接触观察员部队: 0408_1977
脱离接触 中东: 0408_1977 0368_1975
塞浦路斯: 0353_1974 0443_1978 0186_1964
賽普勒斯: 0186_1964 | 0353_1974 0443_1978
南罗得西亚: 0460_1979 0202_1965
納米比亞: 0283_1970
克什米尔: 0047_1948 0091_1951
全民表决: 0091_1951 | 0047_1948
印度 巴基斯坦: 0091_1951 0080_1950 0047_1948
破坏休战: 0056_1948
停战协定: 0114_1956
耶路撒冷: 0056_1948
巴勒斯坦 大会特别届会: 0044_1948
巴勒斯坦 调解专员: GA-194III_1948
和解委员会: GA-194III_1948
中国代表权: GA-2159XXI_1966
雇佣军 民族解放运动: GA-37-43_1982
准许入会 爱好和平: 0006_1946
科索沃: PRST-2003-1_2003
驻科部队 选举: PRST-2001-27_2001
反恐怖主义委员会: PRST-2002-26_2002 1566_2004
反恐执行局: 1566_2004
恐怖主义 国际和平与安全 威胁: 1566_2004 PRST-2002-26_2002
联合国与区域和次区域组织: R
区域组织 合作: R | 2594 2553 2382
斯洛伐克 高级别专题小组: L
建设和平 保持和平: 2594 2553 | 2382 L
S/PRST/2014/5: 2553 2382
"""


def name_of(path: Path) -> str:
    return SEED_NAMES.get(path.name[:3], path.stem) if path.parent == SEEDS else path.stem


def read(key: int, path: Path) -> Source:
    parsed = read_document(path.read_text("utf-8"))
    passages = (
        Passage(p.kind, p.label, p.anchor, p.text, tuple((m.start, m.end) for m in p.marks)) for p in parsed.paragraphs
    )
    return Source(
        key=key,
        symbol=parsed.symbol,
        title=parsed.title or path.stem,
        url=f"/{path.stem}",
        kind=parsed.kind,
        organ=parsed.organ,
        date=parsed.date,
        year=parsed.date.year if parsed.date else None,
        cited=0,
        passages=tuple(passages),
        cites=tuple(c.target for p in parsed.paragraphs for c in p.citations if c.target),
    )


def judgements() -> list[tuple[str, dict[str, int]]]:
    """Each query with the worth of the documents expected: 2, and 1 for those after the bar."""
    judged = []
    for line in JUDGED.strip().splitlines():
        query, names = line.split(": ")
        first, _, second = names.partition("|")
        judged.append((query, dict.fromkeys(first.split(), 2) | dict.fromkeys(second.split(), 1)))
    return judged


def gain(worths: list[int]) -> float:
    return sum((2**worth - 1) / math.log2(place + 2) for place, worth in enumerate(worths[:10]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="folder of texts")
    parser.add_argument("--poor", type=float, default=0.8, help="list queries below this nDCG")
    options = parser.parse_args()
    if not options.texts.is_dir():
        sys.exit(f"{options.texts} is not there; the texts are no part of the project.")
    paths = [*sorted(SEEDS.glob("*.txt")), *sorted(options.texts.glob("*.txt"))]
    names = {key: name_of(path) for key, path in enumerate(paths, start=1)}
    with TemporaryDirectory() as path:
        folder = IndexFolder(path)
        with folder.writing():
            rebuild(folder, [read(key, path) for key, path in enumerate(paths, start=1)])
        report(Search(Reader(folder).snapshot(), dictionary()), names, options.poor)


def report(search: Search, names: dict[int, str], poor: float) -> None:
    gains, ranks = [], []
    for query, worth in judgements():
        unknown = set(worth) - set(names.values())
        if unknown:
            sys.exit(f"{query}: no text {unknown}")
        _, ids = search.find(Request(query, size=10))
        found = [names[key] for key in search.snapshot.keys[ids].tolist()]
        gains.append(gain([worth.get(name, 0) for name in found]) / gain(sorted(worth.values(), reverse=True)))
        best = [place for place, name in enumerate(found, start=1) if worth.get(name) == max(worth.values())]
        ranks.append(1 / best[0] if best else 0.0)
        if gains[-1] < poor:
            print(f"{gains[-1]:.2f}  {query}: {' '.join(found[:6])}  expected {' '.join(worth)}")
    print(f"{len(gains)} queries, nDCG@10 {sum(gains) / len(gains):.3f}, MRR {sum(ranks) / len(ranks):.3f}")


if __name__ == "__main__":
    main()
