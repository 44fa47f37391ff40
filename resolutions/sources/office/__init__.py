"""Paragraphs, tables, headers and notes that the readers of word processors' files share."""
