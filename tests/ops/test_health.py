"""/healthz answers probes that know no host name and no HTTPS, and tells database, index and disk apart."""

import shutil
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from haystack import connections

from portal import health
from search import indexing


@pytest.fixture
def empty_index(settings, tmp_path):
    present = settings.HAYSTACK_CONNECTIONS
    settings.HAYSTACK_CONNECTIONS = {"default": present["default"] | {"PATH": str(tmp_path)}}
    connections.reload("default")
    yield tmp_path
    settings.HAYSTACK_CONNECTIONS = present
    connections.reload("default")


def test_health_is_ok_while_the_database_answers(client, settings, seeds):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz", HTTP_HOST="10.0.0.7")
    parts = response.json()
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    assert [parts[name]["ok"] for name in ("database", "index", "disk")] == [True, True, True]
    assert parts["index"]["seconds_since_change"] >= 0 and parts["disk"]["free_megabytes"] > 0


def test_health_fails_when_the_database_is_gone(client, monkeypatch):
    class Gone:
        def cursor(self):
            raise OperationalError("the server closed the connection")

        def close(self):
            pass

    monkeypatch.setattr(health, "connection", Gone())
    response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, {"ok": False})


@pytest.mark.django_db
def test_documents_are_readable_without_an_index(client, empty_index):
    response = client.get("/healthz")
    index = response.json()["index"]
    assert (response.status_code, index["ok"], index["state"]) == (200, False, "missing")
    assert index["damage"].startswith("还没有检索索引。")


@pytest.mark.django_db
def test_a_damaged_index_is_named(client, empty_index, monkeypatch):
    monkeypatch.setattr("search.index.snapshot.RECHECK_SECONDS", -1.0)
    indexing.rebuild_from_database()
    assert client.get("/healthz").json()["index"]["ok"]
    for path in empty_index.glob("build-*/*.toc"):
        path.write_bytes(b"")
    index = client.get("/healthz").json()["index"]
    assert (index["ok"], index["state"]) == (False, "damaged") and "检索索引损坏" in index["damage"]


@pytest.mark.django_db
def test_a_full_disk_stops_no_reader(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=3 * 2**20))
    response = client.get("/healthz")
    assert (response.status_code, response.json()["disk"]) == (200, {"ok": False, "free_megabytes": 3})
