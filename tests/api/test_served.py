"""What only a server with several workers shows: one limit for all of them, and an answer to who sends too much."""

import time
from http.client import HTTPConnection

import pytest

from resolutions.api.rate_limit import WINDOW_SECONDS
from tests.search.serving import as_served, database_url, serving

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = {"/finder": "application/x-www-form-urlencoded", "/api/v1/resolve": "application/json"}


@pytest.fixture
def server(db, tmp_path):
    freely = {"DATABASE_URL": database_url(), "SEARCH_URL": "", "API_REQUESTS_PER_MINUTE": "30"}
    with serving(as_served(tmp_path, **freely), workers=3) as server:
        yield server


def post(server, path: str, body: bytes) -> tuple[int, str]:
    """Status and text; the whole body is sent before the answer is read, as a browser does."""
    connection = HTTPConnection(server.address.removeprefix("http://"), timeout=60)
    connection.request("POST", path, body, {"Content-Type": PATHS[path]})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_three_workers_keep_one_limit(server):
    if time.time() % WINDOW_SECONDS > WINDOW_SECONDS - 20:
        time.sleep(21)  # all of it in one minute
    statuses = [server.get("/api/v1/documents?limit=1")[0] for _ in range(50)]
    assert statuses == [200] * 30 + [429] * 20


def test_who_sends_five_megabytes_hears_why_they_are_refused(server):
    for path in PATHS:
        for _ in range(3):
            status, words = post(server, path, b"text=" + b"x" * 5_000_000)
            assert status == 413 and "一次最多 200 KB" in words
