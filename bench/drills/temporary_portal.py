"""A portal for drills and benchmarks: embedded PostgreSQL, data folder, commands of manage.py."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import psycopg2
from django.db import connections

from portal.local.postgres import EmbeddedPostgres
from tests.search.serving import ROOT, as_served

SECRET_KEY = "for this drill alone, in a database that is dropped at its end"


@dataclass(frozen=True, slots=True)
class TemporaryPortal:
    """``environment`` is that of every process of the portal."""

    data: Path
    postgres: EmbeddedPostgres
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        """Run a command of manage.py to its end and return its output. Raises CalledProcessError."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, text=True, stdout=subprocess.PIPE
        ).stdout.strip()

    def start(self, *command: str, **options: Any) -> "subprocess.Popen[str]":
        """Start a Python process of the portal with the arguments ``command`` of the interpreter."""
        return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=self.environment, text=True, **options)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with closing(psycopg2.connect(self.postgres.url)) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()


@contextmanager
def temporary_portal(search_url: str = "") -> Iterator[TemporaryPortal]:
    """Yield a portal with tables and catalogue and without documents; its database survives a kill.

    ``search_url`` is SEARCH_URL; when it is empty, the index is a folder of the portal.

    Django is set up in this process too, with the portal's settings. Everything is removed at the end.
    """
    with tempfile.TemporaryDirectory(prefix="drill-") as name, portal_in(Path(name), search_url) as portal:
        yield portal


@contextmanager
def portal_in(folder: Path, search_url: str = "") -> Iterator[TemporaryPortal]:
    """Yield the portal in ``folder``, which is made at the first time and stays."""
    is_new = not (folder / "postgres").exists()
    data = folder / "data"
    (data / "static").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)  # started by root, PostgreSQL runs under another uid
    with EmbeddedPostgres(folder / "postgres") as postgres:
        environment = as_served(
            data, DATABASE_URL=postgres.url, SECRET_KEY=SECRET_KEY, SEARCH_URL=search_url, ACCESS_LOG="0",
            DJANGO_SETTINGS_MODULE="portal.settings",
        )  # fmt: skip
        portal = TemporaryPortal(data, postgres, environment)
        portal.run("migrate", "--verbosity=0")
        if is_new:
            portal.run("load_catalogue")
            portal.run("index", "--prepare")
        os.environ |= environment
        django.setup()
        yield portal
        connections.close_all()
