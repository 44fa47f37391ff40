"""HEAD requests and requests from pages of other sites."""

import json

import pytest

from tests.web import factories

pytestmark = pytest.mark.django_db
API = "/api/v1"
ADDRESSES = [f"{API}/{path}" for path in (
    "documents", "documents/2553", "documents/nothing", "paragraphs", "citations?limit=x", "resolve?text=2553",
    "search?q=改革", "openapi.json", "nothing",
)]  # fmt: skip


@pytest.fixture(autouse=True)
def site(db):
    factories.make_resolution()
    factories.index()


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_answered_as_get_without_the_body(client, address):
    get, head = client.get(address), client.head(address)
    assert (head.status_code, head.get("ETag"), head["Content-Type"]) == (
        get.status_code, get.get("ETag"), get["Content-Type"],
    )  # fmt: skip
    assert head.content == b""


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_of_every_site_may_read_the_answer_also_an_error(client, address):
    for answer in (client.get(address), client.head(address), client.delete(address)):
        assert answer["Access-Control-Allow-Origin"] == "*" and "ETag" in answer["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("method, header", [("GET", "If-None-Match"), ("POST", "Content-Type")])
def test_the_preflight_allows_the_requests_that_the_api_answers(client, method, header):
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": header.lower()}
    answer = client.options(f"{API}/resolve", headers={"Origin": "https://example.org", **asked})
    assert answer.status_code == 204 and method in answer["Access-Control-Allow-Methods"]
    assert header in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_a_post_from_another_site_is_answered(client):
    body = json.dumps({"text": "回顾第2553(2020)号决议"})
    answer = client.post(f"{API}/resolve", body, "application/json", headers={"Origin": "https://example.org"})
    assert answer.status_code == 200 and answer["Access-Control-Allow-Origin"] == "*"
