"""Two containers that start at once on an empty database: both succeed, and everything is there once."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from portal.local.environment import ROOT
from portal.local.postgres import EmbeddedPostgres

COUNTS = """SELECT (SELECT count(*) FROM django_migrations),
    (SELECT count(*) - count(DISTINCT (app, name)) FROM django_migrations),
    (SELECT count(*) FROM resolutions_catalogueentry),
    (SELECT count(*) - count(DISTINCT document_id) FROM resolutions_catalogueentry)"""


@pytest.fixture
def environment(tmp_path):
    """Environment of two containers with one database and one volume."""
    folder = Path(f"/tmp/resolutions-test-start-{os.getpid()}")  # the database's uid cannot enter pytest's folders
    folder.mkdir(mode=0o711)
    try:
        with EmbeddedPostgres(folder / "postgres", durable=False) as database:
            yield os.environ | {"DATABASE_URL": database.url, "DATA_DIR": str(tmp_path), "SEARCH_URL": ""}
    finally:
        subprocess.run(["rm", "-rf", folder], check=True)


def test_two_starts_at_once_prepare_one_portal(environment):
    command = [sys.executable, "manage.py", "prepare"]
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    starting = [subprocess.Popen(command, cwd=ROOT, env=environment, **output) for _ in range(2)]
    printed = [process.communicate(timeout=300)[0] for process in starting]
    assert [process.returncode for process in starting] == [0, 0], printed
    with closing(psycopg2.connect(environment["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        cursor.execute(COUNTS)
        migrations, doubled, entries, doubled_entries = cursor.fetchone()
    assert migrations > 30 and entries > 2_000 and doubled == doubled_entries == 0
    assert sum("No migrations to apply" in text for text in printed) == 1
