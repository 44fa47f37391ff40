"""Benchmarks of the search: speed, recall, memory and relevance, alone and beside other engines."""
