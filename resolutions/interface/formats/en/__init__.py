"""Formats of an English interface."""
