"""Ways on from a document: by number, by agenda item, by the section of a search, and what each leaves out."""

import re
from datetime import date

import pytest

from resolutions.models import AgendaItem, CatalogueEntry, Status
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db


def test_addresses_near_a_page_lead_to_it_or_say_what_is_missing(client):
    factories.make_resolution()
    listed = factories.make_document("S/RES/2250(2015)", Status.STUB, kind="resolution")
    CatalogueEntry.objects.create(document=listed, date=date(2015, 12, 9))
    for address, target in [
        ("/CHARTER/39", "/CHARTER/art.39"),
        ("/CHARTER/2(4)", "/CHARTER/art.2(4)"),
        ("/CHARTER/ART.51", "/CHARTER/art.51"),
        ("/admin", "/admin/"),
    ]:
        assert client.get(address)["Location"] == target
    for address, missing in [
        ("/S/RES/2553(2020)/paragraph", "第2553(2020)号决议没有这一段"),
        ("/S/RES/2553(2020)/paragraph?at=op99", "第2553(2020)号决议没有这一段"),
        ("/S/RES/2250(2015)/similar", "没有收录全文"),
        ("/S/RES/2250(2015)/report", "没有收录全文"),
        ("/CHARTER/112", "页面不存在"),
        ("/CHARTER/pp3", "页面不存在"),
    ]:
        html = read_page(client, address, status=404)
        assert missing in html and "也未见其他文件引用" not in html, address


def test_a_document_leads_to_those_beside_it_and_on_its_agenda_item(client):
    item = AgendaItem.objects.create(name_en="The situation in Haiti", name_zh="海地局势")
    for number, year, month, status, kind in [
        (2543, 2020, 10, Status.PUBLISHED, "resolution"),
        (2552, 2020, 11, Status.STUB, "resolution"),
        (2553, 2020, 12, Status.PUBLISHED, "resolution"),
        (2554, 2020, 12, Status.DRAFT, "resolution"),
        (2600, 2021, 10, Status.STUB, "resolution"),
    ]:
        document = factories.make_document(f"S/RES/{number}({year})", status, kind=kind)
        entry = CatalogueEntry(document=document, date=date(year, month, 3))
        entry.agenda_item = item if number not in (2552,) else None
        entry.save()
    factories.make_document("S/RES/2554(2021)", Status.STUB)  # in no catalogue, cited by nobody
    html = read_page(client, "/S/RES/2553(2020)")
    ways = re.search(r'<nav class="ways-on".*?</nav>', html)[0]
    assert re.findall(r'rel="(?:prev|next)">([^<]+)', ways) == [
        "上一份：第2552(2020)号决议",
        "下一份：第2554(2020)号决议",
    ]
    line = re.findall(r'class="doc (\w+)" href="/S/RES/([^"]+)"', ways)
    assert line == [("held", "2543(2020)"), ("stub", "2554(2020)"), ("stub", "2600(2021)")]
    assert "a=S%2FRES%2F2543%282020%29&amp;b=S%2FRES%2F2553%282020%29" in ways
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', html)[0]
    assert re.findall(r">([^<>]+)</a", crumbs) == ["2020年", "海地局势"]
    stub = read_page(client, "/S/RES/2552(2020)")
    assert "下一份：第2553(2020)号决议" in stub and "同一议程项目" not in stub


def test_a_search_in_one_section_marks_this_section_alone(client):
    document = factories.make_resolution()
    factories.add_paragraph(document, "preamble", "PP2", "pp2", "重申安全部门改革的重要性，")
    factories.add_paragraph(document, "footnote", "fn1", "fn1", "1 关于安全部门改革。")
    for query, anchors in [
        ("?q=安全部门", ["pp1", "pp2", "op12", "op12a", "fn1"]),
        ("?q=安全部门&scope=preamble", ["pp1", "pp2"]),
        ("?q=安全部门&scope=operative", ["op12", "op12a"]),
        ("?q=安全部门&scope=notes", ["fn1"]),
        ("?q=段落:序言 安全部门", ["pp1", "pp2"]),
        ("?q=安全部门&scope=nothing", ["pp1", "pp2", "op12", "op12a", "fn1"]),
    ]:
        html = read_page(client, f"/S/RES/2553(2020){query}")
        marked = [at for at, words in re.findall(r'<p class="para[^>]* id="(\w+)"(.*?)</p>', html) if "<mark" in words]
        assert set(marked) <= set(anchors) and set(marked), query


def test_the_opening_verb_is_marked_and_the_words_stay(client):
    factories.make_resolution()
    html = read_page(client, "/S/RES/2553(2020)")
    assert '<em class="verb">强调指出</em>' in html


def test_the_resolutions_on_one_mission_are_a_chain(client):
    item = AgendaItem.objects.create(name_en="The situation in Cyprus", name_zh="塞浦路斯局势")
    for number, year, text in [
        (186, 1964, "4. 决定设立联合国维持和平部队(联塞部队)；"),
        (2537, 2020, "9. 决定将联塞部队的任务期限延长至2021年1月31日；"),
        (2561, 2021, "9. 决定把联塞部队的任务期限进一步延长；"),
        (2600, 2021, "1. 决定将联海稳定团的任务期限延长；"),
    ]:
        document = factories.make_document(f"S/RES/{number}({year})")
        CatalogueEntry.objects.create(document=document, agenda_item=item, date=date(year, 1, 3))
        factories.add_paragraph(document, "operative", text[0], f"op{text[0]}", text, lead=3)
    html = read_page(client, "/S/RES/2537(2020)")
    line = re.search("任务沿革（联塞部队）：(.*?)</p>", html)[1]
    assert re.sub(r"\s+", " ", re.sub("<[^>]*>", "", line)).strip() == (
        "设立 第186(1964)号决议 → 延长 本文件 → 延长 第2561(2021)号决议"
    )
    assert 'href="/S/RES/186(1964)#op4"' in line
    assert "任务沿革" not in read_page(client, "/S/RES/2600(2021)")


