"""Query parsing, synonyms and symbol lookup."""
