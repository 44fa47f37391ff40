"""Numbers of meetings in the symbols of their records."""

import re

_MEETING_SYMBOL = re.compile(r"S/PV\.(\d+)")


def parse_meeting_number(symbol: str) -> int | None:
    """Return the number of the meeting in the symbol of its record, as printed in the catalogue's tables.

    >>> parse_meeting_number("S/PV.4734 (Resumption 1) + Corr.2")
    4734
    """
    match = _MEETING_SYMBOL.match(symbol)
    return int(match[1]) if match else None
