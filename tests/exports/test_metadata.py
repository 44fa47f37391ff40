"""Metadata of a document's page for programs: citation tags, JSON-LD, languages, Open Graph."""

import json
import re
from html.parser import HTMLParser

import pytest

from resolutions.models import Document
from tests.web import factories


class Head(HTMLParser):
    """Meta tags by name, links by relation, data blocks as they are."""

    def __init__(self, html: str):
        super().__init__()
        self.meta, self.links, self.data, self._in_data = {}, [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "meta" and "content" in values:
            self.meta[values.get("name") or values.get("property")] = values["content"]
        if tag == "link":
            self.links.append(values)
        self._in_data = tag == "script" and values.get("type") == "application/ld+json"

    def handle_endtag(self, tag):
        self._in_data = False

    def handle_data(self, data):
        if self._in_data:
            self.data.append(json.loads(data))


@pytest.fixture
def resolution(db):
    resolution = factories.make_resolution()
    factories.make_repertoire(resolution)
    return resolution


def head(client, address="/S/RES/2553(2020)") -> Head:
    return Head(client.get(address).content.decode())


def test_reference_managers_find_author_title_number_and_date(resolution, client):
    meta = head(client).meta
    assert meta["citation_title"] == "第2553(2020)号决议"
    assert meta["citation_author"] == "联合国安全理事会"
    assert meta["citation_technical_report_number"] == "S/RES/2553(2020)"
    assert meta["citation_publication_date"] == "2020/12/03"
    assert meta["citation_pdf_url"].endswith("?s=S%2FRES%2F2553%282020%29&l=zh&t=pdf")
    assert meta["og:url"] == "http://testserver/S/RES/2553(2020)"


def test_search_engines_find_a_law_with_what_it_cites(resolution, client):
    (law,) = head(client).data
    assert (law["@type"], law["legislationIdentifier"]) == ("Legislation", "S/RES/2553(2020)")
    assert law["legislationDate"] == "2020-12-03"
    assert [cited["legislationIdentifier"] for cited in law["citation"]] == ["S/RES/2151(2014)", "S/RES/2282(2016)"]
    assert [cited["@id"] for cited in law["citation"]] == [
        "http://testserver/S/RES/2151(2014)", "http://testserver/S/RES/2282(2016)"
    ]  # fmt: skip
    assert {item["encodingFormat"] for item in law["encoding"]} == {"text/plain", "application/json"}
    assert law["sameAs"] == "https://docs.un.org/zh/S/RES/2553(2020)"


def test_the_six_languages_of_the_united_nations_and_one_canonical_address(resolution, client):
    links = head(client).links
    texts = [link for link in links if "hreflang" in link and not link["href"].startswith("http://testserver/")]
    languages = [link["hreflang"] for link in texts]
    assert languages == ["zh", "en", "fr", "es", "ru", "ar"]
    canonical = [link["href"] for link in links if link["rel"] == "canonical"]
    assert canonical == ["http://testserver/S/RES/2553(2020)"]
    exports = [link["href"] for link in links if link.get("type") == "application/x-research-info-systems"]
    assert client.get(exports[0]).status_code == 200


@pytest.mark.parametrize("address", ["/S/RES/2151(2014)", "/texts/repertoire-2020"])
def test_stubs_and_documents_without_a_symbol_have_whole_metadata_too(resolution, client, address):
    found = head(client, address)
    assert found.meta["citation_title"]
    assert found.data[0]["url"] == f"http://testserver{address}"


def test_a_title_cannot_leave_its_data_block(resolution, client):
    title = '</script><script>alert(1)</script>"\\\n\u2028'
    Document.objects.filter(pk=resolution.pk).update(title=title)
    html = client.get("/S/RES/2553(2020)").content.decode()
    assert "<script>alert" not in html
    assert Head(html).data[0]["name"] == " ".join(title.split())


def test_the_policy_still_forbids_every_script_in_the_page(resolution, client):
    response = client.get("/S/RES/2553(2020)")
    assert "script-src 'self'" in response["Content-Security-Policy"]
    scripts = re.findall(r"<script([^>]*)>", response.content.decode())
    assert all("src=" in attributes or 'type="application/ld+json"' in attributes for attributes in scripts)
