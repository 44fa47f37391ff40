"""Bulk files with the whole collection; ``bulk_folder.write_bulk_files`` writes them row by row."""
