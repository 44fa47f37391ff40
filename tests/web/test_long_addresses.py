"""Addresses that are too long are answered in the language and form of what was asked for."""

import pytest

from portal.long_addresses import MAX_ADDRESS_LENGTH
from search.protocol.request import MAX_PASTE_LENGTH

LONG = "字" * MAX_PASTE_LENGTH


@pytest.mark.parametrize("address", ["/search", "/", "/S/RES/2553(2020)", "/search.csv", "/api"])
def test_a_page_offers_a_form_with_what_was_typed(client, address):
    response = client.get(address, {"q": LONG * 2})
    page = response.content.decode()
    assert response.status_code == 414 and 'method="post"' in page and "地址太长" in page
    assert f">{LONG}</textarea>" in page and response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("address", ["/api/v1/search", "/api/v1/nothing", "/api/v1/openapi.json"])
def test_the_api_answers_in_json(client, address):
    response = client.get(address, {"q": LONG * 2})
    assert response.status_code == 414 and response.json()["detail"].startswith("地址太长")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_path_may_be_too_long_as_well(client):
    assert client.get("/" + "字" * MAX_ADDRESS_LENGTH).status_code == 414


def test_an_address_with_a_whole_pasted_text_passes(client):
    assert client.get("/search/help", {"q": LONG}).status_code == 200
