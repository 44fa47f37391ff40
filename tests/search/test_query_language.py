"""Typed queries are parsed; broken ones are repaired, with a sentence for the reader."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.parser import And, CitesCondition, Not, Or, TextCondition, YearCondition, parse_query
from search.query.parser.plain_words import read_plain_words
from search.query.parser.query import parse_language


def text(folded: str, **more) -> TextCondition:
    return TextCondition(folded, more.pop("typed", folded), **more)


@pytest.mark.parametrize(
    "typed, node",
    [
        ("妇女 和平", And((text("妇女"), text("和平")))),
        ("妇女 与 和平", And((text("妇女"), text("和平")))),
        ("妇女 AND 和平", And((text("妇女"), text("和平")))),
        ("妇女 或 儿童", Or((text("妇女"), text("儿童")))),
        ("制裁 非 伊拉克", And((text("制裁"), Not(text("伊拉克"))))),
        # 非 of a line that breaks in the midst of a word, as a copied text has it
        ("第三条 非\n法从事", And((text("第三条"), text("非"), text("法从事")))),
        ("第三条 \r\n非 法", And((text("第三条"), text("非"), text("法")))),
        ("是\n或 否", And((text("是"), text("或"), text("否")))),
        ("制裁\nNOT 伊拉克", And((text("制裁"), Not(text("伊拉克"))))),
        ("制裁 -伊拉克", And((text("制裁"), Not(text("伊拉克"))))),
        ("“保护平民”", text("保护平民", is_phrase=True)),
        ("「保护平民」", text("保护平民", is_phrase=True)),
        ("（妇女 OR 儿童） 和平", And((Or((text("妇女"), text("儿童"))), text("和平")))),
        ("S/RES/2553(2020)", text("s/res/2553(2020)", typed="S/RES/2553(2020)")),
        ("维和*", text("维和", is_prefix=True)),
        ("标题：妇女", text("妇女", scope="title")),
        ("年份:2014..2020", YearCondition(2014, 2020)),
        ("年份:2014—", YearCondition(2014, 9999)),
        ("引用:1325", CitesCondition("S/RES/1325(2000)")),
        ("COVID-19", text("covid-19", typed="COVID-19")),
        ("-19疫情", text("-19疫情", is_phrase=True)),  # copied, not an exclusion
        ("与", text("与", is_phrase=True)),
        ("时间:上午", text("时间:上午")),  # no field of ours
    ],
)
def test_a_query_is_understood(typed, node):
    assert parse_query(typed).node == node


@pytest.mark.parametrize(
    "typed, said, repaired",
    [
        ('"保护平民', "引号没有成对", '"保护平民"'),
        ("(妇女 OR 儿童", "括号没有成对", "妇女 OR 儿童"),
        ("妇女) 和平", "多出一个右括号", "妇女 和平"),
        ("妇女 AND", "一边没有检索词", "妇女"),
        ("妇女 年份:唐朝", "看不懂年份", "妇女"),
        ("妇女 段落:结尾", "没有“结尾”这一部分", "妇女"),
        ("妇女 标题:", "后面没有内容", "妇女"),
    ],
)
def test_a_broken_query_is_repaired_and_a_sentence_says_so(typed, said, repaired):
    query = parse_query(typed)
    assert said in " ".join(query.problems)
    assert query.repaired == repaired


def test_a_copy_with_another_text_or_tree_differs_in_nothing_else():
    """``dataclasses.replace`` says so of every field, a new one too."""
    query = parse_query('段落:序言 "保护平民" 妇女*')
    assert query.with_node(None) == replace(query, node=None)
    for condition in (*query.texts(), text("维和", is_prefix=True, scope="title")):
        assert condition.with_text("儿童", True) == replace(condition, text="儿童", is_name=True)


def test_a_section_limits_the_whole_query():
    query = parse_query("妇女 段落:执行")
    assert (query.node, query.scope) == (text("妇女"), "operative")


@given(st.text('妇女与或非 ANDORNT-()（）"“”:：*标题年份引用段落.20', max_size=40))
def test_nothing_typed_raises_and_a_repaired_query_needs_no_repair(typed):
    query = parse_query(typed)
    if query.repaired:
        assert not parse_query(query.repaired).problems


@pytest.mark.parametrize(
    "typed, are_plain",
    [
        ("妇女 和平", True),
        ("  妇女\u3000和平 ", True),
        ("南蘇丹 UNMISS 2155", True),
        ("２０１４", False),  # full-width digits are read by the lexer
        ("妇女 and 和平", False),  # a sentence says that operators are upper case
        ("妇女 Near 和平", False),
        ("妇女 與 和平", False),
        ("妇女 同段 和平", False),
        ("妇女  同句", False),
        ("NOT", False),
        ("妇女*", False),
        ("S/RES/1325", False),
        ("", False),
        ("   ", False),
        ("词 " * 13, False),
    ],
)
def test_words_alone_are_read_without_the_grammar(typed, are_plain):
    assert bool(read_plain_words(typed)) == are_plain


_pieces = st.sampled_from(
    [
        *"妇女和平与或非同段句〇零豈𠀀AnDoRtNeaz09２ \u3000\t\n",
        " ",
        " ",
        "AND",
        " NOT ",
        " near ",
        "同段",
        "OR",
        "1325",
        "Ａ",
    ]
)


@given(st.lists(_pieces, max_size=24).map("".join))
def test_words_alone_mean_what_the_grammar_would_read(typed):
    assert parse_query(typed) == parse_language(typed)
