"""The first words of a text that say what it is about."""

import re
from collections.abc import Iterable

# Recalled documents, powers and courtesies open most texts; the last paragraph keeps the matter on the agenda.
_BOILERPLATE = re.compile(
    r"安全理事会，|回[顾顧]|[忆憶]及|重申(?!其?谴责)|[铭銘][记記]|根[据據]|按照|[兹茲]|奉|[谨謹]|[随隨]函|主席先生|[阁閣]下|"
    r".{0,12}[决決]定.{0,8}[处處]理.{0,3}案"
)
_SHORTEST = 6  # characters


def choose_opening(paragraphs: Iterable[tuple[str, int]]) -> str:
    """Choose the paragraph that a card shows: the first without boilerplate, otherwise the first; "" without any.

    ``paragraphs`` are texts with the length of their printed number, the operative ones first.

    >>> choose_opening([("1. 回顾第1325(2000)号决议所载规定；", 3), ("2. 谴责一切侵害平民的暴力行为；", 3)])
    '2. 谴责一切侵害平民的暴力行为；'
    """
    first = ""
    for text, lead in paragraphs:
        words = text[lead:].strip()
        first = first or text
        if len(words) >= _SHORTEST and not _BOILERPLATE.match(words):
            return text
    return first
