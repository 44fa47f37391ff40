"""The catalogue as the reader's witness: years, misprints, later documents, symbols of statements."""

from datetime import date

import pytest

from resolutions.text import read_document
from resolutions.text.catalogue_lookup import NO_CATALOGUE, CatalogueLookup, LookupRow, build_lookup
from resolutions.text.citations import CitationContext, find_citations
from resolutions.writing.catalogue import read_lookup

ROWS = [
    LookupRow("S/RES/2553(2020)", (date(2020, 12, 3),), ""),
    LookupRow("S/RES/2812(2026)", (date(2026, 1, 14),), "S/PV.10088"),
    LookupRow("S/RES/2817(2026)", (date(2026, 3, 11), date(2026, 3, 12)), "S/PV.10120"),
    LookupRow("S/RES/2823(2027)", (), ""),
    LookupRow("S/PRST/2014/5", (date(2014, 2, 21),), "S/PV.7117 (Resumption 1)"),
    LookupRow("S/PRST/2001/1", (date(2001, 1, 5),), "S/PV.4254"),
    LookupRow("S/PRST/2001/2", (date(2001, 1, 5),), "S/PV.4254"),
    LookupRow("A/RES/80/1", (date(2025, 9, 5),), "A/80/PV.1"),
]
CATALOGUE = build_lookup(ROWS)


def targets(passage: str, catalogue: CatalogueLookup = CATALOGUE, **context) -> list[str]:
    found = find_citations(passage, CitationContext(**context, catalogue=catalogue))
    return [citation.target or citation.undecided for citation in found]


@pytest.mark.parametrize(
    "number, year, symbol",
    [
        (2817, None, "S/RES/2817(2026)"),
        (2817, 2026, "S/RES/2817(2026)"),
        (2817, 2025, None),
        (2815, None, "S/RES/2815(2026)"),  # between 2812 and 2817, both of 2026
        (2815, 2027, None),
        (2820, None, "S/RES/2820"),  # between 2817 of 2026 and 2823 of 2027
        (2820, 2026, "S/RES/2820(2026)"),
        (2820, 2027, "S/RES/2820(2027)"),
        (2820, 2028, None),
        (2900, None, "S/RES/2900"),
        (2900, 2031, "S/RES/2900(2031)"),
        (2900, 2026, None),  # behind 2823 of 2027
        (1267, None, "S/RES/1267(1999)"),  # from the table
        (1267, 1998, None),
        (3600, None, None),
        (0, None, None),
    ],
)
def test_the_catalogue_tells_year_and_symbol_of_a_number(number, year, symbol):
    assert CATALOGUE.council_symbol(number, year) == symbol


@pytest.mark.parametrize("number, year, symbol", [(2790, None, "S/RES/2790(2025)"), (2812, None, "S/RES/2812")])
def test_without_a_catalogue_the_table_answers(number, year, symbol):
    assert NO_CATALOGUE.council_symbol(number, year) == symbol


@pytest.mark.parametrize(
    "passage, expected",
    [
        ("安理会第2817号决议", ["S/RES/2817(2026)"]),
        ("2026年3月11日第2817号决议", ["S/RES/2817(2026)"]),
        ("第2817(2026)号决议", ["S/RES/2817(2026)"]),
        ("第2817(2025)号决议", ["编号与年份不符：第2817号决议是2026年通过的"]),
        ("第2553(2019)号决议", ["编号与年份不符：第2553号决议是2020年通过的"]),
        ("2817委员会", ["S/RES/2817(2026)"]),
        ("2030年3月11日第2900号决议", ["S/RES/2900(2030)"]),
        ("安理会第2900号决议", ["S/RES/2900"]),
    ],
)
def test_numbers_newer_than_the_table_have_their_year(passage, expected):
    assert targets(passage) == expected


