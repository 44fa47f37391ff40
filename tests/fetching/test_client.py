"""The fetch client against a local server: what it returns, what it refuses, when it tries again."""

import socket
from dataclasses import replace
from email.utils import formatdate

import pytest

from resolutions.fetching import FailureReason, FetchClient, FetchError, FetchLimits, HostPolicy
from resolutions.fetching.hosts import is_public
from tests.http_server import Answer, serve

LIMITS = FetchLimits(max_bytes=1000, socket_seconds=0.2, interval=5, attempts=3, first_wait=2, longest_wait=60)
PDF = Answer(b"%PDF-1.7 text")


class Time:
    """A clock that only waiting moves."""

    def __init__(self):
        self.now = 0.0
        self.waits = []

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


def client_of(server, time=None, limits=LIMITS, hosts=("documents.un.org",)):
    time = time or Time()
    policy = HostPolicy(frozenset(hosts), frozenset([server.netloc]) if server else frozenset())
    return FetchClient(policy, "portal (+mailto:a@example.org)", limits, sleep=time.sleep, clock=lambda: time.now)


def redirect(url, status=302):
    return Answer(status=status, headers={"Location": url})


def failure_of(client, url):
    with pytest.raises(FetchError) as caught:
        client.get(url)
    assert caught.value.url in str(caught.value) and caught.value.url in caught.value.chinese
    return caught.value.reason


def test_it_fetches_names_itself_and_keeps_its_pace():
    with serve({"/a": [PDF], "/b": [Answer(headers={"ETag": '"1"'})], "/c": [redirect("/a", 308)]}) as server:
        time = Time()
        client = client_of(server, time)
        assert client.get(f"{server.url}/a").body == PDF.body
        assert client.get(f"{server.url}/b").headers["etag"] == '"1"'  # an empty file is an answer
        final = client.get(f"{server.url}/c", {"If-None-Match": '"1"'})
        assert (final.url, final.body) == (f"{server.url}/a", PDF.body)
        assert time.waits == [5, 5, 5]
        assert {headers["User-Agent"] for headers in server.headers} == {"portal (+mailto:a@example.org)"}
        assert server.headers[-1]["If-None-Match"] == '"1"'


def test_an_unchanged_file_has_no_body():
    with serve({"/a": [Answer(status=304)]}) as server:
        assert client_of(server).get(f"{server.url}/a").is_unchanged


@pytest.mark.parametrize(
    "answers, waits",
    [
        ([Answer(status=500), PDF], [2]),
        ([Answer(status=502), Answer(status=504), PDF], [2, 4]),
        ([Answer(status=429, headers={"Retry-After": "17"}), PDF], [17]),
        ([Answer(status=503, headers={"Retry-After": "0"}), PDF], [0]),
        ([Answer(status=503, headers={"Retry-After": formatdate(0, usegmt=True)}), PDF], [0]),
        ([Answer(status=429, headers={"Retry-After": "soon"}), PDF], [2]),
        ([replace(PDF, cut=4), PDF], [2]),
        ([Answer(is_silent=True), PDF], [2]),
    ],
)
def test_it_tries_again_after_a_passing_failure(answers, waits):
    with serve({"/a": list(answers)}) as server:
        time = Time()
        client = client_of(server, time, replace(LIMITS, interval=0))
        assert client.get(f"{server.url}/a").body == PDF.body
        assert time.waits == waits
        assert len(server.requests) == len(answers)


