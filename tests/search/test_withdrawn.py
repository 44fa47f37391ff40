"""A withdrawn document is in no answer of the search."""

import json

import pytest

from resolutions.models import Document, Status
from resolutions.writing.publish import change_status
from search import indexing
from search.engine import search_engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
SYMBOL, TITLE = "S/RES/2594(2021)", "第2594(2021)号决议"
QUERY = {"q": "安全部门改革"}
ADDRESSES = [
    ("/search", QUERY),
    ("/search", {"q": "*", "kind": "resolution"}),
    ("/search.csv", QUERY),
    ("/search.atom", QUERY),
    ("/search.ris", QUERY),
    ("/api/v1/search", QUERY),
    ("/api/v1/search", {"q": "*"}),
    ("/trace", {"phrase": "安全部门改革"}),
    ("/trace", {"phrase": "过渡规划"}),
]


def read(client, address: str, parameters: dict[str, str]) -> str:
    """The body of the answer; JSON as the text that it stands for."""
    response = client.get(address, parameters)
    if response.get("Content-Type") == "application/json":
        return json.dumps(response.json(), ensure_ascii=False)
    return b"".join(response).decode()


@pytest.fixture
def withdrawn() -> Document:
    document = Document.objects.get(symbol=SYMBOL)
    change_status(document, Status.WITHDRAWN)
    indexing.update_documents([document.pk])
    return document


@pytest.mark.parametrize("address, parameters", ADDRESSES)
def test_a_published_document_is_in_every_answer(client, address, parameters):
    """Otherwise the next test could not fail."""
    answer = read(client, address, parameters)
    assert TITLE in answer or f"/{SYMBOL}" in answer


@pytest.mark.parametrize("address, parameters", ADDRESSES)
def test_a_withdrawn_document_is_in_no_answer(client, withdrawn, address, parameters):
    answer = read(client, address, parameters)
    assert TITLE not in answer and f"/{SYMBOL}" not in answer


def test_a_withdrawn_document_is_not_suggested_and_not_counted(client, withdrawn):
    assert f"/{SYMBOL}" not in [suggestion.url for suggestion in search_engine().suggest(TITLE)]
    facets = client.get("/api/v1/search", QUERY).json()["facets"]
    assert sum(item["count"] for item in facets["year"]) == 4


def test_only_its_symbol_leads_to_its_page_which_says_that_it_was_withdrawn(client, withdrawn):
    (suggestion,) = client.get("/search/suggest", {"q": SYMBOL}).json()["suggestions"]
    page = client.get("/search", {"q": SYMBOL})
    assert page.status_code == 200 and page.context["direct"].document == withdrawn
    assert "撤回" in client.get(suggestion["url"]).content.decode()
