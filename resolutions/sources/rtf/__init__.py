"""Rich Text Format as printed: printed list numbers, footnotes, tables, links."""

from resolutions.sources.rtf.reader import read_rtf

__all__ = ["read_rtf"]
