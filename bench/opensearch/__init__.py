"""Whoosh and a real OpenSearch cluster over the same texts: times, memory, a killed node, a change seen elsewhere."""
