"""Counts of the whole collection: figures with their charts and tables, and lists to browse.

All but ``queries`` is pure and knows neither Django nor the database.
"""
