"""Doubts about a resolution are named, once each, in the words of the desk."""

import pytest

from resolutions.text import read_document
from tests.text.texts import SEEDS

HEAD = "第2594(2021)号决议\n安全理事会，\n"
PREAMBLE = "回顾其关于维持和平的各项决议，\n"


@pytest.mark.parametrize(
    "text, doubt",
    [
        ("2. 请秘书长报告；\n3. 决定继续处理此案。", "执行部分从第2段开始"),
        ("1. 请秘书长报告；\n3. 决定继续处理此案。", "执行部分编号不连续：1之后是3"),
        ("1. 请秘书长：\n(a) 报告；\n(c) 规划；\n2. 决定继续处理此案。", "分段编号不连续：1(a)之后是1(c)"),
        ("谴责一切不容忍\n的行为以及\n其他所有\n事情和问题，\n1. 决定继续处理此案。", "序言部分有"),
    ],
)
def test_a_doubt_is_named_once(text, doubt):
    warnings = [w for w in read_document(HEAD + PREAMBLE + text).warnings if doubt in w]
    assert len(warnings) == 1


@pytest.mark.parametrize("seed", ["000", "001", "002"])
def test_a_clean_text_leaves_no_doubt(seed):
    assert read_document(SEEDS[seed]).warnings == ()
