"""Page content: the data that views and other pages share, read from the database and ready for a template."""
