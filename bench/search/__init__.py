"""Benchmarks of the search: speed beside other engines, recall, relevance, memory, hostile queries."""
