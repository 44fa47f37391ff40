"""Addresses of official texts at the United Nations, and the symbols in a cell of a catalogue.

The forms are those of the Library's tables of Council action (fixtures/catalogue).
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

_SEGMENT = r"(?:[A-Za-z]{1,12}(?:[.-]\d+)?|\d+)"
_RESUMPTION = r"(?: ?\((?:Resumption ?\d+|Part ?[IVX\d]+|\d{4}|[IVXLC]+)\))"
_SYMBOL = rf"\b[A-Z]{{1,6}}(?:/{_SEGMENT})+{_RESUMPTION}?(?:/(?:Corr|Add|Rev)\.\d+)*"
# A number or suffix that leaves out what it has in common with the symbol before it
_CONTINUATION = re.compile(
    r"(?P<link>\s*(?:[,，;；、+&/和及与–—-]|and)\s*)(?P<rest>(?:Corr|Add|Rev)\.\d+|\d+)(?![\w(/.])"
)
_PRINTED_SYMBOL = re.compile(_SYMBOL)
_LAST_SUFFIX = re.compile(r"/(Corr|Add|Rev)\.\d+$")


@dataclass(frozen=True, slots=True)
class PrintedSymbol:
    """A piece of a cell; ``symbol`` is the canonical symbol that it names, "" for the words between symbols."""

    text: str
    symbol: str = ""

    @property
    def url(self) -> str:
        """Address of the official text; "" for words."""
        return official_url(self.symbol)

    @property
    def is_english(self) -> bool:
        """True for words with Latin letters."""
        return not self.symbol and any("a" <= letter.lower() <= "z" for letter in self.text)


def official_url(symbol: str, language: str = "zh") -> str:
    """Return the address of the official text of ``symbol``, whether or not there is one; "" without a symbol."""
    return f"https://docs.un.org/{language}/{quote(symbol, safe='/()')}" if symbol else ""


def split_printed_symbols(printed: str) -> list[PrintedSymbol]:
    """Split a cell into its symbols and the words between them; joined, the texts are the cell.

    A cell without letters and digits, such as ``--``, gives nothing.

    >>> [part.symbol for part in split_printed_symbols("S/9696 and Corr.1 & 2") if part.symbol]
    ['S/9696', 'S/9696/Corr.1', 'S/9696/Corr.2']
    """
    if not any(character.isalnum() for character in printed):
        return []
    parts: list[PrintedSymbol] = []
    at = 0
    for match in _PRINTED_SYMBOL.finditer(printed):
        if match.start() < at or not re.search(r"\d", match[0]):
            continue
        if match.start() > at:
            parts.append(PrintedSymbol(printed[at : match.start()]))
        symbol = match[0].replace(" ", "")
        parts.append(PrintedSymbol(match[0], symbol))
        at = match.end()
        while further := _CONTINUATION.match(printed, at):
            symbol = _complete(symbol, further["rest"])
            parts += [PrintedSymbol(further["link"]), PrintedSymbol(further["rest"], symbol)]
            at = further.end()
    return parts + ([PrintedSymbol(printed[at:])] if at < len(printed) else [])


def _complete(symbol: str, rest: str) -> str:
    """Complete ``Corr.1``, or the last figures of a number, by the symbol before it.

    >>> _complete("S/471/Add.1", "Add.2"), _complete("S/9696/Corr.1", "Add.1"), _complete("S/PV.3378", "80")
    ('S/471/Add.2', 'S/9696/Add.1', 'S/PV.3380')
    """
    if rest.isdigit():
        stem = symbol.rstrip("0123456789")
        figures = symbol.removeprefix(stem)
        return stem + figures[: max(len(figures) - len(rest), 0)] + rest
    kind = rest.partition(".")[0]
    while (suffix := _LAST_SUFFIX.search(symbol)) and suffix[1] in ("Corr", kind):
        symbol = symbol[: suffix.start()]
    return f"{symbol}/{rest}"
