"""OpenDocument texts (ODT, OTT, FODT) as printed: counted list numbers, footnotes, tables, links."""

from resolutions.sources.odt.reader import read_odt

__all__ = ["read_odt"]
