"""A PDF's text in its printed layout, read from the places of its characters.

glyphs → rows → without running heads → columns → paragraphs and notes → text.
"""

from resolutions.sources.pdf.reader import read_pdf

__all__ = ["read_pdf"]
