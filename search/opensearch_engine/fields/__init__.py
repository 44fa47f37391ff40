"""Fields of a document in the index, and the positions that they are made of."""
