"""A draft, and the text and citations of a withdrawn document, appear in no list, graph, figure, feed or export."""

import pytest
from django.core.cache import cache

from resolutions.models import Document, Status
from tests.web import factories

CANARY = "金丝雀"  # occurs in the hidden documents alone
LABEL = "2700(2022)"  # the symbol as drawings shorten it
HIDDEN = f"S/RES/{LABEL}"
PAGE = "/S/RES/2553(2020)"
ADDRESSES = [
    "/new.atom", "/sitemap.xml", "/sitemap-documents.xml",
    f"{PAGE}/graph", f"{PAGE}/graph?steps=2", f"{PAGE}/graph.svg", f"{PAGE}/graph.graphml?steps=2",
    f"{PAGE}/cited-by", f"{PAGE}/cited-by.csv", f"{PAGE}/cited-by.atom", f"{PAGE}/cited-by.ref.txt",
    "/paths?from=2553(2020)&to=2151(2014)", "/paths?from=2151(2014)&to=2282(2016)",
    "/browse", "/browse/themes", "/browse/together", "/browse/together?with=2553(2020)", "/browse/most-cited",
    "/browse/wanted", "/statistics", "/statistics/central.csv", "/statistics/central.svg",
    "/api/v1/citations", "/api/v1/paragraphs", f"/api/v1/citations?target={PAGE[1:]}",
]  # fmt: skip


@pytest.fixture
def site(db):
    """A published resolution, and a document that cites it and both documents that it cites."""
    cache.clear()
    published = factories.make_resolution()
    hidden = factories.make_document(HIDDEN, title=f"{CANARY}文件")
    said = factories.add_paragraph(
        hidden, "preamble", "PP1", "pp1", f"回顾{CANARY}第2553(2020)号、第2151(2014)号、第2282(2016)号决议，"
    )
    for number, target in (("2553(2020)", published), ("2151(2014)", None), ("2282(2016)", None)):
        target = target or Document.objects.get(symbol=f"S/RES/{number}")
        factories.cite(said, f"第{number}号", target, verb="回顾", verb_group="recall", theme=f"{CANARY}主题")
    return hidden


def body(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode()


def test_the_canary_is_seen_while_the_document_is_published(site, client):
    """Without this the tests below could pass because the pages never show such a document."""
    shown = {address for address in ADDRESSES if CANARY in (text := body(client, address)) or LABEL in text}
    never = {"/paths?from=2553(2020)&to=2151(2014)", "/browse/most-cited", "/browse/wanted"}
    assert set(ADDRESSES) - shown == never


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_list_graph_figure_or_feed_shows_it(site, client, status, address):
    Document.objects.filter(pk=site.pk).update(status=status)
    text = body(client, address)
    assert CANARY not in text and LABEL not in text


@pytest.mark.parametrize(
    "address",
    [
        f"/{HIDDEN}/graph", f"/{HIDDEN}/graph.graphml", f"/{HIDDEN}.txt", f"/paths?from={HIDDEN}&to=2553(2020)",
        f"/browse/together?with={HIDDEN}", f"/api/v1/documents/{HIDDEN}", f"/browse/themes/{CANARY}主题",
    ],
)  # fmt: skip
def test_a_draft_has_no_address_of_its_own(site, client, address):
    Document.objects.filter(pk=site.pk).update(status=Status.DRAFT)
    response = client.get(address)
    assert response.status_code == 404 and f"{CANARY}文件" not in response.content.decode()
