"""Every link of every page leads to a page, by one redirect at most."""

from collections import Counter

import pytest
from django.contrib.staticfiles.finders import find

from bench.crawl import Answer, Problem, crawl, find_links
from tests.web import factories


def test_links_of_other_sites_and_of_the_desk_are_left_out():
    page = (
        '<a class="x" href="/S/RES/1(1946)#op1"><a href="?page=2&amp;a=b"><a href="https://un.org/"><a href="/admin/">'
    )
    assert list(find_links("/search?q=1", page)) == ["/S/RES/1(1946)", "/search?page=2&a=b"]


def test_a_dead_link_and_a_chain_of_redirects_are_reported():
    site = {
        "/": Answer(200, text='<a href="/gone"><a href="/once"><a href="/twice"><link rel="icon" href="/icon">'),
        "/once": Answer(301, "/page"),
        "/twice": Answer(301, "/once"),
        "/page": Answer(200),
        "/icon": Answer(500),
    }
    found = list(crawl(lambda path: site.get(path, Answer(404))))
    assert found == [Problem("/", "/gone", 404), Problem("/", "/twice", 301), Problem("/", "/icon", 500)]


@pytest.mark.django_db
def test_no_link_of_the_portal_is_dead(client, settings):
    settings.SEARCH_REQUESTS_PER_MINUTE = 100_000
    factories.make_table(factories.make_repertoire(factories.make_resolution()))
    for symbol in ("S/RES/2594(2021)", "S/RES/1325(2000)"):  # the examples of the page of paths
        factories.make_document(symbol)
    factories.index()

    def fetch(path: str) -> Answer:
        if path.startswith("/static/"):
            return Answer(200 if find(path.removeprefix("/static/")) else 404)
        response = client.get(path)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        body = b"".join(response) if response.streaming else response.content
        return Answer(response.status_code, response.headers.get("Location", ""), body.decode() if is_page else "")

    visited: Counter[str] = Counter()
    assert [str(problem) for problem in crawl(fetch, visited, pages_per_shape=1, links_per_shape=2)] == []
    assert len(visited) > 100
