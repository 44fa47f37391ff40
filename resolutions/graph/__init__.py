"""The citation graph: what stands around a document, how it is drawn, and what graph arithmetic tells.

All but ``queries`` is pure and knows neither Django nor the database.
"""
