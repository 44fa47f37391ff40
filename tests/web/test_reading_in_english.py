"""Pages of documents in English and 繁體: names, places, what is copied, errors, answers for programs."""

import json
import re
from html import unescape

import pytest
from django.db import OperationalError
from django.utils import translation

from portal import error_pages
from resolutions.interface.places import format_label, format_margin_number, place_in_language
from resolutions.interface.titles import title_in_language
from resolutions.models import Document, Status
from resolutions.templatetags.portal import mark_chinese
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db
PAGE = "/S/RES/2553(2020)"


@pytest.mark.parametrize(
    "language, place, margin", [("zh-hans", "脚注9", "序3"), ("zh-hant", "腳註9", "序3"), ("en", "footnote 9", "PP3")]
)
def test_a_place_is_in_the_language_of_the_interface(language, place, margin):
    """Caches of places know the language: each is asked for twice."""
    for _ in range(2):
        with translation.override(language):
            assert (format_label("fn9"), format_margin_number("PP3")) == (place, margin)
            assert place_in_language("“脚注”") == "“脚注”"  # words of a document


@pytest.mark.parametrize(
    "symbol, title, english",
    [
        ("S/RES/1325(2000)", "第1325(2000)号决议", "Resolution 1325 (2000)"),
        ("S/2016/952", "文件 S/2016/952", "Document S/2016/952"),
        ("S/2016/953", "2016年11月10日给秘书长的信", "2016年11月10日给秘书长的信"),
        ("", "已撤回的文件", "Withdrawn document"),
        ("", "《惯例汇辑》第35节", "《惯例汇辑》第35节"),
    ],
)
def test_a_document_has_the_name_of_its_symbol(symbol, title, english):
    document = Document(symbol=symbol, title=title)
    assert title_in_language(document) == title
    with translation.override("en"):
        assert title_in_language(document) == english


def test_words_of_documents_say_that_they_are_chinese():
    assert mark_chinese("回顾<b>") == "回顾<b>"
    with translation.override("en"):
        assert mark_chinese("回顾<b>") == '<span lang="zh-Hans">回顾&lt;b&gt;</span>'
        assert mark_chinese("S/RES/1325(2000)") == "S/RES/1325(2000)"


def test_what_readers_copy_is_the_same_in_every_language(client, seeds):
    def copied(language: str) -> tuple[list[str], list[dict[str, str]]]:
        html = read_page(client, PAGE, {"lang": language})
        patterns = json.loads(unescape(re.search(r'data-references="([^"]*)"', html)[1]))
        return re.findall(r'data-place="([^"]*)"', html), [
            {key: pattern[key] for key in ("name", "whole", "part")} for pattern in patterns
        ]

    chinese = copied("zh-hans")
    assert "序言部分第1段" in chinese[0] and "第1段" in chinese[0]
    assert copied("en") == copied("zh-hant") == chinese
    html = read_page(client, PAGE, {"lang": "en"})
    assert 'data-shown-place="preambular paragraph 1"' in html and '<h1 id="title">Resolution 2553 (2020)</h1>' in html
    assert "data-shown-place" not in read_page(client, PAGE, {"lang": "zh-hans"})


@pytest.mark.parametrize(
    "address",
    ["/new.atom", "/opensearch.xml", "/search.atom?q=2553", f"/unapi?id={PAGE}&format=ris", f"{PAGE}/cited-by.csv"],
)
def test_answers_for_programs_stay_chinese(client, seeds, address):
    chinese = client.get(address)
    client.cookies["language"] = "en"
    english = client.get(address)
    assert english.status_code == 200
    content = [b"".join(answer) for answer in (chinese, english)]
    assert content[0] == content[1] and (b"Content-Language" not in english.headers)


@pytest.mark.parametrize("address", ["/search?q=", "/"])
def test_a_long_address_is_answered_in_the_language_of_the_reader(client, address):
    """The answer comes before the middleware of the language; the one before it was in another."""
    client.get("/search/help", {"lang": "zh-hant"})
    client.cookies["language"] = "en"
    response = client.get(address + "字" * 61_000)
    page = response.content.decode()
    assert response.status_code == 414 and "The address is too long" in page and '<html lang="en">' in page
    assert len(page) < 200_000


def test_errors_without_a_context_are_in_the_language_of_the_page(rf):
    pages = {}
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            pages[language] = b""
            for error in (OperationalError(), ValueError()):
                try:
                    raise error
                except (OperationalError, ValueError):
                    pages[language] += error_pages.server_error(rf.get("/")).content
    assert "数据库暂时没有回应".encode() in pages["zh-hans"] and "本站出了差错".encode() in pages["zh-hans"]
    assert "資料".encode() in pages["zh-hant"] or "數據庫".encode() in pages["zh-hant"]
    assert b"The database does not answer" in pages["en"] and b"Something went wrong here" in pages["en"]
    assert b'<html lang="en">' in pages["en"]


def test_a_missing_paragraph_is_named(client):
    document = factories.make_document("S/RES/2600(2021)")
    factories.add_paragraph(document, "operative", "1", "op1", "1. 决定；", lead=3)
    html = read_page(client, "/S/RES/2600(2021)/op12a", {"lang": "en"}, status=404)
    assert "<h1>Resolution 2600 (2021) has no paragraph 12 (a)</h1>" in html
    assert "<h1>第2600(2021)号决议没有第12(a)段</h1>" in read_page(
        client, "/S/RES/2600(2021)/op12a", {"lang": "zh-hans"}, status=404
    )


@pytest.mark.parametrize(
    "address, reason",
    [
        ("/S/RES/2553(1999)", "Resolution 2553 was adopted in 2020."),
        ("/S/PRST/1990/5", "Symbols of presidential statements have the year only since 1994"),
        ("/CHARTER/art.112", "has no part “art.112”: there are nineteen Chapters and 111 Articles"),
    ],
)
def test_the_reason_why_a_symbol_cannot_exist(client, address, reason):
    assert reason in read_page(client, address, {"lang": "en"}, status=404)


def test_a_withdrawn_document(client):
    factories.make_document("S/RES/2600(2021)", Status.WITHDRAWN)
    assert "The text of this document has been withdrawn." in read_page(client, "/S/RES/2600(2021)", {"lang": "en"})
