"""Lists of citations, in and out: counts, filters, sentences, CSV and Atom."""

import csv
import io
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from resolutions.models import Status
from resolutions.pages.cited_by import count_cited_by
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def cited():
    """2553(2020), cited by the Repertoire (paragraphs 12 and 14) and by 2594(2021) as a whole."""
    document = factories.make_resolution()
    factories.make_repertoire(document)
    later = factories.make_document("S/RES/2594(2021)")
    text = "回顾其关于安全部门改革的第2553(2020)号决议，"
    paragraph = factories.add_paragraph(later, "preamble", "PP1", "pp1", text)
    factories.cite(paragraph, "第2553(2020)号决议", document, verb="回顾", theme="安全部门改革")
    return document


def rows(client, address: str) -> list[list[str]]:
    response = client.get(address)
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_every_cited_paragraph_verb_year_and_theme_is_counted(cited):
    counts = count_cited_by(cited)
    assert (counts.citations, counts.documents) == (2, 2)
    assert counts.by_label == {"12": 1, "14": 1}
    assert (counts.by_verb, counts.by_theme) == ({"回顾": 1}, {"安全部门改革": 1})
    assert counts.by_year == {2021: 1, 2020: 1}


def test_the_newest_citing_document_comes_first_and_an_undated_one_last(client, cited):
    for symbol, day in (("S/RES/2600(2021)", date(2021, 12, 31)), ("S/RES/2601(2021)", date(2021, 1, 4))):
        document = factories.make_document(symbol, adopted_on=day)
        said = factories.add_paragraph(document, "preamble", "PP1", "pp1", "回顾第2553(2020)号决议，")
        factories.cite(said, "第2553(2020)号决议", cited)
    symbols = [row[0] for row in rows(client, "/S/RES/2553(2020)/cited-by.csv")[1:]]
    assert symbols == ["S/RES/2600(2021)", "S/RES/2594(2021)", "S/RES/2601(2021)", ""]


def test_the_counts_are_in_the_heading_and_the_sentences_below(client, cited):
    html = read_page(client, "/S/RES/2553(2020)/cited-by")
    assert "被 2 份文件引用 2 次。" in html
    assert '<a class="this" href="/S/RES/2594(2021)#pp1"><mark>第2553(2020)号决议</mark></a>' in html
    assert html.index("S/RES/2594(2021)#pp1") < html.index("repertoire-2020#fn954"), "newest first, undated last"


@pytest.mark.parametrize(
    "query, sources",
    [
        ("paragraph=12", ["维护国际和平与安全"]),
        ("verb=回顾", ["第2594(2021)号决议"]),
        ("year=2021", ["第2594(2021)号决议"]),
        ("kind=repertoire&paragraph=14", ["维护国际和平与安全"]),
        ("kind=repertoire&year=2021", []),
        ("paragraph=99", []),
        ("unknown=1", ["第2594(2021)号决议", "维护国际和平与安全"]),
    ],
)
def test_filters_are_in_the_address_and_apply_to_the_table_too(client, cited, query, sources):
    assert [row[1] for row in rows(client, f"/S/RES/2553(2020)/cited-by.csv?{query}")[1:]] == sources
    html = read_page(client, f"/S/RES/2553(2020)/cited-by?{query}")
    assert html.count('<li class="sentence">') == len(sources)
    assert ("没有符合条件的引用" in html) == (not sources)


def test_a_filter_in_force_is_marked_and_can_be_dropped(client, cited):
    html = read_page(client, "/S/RES/2553(2020)/cited-by?paragraph=12&kind=repertoire")
    assert re.search(r'<a href="\?kind=repertoire" aria-current="true">第12段', html)
    assert "符合条件的有 1 份文件 1 次" in html


def test_a_citing_footnote_comes_with_the_sentence_it_belongs_to(client, cited):
    report = factories.Document.objects.get(slug="repertoire-2020")
    text = "安理会鼓励会员国参与。954 会议结束。"
    factories.add_paragraph(report, "body", "p4", "p4", text, marks=[[11, 14, "fn954"]])
    html = read_page(client, "/S/RES/2553(2020)/cited-by")
    assert '<blockquote class="noted">安理会鼓励会员国参与。</blockquote>' in html


