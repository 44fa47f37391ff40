"""Everything at once, as files: ``folder.write`` writes them, a row at a time."""
