"""A server with several workers: they share one rate limit, and a client that sends too much gets an answer."""

from http.client import HTTPConnection

import pytest

from tests.search.serving import as_served, database_url, serving

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = {"/finder": "application/x-www-form-urlencoded", "/api/v1/resolve": "application/json"}


@pytest.fixture
def server(db, tmp_path):
    freely = {"DATABASE_URL": database_url(), "SEARCH_URL": "", "API_REQUESTS_PER_MINUTE": "30"}
    with serving(as_served(tmp_path, **freely), workers=3) as server:
        yield server


def post(server, path: str, body: bytes) -> tuple[int, str]:
    """Return status and text; like a browser, send the whole body before reading the answer."""
    connection = HTTPConnection(server.address.removeprefix("http://"), timeout=60)
    connection.request("POST", path, body, {"Content-Type": PATHS[path]})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_three_workers_keep_one_limit(server):
    """A new minute may begin meanwhile, so that 60 are answered; workers that count alone would answer 90."""
    statuses = [server.get("/api/v1/documents?limit=1")[0] for _ in range(100)]
    assert statuses[:30] == [200] * 30
    assert statuses.count(429) >= 40 and set(statuses) == {200, 429}


def test_five_megabytes_are_refused_with_the_reason(server):
    for path in PATHS:
        for _ in range(3):
            status, words = post(server, path, b"text=" + b"x" * 5_000_000)
            assert status == 413 and "一次最多 200 KB" in words
