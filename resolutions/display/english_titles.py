"""Names of documents in English, built from their symbols."""

import re
from functools import lru_cache

from resolutions.text.symbols import cited_number, describe_symbol

_MEETING = re.compile(r"[SA]/(?:(\d{1,2})/)?PV\.\d{1,5}(.*)")
_BODIES = {"S": "Security Council", "A": "General Assembly"}


@lru_cache(maxsize=20_000)  # a list names the same documents at each request
def build_english_title(symbol: str) -> str:
    """Return the name of the document with a canonical symbol; "" where the symbol says no more than itself.

    >>> [build_english_title(symbol) for symbol in ("S/RES/1325(2000)", "A/RES/70/1", "S/PRST/2014/5", "S/2016/952")]
    ['Resolution 1325 (2000)', 'General Assembly resolution 70/1', 'Presidential statement S/PRST/2014/5', '']
    >>> [build_english_title(symbol) for symbol in ("A/RES/377A(V)", "A/RES/49/35A", "A/RES/ES-10/6", "A/DEC/70/523")]
    ['General Assembly resolution 377 A (V)', 'General Assembly resolution 49/35 A', \
'General Assembly resolution ES-10/6', 'General Assembly decision 70/523']
    >>> [build_english_title(symbol) for symbol in ("S/PV.8699(Resumption1)", "A/70/PV.1", "CHARTER")]
    ['Record of the 8699th meeting of the Security Council (Resumption 1)', \
'Record of the 1st meeting of the General Assembly, session 70', 'Charter of the United Nations']
    """
    said = describe_symbol(symbol)
    if said.kind == "charter":
        return "Charter of the United Nations"
    if said.kind == "statement":
        return f"Presidential statement {symbol}"
    if said.kind == "resolution":
        return f"{'Resolution' if said.organ == 'S' else 'General Assembly resolution'} {_space(cited_number(symbol))}"
    if said.kind == "decision":
        return f"General Assembly decision {symbol.removeprefix('A/DEC/')}"
    if said.kind == "meeting" and said.number and (match := _MEETING.fullmatch(symbol)):
        session = f", session {match[1]}" if match[1] else ""
        more = match[2].replace("Resumption", "Resumption ").replace("(", " (")
        return f"Record of the {_ordinal(said.number)} meeting of the {_BODIES[said.organ]}{session}{more}"
    return ""


def _space(number: str) -> str:
    """Return ``377 A (V)`` for ``377A(V)``, as English texts print it."""
    return re.sub(r"(?<=\d)(?=[A-Z]{1,2}(?:\(|$))|(?=\()", " ", number)


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
