"""Content of pages about documents, read from the database and ready for a template.

Views, the API, the exports and the search share it; it never imports a view.
"""
