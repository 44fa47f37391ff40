"""Latin words before the number of a resolution: ``UNSCR 1325``, ``Security Council resolution 1373 (2001)``."""

import re

_WORD = r"(?:resolutions?|res\b\.?)"
_SHORT = rf"(?:{_WORD}|R(?=\d| \d))"
_COUNCIL = rf"(?:UN ?)?SCRs?|UNSC(?= ?\d{{3}})|(?:UN ?SC|SC|(?:UN|United Nations)? ?Security Council)(?:'s)? ?{_SHORT}"
_ASSEMBLY = rf"(?:UN ?)?GARs?|(?:UN ?GA|GA|(?:UN|United Nations)? ?General Assembly)(?:'s)? ?{_SHORT}"
_ANY = r"(?:UN|United Nations)? ?resolutions?"
_NUMBER_SIGN = r"(?: ?Nos?\b\.?| ?numbers?)?"
LATIN_HEAD = rf"(?i:(?=[UGSR])(?<![A-Za-z0-9/])(?:{_COUNCIL}|{_ASSEMBLY}|{_ANY}){_NUMBER_SIGN}[ \-:]?)"
LATIN_JOIN = r"(?:, ?and ?| ?and ?| ?& ?| ?or ?|[,、和及与])"
_HEAD = re.compile(
    rf"(?i:(?P<S>{_COUNCIL})|(?P<A>{_ASSEMBLY})|(?P<any>{_ANY})){_NUMBER_SIGN.replace('(?:', '(?i:', 1)}[ \-:]?"
)
# Human Rights Council resolution 16/18: the name of another body ends directly before the word.
_OTHER_BODY = re.compile(
    r"(?:Council|Assembly|Committee|Commission|Conference|Board|Parliament|Congress|Union|Senate|House|"
    r"Organi[sz]ation|Agency|Party|Knesset|Duma|ECOSOC|HRC|WHA|IAEA|ILO|OAU|AU|EU|IMO|ITU|Human Rights|"
    r"screen|display|video|image|pixel)"
    r"(?:'s)? ?$",
    re.I,
)
_LONGEST_NAME = 24  # characters


def read_latin_head(squeezed: str, start: int, end: int) -> tuple[int, str]:
    """Return the offset behind the words at ``start`` and their organ: ``S``, ``A``, ``other`` or empty."""
    match = _HEAD.match(squeezed, start, end)
    if not match:
        return start, ""
    organ = match.lastgroup or ""
    if organ == "any":
        before = squeezed[max(0, start - _LONGEST_NAME) : start]
        organ = "other" if _OTHER_BODY.search(before) else ""
    return match.end(), organ
