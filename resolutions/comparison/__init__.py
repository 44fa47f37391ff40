"""Comparison of texts: alignment, differences, sketches of documents and paragraphs. Pure Python."""
