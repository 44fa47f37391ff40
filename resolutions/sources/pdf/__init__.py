"""Text of a PDF in the printed layout, derived from the positions of its characters.

Steps: glyphs, rows, removal of running heads, columns, paragraphs and notes, text.
"""

from resolutions.sources.pdf.reader import read_pdf

__all__ = ["read_pdf"]
