"""``manage.py load_catalogue``: load the catalogue of Council action."""

from dataclasses import astuple
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.writing.catalogue import CATALOGUE_FOLDER, CatalogueError, load_catalogue
from search import indexing


class Command(BaseCommand):
    """Load the catalogue and update the index; repeating it writes nothing."""

    help = "Load the catalogue of resolutions and presidential statements; it can be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the folder of the tables."""
        parser.add_argument("--folder", type=Path, default=CATALOGUE_FOLDER, help="folder of the tables")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the tables and print counts. Raises CommandError with file and line of the first error."""
        try:
            loaded = load_catalogue(options["folder"])
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        if not any(astuple(loaded)):
            self.stdout.write("The catalogue has not changed.")
            return
        try:
            indexing.repair_index()  # it contains dates and agenda items of published documents
        except OSError as error:
            self.stderr.write(f"The catalogue is loaded, but the index was not written: {error}")
        self.stdout.write(
            f"Catalogue loaded: documents {loaded.documents} new, {loaded.documents_changed} changed; "
            f"entries {loaded.entries} new, {loaded.entries_changed} changed; "
            f"agenda items {loaded.items} new, {loaded.items_changed} changed; "
            f"subjects {loaded.subjects}, of documents {loaded.subject_links}; vetoed drafts {loaded.vetoes}; "
            f"stubs without a year merged: {loaded.merged}."
        )
