"""Misread characters of document symbols, which no dictionary of an engine corrects."""

import re
from dataclasses import replace

from resolutions.sources.recognized_page import RecognizedLine

_ORGAN_SIGN = re.compile(r"(?<![^\W_])[$§](?=/[0-9A-Z])")  # the S of S/23329


def mend_symbols(line: RecognizedLine) -> RecognizedLine:
    """Return the line with S for the signs that are read in its place before a slash: $/23329, §/RES/678.

    The character stays marked as doubtful.
    """
    characters = list(line.characters)
    for match in _ORGAN_SIGN.finditer(line.text):
        characters[match.start()] = replace(characters[match.start()], text="S", is_doubtful=True)
    return replace(line, characters=tuple(characters))
