"""引文查找: a pasted text is shown with its citations linked, and is neither stored nor logged."""

import csv
import io
import logging
import re

import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resolutions.pages import pasted_text
from resolutions.views.citation_finder import MAX_FORM_BYTES, MAX_TEXT_BYTES
from tests.web import factories

TEXT = (
    "回顾其第 1325(2000)、2151(2014)和 2553\n(2020)号决议以及主席声明(S/PRST/2014/5)。"
    "重申《联合国宪章》第七章。见 <b>S/2016/952</b>。"
)


@pytest.fixture
def site(db):
    factories.make_resolution()


def paste(client, text: str):
    return client.post("/finder", {"text": text})


def test_every_citation_is_linked_held_or_not(site, client):
    html = paste(client, TEXT).content.decode()
    links = re.findall(r'<a\s+id="c\d+"\s+class="cite (\w+)" href="([^"]+)"\s*>([^<]+)</a>', html)
    assert ("held", "/S/RES/2553(2020)", "2553\n(2020)号决议") in links
    assert ("stub", "/S/RES/2151(2014)", "2151(2014)") in links
    assert ("stub", "https://docs.un.org/zh/S/PRST/2014/5", "S/PRST/2014/5") in links
    assert "引用 6 份文件，共 6 次" in html and "其中 1 份收录全文" in html


def test_what_was_pasted_is_shown_and_nothing_of_it_is_markup(site, client):
    html = paste(client, TEXT).content.decode()
    assert "&lt;b&gt;" in html and "<b>" not in html.split("<main")[1]


def test_the_list_can_be_exported(site, client):
    html = paste(client, TEXT).content.decode()
    symbols = [part.split('"')[0] for part in html.split('name="symbol" value="')[1:]]
    entries = rispy.loads(b"".join(client.post("/references.ris", {"symbol": symbols})).decode())
    assert [entry.get("issn", "CHARTER") for entry in entries] == symbols
    assert symbols[:3] == ["S/RES/1325(2000)", "S/RES/2151(2014)", "S/RES/2553(2020)"]


def test_nothing_pasted_is_stored_or_logged(site, client, caplog):
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        response = paste(client, TEXT)
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert "1325" not in "".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert "no-store" in response["Cache-Control"] and not response.cookies


@pytest.mark.parametrize("text", ["", "   \n", "没有引文的文字。", "\0", "第" * 3_000, "号决议" * 900, "(" * 5_000])
def test_a_text_without_citations_is_answered_too(site, client, text):
    response = paste(client, text)
    assert response.status_code == 200
    assert "未找到引文" in response.content.decode() or "还没有文字" in response.content.decode()


@pytest.mark.parametrize("text", ["安" * (MAX_TEXT_BYTES // 3 + 1), "x" * 5_000_000])
def test_too_long_a_text_is_refused_with_the_limit(site, client, text):
    response = paste(client, text)
    assert response.status_code == 413
    assert "一次最多 200 KB" in response.content.decode()


def test_the_longest_accepted_text_is_read_to_its_end(site, client):
    piece = "回顾第2151(2014)号决议，" + "安" * 40 + "。"
    text = piece * (MAX_TEXT_BYTES // len(piece.encode()))
    html = paste(client, text).content.decode()
    assert f"共 {text.count('2151')} 次" in html
    assert len(text.encode()) <= MAX_TEXT_BYTES < MAX_FORM_BYTES


def test_more_citations_than_a_text_can_have_are_cut_and_the_page_says_so(site, client):
    html = paste(client, "第2151(2014)号决议" * (pasted_text.MAX_CITATIONS + 1)).content.decode()
    assert f"共 {pasted_text.MAX_CITATIONS} 次" in html and "引文过多" in html


def test_a_list_without_end_is_not_cut_inside_a_citation():
    text = "第2151(2014)号决议" * 300 + "，" + "第1325(2000)、" * 5 + "1820(2008)号决议"
    found = list(pasted_text.find_citations_in_chunks(text))
    assert len(found) == 306
    assert all(text[citation.start : citation.end] == citation.surface for citation in found)


@pytest.mark.parametrize("text", [TEXT, "甲" * 9_000, "甲，" * 5_000, "回顾第1325(2000)号决议" * 800, ""])
def test_the_pieces_joined_give_the_text_back_and_are_bounded(text):
    pieces = list(pasted_text.split_into_chunks(text))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(0 < end - start <= pasted_text.MAX_CHUNK_LENGTH for start, end in pieces)


def test_a_long_text_is_not_sent_back_twice(site, client):
    assert len(paste(client, "安全理事会" * 9_000).content) < 150_000


PASSAGES = {
    "第12号决议": ["S/RES/12(1946)"],
    "根据第1373、1540和2231号决议": ["S/RES/1373(2001)", "S/RES/1540(2004)", "S/RES/2231(2015)"],
    "大会在其第1514号决议中宣布，并在第2625号决议中重申": ["A/RES/1514(XV)", "A/RES/2625(XXV)"],
    "大会第377号决议和安理会第1325号决议": ["A/RES/377(V)", "S/RES/1325(2000)"],
    "大会通过宣言。第2625号决议": ["S/RES/2625(2022)"],
    "聯大第2625號決議": ["A/RES/2625(XXV)"],
    "人民代表大会堂通过第1325号决议": ["S/RES/1325(2000)"],
    "大会第46/182号决议、第1325(2000)号决议": ["A/RES/46/182", "S/RES/1325(2000)"],
}


@pytest.mark.parametrize(("passage", "targets"), PASSAGES.items())
def test_a_number_alone_is_the_assemblys_behind_its_name_otherwise_the_councils(passage, targets):
    assert [citation.target for citation in pasted_text.find_citations_in_chunks(passage)] == targets


def test_the_table_names_place_and_paragraph_and_can_be_downloaded(site, client):
    text = "第一行。\n按照第2553(2020)号决议第12和14段，\n又按照第2553(2020)号决议第3段。"
    html = paste(client, text).content.decode()
    assert "第12、14、3段" in html
    assert 'href="#c1">第2行</a' in html and 'id="c2"' in html
    response = client.post("/finder", {"text": text, "form": "csv"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["序号", "行", "引文"]
    assert [(row[1], row[3], row[5], row[6]) for row in rows[1:]] == [
        ("2", "S/RES/2553(2020)", "第12、14段", "收录全文"), ("3", "S/RES/2553(2020)", "第3段", "收录全文"),
    ]  # fmt: skip


def test_the_table_says_what_is_here_of_each_document(site, client):
    text = "第2553(2020)号决议、第2151(2014)号决议、第2600(2021)号决议"
    response = client.post("/finder", {"text": text, "form": "csv"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))[1:]
    assert [row[6] for row in rows] == ["收录全文", "未收录全文", "仅有正式文本"]
