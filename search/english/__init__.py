"""Search in English texts: paragraphs of published translations in PostgreSQL (docs/decisions/search-in-english.md)."""
