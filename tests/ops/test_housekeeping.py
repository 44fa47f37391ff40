"""Housekeeping removes what has expired, once a day, and never twice at the same time."""

import os
import time
from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from portal import housekeeping
from portal.management.commands import prepare
from resolutions.advisory_lock import try_lock, wait_for_lock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_cache_folder(settings, tmp_path):
    settings.CACHE_DIR = tmp_path
    caches["shared"].clear()


def add_session(age: timedelta) -> None:
    session = SessionStore()
    session.create()
    Session.objects.filter(pk=session.session_key).update(expire_date=timezone.now() - age)


def add_attempt(age: timedelta) -> None:
    attempt = AccessAttempt.objects.create(username=f"li {age}", ip_address="203.0.113.66", failures_since_start=5)
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=timezone.now() - age)


def add_cache_file(folder, name: str, age_seconds: int) -> None:
    (folder / name).write_bytes(b"")
    os.utime(folder / name, (time.time() - age_seconds,) * 2)


def test_expired_rows_are_removed_and_the_rest_stays(tmp_path):
    for age in (timedelta(days=2), timedelta(days=-1)):
        add_session(age)
    for age in (timedelta(hours=1), timedelta(minutes=1)):
        add_attempt(age)
    add_cache_file(tmp_path, "old.djcache", 2 * housekeeping.OLD_FILE_SECONDS)
    add_cache_file(tmp_path, "new.djcache", 60)
    add_cache_file(tmp_path, "api.lock", 2 * housekeeping.OLD_FILE_SECONDS)
    output = StringIO()
    call_command("housekeeping", stdout=output)
    assert output.getvalue() == "Removed 1 sessions, 1 login attempts, 0 jobs, 1 cache files.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["api.lock", "new.djcache"]
    assert (Session.objects.count(), AccessAttempt.objects.count()) == (1, 1)


def test_it_is_due_once_a_day():
    assert housekeeping.is_due()
    housekeeping.clean_up()
    assert not housekeeping.is_due()


def test_it_never_runs_twice_at_once():
    with try_lock(housekeeping.LOCK) as is_ours:
        assert is_ours
        assert housekeeping.clean_up() is None
    assert housekeeping.clean_up() is not None


def test_a_failure_is_logged_and_tried_again(monkeypatch, caplog):
    def fail():
        raise OperationalError("the database does not answer")

    monkeypatch.setattr(housekeeping, "clean_up", fail)
    monkeypatch.setattr(housekeeping.connections, "close_all", lambda: None)
    housekeeping.run_if_due()
    assert "Housekeeping failed: the database does not answer" in caplog.text
    assert housekeeping.is_due()


def test_two_processes_prepare_one_after_the_other(monkeypatch):
    """While a step runs nobody else gets the lock; afterwards everybody does."""
    held = []

    def step(name, **options):
        with try_lock(prepare.LOCK) as is_free:
            held.append((name, not is_free))

    monkeypatch.setattr(prepare, "call_command", step)
    call_command("prepare", stdout=StringIO())
    assert held == [(name, True) for name, _ in prepare.STEPS]
    with wait_for_lock(prepare.LOCK), try_lock(prepare.LOCK) as is_free:
        assert not is_free
    with try_lock(prepare.LOCK) as is_free:
        assert is_free
