"""Pages as the server sends them, without JavaScript."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from resolutions.interface.languages import TAGS
from resolutions.models import AgendaItem, CatalogueEntry, Citation, Document, Status
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db


def test_a_document_shows_its_paragraphs_with_anchors_and_links(client):
    factories.make_resolution()
    html = read_page(client, "/S/RES/2553(2020)")
    assert [f'id="{anchor}"' in html for anchor in ("pp1", "op12", "op12a")] == [True] * 3
    assert '<a class="cite stub" href="/S/RES/2151(2014)">第 2151(2014)号决议</a>' in html
    assert '<a class="lead" href="#op12" tabindex="-1">12. </a><em class="verb">强调指出</em>' in html


def test_marks_and_footnotes_link_both_ways(client):
    document = factories.make_repertoire(factories.make_resolution())
    html = read_page(client, document.get_absolute_url())
    assert '<a id="mark-fn905" href="#fn905" aria-label="脚注905">905</a>' in html
    assert 'href="#mark-fn905"' in html


def test_a_footnote_that_is_marked_twice_leads_back_to_each_mark(client):
    document = factories.make_repertoire(factories.make_resolution())
    text = "见前注。905 会议结束。"
    factories.add_paragraph(document, "body", "p4", "p4", text, marks=[[4, 7, "fn905"]])
    html = read_page(client, document.get_absolute_url())
    assert re.findall(r'id="(mark-[^"]+)"', html) == ["mark-fn905", "mark-fn905-2"]
    back = re.findall(r'class="back" href="#([^"]+)" aria-label="([^"]+)"', html)
    assert back == [("mark-fn905", "回到脚注905的标记"), ("mark-fn905-2", "回到脚注905的标记 2")]


def test_a_repeated_table_head_is_stored_but_hidden(client):
    document = factories.make_resolution()
    factories.make_table(document)
    html = read_page(client, document.get_absolute_url())
    assert html.count('<th scope="col">会议记录</th>') == 2
    assert html.count("<tr hidden>") == 1


def test_a_paragraph_says_how_often_exactly_it_is_cited(client):
    factories.make_repertoire(factories.make_resolution())
    html = read_page(client, "/S/RES/2553(2020)")
    assert 'cited-by?paragraph=12" tabindex="-1" data-text="被引 1" aria-label="第12段被引 1 次"></a>' in html
    assert "被 1 份文件引用 1 次" in html


def test_a_stub_shows_what_is_known_of_it(client):
    factories.make_resolution()
    html = read_page(client, "/S/RES/2151(2014)")
    assert "本站尚未收录全文" in html
    assert "<q>安全部门改革</q>" in html
    assert '<a class="this" href="/S/RES/2553(2020)#pp1"><mark>第 2151(2014)号决议</mark></a>' in html
    assert 'href="https://docs.un.org/zh/S/RES/2151(2014)"' in html


def test_the_charter_lists_its_cited_parts_and_each_has_a_page(client):
    factories.make_repertoire(factories.make_resolution())
    assert '<a href="/CHARTER/ch.VII">第七章' in read_page(client, "/CHARTER")
    html = read_page(client, "/CHARTER/ch.VII")
    assert "对于和平之威胁" in html
    assert "<mark>《宪章》第七章</mark>" in html


def test_the_charter_tells_programs_what_it_is_as_other_documents_do(client):
    factories.make_repertoire(factories.make_resolution())
    html = read_page(client, "/CHARTER")
    assert '<meta name="citation_title" content="联合国宪章">' in html
    assert '<link rel="canonical" href="http://testserver/CHARTER">' in html
    assert html.count(' hreflang="') == 6 + 2 * len(TAGS) + 1 and '"@type":"CreativeWork"' in html


def test_the_charter_has_a_page_before_anything_cites_it(client):
    assert "尚未见引用" in read_page(client, "/CHARTER")
    assert "本站所收文件没有引用这一部分" in read_page(client, "/CHARTER/art.39")


@pytest.mark.parametrize("form", ["ref.txt", "gbt7714.txt", "ris", "bib", "csl.json", "csv", "atom"])
def test_each_export_of_what_cites_the_charter_is_linked_and_exists(client, form):
    factories.make_repertoire(factories.make_resolution())
    html = read_page(client, "/CHARTER/cited-by")
    assert f'href="/CHARTER/cited-by.{form}"' in html
    assert client.get(f"/CHARTER/cited-by.{form}").status_code == 200


@pytest.mark.parametrize(
    "address", ["/CHARTER/art.112", "/CHARTER/ch.XX", "/CHARTER/nothing", "/nothing", "/originals/7"]
)
def test_what_does_not_exist_is_a_page_with_a_search(client, address):
    html = read_page(client, address, status=404)
    assert 'role="search"' in html and "页面不存在" in html


def test_an_unknown_symbol_offers_the_official_address(client):
    html = read_page(client, "/S/RES/2600(2021)", status=404)
    assert "本站没有 S/RES/2600(2021) 的页面" in html
    assert 'href="https://docs.un.org/zh/S/RES/2600(2021)"' in html


@pytest.mark.parametrize(
    "spelling",
    [
        "/s/res/2553(2020)", "/S/RES/2553（2020）", "/S/RES/2553 (2020)", "/S/RES/2553", "/S/RES/2553(2020)/",
        "/zh/S/RES/2553(2020)", "/ch/S/RES/2553(2020)", "/ch/s/res/2553", "/Ｓ/RES/２５５３（２０２０）",
    ],
)  # fmt: skip
def test_another_spelling_is_redirected_once_and_for_good(client, spelling):
    factories.make_resolution()
    response = client.get(spelling, {"q": "改革"})
    assert response.status_code == 301
    assert response["Location"] == "/S/RES/2553(2020)?q=%E6%94%B9%E9%9D%A9"
    assert client.get(response["Location"]).status_code == 200


def test_the_redirect_of_a_typed_paragraph_leads_to_its_anchor(client):
    factories.make_resolution()
    assert client.get("/2553第12段")["Location"] == "/S/RES/2553(2020)#op12"
    assert client.get("/2553第12段", {"q": "改革"})["Location"] == "/S/RES/2553(2020)?q=%E6%94%B9%E9%9D%A9#op12"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/browse/", "/browse"),
        ("/search/?q=1", "/search?q=1"),
        ("/statistics//", "/statistics"),
        ("/browse/agenda/", "/browse/agenda"),
        ("/CHARTER/", "/CHARTER"),
        ("/years/2020/", "/years/2020"),
        ("/s/res/2553/", "/S/RES/2553(2020)"),
        ("/S/RES/2553(2020)/cited-by/", "/S/RES/2553(2020)/cited-by"),
        ("/S/RES/2553(2020)/op12", "/S/RES/2553(2020)#op12"),
        ("/S/RES/2553(2020)/op12a/", "/S/RES/2553(2020)#op12a"),
        ("/s/res/2553/pp1", "/S/RES/2553(2020)#pp1"),
        ("/S/RES/2151(2014)/op12", "/S/RES/2151(2014)"),
        ("/browse/themes/a%25b/", "/browse/themes/a%25b"),
        ("/nothing/here/", None),
        ("/S/RES/2553(2020)/op99", None),
    ],
)
def test_a_slash_at_the_end_and_an_anchor_in_the_path_are_redirected_once(client, address, target):
    factories.make_resolution()
    response = client.get(address)
    assert (response.status_code, response.headers.get("Location")) == ((301, target) if target else (404, None))


def test_the_rest_of_the_citations_of_a_stub_begins_where_its_page_ends(client):
    stub, citing = factories.make_document("S/RES/2151(2014)", Status.STUB), factories.make_document()
    for number in range(55):
        text = f"{number}. 回顾第2151(2014)号决议、又一次回顾第2151(2014)号决议。"
        paragraph = factories.add_paragraph(citing, "operative", str(number), f"op{number}", text)
        factories.cite(paragraph, "第2151(2014)号决议", stub)
        if number < 20:
            Citation.objects.create(
                paragraph=paragraph, source=citing, target=stub, start=text.index("又") + 5, end=len(text) - 1, form="t"
            )
    html = read_page(client, "/S/RES/2151(2014)")
    second = read_page(client, "/S/RES/2151(2014)/cited-by", {"page": 2})
    assert re.search(r"引用\s+75 次", html) and "其余 25 次引用" in html
    assert second.count("<mark>") == 25


def test_percent_encoded_brackets_are_redirected_where_the_server_tells_them(client):
    factories.make_resolution()
    response = client.get("/S/RES/2553(2020)", RAW_URI="/S/RES/2553%282020%29")
    assert (response.status_code, response["Location"]) == (301, "/S/RES/2553(2020)")


def test_a_text_without_symbol_has_an_address_and_follows_its_symbol_later(client):
    document = factories.make_repertoire(factories.make_resolution())
    assert "维护国际和平与安全" in read_page(client, reverse("text", args=["repertoire-2020"]))
    document.symbol = "S/2021/1"
    document.save()
    assert client.get("/texts/repertoire-2020")["Location"] == "/S/2021/1"


def test_a_draft_is_for_staff_alone(client, admin_client):
    factories.make_document("S/RES/2594(2021)", Status.DRAFT)
    read_page(client, "/S/RES/2594(2021)", status=404)
    assert "草稿" in read_page(admin_client, "/S/RES/2594(2021)")


def test_a_withdrawn_document_says_so_and_keeps_its_citations(client):
    document = factories.make_resolution()
    factories.make_repertoire(document)
    document.status = Status.WITHDRAWN
    document.save()
    html = read_page(client, document.get_absolute_url())
    assert "文本已经撤回" in html and "第 12 和 14 段" in html
    assert factories.OPERATIVE not in html


def test_markup_in_a_text_is_shown_as_written(client):
    document = factories.make_resolution()
    factories.add_paragraph(document, "operative", "13", "op13", '13. <script>alert("x")</script> {{ 7 }}', lead=4)
    page = read_page(client, document.get_absolute_url())
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; {{ 7 }}" in page
    assert "<script>alert" not in page


def test_words_looked_for_are_marked_and_counted(client):
    factories.make_resolution()
    html = read_page(client, "/S/RES/2553(2020)?q=安全部门改革")
    assert re.findall(r'<mark data-hit="(\d)">安全部门改革</mark>', html) == ["1", "2", "3"]
    assert "共 3 处" in html and '<a href="#op12">第12段</a>' in html


def test_words_typed_into_a_page_are_answered_with_their_places(client):
    factories.make_resolution()
    address = "/S/RES/2553(2020)/find"
    assert client.get(address, {"q": "第２１５１（２０１４）號"}).json() == {"hits": [[["pp1", 12, 24]]]}
    start = factories.PREAMBLE.replace(" ", "").index("第2282(2016)号")
    found = client.get(address, {"q": "第2282(2016)号"}).json()
    assert found == {"hits": [[["pp1", start, start + 12]]]}, "blanks are not counted"
    assert client.get(address, {"q": "没有这个词", "mode": "exact"}).json() == {"hits": []}
    assert client.get("/S/RES/2151(2014)/find", {"q": "改革"}).status_code == 404


def test_home_leads_to_documents_held_and_cited_and_to_the_years(client):
    factories.make_resolution()
    item = AgendaItem.objects.create(name_en="Peacebuilding", name_zh="建设和平")
    CatalogueEntry.objects.create(document=Document.objects.get(symbol="S/RES/2151(2014)"), agenda_item=item)
    html = read_page(client, "/")
    assert '<span class="item">建设和平</span>' in html
    assert 'class="doc held" href="/S/RES/2553(2020)"' in html
    assert 'class="doc stub" href="/S/RES/2151(2014)"' in html
    assert 'href="/years/2020"' in html
    assert "第2553(2020)号决议" in read_page(client, "/years/2020")
    read_page(client, "/years/1900", status=404)


@pytest.mark.parametrize("address", ["/", "/S/RES/2553(2020)", "/S/RES/2151(2014)", "/CHARTER", "/trace?phrase=改革"])
def test_a_page_that_the_browser_has_is_not_sent_again(client, address):
    document = factories.make_resolution()
    factories.index()
    tag = client.get(address)["ETag"]
    again = client.get(address, HTTP_IF_NONE_MATCH=tag)
    assert (again.status_code, again.content) == (304, b"")
    document.title = "改了标题的安全部门改革决议"
    document.save()
    if address != "/CHARTER":
        factories.add_paragraph(document, "operative", "13", "op13", "13. 回顾改革第 2151(2014)号决议；", lead=4)
        paragraph = document.paragraphs.get(label="13")
        factories.cite(paragraph, "第 2151(2014)号决议", factories.Document.objects.get(symbol="S/RES/2151(2014)"))
        factories.index()
        assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_a_page_for_everybody_does_not_ask_who_is_reading(client):
    """Of the cookies only that of the language makes a difference."""
    factories.make_resolution()
    for address in ("/", "/S/RES/2553(2020)", "/S/RES/2151(2014)", "/CHARTER"):
        response = client.get(address)
        assert not response.wsgi_request.session.accessed and not response.cookies, address


@pytest.mark.parametrize("status, code", [(Status.PUBLISHED, 200), (Status.DRAFT, 404), (Status.WITHDRAWN, 404)])
def test_the_original_is_a_download_that_no_browser_runs(client, status, code):
    document = factories.make_document(status=status)
    factories.add_original(document, "2553.html", b"<script>alert(1)</script>")
    response = client.get(reverse("original", args=[document.sources.get().pk]))
    assert response.status_code == code
    if code == 200:
        assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"<scr")])
def test_an_original_that_the_storage_has_lost_is_a_page_that_says_so(client, damage):
    document = factories.make_document()
    source = factories.add_original(document, "2553.html", b"<script>alert(1)</script>")
    path = Path(source.file.path)
    path.chmod(0o600)
    damage(path)
    response = client.get(reverse("original", args=[source.pk]))
    assert response.status_code == 404 and "页面不存在" in response.content.decode()


def test_annex_paragraphs_answer_to_their_former_anchors_and_unnumbered_ones_offer_their_link(client):
    letter = factories.make_document("S/2017/831", kind="letter")
    for kind, label, text in [
        ("body", "p1", "谨通知你，会议已经召开。"),
        ("annex", "annex1", "1. 会议于2017年6月5日举行。"),
        ("annex", "annex1(a)", "(a) 有必要思考。"),
        ("heading", "p4", "建议"),
    ]:
        factories.add_paragraph(letter, kind, label, label.replace("(", "").replace(")", ""), text)
    html = read_page(client, "/S/2017/831")
    assert re.findall('<span class="former" id="(p[0-9])"></span>', html) == ["p2", "p3"]
    assert re.findall(r'id="([pa]\w+)" (?:data-place="([^"]*)")?', html)[:3] == [
        ("p1", ""), ("annex1", "附件第1段"), ("annex1a", "附件第1(a)段"),
    ]  # fmt: skip
    assert 'data-text="¶" aria-label="本段的链接"' in html and 'id="p4"' in html
