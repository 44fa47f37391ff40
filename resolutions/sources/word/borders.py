"""Borders of a table of a Word file."""

from resolutions.sources.word.wordml import Element, child_value, find_child, word_name

_NO_BORDER = ("none", "nil")


def has_borders(table: Element) -> bool:
    """Return True if the table, one of its cells or its style may print borders."""
    if child_value(table, "tblPr", "tblStyle") not in (None, "TableNormal"):
        drawn = find_child(table, "tblPr", "tblBorders")
        if drawn is None or len(drawn) == 0:
            return True
    borders = [*table.iter(word_name("tblBorders")), *table.iter(word_name("tcBorders"))]
    return any(side.get(word_name("val")) not in _NO_BORDER for element in borders for side in element)
