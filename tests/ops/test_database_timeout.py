"""A database that hangs or is gone is answered with 503 within seconds; static files and /healthz answer meanwhile."""

import socket
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import psutil
import psycopg2
import pytest
import requests
from psycopg2 import extensions

from portal import database_timeout
from portal.database_timeout import HungDatabaseGuard
from portal.local.environment import ROOT

BEHIND_PROXY = {"Host": "portal.example.org", "X-Forwarded-Proto": "https"}
HUNG_PAGE = "/S/RES/2553(2020)"


class Connection:
    """Answers after ``polls`` polls; its socket is never readable."""

    def __init__(self, polls: int) -> None:
        self.sockets = socket.socketpair()
        self.left = polls

    def poll(self) -> int:
        self.left -= 1
        return extensions.POLL_OK if self.left < 0 else extensions.POLL_WRITE if self.left else extensions.POLL_READ

    def fileno(self) -> int:
        return self.sockets[0].fileno()


def answering() -> Connection:
    return Connection(0)


def silent() -> Connection:
    return Connection(1)


@pytest.fixture
def guard() -> HungDatabaseGuard:
    return HungDatabaseGuard(0.01, lambda: False)


def test_an_answer_is_waited_for(guard):
    guard(answering())
    with pytest.raises(psycopg2.OperationalError, match="does not answer"):
        guard(silent())


def test_after_a_silence_calls_fail_at_once_until_one_succeeds(guard, monkeypatch):
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(database_timeout.time, "monotonic", lambda: clock.now)
    with pytest.raises(psycopg2.OperationalError, match="does not answer"):
        guard(silent())
    with pytest.raises(psycopg2.OperationalError, match="a moment ago"):
        guard(answering())
    clock.now += database_timeout.PAUSE_SECONDS
    guard(answering())
    guard(answering())


@pytest.mark.parametrize("is_alive, waited", [(False, 1), (True, 2)])
def test_a_long_wait_ends_early_only_if_no_other_connection_is_answered(is_alive, waited, monkeypatch):
    """Of a slow statement nobody doubts: PostgreSQL ends it by itself."""
    waits = []
    monkeypatch.setattr(database_timeout, "wait_for_answer", lambda connection, seconds: waits.append(seconds))
    with pytest.raises(psycopg2.OperationalError, match="does not answer"):
        HungDatabaseGuard(10, lambda: is_alive, doubt_seconds=2)(silent())
    assert waits == [2, 8][:waited]


def test_a_refused_connection_is_an_answer(monkeypatch):
    def connect(error):
        def fail(**_):
            raise error

        return fail

    monkeypatch.setattr(database_timeout.psycopg2, "connect", connect(psycopg2.OperationalError("too many clients")))
    assert database_timeout.answers_new_connection()
    monkeypatch.setattr(database_timeout.psycopg2, "connect", connect(database_timeout.SilentDatabaseError("silent")))
    assert not database_timeout.answers_new_connection()


def test_a_silent_probe_stops_no_other_call(guard):
    with guard.shortened(0.001), pytest.raises(psycopg2.OperationalError):
        guard(silent())
    guard(answering())


@pytest.fixture
def hung(server):
    """The server with every process of its database stopped."""
    processes = [psutil.Process(server.postgres.pid), *psutil.Process(server.postgres.pid).children()]
    for process in processes:
        process.suspend()
    yield server
    for process in processes:
        process.resume()


def fetch(server, path: str) -> requests.Response:
    return requests.get(f"http://127.0.0.1:{server.port}{path}", headers=BEHIND_PROXY, timeout=60)


def test_a_hung_database_is_a_503_and_nothing_else_stops(hung):
    with ThreadPoolExecutor(20) as readers:
        pages = list(readers.map(lambda _: fetch(hung, HUNG_PAGE), range(20)))
    assert {page.status_code for page in pages} == {503}
    assert all("数据库暂时没有回应" in page.content.decode() and page.headers["Retry-After"] for page in pages)
    health = fetch(hung, "/healthz")
    assert health.status_code == 503 and not health.json()["database"]["ok"] and health.json()["disk"]["ok"]
    assert fetch(hung, "/static/icon.svg").content == (ROOT / "static" / "icon.svg").read_bytes()
    assert "detail" in fetch(hung, "/api/v1/documents").json()


def test_the_server_tells_postgresql_its_limit_and_keeps_other_options(monkeypatch):
    monkeypatch.setattr(database_timeout, "_guard", None)
    monkeypatch.setattr(extensions, "set_wait_callback", lambda callback: None)
    database = {"OPTIONS": {"options": "-c work_mem=64MB"}}
    database_timeout.limit_waiting(database, 8)
    assert database["OPTIONS"]["options"] == "-c work_mem=64MB -c statement_timeout=8000"


@pytest.mark.django_db
@pytest.mark.parametrize("error, status", [("OperationalError", 503), ("InterfaceError", 503), ("DataError", 500)])
def test_only_a_database_away_is_a_503(client, monkeypatch, error, status):
    from django import db

    def fail(*args, **kwargs):
        raise getattr(db, error)("as the driver says")

    monkeypatch.setattr("resolutions.http.document_lookup.find_document", fail)
    client.raise_request_exception = False
    assert client.get("/S/RES/2553(2020)").status_code == status
