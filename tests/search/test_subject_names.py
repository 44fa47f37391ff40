"""Terms of 主题词: and the headings in which they stand as whole words."""

import csv
from pathlib import Path

import pytest

from search.chinese.folding import fold
from search.query.parser import SubjectCondition, format_query, parse_query
from search.query.subject_names import names_term

HEADINGS = Path(__file__).resolve().parents[2] / "fixtures/catalogue/sc_subject_headings.csv"
COLUMNS = ("chinese", "heading", "short_zh", "acronym")

# A term, headings that it names, and headings that merely have its characters
TERMS = [
    ("制裁", "制裁 遵守制裁", ""),
    ("马里", "马里——政治状况", "索马里局势"),
    ("索马里", "索马里局势", ""),
    ("索馬里", "索马里局势", ""),
    ("苏丹", "苏丹——政治状况 乍得——苏丹 联合国苏丹特派团", "南苏丹——政治状况 联合国南苏丹共和国特派团"),
    ("南苏丹", "南苏丹——政治状况 联合国南苏丹共和国特派团", "苏丹——政治状况"),
    ("几内亚", "几内亚——政治状况", "几内亚比绍局势 巴布亚新几内亚——政治状况"),
    ("利比亚", "利比亚局势 联合国利比亚支助团 阿拉伯利比亚民众国局势", "利比里亚局势"),
    ("比里亚", "", "利比里亚局势"),
    ("刚果", "刚果民主共和国局势", ""),
    ("叙利亚", "阿拉伯叙利亚共和国局势 黎巴嫩——阿拉伯叙利亚共和国", ""),
    ("波斯尼亚", "波斯尼亚和黑塞哥维那局势", ""),
    ("波斯", "", "波斯尼亚和黑塞哥维那局势"),
    ("政治状况", "苏丹——政治状况 马里——政治状况", ""),
    ("治状", "", "苏丹——政治状况"),
    ("苏丹——政治状况", "苏丹——政治状况", "马里——政治状况"),
    ("苏丹--政治状况", "苏丹——政治状况", ""),
    ("苏丹 政治状况", "苏丹——政治状况", ""),
    ("非洲", "非洲——区域安全 大湖区（非洲）——区域安全", ""),
    ("恐怖主义", "恐怖主义", ""),
    ("怖主", "", "恐怖主义"),
    ("特派团", "联合国利比里亚特派团", ""),
    ("派团", "", "联合国利比里亚特派团"),
    ("裁军", "裁军 核裁军", ""),
    ("核", "核裁军 核不扩散", ""),
    ("和", "", "科索沃（塞尔维亚和黑山） 维持和平行动 联合国中非共和国和乍得特派团"),
    ("的", "", "以色列占领的领土"),
    ("中", "", "武装冲突中妇女 中东局势 联合国中非共和国和乍得特派团"),
    ("国", "", "联合国——会员国 国际法院"),
    ("联", "", "联合国尼泊尔特派团"),
    ("MONUSCO", "联合国组织刚果民主共和国稳定特派团", ""),
    ("monus", "", "联合国组织刚果民主共和国稳定特派团"),
    ("联刚稳定团", "联合国组织刚果民主共和国稳定特派团", ""),
    ("sanctions", "制裁 遵守制裁", ""),
    ("sanct", "", "制裁 遵守制裁"),
    ("Small Arms", "小武器", ""),
    ("sudan", "苏丹——政治状况 南苏丹——政治状况", ""),
    ("of", "", "联合国组织刚果民主共和国稳定特派团"),
    ("——", "", "苏丹——政治状况"),
]  # fmt: skip


def read_names() -> dict[str, str]:
    with HEADINGS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["chinese"]: "\n".join(fold(row[column]) for column in COLUMNS) for row in rows}
    return names | {"巴布亚新几内亚——政治状况": fold("巴布亚新几内亚——政治状况")}


@pytest.mark.parametrize("term, named, others", TERMS, ids=[term for term, _, _ in TERMS])
def test_a_term_names_the_headings_that_have_it_as_whole_words(term, named, others):
    names = read_names()
    found = {heading for heading, each in names.items() if names_term(each, fold(term))}
    assert set(named.split()) <= found and found.isdisjoint(others.split())
    assert set(named.split() + others.split()) <= set(names), "no such heading"


@pytest.mark.parametrize("heading", read_names())
def test_a_heading_names_itself(heading):
    assert names_term(read_names()[heading], fold(heading))


@pytest.mark.parametrize(
    "term, name, is_named",
    [("恐怖*", "恐怖主义", True), ("恐*", "恐怖主义", True), ("怖*", "恐怖主义", False), ("sanct*", "sanctions", True)],
)
def test_a_star_leaves_the_last_word_open(term, name, is_named):
    node = parse_query(f"主题词:{term}").node
    assert isinstance(node, SubjectCondition) and node.is_prefix
    assert names_term(name, node.text, node.is_prefix) is is_named
    assert parse_query(format_query(node)).node == node
