"""Load the catalogue of Council action; can be repeated, and then writes nothing."""

from dataclasses import astuple
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.writing.catalogue import CATALOGUE_FOLDER, CatalogueError, load_catalogue
from search import indexing


class Command(BaseCommand):
    help = "载入安理会决议和主席声明目录（fixtures/catalogue）；可重复运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=CATALOGUE_FOLDER, help="目录表所在的文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_catalogue(options["folder"])
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        if not any(astuple(loaded)):
            self.stdout.write("目录没有变化。")
            return
        indexing.repair_index()  # dates and agenda items of documents that are held already
        self.stdout.write(
            f"目录已载入：文件新增 {loaded.documents}，更新 {loaded.documents_changed}；"
            f"条目新增 {loaded.entries}，更新 {loaded.entries_changed}；"
            f"议程项目新增 {loaded.items}，更新 {loaded.items_changed}。"
        )
