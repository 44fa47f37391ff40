"""The language of the interface: catalogues, sentences of packages without Django, dates (docs/languages.md)."""
