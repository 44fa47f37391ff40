"""The one definition of a Chinese character."""

import re
from pathlib import Path

import pytest

from resolutions.text.han import ANY_HAN, HAN

ROOT = Path(__file__).parents[2]
WRITTEN_OUT = re.compile(r"\[(?:\\u3400|㐀)-(?:\\u9fff|鿿)\]")


@pytest.mark.parametrize(
    "character, is_usual, is_any",
    [
        ("决", True, True),
        ("決", True, True),
        ("㐀", True, True),
        ("〇", False, True),
        ("\uf900", False, True),  # 豈 as a compatibility form
        ("𠮷", False, True),
        ("，", False, False),
        ("か", False, False),
        ("한", False, False),
        ("\ue000", False, False),  # private use
        ("é", False, False),
        ("1", False, False),
    ],
)
def test_a_chinese_character_is_told_from_others(character, is_usual, is_any):
    assert (bool(HAN.fullmatch(character)), bool(ANY_HAN.fullmatch(character))) == (is_usual, is_any)


def test_no_module_writes_the_pattern_again():
    modules = [
        path for folder in ("portal", "resolutions", "search", "bench") for path in (ROOT / folder).rglob("*.py")
    ]
    found = [path.name for path in modules if WRITTEN_OUT.search(path.read_text("utf-8"))]
    assert found == ["han.py"]
