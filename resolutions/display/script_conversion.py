"""Display of a text in the other Chinese script, by the word dictionaries of OpenCC."""

from collections.abc import Callable
from functools import cache

import opencc

from resolutions.text.script import Script

_CONFIGURATIONS = {Script.SIMPLIFIED: "t2s", Script.TRADITIONAL: "s2t"}


@cache
def _load_converter(script: Script) -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC(_CONFIGURATIONS[script]).convert
    return convert


def convert_script(text: str, script: Script) -> str:
    """Convert ``text`` to ``script``, character for character, so that offsets stay valid.

    A text that a dictionary would lengthen or shorten is converted one character at a time.

    >>> convert_script("回顾其关于后方的决议", Script.TRADITIONAL), convert_script("國際聯合行動", Script.SIMPLIFIED)
    ('回顧其關於後方的決議', '国际联合行动')
    """
    convert = _load_converter(script)
    converted = convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(other if len(other := convert(character)) == 1 else character for character in text)
