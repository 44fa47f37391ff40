"""The characters that XML 1.0 cannot contain. Escaping of the others is done by the writer of each format."""

import re

_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2, Char


def replace_invalid_xml(text: str) -> str:
    r"""Replace each character that XML cannot contain by U+FFFD, the replacement character.

    >>> replace_invalid_xml("第\x0b2553号") == "第\N{REPLACEMENT CHARACTER}2553号"
    True
    """
    return _INVALID.sub("\N{REPLACEMENT CHARACTER}", text)
