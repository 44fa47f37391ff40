"""The search for programs: JSON (docs/design.md, "Search"), CSV, Atom, type-ahead; examples of the help page."""

import csv
import html
import io
from datetime import timedelta
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from resolutions.models import Document
from search import indexing
from search.pages.help import HELP_SECTIONS
from search.query.parser.fields import FIELD_NAMES
from search.whoosh_engine.engine import WhooshEngine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
EXAMPLES = [example for section in HELP_SECTIONS for example in section.examples]


def test_the_api_gives_the_results_of_the_page(client):
    answer = client.get("/api/v1/search", {"q": "安全部门改革"}).json()
    page = client.get("/search", {"q": "安全部门改革"}).context["answer"]
    assert answer["total"] == page.total == 5
    assert [one["symbol"] for one in answer["results"]] == [one.card.symbol for one in page.results]
    assert answer["direct"] is None


def test_ranges_of_the_api_mark_what_was_looked_for(client):
    answer = client.get("/api/v1/search", {"q": "2151(2014)"}).json()
    hits = [hit for result in answer["results"] for hit in result["hits"]]
    marked = {hit["text"][start:end] for hit in hits for start, end in hit["ranges"]}
    assert {text.replace(" ", "") for text in marked} == {"2151(2014)"}
    assert all(hit["anchor"] for hit in hits)


def test_the_api_names_the_document_meant(client):
    assert client.get("/api/v1/search", {"q": "第2553号决议"}).json()["direct"] == "S/RES/2553(2020)"


def test_facets_count_the_documents_that_a_filter_then_finds(client):
    facets = client.get("/api/v1/search", {"q": "安全部门改革"}).json()["facets"]
    for name, counts in facets.items():
        for one in counts:
            narrowed = client.get("/api/v1/search", {"q": "安全部门改革", name: one["value"]}).json()
            assert narrowed["total"] == one["count"], (name, one)


def test_a_search_can_be_downloaded_as_csv(client):
    rows = csv_rows(client, q="妇女")
    assert len(rows) == client.get("/api/v1/search", {"q": "妇女"}).json()["total"]
    assert rows[0]["地址"].startswith("http://testserver/")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_file_is_run_as_a_formula(client, start):
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    Document.objects.filter(pk=document.pk).update(title=f"{start}HYPERLINK(1)")
    indexing.update_documents([document.pk])
    rows = csv_rows(client, q="安全部门改革")
    assert f"'{start}HYPERLINK(1)" in [row["标题"] for row in rows]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(start)]


def csv_rows(client, **parameters) -> list[dict[str, str]]:
    response = client.get("/search.csv", parameters)
    assert response["Content-Disposition"] == 'attachment; filename="search.csv"'
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_search_can_be_subscribed_to(client):
    feed = ElementTree.fromstring(client.get("/search.atom", {"q": "妇女"}).content)
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert "检索“妇女”" in titles[0]
    assert "第2594(2021)号决议" in titles


def test_a_subscription_lists_first_what_was_published_last(client):
    old = Document.objects.get(symbol="S/RES/2382(2017)")
    Document.objects.filter(pk=old.pk).update(published_at=timezone.now() + timedelta(days=1))
    indexing.update_documents([old.pk])
    feed = ElementTree.fromstring(client.get("/search.atom", {"q": "安全部门改革"}).content)
    entry = feed.find("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")
    assert entry.text == "第2382(2017)号决议"


@pytest.mark.parametrize(
    "typed, expected",
    [("aqbm", "安全部门改革"), ("anquanbumen", "安全部门改革"), ("安", "安全理事会"), ("2553", "S/RES/2553(2020)")],
)
def test_type_ahead_knows_symbols_terms_and_their_sound(client, typed, expected):
    found = client.get("/search/suggest", {"q": typed}).json()["suggestions"]
    assert expected in [one["text"] for one in found]


def test_every_example_of_the_help_page_is_understood_and_finds_what_it_promises(client):
    shown = html.unescape(client.get("/search/help").content.decode())
    for example in EXAMPLES:
        assert f"<code>{example.typed}</code>" in shown
        answer = client.get("/api/v1/search", {"q": example.typed, **parse_qs(example.parameters)}).json()
        further = (answer["direct"], answer["partial"]["total"], answer["catalogue"]["total"])
        assert answer["total"] or any(further) or example.may_be_empty, example
        assert not answer["problems"], example


def test_the_help_page_shows_every_field_and_operator():
    typed = " ".join(f"{example.typed} {example.meaning}" for example in EXAMPLES)
    fields = [names[0] for names in FIELD_NAMES.values()]
    operators = ("OR", "AND", "NOT", "-", "或", "非", "NEAR/", "同段", "同句", "*", "?", "~", "“", "(", "..", ">")
    assert not [name for name in (*fields, *operators) if name not in typed]


def test_without_an_index_programs_get_an_error(client, settings, tmp_path):
    from haystack import connections

    connections["default"].get_backend().engine = WhooshEngine(str(tmp_path))
    try:
        response = client.get("/api/v1/search", {"q": "妇女"})
    finally:
        connections.reload("default")
    assert response.status_code == 503
    assert response.json()["detail"]


SEARCH_ADDRESSES = ["/search", "/api/v1/search", "/search.csv", "/search.atom", "/search.ris", "/trace"]


class SteppingClock:
    """A clock that goes on by ``step`` seconds at each reading."""

    def __init__(self, step: float):
        self.step, self.now = step, 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def ask_by_clocks(client, monkeypatch, address: str, cpu_step: float, wall_step: float):
    """Search while the processor time and the wall clock go on by the given seconds at each reading."""
    monkeypatch.setattr("search.results.time_limit.thread_time", SteppingClock(cpu_step))
    monkeypatch.setattr("search.results.time_limit.monotonic", SteppingClock(wall_step))
    return client.get(address, {"q": "加强安全部门改革工作", "phrase": "安全部门改革"})


@pytest.mark.parametrize("address", SEARCH_ADDRESSES)
def test_a_query_that_computes_too_long_is_refused_in_words(client, monkeypatch, address):
    response = ask_by_clocks(client, monkeypatch, address, cpu_step=60, wall_step=2)
    assert response.status_code == 400
    assert "Retry-After" not in response
    assert "检索式太复杂" in response.content.decode()


@pytest.mark.parametrize("address", SEARCH_ADDRESSES)
def test_a_query_that_waits_too_long_is_told_that_the_server_is_busy(client, monkeypatch, address):
    response = ask_by_clocks(client, monkeypatch, address, cpu_step=0, wall_step=60)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "服务器正忙" in response.content.decode()
    assert "太复杂" not in response.content.decode()


@pytest.mark.parametrize("address", SEARCH_ADDRESSES)
def test_a_query_slowed_down_by_others_is_answered(client, monkeypatch, address):
    assert ask_by_clocks(client, monkeypatch, address, cpu_step=0, wall_step=0.05).status_code == 200
