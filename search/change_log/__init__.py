"""Change log of the search index: entries of committed changes, and the position of each index in it."""
