"""The fixture ``seeds`` gives every test the same rows and index, regardless of earlier tests."""

import pytest

from resolutions.models import CatalogueEntry, Document, Status
from search import indexing


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_finds_the_five_texts_as_they_were(seeds, turn):
    assert Document.objects.held().count() == 5
    assert CatalogueEntry.objects.count() > 3000
    assert not indexing.find_differences()
    Document.objects.filter(symbol="S/RES/2553(2020)").update(status=Status.WITHDRAWN)
    Document.objects.create(symbol="S/RES/9999(2099)", title="新文件")


def test_a_live_server_sees_them_too(seeds, live_server):
    from urllib.request import urlopen

    assert "2553(2020)" in urlopen(f"{live_server.url}/S/RES/2553(2020)").read().decode()


def test_a_test_that_asks_for_nothing_finds_nothing(db):
    assert Document.objects.count() == 0
