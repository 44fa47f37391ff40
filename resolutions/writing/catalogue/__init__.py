"""Write the catalogue of Council action, and compare documents with it.

Sources: the tables in ``fixtures/catalogue`` (README.md there names the doubts), and files and records of the Library
that the operator imports. Loading creates and updates stubs. A document with a text keeps the values of its heading.
"""

from resolutions.writing.catalogue.comparison import (
    compare_with_entry,
    find_catalogue_document,
    find_disagreements,
)
from resolutions.writing.catalogue.loading import CatalogueLoadResult, load_catalogue
from resolutions.writing.catalogue.table_files import CATALOGUE_FOLDER, CatalogueError, read_lookup

__all__ = [
    "CATALOGUE_FOLDER",
    "CatalogueError",
    "CatalogueLoadResult",
    "compare_with_entry",
    "find_catalogue_document",
    "find_disagreements",
    "load_catalogue",
    "read_lookup",
]
