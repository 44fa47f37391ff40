"""Answers to a query: matching, ranking, snippets, facets, suggestions."""
