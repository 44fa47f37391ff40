"""The engine over ``search.index`` and ``search.results``; the only package that may import them."""
