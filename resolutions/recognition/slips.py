"""Misread characters of document symbols, which no dictionary of an engine corrects."""

import re
from dataclasses import replace

from resolutions.sources.recognized_page import RecognizedLine

_ORGAN_SIGN = re.compile(r"(?<![^\W_])[$§](?=/[0-9A-Z])")  # the S of S/23329


# The slash of S/RES/ or S/PRST/ that is lost or read as a letter: SRES/2553, SREs/2553, SPRST/2008/14, AURES/70/1.
_SERIES = re.compile(r"(?<![A-Za-z/])([SA])(?:[IlUVJ1]?)(RES|REs|PRST)([VIlJ1]?)/?(?=[0-9]{1,4}(?:/[0-9]{1,2}|\s?\())")
_READ_AS_SERIES = {"RES": "RES", "REs": "RES", "PRST": "PRST"}


def mend_symbols(line: RecognizedLine) -> RecognizedLine:
    """Return the line with S for the signs read in its place ($/23329, §/RES/678) and with lost slashes (SRES/2553).

    The characters are marked as doubtful.
    """
    characters = list(line.characters)
    for match in _ORGAN_SIGN.finditer(line.text):
        characters[match.start()] = replace(characters[match.start()], text="S", is_doubtful=True)
    line = replace(line, characters=tuple(characters))
    for match in reversed(list(_SERIES.finditer(line.text))):
        line = _mend_series(line, match)
    return line


def _mend_series(line: RecognizedLine, match: re.Match[str]) -> RecognizedLine:
    """Return the line with both slashes of a symbol; the mended characters share the width of the misread ones."""
    mended = f"{match[1]}/{_READ_AS_SERIES[match[2]]}/"
    first, last = line.characters[match.start()], line.characters[match.end() - 1]
    step = (last.right - first.left) / len(mended)
    made = (
        replace(first, text=text, left=first.left + at * step, right=first.left + (at + 1) * step, is_doubtful=True)
        for at, text in enumerate(mended)
    )
    characters = line.characters
    return replace(line, characters=(*characters[: match.start()], *made, *characters[match.end() :]))
