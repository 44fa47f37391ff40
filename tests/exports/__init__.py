"""Exports: references, lists, bulk files, feeds and the citation finder."""
