"""Parsed queries as conditions of the query language of OpenSearch."""