def test_a_mandate_is_followed_across_agenda_items_and_situations(client):
    first = AgendaItem.objects.create(name_en="The Cyprus question", name_zh="塞浦路斯问题")
    later = AgendaItem.objects.create(name_en="Situation in Cyprus", name_zh="塞浦路斯局势", situation="塞浦路斯")
    report = AgendaItem.objects.create(name_en="Report on Cyprus", name_zh="关于塞浦路斯的报告", situation="塞浦路斯")
    other = AgendaItem.objects.create(name_en="Haiti", name_zh="海地", situation="海地")
    for number, year, item, further, text in [
        (186, 1964, first, [], "4. 决定设立联合国维持和平部队(联塞部队)；"),
        (2483, 2019, report, [], "9. 決定將聯塞部隊的任務期限延長至2020年1月31日；"),
        (2537, 2020, later, [first], "9. 决定将联塞部队的任务期限延长至2021年1月31日；"),
        (2561, 2021, other, [], "9. 决定把联塞部队的任务期限进一步延长；"),
    ]:
        document = factories.make_document(f"S/RES/{number}({year})")
        entry = CatalogueEntry.objects.create(document=document, agenda_item=item, date=date(year, 1, 3))
        entry.further_items.set(further)
        factories.add_paragraph(document, "operative", text[0], f"op{text[0]}", text, lead=3)

    def chain(symbol: str) -> list[str]:
        found = re.search("任务沿革（(?:联塞部队|.*?)）：(.*?)</p>", read_page(client, f"/{symbol}"))
        words = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", found[1] if found else "")).strip()
        return re.findall(r"第(\d+)\(|本文件", words) and words.split(" → ")

    assert chain("S/RES/2537(2020)") == ["设立 第186(1964)号决议", "延长 第2483(2019)号决议", "延长 本文件"]
    assert chain("S/RES/186(1964)") == ["设立 本文件", "延长 第2537(2020)号决议"]
    assert len(chain("S/RES/2483(2019)")) == 2
    line = re.search(r'<nav class="ways-on".*?</nav>', read_page(client, "/S/RES/2537(2020)"))[0]
    assert "/S/RES/186(1964)" in line  # on a further item


def test_a_further_item_of_a_resolution_is_in_every_list_and_export(client, settings):
    settings.EXPORT_LIBRARY_FACTS = True
    first = AgendaItem.objects.create(name_en="The Middle East", name_zh="中东局势")
    second = AgendaItem.objects.create(name_en="The Palestinian question", name_zh="巴勒斯坦问题")
    document = factories.make_document("S/RES/2803(2025)")
    entry = CatalogueEntry.objects.create(document=document, agenda_item=first, date=date(2025, 11, 17))
    before = client.get("/S/RES/2803(2025)")["ETag"]
    entry.further_items.add(second)
    assert client.get("/S/RES/2803(2025)")["ETag"] != before
    factories.index()
    names = "中东局势；巴勒斯坦问题"
    for item in (first, second):
        html = read_page(client, f"/browse/agenda/{item.pk}")
        assert "S/RES/2803(2025)" in html and "中东局势" in html and "巴勒斯坦问题" in html
        assert names in client.get(f"/browse/agenda/{item.pk}.csv").getvalue().decode()
        assert f'href="/browse/agenda/{item.pk}"' in read_page(client, "/browse/documents?year=2025")
        assert f"/browse/agenda/{item.pk}</loc>" in client.get("/sitemap-pages.xml").content.decode()
        found = client.get("/api/v1/search", {"q": "*", "agenda": item.name_zh}).json()
        assert [result["symbol"] for result in found["results"]] == ["S/RES/2803(2025)"]
    assert "KW  - 中东局势\r\nKW  - 巴勒斯坦问题" in client.get("/S/RES/2803(2025).ris").content.decode()
    assert "keywords = {{中东局势, 巴勒斯坦问题}}" in client.get("/S/RES/2803(2025).bib").content.decode()
    assert '"keyword": "中东局势; 巴勒斯坦问题"' in client.get("/S/RES/2803(2025).csl.json").content.decode()
    page = read_page(client, "/S/RES/2803(2025)")
    assert page.count('"name":"巴勒斯坦问题"') == 1
    record = client.get("/api/v1/documents/S/RES/2803(2025)").json()["catalogue"]
    both = [{"zh": "中东局势", "en": "The Middle East"}, {"zh": "巴勒斯坦问题", "en": "The Palestinian question"}]
    assert record["agenda_items"] == both and record["agenda_item_zh"] == "中东局势"
    settings.EXPORT_LIBRARY_FACTS = False  # items after the first are the Library's
    assert client.get("/S/RES/2803(2025).json").json()["catalogue"]["agenda_items"] == both[:1]
