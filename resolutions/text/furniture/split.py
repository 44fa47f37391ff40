"""Split the lines of a text into text and furniture; the furniture's values are evidence for the heading."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from resolutions.text.dates import read_date, read_foreign_date
from resolutions.text.furniture.front import find_front, is_letter, is_title
from resolutions.text.furniture.letterheads import find_letterheads
from resolutions.text.furniture.line_tokens import read_tokens
from resolutions.text.furniture.page_edges import cut_glued_edges, find_page_edges
from resolutions.text.furniture.site_words import find_site_words
from resolutions.text.heading_symbols import read_resolution_symbol
from resolutions.text.layout.meeting_tables import CELL_END
from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.symbols import normalize_symbol

_BETWEEN_SYMBOLS = re.compile(r"[-–]+(?=[SAE]/)")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that are no text, in reading order, with what they tell of the document.

    ``symbol`` is empty and ``date`` None where no letterhead or page head tells them. ``date`` is that of the
    letterhead: the day of distribution, at the Council also that of adoption.
    """

    lines: tuple[SourceLine, ...] = ()
    symbol: str = ""
    date: datetime.date | None = None


def split_furniture(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], Furniture]:
    """Return the lines of the text and its furniture. No input raises.

    Removed are letterheads, heads and feet of pages, also inside a paragraph, and the words around a text that was
    copied from a site. The line behind the head or foot of a page is marked. Link annotations, the
    rules above footnotes and table rows with cells stay.
    """
    printed = [line for line in lines if not (line.link_symbol or line.is_rule or CELL_END in line.text)]
    tokens = [read_tokens(line.text) for line in printed]
    front = find_front(printed, tokens)
    letterheads = find_letterheads(tokens, front, is_letter(printed, front))
    has_symbols = any("symbol" in names for names in tokens)
    own = [*_symbols(tokens, letterheads), *_titled_symbols(printed[:front])] if has_symbols else []
    edges = find_page_edges(printed, tokens, front, own)
    site = find_site_words(printed, tokens, front, letterheads | edges)
    text, furniture = _split(
        lines, {printed[at].number for at in letterheads | edges | site}, {printed[at].number for at in edges}
    )
    symbols = _symbols(tokens, letterheads) or _symbols(tokens, edges)
    dates = (_read_date(printed[at].text) for at in sorted(letterheads))
    return text, Furniture(tuple(furniture), next(iter(symbols), ""), next((date for date in dates if date), None))


def _split(
    lines: Sequence[SourceLine], removed: set[int], edges: set[int]
) -> tuple[list[SourceLine], list[SourceLine]]:
    """Part the lines by their numbers; ``edges`` are those of page heads and feet."""
    text: list[SourceLine] = []
    furniture: list[SourceLine] = []
    behind_edge = False
    for line, following in zip_longest(lines, lines[1:]):
        if line.number in removed:
            furniture.append(line)
            behind_edge = behind_edge or line.number in edges
            continue
        rest, pieces = line, list[SourceLine]()
        if not (line.link_symbol or CELL_END in line.text):
            rest, pieces = cut_glued_edges(line, ends_page=following is not None and following.number in edges)
        furniture += pieces
        if rest.text:
            text.append(replace(rest, behind_page_edge=True) if behind_edge else rest)
            behind_edge = False
        behind_edge = behind_edge or bool(pieces)
    return text, furniture


def _symbols(tokens: Sequence[dict[str, str]], chosen: Iterable[int]) -> list[str]:
    """Return the symbols in the chosen lines, the most frequent first."""
    found = Counter(symbol for at in sorted(chosen) for symbol in _symbols_of(tokens[at]))
    return [symbol for symbol, _ in found.most_common()]


def _symbols_of(tokens: dict[str, str]) -> Iterator[str]:
    for printed in _BETWEEN_SYMBOLS.split(tokens.get("symbol", "").strip("*")):
        if symbol := normalize_symbol(printed):
            yield symbol


def _read_date(text: str) -> datetime.date | None:
    return read_date(text) or read_foreign_date(text)


def _titled_symbols(front: Sequence[SourceLine]) -> Iterator[str]:
    """Yield the symbol of the resolution that the title names."""
    titles = [line.text for line in front if is_title(line.text)]
    for organ in ("S", "A") if titles else ():
        if symbol := read_resolution_symbol(titles, organ):
            yield symbol
