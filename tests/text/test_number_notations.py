"""Numbers and dates of a query are written in the other notations that texts use, and words are left alone."""

import re

import pytest

from resolutions.text.number_notations import _ANY, MAX_TEXT_LENGTH, is_spaced_number, write_otherwise
from resolutions.text.numerals import parse_large_number, to_large_chinese_number

# A row has the ways to write the same. Each way before the bar is led to all others there; each way after it, which
# texts hardly use, is led to all before it.
SAME = """
第51条 = 第五十一条
第3款 = 第三款
第十二届 = 第12届
第12章第39条 = 第十二章第三十九条
十二个月 = 12个月
六个月 = 6个月
三十天 = 30天 | 卅天
七十二小时 = 72小时
(2)款 = (二)款
(12)段 = (十二)段
二〇〇一年 = 2001年
1998年度 = 一九九八年度
2014年4月 = 二〇一四年四月
4月17日 = 四月十七日
11月3日 = 十一月三日 | 11月3号 = 十一月三号
1975年4月17日 = 一九七五年四月十七日 = 1975-04-17 = 1975-4-17 | 1975/4/17 = 1975.04.17 = 1975年04月17日
2001年9月12日 = 二〇〇一年九月十二日 = 2001-09-12 | 12 September 2001 = 12 Sep 2001 = September 12, 2001 = 2001/9/12
2020年7月1日 = 二〇二〇年七月一日 = 2020-07-01 = 2020-7-1 | 2020/7/1 = 2020/07/01 = 1 july 2020
第1325号 = 第一三二五号 = 第一千三百二十五号
第2553号决议 = 第二五五三号决议 = 第二千五百五十三号决议
第242号 = 第二百四十二号 = 第二四二号
第1267(1999)号 = 第一二六七(一九九九)号
200人 = 二百人 = 两百人
2000名 = 二千名 = 两千名
50% = 百分之五十 = 百分之50
12.5% = 百分之十二点五 = 百分之12.5
100% = 百分之一百 = 百分之100 | 百分之百
10,000 = 10000 = 一万 = 1万 | 10 000
12,500 = 12500 = 一万二千五百 = 1.25万
150000000 = 150,000,000 = 一亿五千万 = 1.5亿 | 15000万
20万美元 = 200000美元 = 200,000美元 = 二十万美元
200000000 = 200,000,000 = 二亿 = 两亿 = 2亿
77国集团 = 七十七国集团
二十一世纪 = 21世纪 = 廿一世纪
25日 = 二十五日 = 廿五日
30年 = 三十年 = 卅年
"""


@pytest.mark.parametrize("row", SAME.split("\n")[1:-1])
def test_each_way_leads_to_the_others(row):
    usual, rare = ([form.strip() for form in part.split("=")] for part in (f"{row}|".split("|")[:2]))
    for form in (*usual, *filter(None, rare)):
        assert set(usual) - {form} <= set(write_otherwise(form))


def test_a_name_in_chinese_digits_is_written_in_arabic_ones():
    assert write_otherwise("九一一") == ["911"]


@pytest.mark.parametrize(
    "text",
    [
        "统一行动", "万一", "五常", "三方", "一一列举", "三分之二", "千百年来", "唯一条件", "统一条例", "十分重要",
        "一带一路", "2553", "S/RES/1325", "S/2020/1193", "S/PV.8699", "A/RES/70/1", "1.2.3", "2020-13-45",
        "2020-00-10", "99月99日", "第亿亿条", "1234567890123", "", "%", "第条", "()", "百分之", "年月日",
        "亿", "0.00000001亿",
    ],
)  # fmt: skip
def test_what_is_no_number_is_left_alone(text):
    assert write_otherwise(text) == []


def test_every_repetition_is_bounded_so_that_the_work_grows_with_the_length():
    assert not re.search(r"[^\\(\[][*+]|,\}", _ANY.pattern)


def test_a_long_text_is_left_alone():
    assert write_otherwise("第51条" + "文" * MAX_TEXT_LENGTH) == []


@pytest.mark.parametrize("number", [0, 7, 10, 39, 108, 1_005, 10_005, 100_100, 35_000, 150_000_000, 999_999_999_999])
def test_a_large_number_is_read_as_it_is_written(number):
    assert parse_large_number(to_large_chinese_number(number)) == number == parse_large_number(f"{number:,}")


def test_a_number_with_blanks_is_one_text():
    spaced = ["17 April 1975", "april 17, 1975", "10 000", "1 234 567"]
    assert [text for text in spaced if not is_spaced_number(text)] == []
    assert not any(map(is_spaced_number, ["17", "17 18", "第 51 条", "31 June 1975", "security council", "10 00", ""]))
