"""The fields of the Whoosh index."""

from whoosh import columns, fields, formats

from search.index.entries import VALUE_FIELDS, WORD_FIELDS

NAME = "portal"
NUMBERS = {"key": "I", "year": "H", "day": "I", "cited": "I", "added": "I", "length": "I"}
TEXTS = ("text", "reading", "card", "layout", "values")


class Words(fields.FieldType):
    """Terms with their frequencies and places, counted before they come here."""

    def __init__(self, scorable: bool = True):
        self.format = formats.Frequency()
        self.scorable, self.stored, self.unique, self.analyzer = scorable, False, False, None


def schema() -> fields.Schema:
    """Words of each part in a field of its own, values for facets, columns for what is shown and sorted by."""
    words = {name: Words() for name in WORD_FIELDS} | {name: Words(scorable=False) for name in VALUE_FIELDS}
    numbers = {name: fields.COLUMN(columns.NumericColumn(code)) for name, code in NUMBERS.items()}
    texts = {name: fields.COLUMN(columns.VarBytesColumn()) for name in TEXTS}
    return fields.Schema(**words, **numbers, **texts)
