"""Full-text search of the documents: a Haystack engine over a Whoosh index of its own format.

Packages from the bottom up: ``chinese``, ``query`` and ``index``, ``results``, ``pages``.
"""