@pytest.mark.parametrize(
    "answer, reason, requests",
    [
        (Answer(status=404), FailureReason.NOT_FOUND, 1),
        (Answer(status=410), FailureReason.NOT_FOUND, 1),
        (Answer(status=400), FailureReason.REFUSED, 1),
        (Answer(status=403), FailureReason.REFUSED, 1),
        (Answer(status=204), FailureReason.UNEXPECTED, 1),
        (Answer(status=302), FailureReason.UNEXPECTED, 1),  # without an address
        (Answer(b"<html>", 202, {"x-amzn-waf-action": "challenge"}), FailureReason.CHALLENGED, 1),
        (Answer(status=500), FailureReason.SERVER_ERROR, 3),
        (Answer(status=429), FailureReason.BUSY, 3),
        (Answer(status=429, headers={"Retry-After": "3600"}), FailureReason.BUSY, 1),  # longer than the limit
        (replace(PDF, cut=5), FailureReason.INCOMPLETE, 3),
        (Answer(is_silent=True), FailureReason.TOO_SLOW, 3),
        (Answer(b"x" * 1001), FailureReason.TOO_LARGE, 1),
        (redirect("/a"), FailureReason.TOO_MANY_REDIRECTS, 6),
        (redirect("http://127.0.0.1:9/a"), FailureReason.BAD_ADDRESS, 1),
        (redirect("http://169.254.169.254/latest"), FailureReason.BAD_ADDRESS, 1),
        (redirect("https://evil.example/a"), FailureReason.HOST_NOT_ALLOWED, 1),
        (redirect("//evil.example/a"), FailureReason.BAD_ADDRESS, 1),
        (redirect("file:///etc/passwd"), FailureReason.BAD_ADDRESS, 1),
    ],
)
def test_each_failure_has_its_reason(answer, reason, requests):
    with serve({"/a": [answer]}) as server:
        assert failure_of(client_of(server), f"{server.url}/a") is reason
        assert len(server.requests) == requests


@pytest.mark.parametrize(
    "url, reason",
    [
        ("http://documents.un.org/a", FailureReason.BAD_ADDRESS),
        ("https://documents.un.org:8443/a", FailureReason.BAD_ADDRESS),
        ("https://documents.un.org:x/a", FailureReason.BAD_ADDRESS),
        ("https://user@documents.un.org/a", FailureReason.BAD_ADDRESS),
        ("https://documents.un.org@evil.example/a", FailureReason.BAD_ADDRESS),
        ("https://documents.un.org.evil.example/a", FailureReason.HOST_NOT_ALLOWED),
        ("https://evil.example/documents.un.org", FailureReason.HOST_NOT_ALLOWED),
        ("https://127.0.0.1/a", FailureReason.HOST_NOT_ALLOWED),
        ("https://[::1]/a", FailureReason.HOST_NOT_ALLOWED),
        ("ftp://documents.un.org/a", FailureReason.BAD_ADDRESS),
        ("documents.un.org", FailureReason.BAD_ADDRESS),
        ("", FailureReason.BAD_ADDRESS),
    ],
)
def test_only_allowed_hosts_are_asked(url, reason):
    assert failure_of(client_of(None), url) is reason


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.1.2.3", "192.168.0.1"], ["169.254.169.254"], ["::1"], ["::ffff:10.0.0.1"], ["0.0.0.0"]],
)
def test_an_allowed_name_with_a_private_address_is_refused(monkeypatch, addresses):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(
        "resolutions.fetching.public_connection.create_connection", lambda *_: pytest.fail("a connection was opened")
    )
    assert failure_of(client_of(None), "https://documents.un.org/a") is FailureReason.PRIVATE_ADDRESS


def test_the_connection_goes_to_the_checked_address(monkeypatch):
    """A name with a private and a public address: the public one is connected to, and not looked up again."""
    lookups, connected = [], []

    def look_up(host, *_, **__):
        lookups.append(host)
        return [(2, 1, 6, "", (address, 443)) for address in ("10.0.0.1", "93.184.216.34")]

    def connect(address, *_):
        connected.append(address)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr("resolutions.fetching.public_connection.create_connection", connect)
    client = client_of(None, limits=replace(LIMITS, attempts=1))
    assert failure_of(client, "https://documents.un.org/a") is FailureReason.UNREACHABLE
    assert (lookups, connected) == (["documents.un.org"], [("93.184.216.34", 443)])


@pytest.mark.parametrize("address", ["100.64.0.1", "224.0.0.1", "fe80::1%eth0", "2002:7f00:1::", "fd00::1"])
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


def test_a_dripping_answer_ends_at_its_time():
    with serve({"/a": [Answer(b"x" * 500)]}) as server:
        time = Time()
        ticking = FetchClient(
            HostPolicy(frozenset(), frozenset([server.netloc])), "portal", replace(LIMITS, attempts=1), clock=tick(time)
        )
        assert failure_of(ticking, f"{server.url}/a") is FailureReason.TOO_SLOW


def tick(time):
    def clock():
        time.now += 200
        return time.now

    return clock
