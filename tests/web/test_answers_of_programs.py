"""Answers for programs – API, exports, feeds, bulk files – are the same whatever language the reader chose."""

import pytest
from django.utils import translation

from tests.web.test_visibility import VARYING, addresses, item

__all__ = ["item"]
pytestmark = pytest.mark.django_db
FOR_PAGES = "/search/suggest"  # JSON for the script of a page


def test_answers_for_programs_have_no_language(client, item):
    differing, compared = [], 0
    for address in addresses(item):
        answers = []
        for language in ("zh-hans", "en"):
            client.cookies["language"] = language
            response = client.get(address)
            content = VARYING.sub("", b"".join(response).decode("utf-8", "surrogateescape"))
            answers.append((response.status_code, response.get("Content-Type", ""), content))
        if not answers[0][1].startswith("text/html") and not address.startswith(FOR_PAGES):
            compared += 1
            differing += [address] if answers[0] != answers[1] else []
    assert differing == [] and compared > 100


def test_no_language_stays_active_behind_a_request(client):
    assert client.get("/search/help?lang=en")["Content-Language"] == "en"
    assert translation.get_language() == "zh-hans"
