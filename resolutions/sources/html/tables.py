"""Tables of a page: rows of cells, or nothing for a table that only lays out the page."""

from typing import Any

from resolutions.sources.html.visibility import is_text, iter_text
from resolutions.sources.letterhead import is_letterhead
from resolutions.sources.printed_layout import PrintedBlock, make_table_row

Element = Any  # lxml comes without types
_ROWS = "./tr | ./tbody/tr | ./thead/tr | ./tfoot/tr"
_LONGEST_CELL = 600  # characters; a cell with more and several paragraphs holds the text of the page
_MAX_LETTERHEAD_ROWS = 8


def read_rows(table: Element, *, is_at_top: bool) -> list[PrintedBlock]:
    """Return a block for each row; none for layout, whose cells are then read as paragraphs."""
    rows = [row.xpath("./td | ./th") for row in table.xpath(_ROWS) if is_text(row)]
    if len(rows) < 2 or max(map(len, rows)) < 2 or table.get("role") in ("presentation", "none"):
        return []
    if table.find(".//table") is not None or any(_holds_text(cell) for row in rows for cell in row):
        return []
    texts = [[" ".join("".join(iter_text(cell)).split()) for cell in row] for row in rows]
    if is_at_top and len(rows) <= _MAX_LETTERHEAD_ROWS and is_letterhead(_lines(rows)):
        return []
    caption = table.find("caption")
    title = " ".join("".join(iter_text(caption)).split()) if caption is not None else ""
    printed = [make_table_row(row) for row in texts if any(row)]
    return [*([PrintedBlock([title])] if title else []), *printed]


def _holds_text(cell: Element) -> bool:
    return len(cell.xpath(".//p | .//li | .//h2")) > 2 and len("".join(cell.itertext())) > _LONGEST_CELL


def _lines(rows: list[list[Element]]) -> list[str]:
    return [line.strip() for row in rows for cell in row for line in "".join(iter_text(cell)).split("\n")]
