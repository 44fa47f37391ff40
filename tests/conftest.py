"""Fixtures of all tests: settings from the environment, an embedded PostgreSQL, the five seed texts.

The server starts when the first test asks for the database; tests of pure packages need none.
"""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from portal.local.postgres import EmbeddedPostgres
from tests.chromium import browser

__all__ = ["browser"]

# The same examples at every run, and no test fails because the machine is slow.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.load_profile("tests")

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = tempfile.TemporaryDirectory(prefix="resolutions-tests-")
GIVEN_DATABASE = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL")


def embedded_postgres() -> EmbeddedPostgres:
    """Return a temporary server, not started yet; its URL is known already."""
    folder = Path(SCRATCH.name)
    folder.chmod(0o711)  # started by root, the server runs under another uid
    return EmbeddedPostgres(folder / "postgres", durable=False)


EMBEDDED = None if GIVEN_DATABASE else embedded_postgres()
DATA = Path(SCRATCH.name) / "data"
(DATA / "static").mkdir(parents=True)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "DATABASE_URL": GIVEN_DATABASE or EMBEDDED.url,
    "DATA_DIR": str(DATA),
    "SECRET_KEY": "a key for tests, long enough for the check of its length",
    "DEBUG": "0",
    "HTTPS": "0",
    "SEARCH_URL": "",
}


def pytest_configure(config: pytest.Config) -> None:
    """Set up Django before the test modules import models, with the settings that only tests change.

    The process that only hands files to the workers of pytest-xdist needs none; a worker must not inherit its database.
    """
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        del os.environ["DJANGO_SETTINGS_MODULE"], os.environ["DATABASE_URL"]
        if GIVEN_DATABASE:
            os.environ["TEST_DATABASE_URL"] = GIVEN_DATABASE
        return
    import django
    from django.conf import settings

    from resolutions.interface.build import build

    build()
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # An idle connection of the live server would block dropping the database.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    settings.OCR_ENGINE = "none"  # a test of recognition asks for its engine
    settings.API_REQUESTS_PER_MINUTE = 1_000_000  # tests send more requests than a reader
    settings.SEARCH_REQUESTS_PER_MINUTE = 1_000_000
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # no worker beside
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()


def read_slow_files() -> set[str]:
    """Return the paths in ``slow_files.txt``, relative to the project."""
    lines = (ROOT / "tests" / "slow_files.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the slow files."""
    slow = read_slow_files()
    for item in items:
        if item.path.relative_to(ROOT).as_posix() in slow:
            item.add_marker(pytest.mark.slow)


def pytest_unconfigure() -> None:
    if EMBEDDED:
        EMBEDDED.stop()
    SCRATCH.cleanup()


@pytest.fixture(autouse=True)
def empty_page_cache() -> None:
    """Empty the cache of pages: rows of another test can have the same ETag."""
    from resolutions.http.page_cache import clear_page_cache

    clear_page_cache()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the server; pytest-django requests this fixture before it creates the test database."""
    if EMBEDDED:
        EMBEDDED.start()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End open connections before pytest-django drops the test database.

    Requests from a browser open connections that no test closes.
    """
    yield
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def seed_snapshot(django_db_setup, django_db_blocker):
    """Tables and index after ingesting the five seed texts; built once per test run."""
    from tests.seeds import take_snapshot

    with django_db_blocker.unblock():
        return take_snapshot(Path(SCRATCH.name))


@pytest.fixture
def seeds(request, seed_snapshot):
    """Database with the five seed texts and the catalogue, and their index.

    The rows are in the test's transaction, or committed for tests with ``live_server`` or ``transactional_db``.
    """
    request.getfixturevalue("transactional_db" if commits(request) else "db")
    from tests.seeds import restore_snapshot

    restore_snapshot(seed_snapshot)


def commits(request) -> bool:
    """Return whether the test commits its rows, by a fixture or by its mark."""
    mark = request.node.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(fixtures or (mark and mark.kwargs.get("transaction")))
