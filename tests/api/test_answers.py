"""Answers of the API: records, pages, spellings of symbols, errors and etags."""

import pytest

from resolutions.exports import data_dictionary
from resolutions.models import Document, Status
from tests.web import factories

API = "/api/v1"
MAX_PAGES = 50


@pytest.fixture(autouse=True)
def site(db):
    factories.make_repertoire(factories.make_resolution())


def items(client, path: str) -> list[dict]:
    """Follow ``next`` from page to page and return all items of a list."""
    found, address = [], f"{API}/{path}"
    for _ in range(MAX_PAGES):
        page = client.get(address).json()
        found, address = found + page["items"], page["next"]
        if not address:
            return found
    pytest.fail(f"{path} has more than {MAX_PAGES} pages: does its cursor move on?")


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_pages_of_any_size_give_every_row_once(client, limit):
    keys = [one["key"] for one in items(client, f"documents?limit={limit}")]
    assert len(keys) == len(set(keys)) == Document.objects.count()


def test_records_have_the_fields_of_the_dictionary(client):
    assert list(items(client, "documents")[0]) == list(data_dictionary.DOCUMENT_FIELDS)
    assert list(items(client, "paragraphs")[0]) == list(data_dictionary.PARAGRAPH_FIELDS)
    assert list(items(client, "citations")[0]) == list(data_dictionary.CITATION_FIELDS)


@pytest.mark.parametrize("spelling", ["S/RES/2553(2020)", "s/res/2553", "第2553（2020）号决议", "S%2FRES%2F2553(2020)"])
def test_a_document_answers_to_any_spelling(client, spelling):
    assert client.get(f"{API}/documents/{spelling}").json()["key"] == "S/RES/2553(2020)"


def test_a_document_without_a_symbol_answers_to_its_key(client):
    assert client.get(f"{API}/documents/texts/repertoire-2020").json()["kind"] == "repertoire"


def test_citations_in_and_out(client):
    out = items(client, "citations?source=2553")
    assert [one["target"] for one in out] == ["S/RES/2151(2014)", "S/RES/2282(2016)"]
    received = items(client, "citations?target=S/RES/2553(2020)")
    assert [(one["source"], one["cited_paragraphs"]) for one in received] == [("texts/repertoire-2020", ["12", "14"])]


@pytest.mark.parametrize(
    "query, count",
    [
        ("documents?held=true", 2),
        ("documents?kind=charter", 1),
        ("documents?year=2020", 2),
        ("documents?year=1950", 0),
        ("paragraphs?document=2553", 3),
        ("paragraphs?document=2553&kind=operative", 1),
        ("citations?target=2151", 1),
    ],
)
def test_filters_narrow_a_list(client, query, count):
    assert len(items(client, query)) == count


def test_any_text_becomes_symbols(client):
    answer = client.get(f"{API}/resolve", {"text": "第２５５３（２０２０）号决议"}).json()
    assert answer["symbol"] == "S/RES/2553(2020)"
    paragraph = client.get(f"{API}/resolve", {"text": "第2553号决议第12段"}).json()
    assert (paragraph["cited_paragraphs"], paragraph["url"]) == (["12"], "/S/RES/2553(2020)#op12")
    assert client.get(f"{API}/resolve", {"text": "2553(2019)"}).json()["candidates"] == ["S/RES/2553(2020)"]
    text = "重申第1325(2000)号和第2553(2020)号决议，"
    found = client.post(f"{API}/resolve", {"text": text}, "application/json").json()["citations"]
    assert [(one["symbol"], one["held"]) for one in found] == [("S/RES/1325(2000)", False), ("S/RES/2553(2020)", True)]
    assert all(text[one["start"] : one["end"]] == one["surface"] for one in found)


@pytest.mark.parametrize(
    "path, status, sentence",
    [
        ("documents?limit=0", 400, "limit 不能小于 1"),
        ("documents?limit=many", 400, "limit 应是整数"),
        ("documents?kind=novel", 400, "kind 应是 resolution、"),
        ("documents?cursor=bm90aGluZw", 404, "没有这一页"),
        ("documents?cursor=%00", 400, "cursor"),
        ("citations?cursor=ZG9jdW1lbnRzOjc", 404, "没有这一页"),
        ("documents/S/RES/9999", 404, "没有 S/RES/9999 这份文件"),
        ("documents/2553(2019)", 404, "是否要找 S/RES/2553(2020)？"),
        ("documents/%00", 404, "没有"),
        ("paragraphs?document=nothing", 404, "没有 nothing 这份文件"),
        ("citations?verb_group=love", 400, "verb_group 应是 recall、"),
        ("resolve", 400, "text 必须给出"),
        ("nothing", 404, "没有这个地址"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(client, path, status, sentence):
    response = client.get(f"{API}/{path}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert sentence in response.json()["detail"]


@pytest.mark.parametrize(
    "body, status, sentence",
    [
        ("{", 400, "不是有效的 JSON"),
        ("[]", 400, "text 必须给出"),
        ('{"text": ""}', 400, "text 不能是空的"),
        ('{"text": "' + "安" * 66_001 + '"}', 400, "text 不能超过 66000 个字符"),
        ('{"text": "' + "x" * 5_000_000 + '"}', 413, "一次最多 200 KB"),
    ],
)
def test_a_bad_body_is_refused_with_a_sentence(client, body, status, sentence):
    response = client.post(f"{API}/resolve", body, "application/json")
    assert response.status_code == status
    assert sentence in response.json()["detail"]


def test_the_api_is_read_only(client):
    response = client.delete(f"{API}/documents")
    assert response.status_code == 405
    assert response["Allow"] == "GET"
    assert response.json()["detail"] == "这个地址只能用 GET 方法。"


def test_an_unchanged_answer_is_not_sent_twice(client):
    tag = client.get(f"{API}/documents")["ETag"]
    assert client.get(f"{API}/documents", headers={"If-None-Match": tag}).status_code == 304
    factories.make_document("S/RES/2600(2021)")
    assert client.get(f"{API}/documents", headers={"If-None-Match": tag}).status_code == 200


def test_drafts_and_withdrawn_texts_are_not_given_away(client):
    Document.objects.filter(symbol="S/RES/2553(2020)").update(status=Status.DRAFT)
    assert client.get(f"{API}/documents/2553").json()["status"] == "stub"  # another document cites it
    assert items(client, "paragraphs?document=2553") == items(client, "citations?source=2553") == []
    Document.objects.filter(symbol="S/RES/2553(2020)").update(status=Status.WITHDRAWN)
    assert items(client, "paragraphs?document=2553") == items(client, "citations?source=2553") == []
