"""The citation graph of a document: network, drawing, tables, shortest paths and centrality.

Pure Python, except ``network_queries``, which reads the database.
"""
