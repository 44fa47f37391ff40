"""Short lines that may title something: a section, a part of an annex, a document or letter of unknown kind.

``furniture.front.is_title`` tells the lines that name the document itself.
"""

import re

from resolutions.text.han import HAN
from resolutions.text.markers import read_marker

_LONGEST_TITLE = 40  # characters
_LONGEST_LATIN_TITLE = 120
_LONGEST_HEADING = 60
_SENTENCE_ENDS = "。；：，、！？.;:,!?…”」』"
_PARAGRAPH_END = re.compile(r"[。；：！？，,;:!?.…、][”」』》）)]*$")  # a heading may end in a quoted name


def is_short_title(text: str, longest: int = _LONGEST_TITLE) -> bool:
    """Return True for a line of at most ``longest`` characters without a sentence end."""
    return len(text) <= longest and text[-1:] not in _SENTENCE_ENDS


def is_latin_title(text: str) -> bool:
    """Return True for a line in Latin letters that may title a section: it begins with a capital and has no end mark.

    >>> is_latin_title("B. Arms embargo targeting Al-Shabaab"), is_latin_title("and urges the Panel;")
    (True, False)
    """
    marker = read_marker(text)
    words = text[marker.length if marker else 0 :]
    return words[:1].isupper() and not HAN.search(text) and is_short_title(text, _LONGEST_LATIN_TITLE)


def is_annex_heading(text: str) -> bool:
    """Return True for a short line that titles a part of an annex: it has no number or letter."""
    return is_short_title(text) and not read_marker(text)


def is_heading(text: str) -> bool:
    """Return True for a short line without a sentence end that neither signs nor numbers anything."""
    return (
        len(text) <= _LONGEST_HEADING
        and not _PARAGRAPH_END.search(text)
        and not read_marker(text)
        and "签名" not in text
        and "(Signed)" not in text
    )
