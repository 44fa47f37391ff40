"""Reports of wrong links by readers."""

import pytest
from django.core.cache import caches

from resolutions.models import LinkReport
from resolutions.views import reports
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db
ADDRESS = "/S/RES/2553(2020)/report"


@pytest.fixture(autouse=True)
def document():
    caches["shared"].clear()
    return factories.make_resolution()


def test_the_form_shows_the_paragraph_it_is_about(client):
    html = read_page(client, ADDRESS, {"at": "op12"})
    assert factories.OPERATIVE in html and 'name="anchor" value="op12"' in html


def test_a_report_is_stored_and_confirmed(client, document):
    response = client.post(ADDRESS, {"anchor": "pp1", "problem": "target", "note": "应为2152"}, follow=True)
    assert "已提交，编辑将予核对" in response.content.decode()
    kept = LinkReport.objects.get()
    assert (kept.document, kept.anchor, kept.problem, kept.note) == (document, "pp1", "target", "应为2152")


@pytest.mark.parametrize(
    "sent",
    [{}, {"problem": "unknown"}, {"problem": "target", "note": "长" * 1001}, {"problem": "none", "website": "x"}],
)
def test_an_unusable_report_is_not_stored(client, sent):
    assert client.post(ADDRESS, sent).status_code == 400
    assert not LinkReport.objects.exists()


def test_an_anchor_that_is_not_in_the_document_is_left_out(client):
    client.post(ADDRESS, {"anchor": "op99", "problem": "missing"})
    assert LinkReport.objects.get().anchor == ""


def send_reports(client, times: int, **headers) -> list[int]:
    return [client.post(ADDRESS, {"problem": "other"}, **headers).status_code for _ in range(times)]


def test_one_address_cannot_use_up_the_reports_of_all(client):
    assert send_reports(client, 12) == [302] * reports.MAX_REPORTS_PER_ADDRESS + [429] * 2
    assert send_reports(client, 1, REMOTE_ADDR="192.0.2.7") == [302]


def test_too_many_reports_of_all_readers_are_refused_but_not_those_of_editors(client, admin_client, monkeypatch):
    monkeypatch.setattr(reports, "MAX_REPORTS_PER_HOUR", 1)
    assert send_reports(client, 1) == [302]
    assert send_reports(client, 1, REMOTE_ADDR="192.0.2.7") == [429]
    assert send_reports(admin_client, 12) == [302] * 12


def test_a_report_without_the_secret_of_the_form_is_refused():
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(ADDRESS, {"problem": "other"}).status_code == 403
