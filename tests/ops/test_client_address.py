"""Failed logins count by the client's address; only a trusted proxy can forward it."""

import pytest
from django.contrib.auth.models import User

from resolutions.http.client_address import client_address

EDITOR, PASSWORD = "li", "维和行动-2026"
TOO_MANY, LOGGED_IN, WRONG = 429, 302, 200


@pytest.fixture(autouse=True)
def account(db):
    User.objects.create_user(EDITOR, password=PASSWORD, is_staff=True)


@pytest.fixture(params=[False, True], ids=["without a proxy", "behind a proxy"])
def behind_proxy(request, settings):
    settings.BEHIND_PROXY = request.param
    return request.param


def log_in(client, forwarded: str | None, password: str = PASSWORD, **environ) -> int:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    form = {"username": EDITOR, "password": password}
    return client.post("/admin/login/", form, headers=headers, **environ).status_code


def fail_ten_times(client, forwarded: str | None, **environ) -> None:
    statuses = [log_in(client, forwarded, "wrong", **environ) for _ in range(10)]
    assert statuses[0] == WRONG and statuses[-1] == TOO_MANY


def test_a_stranger_behind_the_proxy_locks_only_his_own_address(client, settings):
    settings.BEHIND_PROXY = True
    fail_ten_times(client, "203.0.113.66")
    assert log_in(client, "203.0.113.66") == TOO_MANY
    assert log_in(client, "198.51.100.7") == LOGGED_IN


def test_addresses_before_the_one_that_the_proxy_appended_are_not_believed(client, settings):
    settings.BEHIND_PROXY = True
    fail_ten_times(client, "198.51.100.7, 203.0.113.66")
    assert log_in(client, "192.0.2.200, 203.0.113.66") == TOO_MANY  # another forged address, the same client
    assert log_in(client, "198.51.100.7") == LOGGED_IN  # the client in the forged address


def test_without_a_proxy_a_forwarded_address_changes_nothing(client, settings):
    settings.BEHIND_PROXY = False
    fail_ten_times(client, None, REMOTE_ADDR="203.0.113.66")
    assert log_in(client, "198.51.100.7", REMOTE_ADDR="203.0.113.66") == TOO_MANY
    assert log_in(client, "203.0.113.66", REMOTE_ADDR="198.51.100.7") == LOGGED_IN


@pytest.mark.parametrize("forwarded", [None, "", "unknown", "198.51.100.7,", "198.51.100.7, not-an-address"])
def test_a_header_without_an_address_counts_by_the_connection(client, behind_proxy, forwarded):
    assert log_in(client, forwarded, "wrong", REMOTE_ADDR="192.0.2.1") == WRONG


@pytest.mark.parametrize(
    "forwarded, remote, without_proxy, behind",
    [
        ("203.0.113.66", "10.0.0.1", "10.0.0.1", "203.0.113.66"),
        ("198.51.100.7, 203.0.113.66", "10.0.0.1", "10.0.0.1", "203.0.113.66"),
        ("198.51.100.7,203.0.113.66 ", "10.0.0.1", "10.0.0.1", "203.0.113.66"),
        ("2001:DB8::0001", "10.0.0.1", "10.0.0.1", "2001:db8::1"),  # one spelling of an IPv6 address
        ("198.51.100.7,", "10.0.0.1", "10.0.0.1", "10.0.0.1"),
        (None, "10.0.0.1", "10.0.0.1", "10.0.0.1"),
        ("203.0.113.66", "", "", "203.0.113.66"),  # gunicorn on a Unix socket
        (None, "", "", ""),
    ],
)
def test_the_client_address_is_the_last_one_forwarded(rf, behind_proxy, forwarded, remote, without_proxy, behind):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = rf.get("/", headers=headers, REMOTE_ADDR=remote)
    assert client_address(request) == (behind if behind_proxy else without_proxy)
