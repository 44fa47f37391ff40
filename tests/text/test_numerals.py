"""Chinese, Roman and Arabic numerals: parsed, formatted, and both ways round."""

import pytest

from resolutions.text.numerals import (
    parse_chinese_number,
    parse_number,
    parse_roman_number,
    to_chinese_digits,
    to_chinese_number,
    to_roman,
)


@pytest.mark.parametrize(
    "printed, number",
    [
        ("二七七", 277),
        ("一百零三", 103),
        ("一百〇三", 103),
        ("十", 10),
        ("二十一", 21),
        ("两百", 200),
        ("三千零四十五", 3045),
        ("九九九九", 9999),
        ("一二三四五", None),
        ("一二十", None),
        ("甲", None),
        ("", None),
        ("12", 12),
        ("一" * 10, None),
    ],
)
def test_chinese_numbers_are_parsed(printed, number):
    assert parse_chinese_number(printed) == number


@pytest.mark.parametrize("printed, number", [("1 325", 1325), ("四十 六", 46), ("١٢", None), ("²", None), ("", None)])
def test_arabic_and_chinese_numbers_are_parsed_without_their_blanks(printed, number):
    assert parse_number(printed) == number


@pytest.mark.parametrize(
    "number, printed",
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_chinese_numbers_are_formatted(number, printed):
    assert to_chinese_number(number) == printed


def test_every_number_survives_the_way_to_chinese_and_back():
    assert all(parse_chinese_number(to_chinese_number(number)) == number for number in range(1, 10_000))
    assert all(parse_chinese_number(to_chinese_digits(number)) == number for number in range(10_000))


def test_every_roman_number_is_parsed_as_it_was_formatted():
    assert all(parse_roman_number(to_roman(number)) == number for number in range(1, 400))


@pytest.mark.parametrize("printed", ["", "IIX", "IC", "VV", "IIII", "xv", "MM", "A"])
def test_what_is_no_roman_number_is_refused(printed):
    assert parse_roman_number(printed) is None


@pytest.mark.parametrize("number, printed", [(4, "IV"), (399, "CCCXCIX"), (400, "CD"), (900, "CM"), (3501, "MMMDI")])
def test_large_roman_numbers_are_formatted(number, printed):
    assert to_roman(number) == printed
