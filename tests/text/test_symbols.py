"""Symbols, years and white space."""

import csv
from pathlib import Path

import pytest

from resolutions.text.citations.spellings import canonicalize_symbol, suggest_symbols
from resolutions.text.layout.whitespace import normalize_whitespace
from resolutions.text.symbols import describe_symbol
from resolutions.text.years import LAST_KNOWN_YEAR, assembly_session_fits, council_year, council_year_fits

CATALOGUE = Path(__file__).resolve().parent.parent.parent / "fixtures" / "catalogue" / "sc_resolutions.csv"


@pytest.mark.parametrize(
    "spelling",
    [
        "S/RES/2553(2020)",
        "s/res/2553(2020)",
        "S/RES/2553",
        "/zh/S/RES/2553(2020)",
        "/ch/s/res/2553%282020%29",
        "https://undocs.org/zh/S/RES/2553(2020)",
        "https://docs.un.org/en/S/RES/2553(2020)",
        "S／RES／２５５３（２０２０）",
        "S/RES/2553 (2020)",
        "S/RES/2553/2020",
        "第2553(2020)号决议",
        "第 2553 号决议",
        "联合国安理会第2553号决议",
        "安全理事會第2553(2020)號決議",
        "2553",
        "2553(2020)",
        "2553（2020）",
    ],
)
def test_every_spelling_leads_to_one_symbol(spelling):
    assert canonicalize_symbol(spelling) == "S/RES/2553(2020)"


@pytest.mark.parametrize(
    "spelling, symbol",
    [
        ("s/prst/2014/5", "S/PRST/2014/5"),
        ("S/PV.8699 (Resumption 1)", "S/PV.8699(Resumption1)"),
        ("大会第70/1号决议", "A/RES/70/1"),
        ("a/res/1514(xv)", "A/RES/1514(XV)"),
        ("A/RES/ES-7/6", "A/RES/ES-7/6"),
        ("s/1998/647/add.1", "S/1998/647/Add.1"),
        ("《联合国宪章》", "CHARTER"),
        ("安全部门改革", None),
        ("S/RES/2553(2019)", None),
        ("", None),
        ("/../../etc/passwd", None),
    ],
)
def test_other_documents_and_no_documents(spelling, symbol):
    assert canonicalize_symbol(spelling) == symbol


def test_a_year_that_does_not_fit_names_what_may_be_meant():
    assert suggest_symbols("第2553(2019)号决议") == ["S/RES/2553(2020)"]


def test_the_table_of_years_agrees_with_the_whole_catalogue():
    with CATALOGUE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2813
    in_table = [row for row in rows if int(row["year"]) <= LAST_KNOWN_YEAR]
    assert [row for row in in_table if council_year(int(row["number"])) != int(row["year"])] == []
    assert [council_year(int(row["number"])) for row in rows if row not in in_table] == [None, None]


def test_numbers_behind_the_table_fit_any_later_year_only():
    assert council_year_fits(2890, LAST_KNOWN_YEAR + 1)
    assert not council_year_fits(2890, 2010)
    assert not council_year_fits(9000, 2030)


@pytest.mark.parametrize("number, session", [(1514, 15), (2625, 25), (2758, 26), (377, 5), (194, 3), (2025, 20)])
def test_sessions_of_the_assembly(number, session):
    assert assembly_session_fits(number, session)
    assert not assembly_session_fits(number, session + 3)


def test_titles_are_the_united_nations_own_words():
    assert describe_symbol("S/RES/2553(2020)").title == "第2553(2020)号决议"
    assert describe_symbol("A/DEC/37/457").title == "大会第37/457号决定"


def test_blanks_go_beside_chinese_characters_and_stay_between_words():
    assert normalize_whitespace(" 2020 年 12月 Inna  Modja 女士 ") == "2020年12月Inna Modja女士"
