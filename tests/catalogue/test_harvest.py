"""Harvesting the Library's records from a local server, its errors and slowness included."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from resolutions.desk.record_harvest import harvest
from resolutions.fetching import FetchClient, FetchLimits, HostPolicy
from resolutions.models import CatalogueEntry, HarvestProgress
from resolutions.writing.catalogue.marc_records import RecordsError, read_records
from tests.catalogue.library_server import (
    ROOT,
    collection,
    field,
    json_answer,
    library,
    page_path,
    record,
    resolution_record,
    vote_record,
)
from tests.http_server import Answer, serve

RECORDS = [
    (5, vote_record(5)),
    (4, resolution_record(4)),
    (3, resolution_record(3, "S/RES/2899(2027)", action="Adopted unanimously")),
    (2, record(2, field("089", b=["B02"]), field("191", a=["S/2027/77"]))),  # a draft
    (1, resolution_record(1, "S/RES/2898(2027)", action="Adopted without vote, 10199th meeting")),
]
LIMITS = FetchLimits(interval=0, socket_seconds=0.2, attempts=2, first_wait=0)


@pytest.fixture
def run(db, settings):
    """Harvest from a server; the waits of the client are added to its ``waits``."""

    def harvest_from(server, page_size=2, **options):
        settings.LIBRARY_API_URL = f"{server.url}/editor/api"
        policy = HostPolicy(frozenset(), frozenset([server.netloc]))
        client = FetchClient(policy, "portal", LIMITS, sleep=harvest_from.waits.append)
        return harvest(client, page_size=page_size, **options)

    harvest_from.waits = []
    return harvest_from


def pages_read(server):
    return [path.partition("start=")[2] for path in server.requests if "format=xml" in path]


def test_records_become_entries_and_the_next_run_stops_at_the_last_seen(run):
    with serve(library(RECORDS, 2)) as server:
        result = run(server)
        assert (result.records, result.is_complete, result.problems) == (5, True, [])
        assert pages_read(server) == ["1&limit=2&format=xml", "3&limit=2&format=xml", "5&limit=2&format=xml"]
        entry = CatalogueEntry.objects.get(document__symbol="S/RES/2900(2027)")
        assert (entry.title_en, entry.draft_symbol) == (
            "Security Council resolution S/RES/2900(2027) [on X]",
            "S/2027/77",
        )
        assert (entry.votes_yes, entry.votes_abstain, entry.meeting_symbol) == (2, 1, "S/PV.10200")
        assert entry.record_url.endswith("/4") and entry.vote_record_url.endswith("/5")
        assert set(entry.sources.values()) == {"records"}
        votes = entry.state_votes.select_related("state")
        assert {(vote.state.code, vote.ballot, vote.is_permanent) for vote in votes} == {
            ("CHN", "A", True), ("FRA", "Y", True), ("MAL", "Y", False),
        }  # fmt: skip
        adoptions = dict(CatalogueEntry.objects.values_list("document__symbol", "adoption"))
        assert adoptions == {
            "S/RES/2900(2027)": "表决通过", "S/RES/2899(2027)": "一致通过", "S/RES/2898(2027)": "未经表决通过",
        }  # fmt: skip
        server.requests.clear()
        again = run(server)
        assert (again.records, again.is_complete, sum(again.counts.values())) == (2, True, 0)
        assert len(pages_read(server)) == 1


def test_an_interrupted_run_goes_on_at_the_page_it_had_not_written(run):
    answers = library(RECORDS, 2)
    answers[f"{page_path(3, 2)}&format=xml"][:0] = [Answer(status=500)] * 2
    with serve(answers) as server:
        with pytest.raises(Exception, match="error of the server"):
            run(server)
        assert CatalogueEntry.objects.count() == 1 and HarvestProgress.objects.get().next_start == 3
        server.requests.clear()
        assert run(server).is_complete
        assert pages_read(server)[0].startswith("3&")
        progress = HarvestProgress.objects.get()
        assert (progress.next_start, progress.run_updated, progress.last_updated[:13]) == (1, "", "2027-03-04T23")


def test_pages_can_be_limited(run):
    with serve(library(RECORDS, 2)) as server:
        assert not run(server, max_pages=2).is_complete
        assert run(server).is_complete and CatalogueEntry.objects.count() == 3


def test_a_server_that_asks_to_wait_is_waited_for(run):
    answers = library(RECORDS, 5)
    answers[page_path(1, 5)][:0] = [Answer(status=429, headers={"Retry-After": "7"})]
    with serve(answers) as server:
        assert run(server, 5).is_complete and run.waits == [7]


XML_PAGE = f"{page_path(1, 2)}&format=xml"
WHOLE = collection(*(xml for _, xml in RECORDS[:2]))


@pytest.mark.parametrize(
    "path, answer, sentence",
    [
        (page_path(1, 2), Answer(status=404), "not found"),
        (page_path(1, 2), Answer(status=429, headers={"Retry-After": "86400"}), "asks to wait"),
        (page_path(1, 2), Answer(status=500), "error of the server"),
        (page_path(1, 2), Answer(is_silent=True), "too slow"),
        (page_path(1, 2), Answer(status=302, headers={"Location": "https://evil.example/"}), "not in FETCH_HOSTS"),
        (page_path(1, 2), Answer(b"<html>hello", headers={"Content-Type": "text/html"}), "is no JSON but text/html"),
        (page_path(1, 2), Answer(b"", 202, {"x-amzn-waf-action": "challenge"}), "wants a browser"),
        (page_path(1, 2), json_answer({"message": "Invalid"}), "the list of records has no data"),
        (page_path(1, 2), json_answer([1]), "no JSON object"),
        (page_path(1, 2), json_answer({"data": ["http://localhost/x/../../etc"]}), "no number of a record: etc"),
        (XML_PAGE, replace(Answer(WHOLE), cut=200), "broke off"),
        (XML_PAGE, Answer(WHOLE[:-200]), "no MARCXML"),
        (XML_PAGE, Answer(b"<!DOCTYPE html><html></html>"), "no MARCXML"),
        (XML_PAGE, Answer(b'<!DOCTYPE a [<!ENTITY b "c">]><collection/>'), "it has a document type"),
        (f"{ROOT}/records/5", json_answer({"data": {}}), "record 5 has no time"),
        (f"{ROOT}/records/5", json_answer({"data": None}), "record 5 has no time"),
    ],
)
def test_each_failure_of_the_server_is_a_sentence_and_nothing_is_lost(run, path, answer, sentence):
    whole = library(RECORDS, 2)
    with serve(whole | {path: [answer]}) as server:
        with pytest.raises(Exception, match=sentence):
            run(server)
        assert CatalogueEntry.objects.count() == 0
        server.answers.clear()
        server.answers.update(whole)
        assert run(server).is_complete and CatalogueEntry.objects.count() == 3


def test_a_server_that_repeats_a_page_is_left(run):
    answers = library(RECORDS, 2)
    answers[page_path(3, 2)] = answers[page_path(1, 2)]
    with serve(answers) as server, pytest.raises(Exception, match="the same page again"):
        run(server)


@pytest.mark.parametrize(
    "bad, sentence",
    [
        (resolution_record(4, date="4 March 2027"), "record 4: the date '4 March 2027'"),
        (resolution_record(4, date="2026-03-04"), "is not of the year"),
        (resolution_record(4, action="Adopted 99-0-2"), "more than 15 votes"),
        (vote_record(4, total="15"), "3 of 15 votes"),
        (vote_record(4, total="all"), "'all' is no number of votes"),
        (vote_record(4, ballots="AYQ"), "no vote of a State"),
    ],
)
def test_a_record_that_contradicts_itself_is_left_out(bad, sentence):
    page = read_records(collection(bad, resolution_record(3, "S/RES/2899(2027)")))
    assert [resolution.symbol for resolution in page.resolutions] == ["S/RES/2899(2027)"]
    assert sentence in page.problems[0] and page.problems[0].startswith("record 4: ")


@pytest.mark.parametrize(
    "xml", [record(4, field("191", a=["A/RES/70/1"])), record(4, field("089", b=["B01"]), field("191", a=["S/RES/1"]))]
)
def test_other_records_are_passed_over(xml):
    assert (read_records(collection(xml)).resolutions, read_records(collection(xml)).problems) == ((), ())


@pytest.mark.parametrize("data", [b"", b"{}", b"<a", b"\xff\xfe"])
def test_anything_else_is_no_record(data):
    with pytest.raises(RecordsError, match="no MARCXML"):
        read_records(data)


def test_the_command_prints_counts_and_needs_a_contact(db, settings, tmp_path, monkeypatch):
    monkeypatch.setattr("search.indexing.repair_index", lambda: None)
    with pytest.raises(CommandError, match="set FETCH_CONTACT"):
        call_command("harvest_catalogue")
    with serve(library(RECORDS, 5)) as server:
        settings.FETCH_CONTACT, settings.FETCH_TEST_SERVERS = "mailto:a@example.org", [server.netloc]
        settings.FETCH_INTERVAL, settings.LIBRARY_API_URL = 0, f"{server.url}/editor/api"
        out = io.StringIO()
        call_command("harvest_catalogue", "--page-size", "5", stdout=out)
        assert "read 5 records on 2 pages (complete); wrote: 3 resolutions" in out.getvalue()
        assert "mailto:a@example.org" in server.headers[0]["User-Agent"]
