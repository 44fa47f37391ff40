"""Reading of a text in Chinese: lines, paragraphs, heading and citations.

Uses the standard library alone. No input raises.
"""

from resolutions.text.reader import read_document

__all__ = ["read_document"]
