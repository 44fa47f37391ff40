"""What readers see: thin views, one page a file, over pure helpers (runs, labels, sentences)."""
