"""Reading of the index: counts, hits, fetched documents as a snapshot."""
