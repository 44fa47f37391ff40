"""The five texts with the catalogue and their index, read once and put before each test that asks for them.

Reading, writing and indexing take seconds, so they are done once. The rows are kept as
PostgreSQL's own COPY and go into each test's transaction under the same ids, to which the
kept index belongs; whatever a test changes, the next one finds everything as it was.
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
class Kept:
    """``rows`` by table, as COPY gives them; ``index`` is a copy of the index folder."""

    rows: dict[str, bytes]
    index: Path


def read_once(folder: Path) -> Kept:
    """Load the catalogue, take the five texts in, build the index; keep all of it and leave empty tables."""
    name = connection.settings_dict["NAME"]
    assert name.startswith("test_"), f"{name} is no test database: mark the test with django_db"
    call_command("load_catalogue", stdout=io.StringIO())
    call_command("ingest", str(TEXTS), stdout=io.StringIO(), stderr=io.StringIO())
    call_command("index", "--rebuild", stdout=io.StringIO())
    kept = Kept({table: copy_out(table) for table in tables()}, folder / "index of the seeds")
    shutil.copytree(INDEX, kept.index)
    shutil.rmtree(INDEX)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables())} RESTART IDENTITY")
    return kept


def put_back(kept: Kept) -> None:
    """Fill the (empty) tables and replace the index; readers notice it by the time of its mark."""
    with connection.cursor() as cursor:
        for table, rows in kept.rows.items():
            cursor.copy_expert(f"COPY {table} FROM STDIN", io.BytesIO(rows))
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
    shutil.rmtree(INDEX, ignore_errors=True)
    shutil.copytree(kept.index, INDEX)
    for path in INDEX.iterdir():
        os.utime(path)


def copy_out(table: str) -> bytes:
    rows = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} TO STDOUT", rows)
    return rows.getvalue()


def models() -> list:
    return [model for label in ("resolutions", "search") for model in apps.get_app_config(label).get_models()]


def tables() -> list[str]:
    return [model._meta.db_table for model in models()]
