"""Fields and columns of the Whoosh index."""

from whoosh import columns, fields, formats

from search.index.entries import KEYWORD_FIELDS, TEXT_FIELDS

INDEX_NAME = "portal"
NUMERIC_COLUMNS = {"key": "I", "year": "H", "day": "I", "cited": "I", "added": "I", "length": "I"}  # struct codes
# The field of the gaps between characters (search.chinese.squeezing): the positions that follow each character of a
# gap, those that follow a barrier, and those at which paragraphs begin and contexts of footnote marks, which repeat a
# part of them. It is no part of any text.
STRUCTURE_FIELD = "structure"
GAP_MARK, BARRIER_MARK, PARAGRAPH_MARK, CONTEXT_MARK = " ", "|", "p", "c"
BYTES_COLUMNS = ("text", "reading", "card", "layout", "values")


class TermField(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Field of terms with frequencies and positions. ``segment_writer`` counts them; Whoosh does not analyze it."""

    def __init__(self, scorable: bool = True):
        self.format = formats.Frequency()
        self.scorable, self.stored, self.unique, self.analyzer = scorable, False, False, None


def build_schema() -> fields.Schema:
    """Return the schema: a field for the words of each section, one for each facet, and columns of stored values."""
    unscored = (*KEYWORD_FIELDS, STRUCTURE_FIELD)
    words = {name: TermField() for name in TEXT_FIELDS} | {name: TermField(scorable=False) for name in unscored}
    numbers = {name: fields.COLUMN(columns.NumericColumn(code)) for name, code in NUMERIC_COLUMNS.items()}
    texts = {name: fields.COLUMN(columns.VarBytesColumn()) for name in BYTES_COLUMNS}
    return fields.Schema(**words, **numbers, **texts)
