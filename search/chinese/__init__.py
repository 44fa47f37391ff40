"""Chinese text for the index and the query: folding, dictionary, tokens, pinyin. Pure Python."""
