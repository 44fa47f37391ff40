"""Encoding of each font of an RTF file, from its font table."""

from collections.abc import Iterable

from resolutions.sources.rtf.encodings import CHARSET_CODECS, find_codec
from resolutions.sources.rtf.tokens import CLOSE, OPEN, Token, Word


def read_fonts(tokens: Iterable[Token]) -> dict[int, str]:
    """Return the codecs of the fonts that name one; ``tokens`` are those behind the word ``fonttbl`` of the table.

    The group of the table is read to its end.
    """
    fonts: dict[int, str] = {}
    depth, font = 1, -1
    for token in tokens:
        if token is OPEN:
            depth += 1
        elif token is CLOSE:
            depth -= 1
            if not depth:
                break
        elif isinstance(token, Word) and token.number is not None:
            if token.name == "f":
                font = token.number
            elif token.name == "fcharset" and token.number in CHARSET_CODECS:
                fonts[font] = CHARSET_CODECS[token.number]
            elif token.name == "cpg":
                fonts[font] = find_codec(token.number)
    return fonts
