"""Theme behind an English citation: ``resolution 1325 (2000) on women and peace and security``."""

import re

_THEME = re.compile(
    r" ?(?:of \d{1,2} [A-Z][a-z]+ \d{4},? ?)?"
    r"(?:(?:on|concerning|regarding) (?P<theme>[^,.;:()“”]{2,80})|,? ?entitled ?“(?P<title>[^“”]{1,80})”)"
)
_NO_THEME = re.compile(r"(?:\d|the date|its adoption|the basis|behalf|this|that)")


def find_english_theme(squeezed: str, end: int) -> tuple[int, int] | None:
    """Return start and end of the theme behind the list of citations that ends at ``end``; None without a theme.

    >>> find_english_theme("resolution 1325(2000)on women,peace", 21)
    (24, 29)
    """
    match = _THEME.match(squeezed, end)
    if not match:
        return None
    span = match.span("theme") if match["theme"] else match.span("title")
    return None if _NO_THEME.match(squeezed, span[0]) else span
