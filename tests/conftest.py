"""What all tests stand on: settings from the environment, a PostgreSQL of their own, the five seeds read.

Nothing is started for a test that asks for nothing: a test of a pure part needs no database.
"""

import os
import tempfile
from pathlib import Path

import pytest

from portal.local.postgres import EmbeddedPostgres
from tests.chromium import browser

__all__ = ["browser"]

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = tempfile.TemporaryDirectory(prefix="resolutions-tests-")
GIVEN_DATABASE = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL")


def embedded_postgres() -> EmbeddedPostgres:
    """A throw-away server; its address is known before it is started."""
    folder = Path(SCRATCH.name)
    folder.chmod(0o711)  # under root the server runs as somebody else
    return EmbeddedPostgres(folder / "postgres", durable=False)


EMBEDDED = None if GIVEN_DATABASE else embedded_postgres()
DATA = Path(SCRATCH.name) / "data"
(DATA / "static").mkdir(parents=True)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "DATABASE_URL": GIVEN_DATABASE or EMBEDDED.url,
    "DATA_DIR": str(DATA),
    "SECRET_KEY": "a key for tests, which guards nothing and is long enough for its check",
    "DEBUG": "0",
    "HTTPS": "0",
    "SEARCH_URL": "",
}


def pytest_configure() -> None:
    """Set Django up before the test modules import models, with what only tests want otherwise."""
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0  # a kept connection of the live server would hold the database
    settings.API_REQUESTS_PER_MINUTE = 1_000_000  # tests ask more often than a reader
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()


def pytest_unconfigure() -> None:
    if EMBEDDED:
        EMBEDDED.stop()
    SCRATCH.cleanup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """pytest-django asks for this before it makes the test database: the moment to start the server."""
    if EMBEDDED:
        EMBEDDED.start()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database as pytest-django makes it; before it is dropped, connections left open are ended.

    A browser's event loop has connections of its own, which nobody closes.
    """
    yield
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def seeds_kept(django_db_setup, django_db_blocker):
    """The five texts read, written and indexed, once for all tests."""
    from tests.seeds import read_once

    with django_db_blocker.unblock():
        return read_once(Path(SCRATCH.name))


@pytest.fixture
def seeds(request, seeds_kept):
    """The database with the five texts and the catalogue, and their index.

    Joins the kind of database access that the test has: a transaction of its own, or with
    ``live_server`` and ``transactional_db`` committed rows.
    """
    request.getfixturevalue("transactional_db" if commits(request) else "db")
    from tests.seeds import put_back

    put_back(seeds_kept)


def commits(request) -> bool:
    mark = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(asked or (mark and mark.kwargs.get("transaction")))
