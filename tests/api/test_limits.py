"""The rate limit: one count for all workers of the server, by client address."""

import multiprocessing

import pytest
from django.core.cache import caches

from resolutions.http import rate_limit

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
