"""``manage.py ingest PATH…``: ingest files and folders of files."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from resolutions.atomic_file import is_disk_full
from resolutions.desk.folder_ingest import ASKED, ingest_from_folder, preview_ingest
from resolutions.sources import SourceError, iter_archive, read_file
from resolutions.writing import similar_paragraphs
from resolutions.writing.version_drafts import BESIDE
from search import indexing


class Command(BaseCommand):
    """Ingest files one by one; a file that cannot be read is named and does not stop the others."""

    help = "Bring files into the portal: each is read, written in one transaction, and indexed. Can be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the paths and options."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files")
        status = parser.add_mutually_exclusive_group()
        status.add_argument("--publish", action="store_true", help="publish what was recognised (the default)")
        status.add_argument("--draft", action="store_true", help="keep new documents as drafts")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="put another text of a published document in force at once; without it the text waits as a draft",
        )
        parser.add_argument(
            "--language",
            choices=("zh", "en"),
            default="",
            help="refuse files in any other language; an English one goes to the document of its symbol in any case",
        )
        parser.add_argument("--dry-run", action="store_true", help="report what would be written, and write nothing")

    def handle(
        self, *, paths: list[Path], draft: bool, replace: bool, dry_run: bool, language: str, **options: Any
    ) -> None:
        """Ingest the files and print counts. Raises CommandError for unreadable files, OSError on a full disk."""
        statuses: Counter[str] = Counter()
        failures: list[str] = []
        ingest = preview_ingest if dry_run else ingest_from_folder
        files = _iter_contents(_list_files(paths), failures)
        for name, read in tqdm(files, desc="ingest", unit="file", disable=None):
            try:
                result = ingest(read(), name, publish=not draft, replace=replace, language=language)
            except (OSError, SourceError) as error:
                if is_disk_full(error):
                    raise
                failures.append(f"{name}: {error}")
                continue
            statuses[result.status] += 1
            if dry_run or result.status in ("changed", BESIDE):  # a text that replaces another one is named
                self.stdout.write(f"{name}: {result.status}, {result.document}")
            for warning in result.warnings if result.status != "unchanged" else ():
                self.stderr.write(f"{name}: {warning}")
        if not dry_run:
            self._finish_left_work()
        counts = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items())) or "no files"
        self.stdout.write(f"{counts}{' (dry run: nothing was written)' if dry_run else ''}")
        if statuses[ASKED]:
            self.stdout.write(f"{statuses[ASKED]} files wait for a decision at the desk: /admin/")
        if statuses[BESIDE] and not dry_run:
            self.stdout.write(f"{statuses[BESIDE]} new versions wait for publication at the desk: /admin/")
        for line in failures:
            self.stderr.write(line)
        if failures:
            raise CommandError(f"{len(failures)} files could not be ingested")

    def _finish_left_work(self) -> None:
        """Finish what a killed process left; an index that cannot be written stops no start of the portal."""
        similar_paragraphs.update_similar_paragraphs(similar_paragraphs.find_outdated_ids())
        try:
            indexing.deliver_queued()
        except OSError as error:
            self.stderr.write(f"The index has not received all changes: {error}")


def _iter_contents(files: list[Path], failures: list[str]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield name and reader of each file, also of files in ZIP archives; report broken archives in ``failures``."""
    for file in files:
        if file.suffix.lower() != ".zip":
            yield file.name, partial(read_file, file)
            continue
        try:
            for inside in iter_archive(file.read_bytes(), file.name):
                yield inside.name, inside.read
        except (OSError, SourceError) as error:
            failures.append(f"{file}: {error}")


def _list_files(paths: list[Path]) -> list[Path]:
    """List the files, and those in the folders, sorted; hidden files are left out."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith("."))
        else:
            files.append(path)
    return files
