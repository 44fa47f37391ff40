"""Tokens of an RTF file. Source: Rich Text Format Specification 1.9.1, "Formal syntax"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # control word
    rb"|((?:\\'[0-9a-fA-F]{2})+)"  # bytes of text
    rb"|\\([^a-zA-Z])"  # control symbol
    rb"|([{}])"
    rb"|([^\\{}\r\n\0]+)"  # text
    rb"|[\r\n\0]+|\\",
)

_LITERAL = (b"\\", b"{", b"}")  # may be the second byte of a character


@dataclass(frozen=True, slots=True)
class Word:
    """Control word or symbol; ``number`` is its parameter, None without one."""

    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes of text in the encoding of the current font."""

    data: bytes


OPEN, CLOSE = Word("{"), Word("}")
Token = Word | Bytes


def read_tokens(data: bytes) -> Iterator[Token]:
    r"""Yield the tokens of a file; line ends are none, and the bytes behind ``\bin`` are left out.

    >>> [str(token) for token in read_tokens(rb"{\b1 a\'b0}")][1]
    "Word(name='b', number=1)"
    """
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        word, number, escaped, symbol, brace, text = match.groups()
        if text:
            yield Bytes(text)
        elif escaped:
            yield Bytes(bytes.fromhex(escaped.replace(b"\\'", b"").decode("ascii")))
        elif brace:
            yield OPEN if brace == b"{" else CLOSE
        elif word == b"bin":
            at += min(max(int(number or 0), 0), len(data))
        elif word:
            yield Word(word.decode("ascii"), int(number) if number else None)
        elif symbol in _LITERAL:
            yield Bytes(symbol)
        elif symbol:
            yield Word("par" if symbol in b"\r\n" else symbol.decode("latin-1"))
