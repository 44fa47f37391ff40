"""Letterhead of the first page: organ, symbol, distribution, date and language, above the lower of its ruled lines."""

import re
from collections.abc import Sequence

from resolutions.sources.pdf.glyph_rows import GlyphRow, read_rows
from resolutions.sources.pdf.pages import RuledLine
from resolutions.sources.pdf.printed_lines import build_line, place_lines_of
from resolutions.sources.printed_layout import PrintedBlock
from resolutions.text.fold import fold_variants
from resolutions.text.organ_names import ORGANIZATION_NAMES

LETTERHEAD_GAP = 3.0  # of the font size; the name of an organ is printed with wide gaps, as in 大　会
_SYMBOL = re.compile(r"(?:[SAETC]|ST|DP|TD|CERD|CCPR|CAT|CEDAW|CRC)/[A-Z0-9][A-Za-z0-9/.()\-–]*\**")
_ORGANIZATION = re.compile(ORGANIZATION_NAMES, re.IGNORECASE)
_TOP_ROWS = 8  # rows among which the symbol stands
_DEEPEST = 0.45  # of the height of the text: lowest end of a letterhead
_LONG_RULE = 0.6  # of the width of the text
_PROSE = 0.5  # of the width of the text: shortest row of prose
_LETTERHEAD_RULE = 120.0  # points below the last row of a letterhead within which its lower rule stands
_RIGHT_HALF = 0.5  # of the width of the text: left edge of distribution, date and language


def is_symbol(text: str) -> bool:
    """Return True if a line is a document symbol and nothing else.

    >>> is_symbol("S/RES/2776 (2025)*"), is_symbol("S/PV.9000"), is_symbol("and/or"), is_symbol("(S/2020/1)")
    (True, True, False, False)

    """
    return bool(_SYMBOL.fullmatch(re.sub(r"\s", "", text)))


def names_organization(text: str) -> bool:
    """Return True if a line is the name of the United Nations and nothing else."""
    return bool(_ORGANIZATION.fullmatch(re.sub(r"\s", "", fold_variants(text))))


def split_letterhead(rows: Sequence[GlyphRow], rules: Sequence[RuledLine]) -> tuple[list[GlyphRow], list[GlyphRow]]:
    """Return the rows of the letterhead and those below it; ``rows`` are those of the first page from the top.

    A letterhead holds the symbol and the name of the United Nations. It ends at its lower rule, or where there is none,
    with the last row at the right above the first row of prose.
    """
    top = rows[:_TOP_ROWS]
    symbol = next((row for row in top if is_symbol(row.text)), None)
    if symbol is None or not any(names_organization(row.text) for row in top):
        return [], list(rows)
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    prose = [row.y for row in rows if row.x1 - row.x0 > _PROSE * (right - left)]
    deepest = max([rows[0].y - _DEEPEST * (rows[0].y - rows[-1].y), *prose])
    ends = [
        rule.y0 for rule in rules if rule.x1 - rule.x0 > _LONG_RULE * (right - left) and symbol.y > rule.y0 > deepest
    ]
    beside = [row.y for row in rows if row.x0 > left + _RIGHT_HALF * (right - left) and row.y > deepest]
    end = min(ends) if ends else min(beside, default=symbol.y) - 1
    above = [glyph for row in rows if row.y > end for glyph in row.glyphs]
    return read_rows(above, LETTERHEAD_GAP), [row for row in rows if row.y <= end]


def rules_below(rules: Sequence[RuledLine], rows: Sequence[GlyphRow]) -> tuple[RuledLine, ...]:
    """Return the rules that are not those of a letterhead of ``rows``: the lowest of them stands below it."""
    if not rows:
        return tuple(rules)
    lowest = rows[-1].y
    below = sorted((rule.y1 for rule in rules if rule.y1 <= lowest), reverse=True)
    end = below[0] if below and lowest - below[0] < _LETTERHEAD_RULE else lowest
    return tuple(rule for rule in rules if rule.y1 < end - 1)


def letterhead_blocks(rows: Sequence[GlyphRow]) -> list[PrintedBlock]:
    """Return each line of a letterhead as a paragraph of its own."""
    lines = [build_line(row) for row in rows]
    return [PrintedBlock([line.text_with_mark], places=place_lines_of([line])) for line in lines]
