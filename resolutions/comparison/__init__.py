"""Comparison of texts: alignment of paragraphs, word diff, similarity sketches. Without Django."""
