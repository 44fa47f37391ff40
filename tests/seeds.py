"""Snapshot of the database and index with the five seed texts and the catalogue.

Ingesting and indexing take seconds, so they run once. The rows are saved by PostgreSQL's COPY and restored with
the same ids in each test's transaction; the saved index refers to those ids.
"""

import io
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

TEXTS = Path(settings.BASE_DIR) / "fixtures" / "texts"
INDEX = Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])


@dataclass(frozen=True, slots=True)
class SeedSnapshot:
    """``rows``: output of COPY by table. ``index``: a copy of the index folder."""

    rows: dict[str, bytes]
    index: Path


def take_snapshot(folder: Path) -> SeedSnapshot:
    """Load the catalogue, ingest the seed texts, build the index; save all of it and empty the tables again."""
    name = connection.settings_dict["NAME"]
    assert name.startswith("test_"), f"{name} is no test database: mark the test with django_db"
    call_command("load_catalogue", stdout=io.StringIO())
    call_command("ingest", str(TEXTS), stdout=io.StringIO(), stderr=io.StringIO())
    call_command("index", "--rebuild", stdout=io.StringIO())
    snapshot = SeedSnapshot({table: copy_out(table) for table in tables()}, folder / "index of the seeds")
    shutil.copytree(INDEX, snapshot.index)
    shutil.rmtree(INDEX)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables())} RESTART IDENTITY")
    return snapshot


def restore_snapshot(snapshot: SeedSnapshot) -> None:
    """Fill the empty tables and replace the index; new file times tell open readers that it changed."""
    with connection.cursor() as cursor:
        for table, rows in snapshot.rows.items():
            cursor.copy_expert(f"COPY {table} FROM STDIN", io.BytesIO(rows))
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
    shutil.rmtree(INDEX, ignore_errors=True)
    shutil.copytree(snapshot.index, INDEX)
    for path in INDEX.iterdir():
        os.utime(path)


def copy_out(table: str) -> bytes:
    rows = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} TO STDOUT", rows)
    return rows.getvalue()


def models() -> list:
    apps_of_ours = [apps.get_app_config(label) for label in ("resolutions", "search")]
    all_of_ours = [model for app in apps_of_ours for model in app.get_models(include_auto_created=True)]
    return sorted(all_of_ours, key=lambda model: bool(model._meta.auto_created))  # a relation behind its two ends


def tables() -> list[str]:
    return [model._meta.db_table for model in models()]
