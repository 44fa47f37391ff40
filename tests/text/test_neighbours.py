"""Numbers before and after a symbol in its series, and the verb that opens a paragraph."""

import pytest

from resolutions.text.drafting_verbs import find_opening_verb
from resolutions.text.neighbours import find_neighbours


@pytest.mark.parametrize(
    "symbol, before, after",
    [
        ("S/RES/2553(2020)", "S/RES/2552(2020) S/RES/2552(2019)", "S/RES/2554(2020) S/RES/2554(2021)"),
        ("S/RES/1(1946)", "", "S/RES/2(1946) S/RES/2(1947)"),
        ("S/PRST/2014/5", "S/PRST/2014/4", "S/PRST/2014/6"),
        ("S/PRST/1994/1", "", "S/PRST/1994/2"),
        ("A/RES/70/1", "", "A/RES/70/2"),
        ("A/RES/ES-7/6", "A/RES/ES-7/5", "A/RES/ES-7/7"),
        ("A/RES/1514(XV)", "A/RES/1513(XV)", "A/RES/1515(XV)"),
        ("E/RES/2003/9", "E/RES/2003/8", "E/RES/2003/10"),
        ("S/2016/952", "", ""),
        ("S/PV.8699(Resumption1)", "", ""),
        ("CHARTER", "", ""),
        ("", "", ""),
    ],
)
def test_neighbours_have_the_numbers_beside(symbol, before, after):
    found = find_neighbours(symbol)
    assert (found.before, found.after) == (tuple(before.split()), tuple(after.split()))


@pytest.mark.parametrize(
    "text, start, verb",
    [
        ("重申安理会根据《联合国宪章》负有首要责任，", 0, "重申"),
        ("12. 强烈敦促所有国家", 4, "强烈敦促"),
        ("1．　還譴責一切違反", 3, "還譴責"),
        ("深為關切局勢恶化，", 0, "深為關切"),
        ("注意到秘书长的报告，", 0, "注意到"),
        ("强调指出必须", 0, "强调指出"),
        ("着重指出必须", 0, "着重指出"),
        ("赞赏地注意到", 0, "赞赏地注意到"),
        ("9. 决定继续积极处理此案。", 3, "决定"),
        ("(a) 武器和有关物资；", 4, ""),
        ("安全理事会，", 0, ""),
        ("", 0, ""),
        ("1. ", 3, ""),
    ],
)
def test_the_opening_verb_is_what_the_united_nations_prints_in_italics(text, start, verb):
    assert text[start : find_opening_verb(text, start)].strip() == verb
