"""Letterhead of a document of the United Nations: recognised by its lines.

It stands in the header of the first page or in a table at the top of the text, in cells without borders.
Source: the templates of the Department for General Assembly and Conference Management, in six languages.
"""

import re
from collections.abc import Iterable

from resolutions.text.fold import fold_and_squeeze
from resolutions.text.organ_names import ORGAN_NAMES
from resolutions.text.symbols import SYMBOL_SHAPE, normalize_symbol

_ORGANS = re.compile(ORGAN_NAMES, re.IGNORECASE)
_DISTRIBUTION = re.compile(r"(?:Distr|分[发發]|Original|原[文件])\w*[.:]", re.IGNORECASE)
_LONGEST_LINE = 80  # characters
_MAX_SYMBOLS = 2


def names_symbol(line: str) -> bool:
    """Return True for a line that holds a document symbol and nothing else.

    >>> names_symbol("S/RES/2553 (2020)"), names_symbol("A/80/6 (Sect. 24)/Corr.1"), names_symbol("2/5")
    (True, True, False)
    """
    bare = _bare(line)
    return len(bare) <= _LONGEST_LINE and bool(SYMBOL_SHAPE.fullmatch(bare)) and normalize_symbol(bare) is not None


def is_letterhead(lines: Iterable[str]) -> bool:
    """Return True if the lines hold two of: an organ's name, a symbol, the distribution or original language.

    A document of two organs has two symbols; more are a list of documents.

    >>> is_letterhead(["联 合 国", "S/RES/2553 (2020)"]), is_letterhead(["会议", "S/PV.8699"])
    (True, False)
    """
    kinds, symbols = set(), set()
    for line in lines:
        bare = _bare(line)
        if len(bare) > _LONGEST_LINE:
            return False
        if _ORGANS.fullmatch(bare):
            kinds.add("organ")
        elif _DISTRIBUTION.match(bare):
            kinds.add("distribution")
        elif names_symbol(line):
            kinds.add("symbol")
            symbols.add(bare)
    return len(kinds) > 1 and len(symbols) <= _MAX_SYMBOLS


def _bare(line: str) -> str:
    return fold_and_squeeze(line).replace(" ", "")