def test_a_sentence_does_not_begin_with_the_footnote_of_the_one_before(client, cited):
    text = "会议结束。905 安理会通过了第2553(2020)号决议，906并发表了声明。"
    marks = [[text.index(number), text.index(number) + 3, f"fn{number}"] for number in ("905", "906")]
    report = factories.make_document("S/2021/1", kind="report")
    factories.cite(factories.add_paragraph(report, "body", "p1", "p1", text, marks=marks), "第2553(2020)号决议", cited)
    html = read_page(client, "/S/RES/2553(2020)/cited-by?kind=report")
    assert "<blockquote>安理会通过了<a " in html and "，<sup>906</sup>并发表了声明。</blockquote>" in html
    assert (
        rows(client, "/S/RES/2553(2020)/cited-by.csv?kind=report")[1][9]
        == "安理会通过了第2553(2020)号决议，并发表了声明。"
    )


@pytest.mark.parametrize("at", ["", "?at=p1"])
def test_a_card_has_no_footnote_marks(client, db, at):
    text = "谴责一切侵害平民的行为。905 安理会通过了第1325(2000)号决议，906并发表了声明¹。"
    marks = [[text.index(sign), text.index(sign) + len(sign), f"fn{sign}"] for sign in ("905", "906", "¹")]
    report = factories.make_document("S/2021/1", kind="report")
    factories.add_paragraph(report, "body", "p1", "p1", text, marks=marks)
    words = "谴责一切侵害平民的行为。 安理会通过了第1325(2000)号决议，并发表了声明。"
    assert words in read_page(client, f"/S/2021/1/card{at}")


def test_what_a_document_cites_is_shown_once_for_each_sentence(client, cited):
    html = read_page(client, "/S/RES/2553(2020)/cites")
    assert "引用 2 份文件 2 次。" in html
    assert html.count('<li class="sentence">') == 1
    assert "<mark>第 2151(2014)号决议</mark>" in html and "<mark>第 2282(2016)号决议</mark>" in html


def test_a_stub_is_cited_but_cites_nothing(client, cited):
    assert client.get("/S/RES/2151(2014)/cited-by").status_code == 200
    assert client.get("/S/RES/2151(2014)/cites").status_code == 404


def test_the_feed_is_atom_with_an_entry_for_each_sentence(client, cited):
    response = client.get("/S/RES/2553(2020)/cited-by.atom")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 2
    assert all(entry.findtext(f"{ATOM}updated") for entry in entries)


def test_a_cell_that_looks_like_a_formula_is_made_harmless(client, cited):
    text = "=HYPERLINK(1)第2553(2020)号决议"
    paragraph = factories.add_paragraph(factories.make_document("S/RES/2600(2021)"), "body", "p1", "p1", text)
    factories.cite(paragraph, "第2553(2020)号决议", cited)
    assert "'" + text in [row[9] for row in rows(client, "/S/RES/2553(2020)/cited-by.csv")]


def test_citations_of_a_draft_or_rejected_by_staff_do_not_count(client, cited):
    draft = factories.make_document("S/RES/2600(2021)", Status.DRAFT)
    for document, values in ((draft, {}), (cited, {"origin": "rejected"}), (cited, {"is_counted": False})):
        number = document.paragraphs.count()
        said = factories.add_paragraph(document, "body", f"p{number}", f"p{number}", "第2553(2020)号决议")
        factories.cite(said, "第2553(2020)号决议", cited, **values)
    assert "被 2 份文件引用 2 次。" in read_page(client, "/S/RES/2553(2020)/cited-by")


@pytest.mark.parametrize("page", ["2", "0", "x"])
def test_an_unknown_page_is_answered_with_a_sentence(client, cited, page):
    assert client.get(f"/S/RES/2553(2020)/cited-by?page={page}").status_code == 404


def test_another_spelling_keeps_the_list_and_its_filters(client, cited):
    response = client.get("/s/res/2553/cited-by.csv?year=2021")
    assert (response.status_code, response["Location"]) == (301, "/S/RES/2553(2020)/cited-by.csv?year=2021")


def test_lists_of_a_draft_are_for_staff_and_readers_keep_what_they_knew(client, admin_client, cited):
    cited.status, cited.title = Status.DRAFT, "草稿里的标题"
    cited.save()
    for side in ("cited-by", "cites"):
        assert "草稿里的标题" in read_page(admin_client, f"/S/RES/2553(2020)/{side}")
    html = read_page(client, "/S/RES/2553(2020)/cited-by")
    assert "被 2 份文件引用 2 次。" in html and "草稿" not in html
    assert client.get("/S/RES/2553(2020)/cites").status_code == 404
    factories.make_document("S/RES/2601(2021)", Status.DRAFT)
    assert client.get("/S/RES/2601(2021)/cited-by").status_code == 404
