"""Haystack's interface to the portal's search engine, whichever it is."""
