"""HTML pages, also those that Word writes and archives of pages (MHTML): their text in the printed layout."""

from resolutions.sources.html.reader import read_html, read_mhtml

__all__ = ["read_html", "read_mhtml"]
