"""Views of the public pages, one page a file; ``resolutions.pages`` and the pure packages do the work."""
