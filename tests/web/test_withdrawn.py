"""Withdrawn documents and drafts: no page, feed, export, search or API answer shows their text.

By docs/design.md, "Provenance and visibility", a withdrawn document keeps its page and its line in lists under the
title that its symbol gives; a draft that nothing public names has neither.
"""

import json
import re
from urllib.parse import unquote

import pytest

from resolutions.models import Document, Status
from resolutions.writing import similar_paragraphs
from resolutions.writing.publish import change_status
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db
SYMBOL = "S/RES/2594(2021)"
TITLE = "关于金丝雀的第2594(2021)号决议"
CANARIES = {"title": "金丝雀", "text": "鹦鹉螺", "theme": "信天翁"}
TEXT = "回顾其关于信天翁的第2553(2020)号决议和第2151(2014)号决议，强调指出鹦鹉螺对于巩固和平与稳定至关重要；"
# Each address with the words it shows while the document is published. A search types the first part of a word only,
# because pages repeat what was typed.
ADDRESSES = {
    "/": "title",
    "/years/2021": "title",
    "/years/2021.ris": "title",
    "/new.atom": "title",
    "/browse": "theme",
    "/browse/documents": "title",
    "/browse/documents?held=1": "title",
    "/browse/themes": "theme",
    "/browse/themes/信天翁": "text theme",
    "/trace?phrase=鹦鹉": "title text theme",
    "/search?q=鹦鹉": "title text theme",
    "/search?q=金丝": "title text theme",
    "/search.csv?q=鹦鹉": "title text theme",
    "/search.atom?q=鹦鹉": "title text theme",
    "/search.ris?q=鹦鹉": "title",
    "/search/suggest?q=金丝": "title",
    "/S/RES/2553(2020)/cited-by": "title text theme",
    "/S/RES/2553(2020)/cited-by.csv": "title text theme",
    "/S/RES/2553(2020)/cited-by.atom": "text theme",
    "/S/RES/2553(2020)/cited-by.ris": "title",
    "/S/RES/2553(2020)/graph": "title",
    "/S/RES/2553(2020)/graph.svg": "title",
    "/S/RES/2553(2020)/graph.graphml": "title theme",
    "/S/RES/2553(2020)/similar": "",
    "/S/RES/2151(2014)": "text theme",
    "/S/RES/2151(2014)/cited-by": "title text theme",
    "/S/RES/2151(2014)/card": "theme",
    "/S/RES/2151(2014)/graph": "title",
    "/S/RES/2594(2021)": "title text theme",
    "/S/RES/2594(2021)/card": "title text theme",
    "/S/RES/2594(2021)/cites": "title text theme",
    "/S/RES/2594(2021)/cited-by": "title",
    "/S/RES/2594(2021)/graph": "title theme",
    "/S/RES/2594(2021)/similar": "title",
    "/S/RES/2594(2021).txt": "title text theme",
    "/S/RES/2594(2021).json": "title text theme",
    "/S/RES/2594(2021).ris": "title",
    "/S/RES/2594(2021).ris?paragraph=pp1": "title text theme",
    "/compare": "title",
    "/compare?a=2553&b=2594": "title text theme",
    "/paths?from=S/RES/2594(2021)&to=S/RES/2553(2020)": "text theme",
    "/references.ris?symbol=S/RES/2594(2021)": "title",
    "/api/v1/documents": "title",
    "/api/v1/search?q=鹦鹉": "title text theme",
    "/api/v1/search?q=金丝": "title theme",
    "/api/v1/documents/S/RES/2594(2021)": "title",
    "/api/v1/paragraphs": "text theme",
    "/api/v1/paragraphs?document=S/RES/2594(2021)": "text theme",
    "/api/v1/citations": "theme",
    "/sitemap.xml": "",
    "/statistics": "",
}


@pytest.fixture
def document():
    """2594(2021), published and indexed; it cites 2553(2020) and a stub, and has a paragraph similar to 2553's."""
    cited = factories.make_resolution()
    document = factories.make_document(SYMBOL, title=TITLE)
    for label, text in (("PP1", TEXT), ("PP2", factories.PREAMBLE)):
        factories.add_paragraph(document, "preamble", label, label.lower(), text)
    paragraph = document.paragraphs.get(label="PP1")
    factories.cite(
        paragraph, "第2553(2020)号决议", cited, verb="回顾", theme=CANARIES["theme"], cited_paragraphs=["12"]
    )
    factories.cite(
        paragraph, "第2151(2014)号决议", Document.objects.get(symbol="S/RES/2151(2014)"), theme=CANARIES["theme"]
    )
    similar_paragraphs.update_similar_paragraphs([document.pk])
    factories.add_original(document, "金丝雀.txt", TEXT.encode())
    factories.index()
    return document


def words_on(client, address: str) -> str:
    """Return which canaries the response contains, whatever its format; search marks may divide a word.

    A page that does not exist may name what its address asked for.
    """
    response = client.get(address)
    text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
    content_type = response.headers["Content-Type"]
    if "json" in content_type:
        text = json.dumps(json.loads(text), ensure_ascii=False)
    elif "html" in content_type:
        text = re.sub(r"<[^>]+>", "", text)
    asked = unquote(address) if response.status_code == 404 else ""
    return " ".join(name for name, word in CANARIES.items() if word in text and word not in asked)


def words_on_all(client) -> dict[str, str]:
    return {address: words_on(client, address) for address in ADDRESSES}


def test_a_published_document_is_shown_on_each_address(client, document):
    assert words_on_all(client) == ADDRESSES


def test_nothing_that_a_withdrawn_document_said_is_left(client, document, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change_status(document, Status.WITHDRAWN, reason="文本有误")
    assert {address: words for address, words in words_on_all(client).items() if words} == {}
    assert "文本有误" in read_page(client, "/S/RES/2594(2021)")


def test_a_draft_is_nowhere_for_readers(client, document, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change_status(document, Status.DRAFT)
    assert {address: words for address, words in words_on_all(client).items() if words} == {}


def test_what_a_withdrawn_document_cited_is_no_longer_cited_by_it(client, document):
    assert "被 1 份文件引用 1 次" in read_page(client, "/S/RES/2553(2020)")
    change_status(document, Status.WITHDRAWN)
    assert "本站所收文件尚未引用本文件" in read_page(client, "/S/RES/2553(2020)")
