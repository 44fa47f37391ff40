"""Word files (DOCX) as printed: counted list numbers, footnotes, tables, links."""

from resolutions.sources.word.reader import read_word

__all__ = ["read_word"]
