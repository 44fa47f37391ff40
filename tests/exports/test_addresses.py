"""Exports under the addresses of documents, searches and lists."""

import json

import pytest
import rispy

from resolutions.models import Document, Status
from tests.web import factories


@pytest.fixture
def resolution(db):
    resolution = factories.make_resolution()
    factories.make_table(factories.make_repertoire(resolution))
    return resolution


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response).decode()


@pytest.mark.parametrize(
    "suffix, media_type",
    [
        ("txt", "text/plain"),
        ("ref.txt", "text/plain"),
        ("gbt7714.txt", "text/plain"),
        ("ris", "application/x-research-info-systems"),
        ("bib", "application/x-bibtex"),
        ("csl.json", "application/vnd.citationstyles.csl+json"),
        ("json", "application/json"),
    ],
)
def test_every_format_has_an_address_under_the_document_and_its_media_type(resolution, client, suffix, media_type):
    for address in ("/S/RES/2553(2020)", "/S/RES/2151(2014)", "/texts/repertoire-2020"):
        response = client.get(f"{address}.{suffix}")
        assert response.status_code == 200
        assert response["Content-Type"] == f"{media_type}; charset=utf-8"
        assert response["Content-Disposition"].endswith(f'.{suffix}"')


def test_another_spelling_leads_to_the_same_export(resolution, client):
    response = client.get("/s/res/2553.ris?paragraph=op12")
    assert response.status_code == 301
    assert response["Location"] == "/S/RES/2553(2020).ris?paragraph=op12"


@pytest.mark.parametrize("paragraph", ["op12", "12"])
def test_one_paragraph_by_anchor_or_label(resolution, client, paragraph):
    address = f"/S/RES/2553(2020).ref.txt?paragraph={paragraph}"
    assert read(client, address).endswith("S/RES/2553(2020)，第12段\n")


def test_the_text_has_every_paragraph_and_a_table_by_rows(resolution, client):
    text = read(client, "/S/RES/2553(2020).txt")
    assert factories.PREAMBLE in text and factories.OPERATIVE in text and factories.SUB in text
    assert "S/PV.8699\t2020年1月9日\n" in read(client, "/texts/repertoire-2020.txt")
    assert "本站未收录全文" in read(client, "/S/RES/2151(2014).txt")


def test_json_gives_paragraphs_with_their_citations(resolution, client):
    document = json.loads(read(client, "/S/RES/2553(2020).json"))
    first = document["paragraphs"][0]
    citation = first["citations"][0]
    assert citation["target"] == "S/RES/2151(2014)"
    assert first["text"][citation["start"] : citation["end"]] == citation["surface"] == "第 2151(2014)号决议"
    assert json.loads(read(client, "/S/RES/2151(2014).json"))["paragraphs"] == []


@pytest.mark.parametrize(
    "address, status, sentence",
    [
        ("/S/RES/2553(2020).docx", 404, "没有 .docx 这种格式"),
        ("/S/RES/2553(2020).txt?paragraph=op99", 404, "没有这一段"),
        ("/S/RES/2553(2020).txt?paragraph=%00", 404, "没有这一段"),
        ("/S/RES/2151(2014).txt?paragraph=op1", 404, "没有这一段"),
        ("/S/RES/2600(2021).ris", 404, "没有"),
        ("/years/1900.ris", 404, "没有找到文件"),
        ("/years/2020.xml", 404, "可以取得的格式有"),
        ("/references.ris", 400, "请给出文号"),
        ("/references.ris?symbol=nothing", 400, "请给出文号"),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(resolution, client, address, status, sentence):
    response = client.get(address)
    assert response.status_code == status
    assert sentence in response.content.decode()


def test_a_draft_is_for_staff_and_a_withdrawn_text_for_nobody(resolution, client, admin_client):
    Document.objects.filter(pk=resolution.pk).update(status=Status.DRAFT)
    assert factories.PREAMBLE not in read(client, "/S/RES/2553(2020).txt")  # a stub, since another document cites it
    assert factories.PREAMBLE in read(admin_client, "/S/RES/2553(2020).txt")
    Document.objects.filter(pk=resolution.pk).update(status=Status.WITHDRAWN)
    assert factories.PREAMBLE not in read(client, "/S/RES/2553(2020).txt")
    assert client.get("/S/RES/2553(2020)/cites.ris").status_code == 404


def test_citation_lists_give_each_document_once(resolution, client):
    cited = rispy.loads(read(client, "/S/RES/2553(2020)/cites.ris"))
    assert [entry["issn"] for entry in cited] == ["S/RES/2151(2014)", "S/RES/2282(2016)"]
    citing = read(client, "/S/RES/2151(2014)/cited-by.ref.txt")
    assert citing == "联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)\n"


def test_any_list_by_symbols_in_any_spelling_also_of_unknown_documents(resolution, client):
    symbols = {"symbol": ["2553", "第2151（2014）号决议", "A/RES/70/1", "2553"]}
    entries = rispy.loads(b"".join(client.post("/references.ris", symbols)).decode())
    assert [entry["issn"] for entry in entries] == ["S/RES/2553(2020)", "S/RES/2151(2014)", "A/RES/70/1"]


@pytest.mark.parametrize(
    "method, count, status",
    [
        ("get", 1_001, 200),
        ("get", 5_000, 414),  # longer than an address may be
        ("get", 6_000, 414),
        ("post", 1_001, 200),
        ("post", 5_000, 200),
        ("post", 5_001, 400),
        ("post", 6_000, 400),
    ],
)
def test_a_list_is_as_long_as_the_page_says(client, db, method, count, status):
    symbols = {"symbol": [f"S/2020/{number}" for number in range(1, count + 1)]}
    response = getattr(client, method)("/references.ref.txt", symbols)
    assert response.status_code == status
    if status == 200:
        assert b"".join(response.streaming_content).decode().count("\n") == count
    else:
        assert {400: "一次最多导出 5000 份", 414: "地址太长"}[status] in response.content.decode()


def test_the_documents_of_a_year_and_of_a_search(seeds, client):
    year = read(client, "/years/2020.ref.txt").splitlines()
    assert len(year) == Document.objects.visible().filter(year=2020).count()
    found = rispy.loads(read(client, "/search.ris?q=安全部门改革"))
    assert "第2553(2020)号决议" in {entry["title"] for entry in found}
    assert client.get("/search.ris?q=没有这样的词语啊").status_code == 404


def test_the_same_export_is_not_sent_twice(resolution, client):
    tag = client.get("/S/RES/2553(2020).ris")["ETag"]
    assert client.get("/S/RES/2553(2020).ris", headers={"If-None-Match": tag}).status_code == 304
