"""Script of a text, and its display in the other one."""

import pytest

from resolutions.display.script_conversion import convert_script
from resolutions.text.fold import fold_script
from resolutions.text.script import Script, detect_script


@pytest.mark.parametrize(
    "texts, script",
    [
        (["安全理事會，", "回顧其以往各項決議，"], Script.TRADITIONAL),
        (["安全理事会，", "回顾其以往各项决议，"], Script.SIMPLIFIED),
        (["皇后在後面", "台灣里長"], Script.TRADITIONAL),
        (["引文：「回顧其決議」。", "以上为译文，其余各段均为简体，国家应当执行。"], Script.SIMPLIFIED),
        (["S/RES/2553(2020)"], Script.SIMPLIFIED),
        (["", "回顧"], Script.TRADITIONAL),
        ([], Script.SIMPLIFIED),
    ],
)
def test_the_script_is_that_of_most_characters(texts, script):
    assert detect_script(texts) == script


@pytest.mark.parametrize(
    "simplified, traditional",
    [
        ("回顾其关于儿童与武装冲突的决议，", "回顧其關於兒童與武裝衝突的決議，"),
        ("在干预之后，", "在干預之後，"),
        ("联合国系统", "聯合國系統"),
        ("第2553(2020)号决议，S/PRST/2014/5", "第2553(2020)號決議，S/PRST/2014/5"),
        ("", ""),
    ],
)
def test_a_text_is_shown_in_the_other_script_with_the_same_offsets(simplified, traditional):
    assert convert_script(simplified, Script.TRADITIONAL) == traditional
    assert convert_script(traditional, Script.SIMPLIFIED) == simplified
    assert fold_script(traditional) == simplified and len(traditional) == len(simplified)
