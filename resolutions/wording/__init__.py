"""Wording: which paragraphs take up which, and word by word what changed."""
