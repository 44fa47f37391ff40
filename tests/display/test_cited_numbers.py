"""Each paragraph that a citation names has its own place in the words."""

from itertools import pairwise

import pytest

from resolutions.display.charter_names import find_charter_names
from resolutions.display.cited_numbers import find_cited_numbers, find_following_numbers
from resolutions.display.openings import choose_opening


@pytest.mark.parametrize(
    "words, labels, numbers",
    [
        ("第2553(2020)号决议，第12和14段", "12 14", "12 14"),
        ("第 2553(2020)号决议，第 12、14 及 15 段", "12 14 15", "12 14 15"),
        ("同上，第12和14段", "12 14", "12 14"),
        ("第12(1946)号决议第12和14段", "12 14", "12 14"),
        ("第1267(1999)号决议第4(b)和8(c)段", "4(b) 8(c)", "4(b) 8(c)"),
        ("第20(a)和(b)段", "20(a) 20(b)", "20(a) (b)"),
        ("第1373(2001)号决议第1至3段", "1 2 3", "1 3"),
        ("第1373(2001)号决议第1、第2和第3段", "1 2 3", "1 2 3"),
        ("《宪章》第三十九条和第四十一条", "art.39 art.41", "第三十九条 第四十一条"),
        ("《联合国宪章》第六和第七章", "ch.VI ch.VII", "六 第七章"),
        ("S/2017/831，附件第3和5段", "annex3 annex5", "3 5"),
        ("第2553(2020)号决议第12段", "12", ""),
        ("第2553(2020)号决议", "12 14", ""),
        ("", "12 14", ""),
    ],
)
def test_each_cited_number_is_found(words, labels, numbers):
    found = find_cited_numbers(words, labels.split())
    assert [words[number.start : number.end] for number in found] == numbers.split()
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text, cited, labels, numbers",
    [
        ("954 同上，第12和14段。", "同上", "12 14", "12 14"),
        ("第2553(2020)号决议，第12和14段。", "第2553(2020)号决议", "12 14", "12 14"),
        ("第986(1995)號決議第4、11和12段，", "第986(1995)號決議", "4 11 12", "4 11 12"),
        ("第 1521(2003)号决议第 2(a) 和 2(b) 段规定", "第 1521(2003)号决议", "2(a) 2(b)", "2(a) 2(b)"),
        ("第1360(2001)号决议第2、3、6至13段", "第1360(2001)号决议", "2 3 6 7 13", "2 3 6 13"),
        ("同上，序言部分第3和4段", "同上", "PP3 PP4", "3 4"),
        ("同上。第12和14段", "同上", "12 14", ""),
        ("同上，第12段", "同上", "12", ""),
        ("同上", "同上", "12 14", ""),
    ],
)
def test_numbers_that_follow_a_citation_are_found(text, cited, labels, numbers):
    found = find_following_numbers(text, text.index(cited) + len(cited), labels.split())
    assert [text[number.start : number.end] for number in found] == numbers.split()


@pytest.mark.parametrize(
    "text, names",
    [
        ("重申《联合国宪章》的宗旨和原则，", ["《联合国宪章》"]),
        ("重申《聯合國憲章》，回顾《联合国 宪章》", ["《聯合國憲章》", "《联合国 宪章》"]),
        ("《非洲联盟宪章》和《大西洋宪章》", []),
        ("联合国宪章", []),
    ],
)
def test_the_charter_is_found_by_its_name(text, names):
    assert [text[span.start : span.end] for span in find_charter_names(text, "/CHARTER")] == names


@pytest.mark.parametrize(
    "texts, opening",
    [
        (
            [("1. 根据《联合国宪章》第七章采取行动，", 3), ("2. 要求立即停火；", 3), ("3. 敦促所有各方合作；", 3)],
            "2. 要求立即停火；",
        ),
        ([("回顾其以往各项决议，", 0), ("回顧其以往決議，", 0)], "回顾其以往各项决议，"),
        ([("9. 决定继续积极处理此案。", 3), ("安全理事会，", 0)], "9. 决定继续积极处理此案。"),
        ([], ""),
    ],
)
def test_a_card_opens_with_what_the_text_is_about(texts, opening):
    assert choose_opening(texts) == opening
