"""Page furniture: running heads, page numbers and job numbers, which are removed."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from resolutions.sources.pdf.glyph_rows import GlyphRow
from resolutions.sources.pdf.letterhead import is_symbol
from resolutions.sources.pdf.page_table import PageTable

_EDGE_ROWS = 3  # baselines examined at each edge
_SAME_HEIGHT = 4.0  # points; a running head has the same height on every page
_GAP = 1.5  # of the usual line distance; rows closer to the text belong to it
_NUMBER = r"(?:[-–—]?\s*\d{1,4}(?:/\d{1,4})?\s*[-–—]?|第\d{1,4}页(?:[,，/]?共\d{1,4}页)?)"
_JOB_NUMBER = r"(?:\d{2}-\d{5}\*{0,3}(?:\([A-Z]\))?(?:\d{6}){0,3}|\*\d{5,9}\*)"
_RECYCLE = (
    r"(?:Pleaserecycle|Accessibledocument|请回收|無障礙文件|无障碍文件|Prièrederecycler|Merciderecycler|Documentaccessible"
    r"|Sírvasereciclar|Seruegareciclar|Documentoaccesible|Просьбаотправитьнавторичнуюпереработку|Доступныйдокумент"
    r"|الرجاءإعادةاستعمالالورق|♲)"
)
# A number that begins with 00 is the serial number of a Chinese official document, no page and no date (280525).
_ALONE = re.compile(rf"(?!00\d{{3,}}$)(?:{_JOB_NUMBER}|{_NUMBER}|{_RECYCLE})+")
_CERTAIN = re.compile(rf"(?:{_JOB_NUMBER}|\d{{1,4}}/\d{{1,4}}|{_RECYCLE})+")
_RULE = re.compile(r"[_＿]{6,}")
_PAGE_NUMBER = re.compile(r"^[\d/]+\s+|\s+[\d/]+$")
_SENTENCE_END = "。；，、："


def is_furniture_text(text: str, is_first_page: bool) -> bool:
    """Return True for a page number, a job number or bar code, a request to recycle, and a bare symbol.

    On the first page the symbol is that of the document.

    >>> [is_furniture_text(t, True) for t in ("25-12018 (E) 240725", "*2512018*", "2/3", "Please recycle", "001012")]
    [True, True, True, True, False]

    """
    squeezed = re.sub(r"\s", "", text)
    return bool(_ALONE.fullmatch(squeezed)) or (not is_first_page and is_symbol(text))


def is_rule(text: str) -> bool:
    """Return True for a rule of underscores."""
    return bool(_RULE.fullmatch(re.sub(r"\s", "", text)))


def remove_page_furniture(
    pages: Sequence[list[GlyphRow]], tables: Sequence[Sequence[PageTable]]
) -> list[list[GlyphRow]]:
    """Return the rows of the pages without page furniture.

    Removed are rows at the upper and lower edge, separated from the text, that are a page number, a job number or,
    from the second page on, a bare symbol, or that recur on another page at the same height. The head of a table stays
    although it recurs.
    """
    edges = [[row for row in _edges(rows, page) if not _in_table(row, tables[page])] for page, rows in enumerate(pages)]
    heights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, rows in enumerate(edges):
        for row in rows:
            heights[_core(row)].append((page, row.y))
    remaining = []
    for page, rows in enumerate(pages):
        outside = {id(row) for row in edges[page] if _is_furniture(row, page, heights[_core(row)])}
        remaining.append([row for row in rows if id(row) not in outside])
    return remaining


def _in_table(row: GlyphRow, tables: Sequence[PageTable]) -> bool:
    return any(table.bottom <= row.y <= table.top and table.holds(row.glyphs[0]) for table in tables)


def _core(row: GlyphRow) -> str:
    """Return the text of a row without a page number separated by blanks."""
    return re.sub(r"\s", "", _PAGE_NUMBER.sub("", row.text))


def _is_furniture(row: GlyphRow, page: int, seen: list[tuple[int, float]]) -> bool:
    if is_furniture_text(row.text, is_first_page=page == 0):
        return True
    if row.text.rstrip()[-1] in _SENTENCE_END:
        return False
    return bool(_core(row)) and any(other != page and abs(y - row.y) <= _SAME_HEIGHT for other, y in seen)


def _edges(rows: list[GlyphRow], page: int) -> list[GlyphRow]:
    """Return the rows above and below the text that are separated from it, or furniture by their form."""
    heights = sorted({round(row.y, 1) for row in rows}, reverse=True)
    steps = sorted(upper - lower for upper, lower in pairwise(heights))
    if not steps:
        return list(rows)
    usual = steps[(len(steps) - 1) // 2]
    outside = _outside(heights, usual) | _outside(heights[::-1], usual)
    for edge in (heights, heights[::-1]):
        for height in edge[:_EDGE_ROWS]:
            if not all(_is_certain(row, page) for row in rows if round(row.y, 1) == height):
                break
            outside.add(height)
    return [row for row in rows if round(row.y, 1) in outside]


def _is_certain(row: GlyphRow, page: int) -> bool:
    """Return True for a row that no text prints on a line of its own at the edge of a page."""
    return bool(_CERTAIN.fullmatch(re.sub(r"\s", "", row.text))) or (page > 0 and is_symbol(row.text))


def _outside(heights: list[float], usual: float) -> set[float]:
    """Return the baselines from the edge to the last of the first few that is followed by a gap."""
    for at in range(min(_EDGE_ROWS, len(heights) - 1), 0, -1):
        if abs(heights[at] - heights[at - 1]) > _GAP * usual:
            return set(heights[:at])
    return set()
