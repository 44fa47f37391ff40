"""Pages of the graph, the lists and the statistics, with the five texts and the catalogue."""

import csv
import io
import re
from datetime import date
from urllib.parse import quote
from xml.etree import ElementTree

import networkx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resolutions.models import AgendaItem, Citation, Document
from tests.graph.test_drawing_layout import MANY
from tests.web import factories

GRAPH = "/S/RES/2553(2020)/graph"
MOST_BYTES = 100_000  # of a page, not compressed
SVG = "{http://www.w3.org/2000/svg}"
LISTS = [
    "/browse", "/browse/documents?organ=S&kind=resolution&held=1", "/browse/documents?organ=&kind=other",
    "/browse/agenda", "/browse/agenda?group=situation", "/browse/agenda?group=pinyin&q=中", "/browse/subjects",
    "/browse/subjects?kind=mission&q=UN", "/browse/divided", "/browse/divided?with=no", "/browse/votes",
    "/browse/vetoes", "/browse/vetoes?seat=CHN",
    "/browse/themes", "/browse/themes/妇女、和平与安全", "/browse/most-cited",
    "/browse/most-cited?kind=resolution&page=1", "/browse/wanted?page=2", "/browse/together",
    "/browse/together?with=1325(2000)", "/statistics", "/paths",
]  # fmt: skip


def page(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def expected(symbol: str, **side) -> set[str]:
    """The symbols at the other end of the counted citations of a document."""
    [(name, other)] = side.items()
    found = Citation.objects.counted().filter(**{f"{name}__symbol": symbol}).exclude(**{f"{other}__symbol": symbol})
    return set(found.values_list(f"{other}__symbol", flat=True))


def test_drawing_and_table_name_the_same_documents(seeds, client):
    html = page(client, GRAPH)
    cited = expected("S/RES/2553(2020)", source="target")
    drawing, table = html.split('class="graph-tables"')
    drawn = set(re.findall(r'class="dot(?: held)?"\s+data-key="n\d+" href="/([^"]+)/graph"', drawing))
    assert cited <= drawn and len(cited) > 20
    assert all(f'href="/{symbol}"' in table for symbol in cited)
    assert f"引用 {len(cited)} 份文件" in html


def test_each_mark_leads_to_its_own_graph(seeds, client):
    assert 'href="/S/RES/1325(2000)/graph"' in page(client, GRAPH)
    html = page(client, "/S/RES/1325(2000)/graph")
    assert 'href="/S/RES/2553(2020)/graph"' in html and "<h1>第1325(2000)号决议的引文图</h1>" in html


@pytest.mark.parametrize(
    "query, has, lacks",
    [
        ("?side=cited-by", "35-36", "1325(2000)</text>"),
        ("?verb=reaffirm", "S/PRST/2014/5</text>", "1325(2000)</text>"),
        ("?years=2000-2009", "1325(2000)</text>", "2151(2014)</text>"),
        ("?steps=2", "第二步", "没有符合"),
        ("?years=1999&held=1", "没有符合条件的引用", "</text>"),
    ],
)
def test_filters_are_in_the_address(seeds, client, query, has, lacks):
    html = page(client, GRAPH + query)
    assert has in html and lacks not in html
    assert f"graph.graphml{query.replace('&', '&amp;')}" in html


@pytest.mark.parametrize("query", ["steps=9", "verb=x", "years=20", "held=yes", "side=x"])
def test_an_unknown_filter_is_answered_with_a_sentence(seeds, client, query):
    assert "地址中的条件有误" in page(client, f"{GRAPH}?{query}", status=400)


def test_the_svg_file_is_complete_and_its_links_are_absolute(seeds, client):
    root = ElementTree.fromstring(client.get(f"{GRAPH}.svg").content)
    links = [link.get("href") for link in root.iter(f"{SVG}a")]
    assert "http://testserver/S/RES/1325(2000)/graph" in links
    assert root.find(f".//{SVG}style") is None and all(path.get("d") for path in root.iter(f"{SVG}path"))


@pytest.mark.parametrize("steps", [1, 2])
def test_networkx_reads_the_graphml_with_the_right_counts(seeds, client, steps):
    graph = networkx.parse_graphml(client.get(f"{GRAPH}.graphml?steps={steps}").content.decode())
    focus = Document.objects.get(symbol="S/RES/2553(2020)")
    out = sum(data["weight"] for _, _, data in graph.out_edges(focus.symbol, data=True))
    into = sum(data["weight"] for _, _, data in graph.in_edges(focus.symbol, data=True))
    assert (out, into) == (focus.citations_out, focus.citations_in)
    assert graph.nodes["S/RES/1325(2000)"]["year"] == 2000 and graph.nodes["S/RES/1325(2000)"]["held"] is False
    assert (steps == 2) == any(focus.symbol not in edge for edge in graph.edges)


@pytest.mark.parametrize("address", [f"{GRAPH}.svg", f"{GRAPH}.graphml", "/statistics/central.svg"])
def test_a_title_that_xml_cannot_hold_leaves_the_file_readable(db, client, address):
    factories.make_resolution()
    text = Document.objects.create(slug="text", title="第\x0b一份\ufffe<b>&", kind="other", status="published")
    said = factories.add_paragraph(text, "body", "p1", "p1", "第2553(2020)号决议")
    factories.cite(said, "第2553(2020)号决议", Document.objects.get(symbol="S/RES/2553(2020)"))
    content = client.get(address).content.decode()
    assert ElementTree.fromstring(content) is not None and "\N{REPLACEMENT CHARACTER}" in content


def test_a_document_without_citations_says_so_and_tells_what_cites_its_neighbours(seeds, client):
    html = page(client, "/S/RES/2600(2021)/graph")
    assert "因此没有引文图" in html and "引用文件：" in html and html.count("引文图</a>") > 1


def test_the_path_from_2594_to_1325_has_its_sentence(seeds, client):
    html = page(client, "/paths?from=2594&to=第1325(2000)号决议")
    assert "由前者到后者，经 1 步引用" in html and 'href="/S/RES/2594(2021)#pp8"' in html
    html = page(client, "/paths?from=S/RES/1325(2000)&to=S/RES/2594(2021)")
    assert "由后者到前者，经 1 步引用" in html


@pytest.mark.parametrize(
    "query, status, words",
    [
        ("from=S/RES/99999(2020)&to=2553", 404, "未找到“S/RES/99999(2020)”"),
        ("from=2553&to=2553", 200, "两栏是同一份文件"),
        ("from=2553&to=S/RES/2600(2021)", 200, "两份文件之间没有引文路径"),
        ("from=2553", 200, "填写两份文件的文号"),
        (f"from={quote('<script>')}&to=2553", 404, "&lt;script&gt;"),
    ],
)
def test_documents_without_a_path_get_a_sentence(seeds, client, query, status, words):
    assert words in page(client, f"/paths?{query}", status)


@pytest.mark.parametrize("address", [*LISTS, GRAPH, f"{GRAPH}?steps=2", "/S/RES/2600(2021)/graph"])
def test_every_page_has_one_heading_unique_ids_and_no_style_of_its_own(seeds, client, address):
    html = page(client, address)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)) and len(re.findall("<h1[ >]", html)) == 1
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert " style=" not in html and not re.search(r"<script(?! src=)", html)


