"""Processes of several machines keep the pace of one host together."""

import threading
import time
from itertools import pairwise

import pytest
from django.db import connections

from resolutions.fetching.configured import wait_for_turn
from resolutions.fetching.errors import FailureReason, FetchError

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_two_requests_to_a_host_are_nearer_than_the_interval(settings):
    settings.FETCH_INTERVAL = 0.3
    began: list[float] = []

    def ask(host: str) -> None:
        for _ in range(2):
            with wait_for_turn(host):
                began.append(time.monotonic())
        connections.close_all()

    machines = [threading.Thread(target=ask, args=("documents.un.org",)) for _ in range(3)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()
    began.sort()
    assert len(began) == 6 and all(later - earlier >= 0.3 for earlier, later in pairwise(began))


def test_hosts_do_not_wait_for_each_other_and_a_failure_ends_the_turn(settings):
    settings.FETCH_INTERVAL = 0
    with wait_for_turn("a.un.org"), wait_for_turn("b.un.org"):
        pass
    with pytest.raises(FetchError), wait_for_turn("a.un.org"):
        raise FetchError(FailureReason.BUSY, "https://a.un.org/")
    with wait_for_turn("a.un.org"):
        pass
