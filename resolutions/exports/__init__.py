"""Exports: references in the formats of other programs, records for JSON, feeds and bulk files."""
