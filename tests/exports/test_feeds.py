"""OpenSearch description, sitemap and robots.txt; Atom is in ``test_atom``."""

from xml.etree import ElementTree

import pytest

from resolutions.models import Document, Status
from resolutions.views import sitemap
from tests.web import factories

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def site(db):
    factories.make_repertoire(factories.make_resolution())
    factories.make_document("S/RES/2600(2021)", Status.DRAFT)
    factories.make_document("S/RES/2601(2021)", Status.WITHDRAWN)


def addresses(client, path="/sitemap.xml") -> list[str]:
    root = ElementTree.fromstring(client.get(path).content)
    return [element.text.removeprefix("http://testserver") for element in root.iter(f"{SITEMAP}loc")]


def test_every_address_of_the_sitemap_answers(site, client):
    found = addresses(client)
    assert len(found) == len(set(found))
    assert {"/S/RES/2553(2020)", "/S/RES/2151(2014)", "/texts/repertoire-2020", "/years/2020", "/data"} <= set(found)
    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(found, 200)


def test_drafts_and_withdrawn_documents_are_not_in_the_sitemap(site, client):
    assert not {"/S/RES/2600(2021)", "/S/RES/2601(2021)"} & set(addresses(client))


def test_above_the_limit_the_sitemap_is_an_index_of_maps(site, client, monkeypatch):
    monkeypatch.setattr(sitemap, "MAX_SITEMAP_URLS", 3)
    monkeypatch.setattr(sitemap.DocumentSitemap, "limit", 3)
    maps = addresses(client)
    assert maps[0] == "/sitemap-pages.xml" and "/sitemap-documents.xml?p=2" in maps
    listed = [address for path in maps[1:] for address in addresses(client, path)]
    assert len(listed) == len(set(listed)) == sitemap.indexable_documents().count()


@pytest.mark.parametrize("path", ["/sitemap-nothing.xml", "/sitemap-documents.xml?p=99", "/sitemap-documents.xml?p=x"])
def test_a_map_that_does_not_exist_is_not_found(site, client, path):
    assert client.get(path).status_code == 404


def test_a_browser_learns_how_to_search(db, client):
    root = ElementTree.fromstring(client.get("/opensearch.xml").content)
    names = {element.tag.rpartition("}")[2]: element for element in root}
    assert len(names["ShortName"].text) <= 16  # OpenSearch 1.1
    assert names["Url"].get("template") == "http://testserver/search?q={searchTerms}"
    assert 'href="/opensearch.xml"' in client.get("/").content.decode()


def test_robots_txt_names_the_sitemap_and_excludes_endless_lists(db, client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text and "Disallow: /search" in text
    assert "Disallow: /terms\n" in text  # each term costs seconds, and there is no end of them


def test_documents_are_counted_once_whatever_their_state(site):
    assert sitemap.indexable_documents().count() == Document.objects.count() - 2