@pytest.mark.parametrize(
    "passage, expected",
    [
        ("S/RES/2817(2026)", ["S/RES/2817(2026)"]),
        ("S/RES/2817", ["S/RES/2817(2026)"]),
        ("s/res/2817 (2026)", ["S/RES/2817(2026)"]),
        ("S/RES/2817(2027)", ["编号与年份不符：第2817号决议是2026年通过的"]),
        ("S/RES/1325(2001)", ["编号与年份不符：第1325号决议是2000年通过的"]),
        ("见S/RES/1325(2001)号文件", ["编号与年份不符：第1325号决议是2000年通过的"]),
        ("S/RES/1325(2000)和S/RES/1820(2008)", ["S/RES/1325(2000)", "S/RES/1820(2008)"]),
        ("S/RES/9999(2020)", ["没有这个编号的决议"]),
        ("S/PRST/2014/5", ["S/PRST/2014/5"]),
    ],
)
def test_a_symbol_is_checked_like_a_number(passage, expected):
    assert targets(passage) == expected


def test_a_symbol_of_a_later_resolution_is_undecided():
    assert targets("S/RES/2553(2020)", organ="S", number=2151, year=2014) == ["所指决议晚于本文件"]
    assert targets("S/RES/2553(2020)", organ="S", symbol="S/RES/2553(2020)", number=2553) == []


@pytest.mark.parametrize(
    "day, expected",
    [
        (date(2026, 3, 10), "所指决议晚于本文件"),
        (date(2026, 3, 11), "S/RES/2817(2026)"),  # of two dates the earlier one counts
        (date(2026, 12, 1), "S/RES/2817(2026)"),
    ],
)
@pytest.mark.parametrize("passage", ["第2817(2026)号决议", "安理会第2817号决议"])
def test_a_statement_cites_nothing_adopted_after_its_day(passage, day, expected):
    assert targets(passage, organ="S", year=2026, day=day) == [expected]


@pytest.mark.parametrize(
    "kind, day, meeting, symbol",
    [
        ("statement", date(2014, 2, 21), 7117, "S/PRST/2014/5"),
        ("statement", date(2014, 2, 21), 7118, ""),
        ("statement", date(2014, 2, 22), 7117, ""),
        ("statement", date(2001, 1, 5), 4254, ""),  # two at one meeting
        ("resolution", date(2014, 2, 21), 7117, ""),
        ("resolution", date(2026, 3, 12), 10120, "S/RES/2817(2026)"),
        ("statement", None, 7117, ""),
        ("statement", date(2014, 2, 21), None, ""),
    ],
)
def test_date_and_meeting_name_the_only_document(kind, day, meeting, symbol):
    assert CATALOGUE.find_adopted(kind, day, meeting) == symbol


STATEMENT = (
    "安全理事会主席在{day}安全理事会第{meeting}次会议上，就安理会审议题为“合作”的项目，代表安理会发表声明如下：\n\n"
    "“安全理事会欢迎第2553(2020)号决议。”"
)


@pytest.mark.parametrize(
    "day, meeting, symbol",
    [
        ("2014年2月21日", 7117, "S/PRST/2014/5"),
        ("2014年2月21日", 7000, ""),
        ("2001年1月5日", 4254, ""),
    ],
)
def test_a_statement_without_symbol_has_the_one_of_its_date_and_meeting(day, meeting, symbol):
    document = read_document(STATEMENT.format(day=day, meeting=meeting), catalogue=CATALOGUE)
    assert (document.kind, document.symbol) == ("statement", symbol)
    assert any("目录" in warning for warning in document.warnings) == bool(symbol)


def test_the_tables_of_the_fixtures_reach_the_year_2026():
    catalogue = read_lookup()
    assert catalogue.council_symbol(2812) == "S/RES/2812(2026)"
    assert catalogue.dates[2553] == date(2020, 12, 3)
    assert catalogue.find_adopted("statement", date(2014, 2, 21), 7115) == "S/PRST/2014/5"
