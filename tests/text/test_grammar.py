"""One grammar of mentions: what is understood in prose is understood where a reader types, and the other way round."""

import re

import pytest

from resolutions.display.mention_addresses import address_suffix
from resolutions.text.citations import CitationContext, find_citations
from resolutions.text.citations.spellings import read_spelling
from resolutions.text.numerals import to_chinese_digits, to_chinese_number
from tests.text.tables import read_table

COUNCIL = CitationContext(organ="S")
PRINTED_NUMBERS = (
    "第1325号决议",
    "第2758号决议",
    "第70/1号决议",
    "第1325(2000)号决议",
    "第1514(XV)号决议",
    "1325号决议",
    "通过第1325号决议",
    "2000年第1325号决议",
    "关于妇女的第1325号决议",
    "第1325号决定",
)


def targets(passage: str, context: CitationContext | None = None) -> list[str]:
    context = context or CitationContext()
    return [citation.target for citation in find_citations(passage, context) if citation.counted and citation.target]


def address(typed: str) -> str:
    """Return the address that a typed mention resolves to; empty without one."""
    spelling = read_spelling(typed)
    return f"/{spelling.symbol}{address_suffix(spelling)}" if spelling else ""


@pytest.mark.parametrize("row", read_table("given_citations.tsv") + read_table("citations.tsv"), ids=lambda row: row[0])
def test_every_printed_form_is_read_with_exact_offsets(row):
    passage, expected = row
    assert targets(passage) == expected.split()
    assert all(passage[c.start : c.end] == c.surface for c in find_citations(passage))


@pytest.mark.parametrize("row", read_table("given_spellings.tsv") + read_table("spellings.tsv"), ids=lambda row: row[0])
def test_every_typed_form_resolves_to_its_address(row):
    typed, expected = row
    assert address(typed) == expected


def single_mentions() -> list[list[str]]:
    """Return the rows with one target, without those that name a committee or two bodies."""
    rows = read_table("given_citations.tsv") + read_table("citations.tsv")
    single = [row for row in rows if len(row[1].split()) == 1]
    return [
        row
        for row in single
        if not re.search(r"委员会|专家组|[和、。:；]|所設|設立|设立|第二十六届|根据|要求|見|见", row[0])
    ]


@pytest.mark.parametrize("row", single_mentions(), ids=lambda row: row[0])
def test_a_single_mention_of_prose_is_understood_where_it_is_typed(row):
    passage, expected = row
    typed = re.sub("^回[顾顧]|^先后通过", "", passage)
    assert address(typed).partition("#")[0] == f"/{expected}" or expected == "CHARTER"


@pytest.mark.parametrize("passage", [row[0] for row in read_table("no_citations.txt")])
def test_what_only_looks_like_a_number_is_no_citation(passage):
    assert targets(passage) == [] and targets(passage, COUNCIL) == []


@pytest.mark.parametrize("body", [row[0] for row in read_table("other_bodies.txt")])
def test_the_numbers_of_another_body_are_not_those_of_council_and_assembly(body):
    for printed in PRINTED_NUMBERS:
        for before in ("", "回顾"):
            assert targets(before + body + printed) == targets(before + body + printed, COUNCIL) == []


@pytest.mark.parametrize(
    "name",
    (
        *("大会", "本届大会", "联大", "联合国大会", "第六十届联大", "第六十届大会", "联合国第六十届大会"),
        *("大会第六十届会议", "秘书长和大会", "请大会", "经大会", "注意到大会", "2005年12月16日大会", "铭记大会"),
        *("回顾安全理事会和大会", "执行大会", "向大会", "应大会请求，大会"),
    ),
)
def test_the_assembly_is_read_behind_every_word_that_is_no_part_of_a_name(name):
    assert targets(f"{name}第60/1号决议", COUNCIL) == ["A/RES/60/1"]


@pytest.mark.parametrize("character", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff"])
@pytest.mark.parametrize(
    "passage", ["第1325(2000)号决议", "安理会第1718号和第1874号决议", "S/PRST/2014/5", "大会第70/1号决议", "UNSCR 1325"]
)
def test_a_character_that_prints_nothing_may_stand_anywhere(character, passage):
    expected = targets(passage)
    for at in range(1, len(passage)):
        broken = passage[:at] + character + passage[at:]
        assert targets(broken) == expected
        assert all(broken[c.start : c.end] == c.surface for c in find_citations(broken))


def numerals(number: int, year: int) -> list[str]:
    """Return a Council number in every numeral and bracket."""
    brackets = ["()", "（）", "[]", "【】", "〔〕", "［］", "〖〗"]
    return [
        *(str(number), " ".join(str(number)), to_chinese_digits(number), to_chinese_number(number)),
        *(f"{number}{left}{year}{right}" for left, right in brackets),
        *(f"{number}/{year}", f"{number}({year}年)", f"{to_chinese_digits(number)}（{to_chinese_digits(year)}）"),
    ]


@pytest.mark.parametrize("organ", ["", "安理会", "联合国安全理事会"])
@pytest.mark.parametrize("between", ["、", "和", "及", "以及", "与"])
@pytest.mark.parametrize("noun", ["决议", "等决议", "等多项决议", "等反恐决议", "决议案"])
@pytest.mark.parametrize("sign", ["号", ""], ids=["each", "once"])
def test_every_numeral_stands_in_every_series(organ, between, noun, sign):
    for first, second in zip(numerals(1718, 2006), numerals(2231, 2015), strict=True):
        passage = f"回顾{organ}第{first}{sign}{between}第{second}号{noun}"
        assert targets(passage) == ["S/RES/1718(2006)", "S/RES/2231(2015)"], passage
