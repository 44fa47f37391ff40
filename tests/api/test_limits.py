"""The rate limit: one count for all workers of the server, by client address."""

import multiprocessing
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.db import OperationalError
from django.utils import timezone

from resolutions.http import rate_limit
from resolutions.models import RequestCount

API = "/api/v1/documents?limit=1"
NOW = 30_000_000 * rate_limit.WINDOW_SECONDS + 1.0


@pytest.fixture(autouse=True)
def fresh(settings, monkeypatch):
    """Clear the counts, and stop the clock one second after the beginning of a minute."""
    caches["shared"].clear()
    settings.API_REQUESTS_PER_MINUTE = 3
    monkeypatch.setattr(rate_limit.time, "time", lambda: NOW)


def statuses(client, times: int, **headers) -> list[int]:
    return [client.get(API, **headers).status_code for _ in range(times)]


def count_often(address: str, times: int, numbers) -> None:
    """Count requests as one worker of the server does, in a process of its own."""
    for _ in range(times):
        numbers.put(rate_limit.count_request("api", address))


def test_workers_count_together_and_lose_nothing():
    fork = multiprocessing.get_context("fork")  # as gunicorn makes its workers
    numbers = fork.Queue()
    workers = [fork.Process(target=count_often, args=("192.0.2.1", 150, numbers)) for _ in range(4)]
    for worker in workers:
        worker.start()
    found = [numbers.get(timeout=60) for _ in range(600)]
    for worker in workers:
        worker.join()
    assert sorted(found) == list(range(1, 601))
    assert rate_limit.count_request("api", "192.0.2.1") == 601 and rate_limit.count_request("api", "192.0.2.2") == 1


def test_the_next_minute_begins_anew(monkeypatch):
    assert [rate_limit.count_request("api", "192.0.2.1") for _ in range(3)] == [1, 2, 3]
    monkeypatch.setattr(rate_limit.time, "time", lambda: NOW + rate_limit.WINDOW_SECONDS)
    assert rate_limit.count_request("api", "192.0.2.1") == 1


@pytest.mark.django_db
def test_too_many_requests_are_refused_with_the_time_to_wait(client):
    assert statuses(client, 5) == [200, 200, 200, 429, 429]
    refused = client.get(API)
    assert refused["Retry-After"] == "59" and refused.json()["detail"] == "请求太多，请在 59 秒后再试。"
    assert statuses(client, 1, REMOTE_ADDR="192.0.2.7") == [200]


@pytest.mark.django_db
def test_every_part_of_the_api_counts(client, seeds):
    paths = ("search?q=和平", "resolve?text=2553", "paragraphs?limit=1", "citations?limit=1")
    assert [client.get(f"/api/v1/{path}").status_code for path in paths] == [200, 200, 200, 429]


@pytest.mark.django_db
def test_an_address_that_a_reader_claims_is_not_believed(client):
    claimed = [client.get(API, headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(4)]
    assert claimed == [200, 200, 200, 429]


@pytest.mark.django_db
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(client, settings):
    settings.BEHIND_PROXY = True
    assert statuses(client, 4, headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.1"})[3] == 429
    assert statuses(client, 1, headers={"X-Forwarded-For": "192.0.2.1, 203.0.113.9"}) == [200]
    assert statuses(client, 1, headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.1"}) == [429]


@pytest.fixture
def second_machine(tmp_path, monkeypatch):
    """Return a function that moves to the machine of that name: another folder of counts, the same database."""

    def move(name: str) -> None:
        monkeypatch.setattr(rate_limit, "caches", {"shared": FileBasedCache(str(tmp_path / name), {})})
        monkeypatch.setattr(rate_limit, "_machine", lambda: name)

    return move


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 3, 10, 120, 240])
def test_machines_count_together(second_machine, limit):
    """The requests of an address go to two machines in turn; they get no more than a tenth over the limit."""
    allowed = 0
    for _ in range(2 * limit + 4):
        for name in ("a", "b"):
            second_machine(name)
            allowed += not rate_limit.is_over_limit("api", "192.0.2.1", limit)
    assert limit <= allowed <= limit + 2 * max(1, limit // rate_limit.SHARES)
    assert not rate_limit.is_over_limit("search", "192.0.2.1", limit), "scopes count apart"
    assert not rate_limit.is_over_limit("api", "192.0.2.2", limit), "addresses count apart"


@pytest.mark.django_db
def test_an_ordinary_reader_costs_no_query_and_no_row(second_machine, django_assert_num_queries):
    second_machine("a")
    with django_assert_num_queries(0):
        assert not any(rate_limit.is_over_limit("search", "192.0.2.1", 120) for _ in range(11))
    assert not RequestCount.objects.exists()
    assert not any(rate_limit.is_over_limit("search", "192.0.2.1", 120) for _ in range(50))
    row = RequestCount.objects.get()
    assert row.count == 60 and "192.0.2.1" not in row.address
    with django_assert_num_queries(0):
        assert [rate_limit.is_over_limit("report", "192.0.2.9", 20) for _ in range(1)] == [False]


@pytest.mark.django_db
def test_counts_of_another_window_do_not_count_and_old_ones_are_deleted(second_machine, monkeypatch):
    for name in ("a", "b"):
        second_machine(name)
        assert not any(rate_limit.is_over_limit("api", "192.0.2.1", 10) for _ in range(5))
    assert rate_limit.is_over_limit("api", "192.0.2.1", 10)
    monkeypatch.setattr(rate_limit.time, "time", lambda: NOW + rate_limit.WINDOW_SECONDS)
    assert not any(rate_limit.is_over_limit("api", "192.0.2.1", 10) for _ in range(10))
    assert rate_limit.remove_old_counts() == 0
    RequestCount.objects.update(counted_at=timezone.now() - timedelta(days=2))
    assert rate_limit.remove_old_counts() == 2


@pytest.mark.django_db
def test_a_database_that_fails_refuses_nobody(second_machine, monkeypatch):
    def fail(*_, **__):
        raise OperationalError("read-only")

    second_machine("a")
    monkeypatch.setattr(rate_limit, "_tell_other_machines", fail)
    assert [rate_limit.is_over_limit("api", "192.0.2.1", 2) for _ in range(3)] == [False, False, True]
