"""``manage.py load_catalogue``: load the catalogue of Council action."""

from dataclasses import astuple
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.writing.catalogue import CATALOGUE_FOLDER, CatalogueError, load_catalogue
from search import indexing


class Command(BaseCommand):
    """Load the catalogue and update the index; repeating it writes nothing."""

    help = "载入安理会决议和主席声明目录（fixtures/catalogue）；可重复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the folder of the tables."""
        parser.add_argument("--folder", type=Path, default=CATALOGUE_FOLDER, help="目录表所在的文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the tables and print counts. Raises CommandError with file and line of the first error."""
        try:
            loaded = load_catalogue(options["folder"])
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        if not any(astuple(loaded)):
            self.stdout.write("目录没有变化。")
            return
        indexing.repair_index()  # it contains dates and agenda items of published documents
        self.stdout.write(
            f"目录已载入：文件新增 {loaded.documents}，更新 {loaded.documents_changed}；"
            f"条目新增 {loaded.entries}，更新 {loaded.entries_changed}；"
            f"议程项目新增 {loaded.items}，更新 {loaded.items_changed}。"
        )
