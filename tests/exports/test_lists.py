"""Every list of documents offers the same exports, as links and by the identifiers of unAPI."""

import csv
import io
import json
import re
from datetime import date

import pytest
import rispy

from resolutions.models import (
    AgendaItem,
    CatalogueEntry,
    Citation,
    DocumentSubject,
    MemberState,
    StateVote,
    Subject,
    VetoedDraft,
)
from resolutions.templatetags.metadata import export_formats
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db
LISTS = [
    "/years/2014", "/search?q=安全部门改革", "/S/RES/2553(2020)/cites", "/S/RES/2151(2014)/cited-by",
    "/browse/documents?organ=S", "/browse/most-cited", "/browse/wanted", "/browse/votes/CHN?ballot=Y",
    "/browse/divided", "/browse/themes/安全部门改革", "/browse/agenda/1", "/browse/subjects/1",
]  # fmt: skip


TABLES = ["/browse/agenda", "/browse/subjects", "/browse/themes", "/browse/together", "/browse/vetoes"]


@pytest.fixture
def site(db):
    resolution = factories.make_resolution()
    item = AgendaItem.objects.create(pk=1, name_en="Security sector reform", name_zh="安全部门改革")
    entry = CatalogueEntry.objects.create(
        document=resolution, votes_yes=14, votes_no=0, votes_abstain=1, agenda_item=item
    )
    subject = Subject.objects.create(pk=1, name_en="SECURITY SECTOR REFORM", name_zh="安全部门改革")
    DocumentSubject.objects.create(document=resolution, subject=subject, source="index")
    china = MemberState.objects.create(code="CHN", name_en="CHINA", name_zh="中国")
    StateVote.objects.create(entry=entry, state=china, ballot="Y", is_permanent=True)
    for number, symbol in enumerate(("S/2021/990", "S/PV.8926", "S/2839;S/2881")):
        draft = VetoedDraft.objects.create(key=symbol, draft_symbol=symbol, date=date(2021, 1, 1 + number))
        draft.states.add(china)
    preamble = resolution.paragraphs.first()
    Citation.objects.filter(paragraph=preamble).update(verb="回顾", verb_group="recall", theme="安全部门改革")
    factories.index()
    return resolution


def take_links(html: str) -> dict[str, str]:
    taken = "".join(re.findall(r'<p class="take.*?</p>', html, re.S))
    return {name.strip(): url for url, name in re.findall(r'href="([^"]+)"\s*>([^<]+)<', taken)}


@pytest.mark.parametrize("address", LISTS)
def test_every_list_offers_the_same_exports(site, client, settings, address):
    settings.EXPORT_LIBRARY_FACTS = True  # the list of a State's votes has none without
    links = take_links(read_page(client, address))
    expected = {form.name: form for form in export_formats("list")}
    assert expected.keys() <= links.keys()
    for name, form in expected.items():
        response = client.get(links[name].replace("&amp;", "&"))
        assert response.status_code == 200, (name, links[name])
        file_name = re.search(r'filename="([^"]+)"', response["Content-Disposition"])[1]
        assert re.fullmatch(rf"[A-Za-z0-9-]+\.{re.escape(form.suffix)}", file_name)


def test_a_list_as_a_table_has_one_document_a_row(site, client):
    text = b"".join(client.get("/years/2014.csv")).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["文号"], row["收录全文"], row["被引次数"]) == ("S/RES/2151(2014)", "否", "1")
    assert row["正式文本"] == "https://docs.un.org/zh/S/RES/2151(2014)"
    assert client.get("/S/RES/2553(2020).csv").status_code == 404  # a table is for lists


def test_citations_as_a_table_have_one_cited_document_a_row(site, client):
    text = b"".join(client.get("/S/RES/2553(2020)/cites.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["被引文件"] for row in rows] == ["S/RES/2151(2014)", "S/RES/2282(2016)"]
    assert {(row["段落"], row["段落编号"]) for row in rows} == {("序言部分第1段", "PP1")}


@pytest.mark.parametrize("address", LISTS)
def test_reference_managers_find_the_documents_of_a_list(site, client, address):
    html = read_page(client, address)
    assert 'rel="unapi-server"' in html
    keys = re.findall(r'class="unapi-id" title="([^"]+)"', html)
    if address != "/S/RES/2553(2020)/cites":  # sentences of one document
        assert keys
    for key in keys:
        (entry,) = rispy.loads(b"".join(client.get("/unapi", {"id": key, "format": "ris"})).decode())
        assert entry["title"]


def test_unapi_answers_as_its_specification_says(site, client):
    assert [client.get("/unapi", query).status_code for query in (
        {}, {"id": "S/RES/2553(2020)"}, {"id": "S/RES/9(1999)"}, {"id": "S/RES/2553(2020)", "format": "mods"},
    )] == [200, 300, 404, 406]  # fmt: skip
    assert 'name="ris"' in read_page(client, "/unapi")


@pytest.mark.parametrize("address", TABLES)
def test_a_list_of_other_things_is_a_table_in_both_formats(site, client, address):
    links = take_links(read_page(client, address).split('<section class="figure"')[0])  # a figure has its own
    if address == "/browse/together":  # the two citations of the preamble are no list of one verb
        assert client.get(f"{address}.csv").status_code == 200
        return
    assert {"CSV 表格", "JSON"} <= links.keys()
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get(links["CSV 表格"])).decode("utf-8-sig"))))
    records = json.loads(client.get(links["JSON"]).content)
    assert len(rows) == len(records) == client.get(address).context["paginator"].count > 0
    refused = client.get(f"{address}.xyz")
    assert refused.status_code == 404 and ".csv" in refused.content.decode()


def test_the_vetoed_drafts_are_references_with_one_symbol_each(site, client):
    entries = rispy.loads(b"".join(client.get("/browse/vetoes.ris")).decode())
    assert [(entry["issn"], entry["date"]) for entry in entries] == [
        ("S/2839", "2021/01/03"), ("S/PV.8926", "2021/01/02"), ("S/2021/990", "2021/01/01"),
    ]  # fmt: skip
    assert len(client.get("/browse/vetoes.csl.json?seat=CHN").getvalue()) > 100


def test_a_table_is_that_of_the_conditions_of_its_page(site, client):
    AgendaItem.objects.create(pk=2, name_en="Haiti", name_zh="海地")
    assert len(json.loads(client.get("/browse/agenda.json?q=改革").content)) == 1
    assert json.loads(client.get("/browse/agenda.json?q=海地").content) == []
    assert json.loads(client.get("/browse/subjects.json?kind=mission").content) == []
    assert json.loads(client.get("/browse/vetoes.json?seat=FRA").content) == []
