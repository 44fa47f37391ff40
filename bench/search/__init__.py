"""How quick, whole and well ordered the search is, beside what people would use instead."""
