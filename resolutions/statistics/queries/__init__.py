"""Database queries of the statistics and of the lists to browse; each function states its number of queries."""
