"""The reading of a text: lines → paragraphs → heading → citations. Standard library alone, no input raises."""

from resolutions.text.reader import read_document

__all__ = ["read_document"]
