"""Statistics of the whole collection: figures, their charts, and counts of themes and co-citations.

Pure Python, except the package ``queries``, which reads the database.
"""
