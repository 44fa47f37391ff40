"""Searches are limited by client address; a cache that fails refuses nobody."""

import errno

import pytest
from django.core.cache import caches

from resolutions.http import rate_limit

pytestmark = pytest.mark.django_db
SEARCHES = ["/search?q=安全", "/search.csv?q=安全", "/search.atom?q=安全", "/search.ris?q=安全", "/trace?phrase=安全"]


@pytest.fixture(autouse=True)
def limit(settings):
    caches["shared"].clear()
    rate_limit._log_failure.cache_clear()
    settings.SEARCH_REQUESTS_PER_MINUTE = 2
    settings.API_REQUESTS_PER_MINUTE = 2
    return settings


@pytest.mark.parametrize("address", SEARCHES)
def test_an_address_that_searches_too_often_gets_a_page_that_says_when_to_come_back(client, seeds, address):
    answers = [client.get(address) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    refused = answers[-1]
    assert (
        1 <= int(refused["Retry-After"]) <= 60 and f"请在 {refused['Retry-After']} 秒后再试" in refused.content.decode()
    )
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code != 429


def test_all_searches_of_an_address_count_together_and_apart_from_the_api(client, seeds):
    assert [client.get(address).status_code for address in SEARCHES[:3]] == [200, 200, 429]
    assert [client.get("/api/v1/search?q=安全").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/S/RES/2553(2020)").status_code == 200


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("step", ["get", "set"])
def test_a_full_or_read_only_cache_refuses_nobody_and_is_logged_once(client, seeds, monkeypatch, caplog, number, step):
    def fail(*args, **kwargs):
        raise OSError(number, "no")

    monkeypatch.setattr(type(caches["shared"]), step, fail)
    addresses = [SEARCHES[0], "/api/v1/search?q=安全"] * 4
    assert {client.get(address).status_code for address in addresses} == {200}
    assert len([record for record in caplog.records if record.name == rate_limit.__name__]) == 1


def test_a_cache_folder_that_cannot_be_made_refuses_nobody(client, seeds, limit, tmp_path):
    (tmp_path / "file").write_text("no folder")
    limit.CACHE_DIR = tmp_path / "file" / "cache"
    assert {client.get(SEARCHES[0]).status_code for _ in range(4)} == {200}
