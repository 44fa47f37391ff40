"""A Word file's text as it is printed: the numbers that Word counts, footnotes, tables, links."""

from resolutions.sources.word.reader import read_word

__all__ = ["read_word"]
