"""Signs of footnotes: ``[1]``, ``¹``, ``①`` and plain numbers."""

import re

SIGN = re.compile(r"[\[［](?P<bracketed>\d{1,3})[\]］]|(?P<superscript>[⁰¹²³⁴-⁹]{1,3})|(?P<circled>[①-⑳])")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def read_sign(sign: str) -> str:
    """Return the number of a sign in Arabic digits; empty for anything else.

    >>> [read_sign(sign) for sign in ("[12]", "¹²", "③", "12")]
    ['12', '12', '3', '']

    """
    match = SIGN.fullmatch(sign)
    if not match:
        return ""
    if match["circled"]:
        return str(ord(match["circled"]) - ord("①") + 1)
    return match["bracketed"] or match["superscript"].translate(_SUPERSCRIPTS)
