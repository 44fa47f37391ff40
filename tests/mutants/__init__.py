"""Mutants: deliberate defects in the product code, one a row, that the tests must notice.

A table is a file ``NAME.tsv``. Its first line names the tests that must fail, ``# tests: tests/text tests/sources``.
Every other line is a comment (``# …``), empty, or a row of three columns: a file, a text that occurs in it exactly
once, and the text that replaces it. In a cell ``\\n``, ``\\t`` and ``\\\\`` stand for line break, tab and backslash.
"""