@pytest.mark.parametrize(
    "address",
    [
        "/browse/documents?organ=X", "/browse/documents?kind=poem", "/browse/agenda/0", "/browse/agenda?group=x",
        "/browse/subjects/0", "/browse/subjects?kind=x", "/browse/divided?with=x", "/browse/votes/XXX",
        "/browse/vetoes?seat=DEU", "/browse/vetoes.csv?seat=x", "/browse/subjects/0.ris", "/browse/agenda/0.ris",
        "/browse/themes/无此主题",
        "/browse/most-cited?kind=poem", "/browse/wanted?page=999", "/browse/wanted?page=x",
        "/browse/together?with=无此", "/statistics/unknown.csv", "/S/RES/99999(2020)/graph",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_404(seeds, client, address):
    page(client, address, 404)


def test_every_link_of_the_lists_leads_somewhere(seeds, client):
    addresses = {link for address in LISTS[:6] for link in re.findall(r'href="(/browse[^"#]*)"', page(client, address))}
    assert len(addresses) > 40
    assert {a: client.get(a.replace("&amp;", "&")).status_code for a in addresses} == dict.fromkeys(addresses, 200)


def test_a_theme_tells_who_names_it_so(seeds, client):
    html = page(client, "/browse/themes/妇女、和平与安全")
    assert 'href="/S/RES/1325(2000)"' in html and 'href="/S/RES/2553(2020)#pp9"' in html


@pytest.mark.parametrize("key", ["documents", "citations", "verbs", "mix", "age", "votes", "central"])
def test_chart_table_and_csv_give_the_same_numbers(seeds, client, key):
    rows = list(csv.reader(io.StringIO(client.get(f"/statistics/{key}.csv").content.decode("utf-8-sig"))))
    assert f'href="/statistics/{key}"' in page(client, "/statistics")
    section = re.search(r"<section.*?</section>", page(client, f"/statistics/{key}"), re.S)[0]
    table = [re.findall(r">([^<]*)</(?:a></)?t[hd]", row) for row in re.findall(r"<tr>(.*?)</tr>", section, re.S)]
    assert [[cell.lstrip("'") for cell in row] for row in rows] == table
    assert "范围：" in section and len(rows) > 1
    root = ElementTree.fromstring(client.get(f"/statistics/{key}.svg").content)
    assert len(root.findall(f".//{SVG}g[@class='stacks']/*/{SVG}title")) == len(rows) - 1


def test_votes_are_those_of_the_catalogue(seeds, client):
    rows = list(csv.reader(io.StringIO(client.get("/statistics/votes.csv").content.decode("utf-8-sig"))))
    year = next(row for row in rows if row[0] == "2020")
    assert (
        sum(map(int, year[1:]))
        == Document.objects.filter(organ="S", kind="resolution", catalogue__date__year=2020).count()
    )


def test_each_figure_of_citations_names_the_total(seeds, client):
    verbs = list(csv.reader(io.StringIO(client.get("/statistics/verbs.csv").content.decode("utf-8-sig"))))[1:]
    assert sum(int(row[1]) for row in verbs) == Citation.objects.counted().count()


@pytest.mark.parametrize(
    "address", [*LISTS, "/browse/agenda?page=2", GRAPH, f"{GRAPH}?steps=2", f"{GRAPH}.svg", "/finder", "/data"]
)
def test_no_page_weighs_more_than_a_hundred_kilobytes(seeds, client, address):
    assert len(client.get(address).content) < MOST_BYTES


@pytest.mark.parametrize("steps", ["", "?steps=2", "?years=1990-1999"])
def test_three_hundred_neighbours_are_named_in_a_page_of_a_hundred_kilobytes(seeds, client, monkeypatch, steps):
    monkeypatch.setattr("resolutions.graph.network_queries.load_network", lambda document, steps: MANY)
    html = page(client, GRAPH + steps)
    table = html.split('class="graph-tables"')[1]
    wanted = [one for one in MANY.neighbours if "years" not in steps or 1990 <= one.year <= 1999]
    assert len(html.encode()) < MOST_BYTES and len(wanted) >= 20
    assert all(f'href="{one.url}"' in table for one in wanted)


def test_a_single_period_is_listed_document_by_document(seeds, client, monkeypatch):
    monkeypatch.setattr("resolutions.graph.network_queries.load_network", lambda document, steps: MANY)
    together = page(client, GRAPH).split('class="graph-tables"')[1]
    period = re.search(r'years=([^"]+)">逐份查看', together)[1]
    alone = page(client, f"{GRAPH}?years={period}").split('class="graph-tables"')[1]
    assert "逐份查看" in together and "逐份查看" not in alone


@pytest.mark.parametrize("words, found", [("索马里", True), ("索馬里", True), ("SOMALIA", True), ("没有这一项", False)])
def test_an_agenda_item_is_found_by_its_name(seeds, client, words, found):
    html = page(client, f"/browse/agenda?q={words}")
    assert ("<table" in html) is found and f'value="{words}"' in html and "中东局势" not in html


def test_the_agenda_is_whole_over_its_pages(seeds, client):
    pages = "".join(page(client, f"/browse/agenda?page={number}") for number in (1, 2, 3))
    listed = re.findall(r'href="/browse/agenda/(\d+)"', pages)
    assert len(listed) == len(set(listed)) == AgendaItem.objects.filter(catalogueentry__isnull=False).distinct().count()


def test_of_a_theme_cited_very_often_a_page_shows_the_newest(db, client, monkeypatch):
    cited = factories.make_resolution()
    for number in range(9):
        source = factories.make_document(f"S/RES/{2600 + number}(2021)", adopted_on=date(2021, 3, 1 + number))
        said = factories.add_paragraph(source, "preamble", "PP1", "pp1", "回顾关于某事的第2553(2020)号决议，")
        factories.cite(said, "第2553(2020)号", cited, theme="某事")
    html = page(client, "/browse/themes/某事")
    assert "9 份文件以这一主题引用 1 份文件，共 9 次" in html and "其余见引用该文件的文件" in html
    assert re.findall(r">S/RES/(\d+)\(2021\)，", html)[:4] == ["2608", "2607", "2606", "2605"]


def test_empty_tables_get_a_sentence(db, client):
    for address in ("/browse", "/browse/agenda", "/browse/themes", "/browse/wanted", "/browse/together", "/statistics"):
        assert re.search("尚无|尚未|没有", page(client, address)), address


def grow(document: Document) -> None:
    """Sixty more documents that cite ``document`` and each other."""
    before = document
    for number in range(60):
        citing = factories.make_document(f"S/RES/{2600 + number}({2021 + number % 3})")
        said = factories.add_paragraph(citing, "preamble", "PP1", "pp1", "回顾第2553(2020)号、第2600(2021)号决议，")
        factories.cite(said, "第2553(2020)号", document, verb="回顾", verb_group="recall", theme=f"主题{number}")
        factories.cite(said, "第2600(2021)号", before, verb="回顾", verb_group="recall", theme=f"主题{number}")
        before = citing


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address, most",
    [
        (GRAPH, 4), (f"{GRAPH}?steps=2", 5), ("/paths?from=2553(2020)&to=2151(2014)", 9), ("/browse", 17),
        ("/statistics", 14), ("/browse/together", 6), ("/browse/themes", 2), ("/browse/wanted", 4),
    ],
)  # fmt: skip
def test_the_number_of_queries_does_not_grow(client, address, most):
    document = factories.make_resolution()
    with CaptureQueriesContext(connection) as few:
        page(client, address)
    grow(document)
    with CaptureQueriesContext(connection) as many:
        page(client, address)
    assert len(few) <= len(many) <= most
