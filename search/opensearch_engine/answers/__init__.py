"""Answers to requests: matching, ranking, facets, pasted texts, phrases, suggestions."""
