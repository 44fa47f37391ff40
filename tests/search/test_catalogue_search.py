"""Documents and agenda items that only the catalogue knows, on the results page and by themselves."""

import re

import pytest
from django.utils.html import escape

from resolutions.models import AgendaItem, CatalogueEntry, Document, DocumentSubject, MemberState, StateVote, Subject
from search.catalogue_search import search_catalogue
from search.pages.form_state import FormState
from search.pages.links import build_search_url
from search.query.parser import format_query, parse_query
from search.query.synonyms import expand_query

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def matches(typed: str, **filters: tuple[str, ...]):
    return search_catalogue(expand_query(parse_query(typed))[0], filters, 0, 20)


def of_agenda_items(text: str) -> int:
    """Count the documents without text whose agenda item or English title has ``text``."""
    documents = Document.objects.visible().exclude(status="published").select_related("catalogue__agenda_item")
    entries = [document.catalogue for document in documents if hasattr(document, "catalogue")]
    names = [(e.agenda_item.name_zh + "\n" + e.agenda_item.name_en if e.agenda_item else "") for e in entries]
    return sum(text.lower() in (name + "\n" + e.title_en).lower() for name, e in zip(names, entries, strict=True))


@pytest.mark.parametrize("typed", ["索马里", "塞浦路斯", "利比里亚", "海地", "Haiti", "UNIFIL", "黎巴嫩"])
def test_every_document_under_a_named_agenda_item_is_found(typed):
    found = matches(typed)
    assert found.total == of_agenda_items(typed) > 5
    assert all(typed.lower() in f"{m.item.name_zh}\n{m.item.name_en}".lower() for m in found.agenda_items)
    assert found.agenda_items[0].total >= found.agenda_items[-1].total > 0


def test_an_english_word_is_not_found_inside_another():
    assert matches("Somalia").total > 0 == matches("omalia").total


def test_the_newest_documents_come_first_and_none_has_a_text():
    found = matches("索马里")
    dates = [document.adopted_on for document in found.documents]
    assert dates == sorted(dates, reverse=True) and not any(document.is_held for document in found.documents)


@pytest.mark.parametrize("typed", ["佛得角", "Cabo verde", "“Cabo Verde”", " CABO VERDE "])
def test_the_name_of_a_state_leads_to_its_votes_in_either_language(client, typed):
    state, _ = MemberState.objects.get_or_create(code="CPV", name_en="CABO VERDE", defaults={"name_zh": "佛得角"})
    assert matches(typed).states == ()  # no vote is known
    StateVote.objects.create(entry=CatalogueEntry.objects.first(), state=state, ballot="Y")
    AgendaItem.objects.create(name_en="Another state of the data")
    assert matches(typed).states == (state,)
    page = client.get("/search", {"q": typed}).content.decode()
    assert 'href="/browse/votes/CPV"' in page
    assert matches("Cabo").states == () and matches("佛得角 索马里").states == ()


@pytest.mark.parametrize(
    "typed, filters, expected",
    [
        ("索馬里", {}, "索马里"),  # traditional characters
        ("哪些决议谈到了塞浦路斯？", {}, None),  # 决议 is in no name
        ("“索马里”", {}, "索马里"),
        ("议程项目:索马里", {}, "索马里"),
        ("索马里 局势", {}, None),
        ("量子色动力学", {}, 0),
        ("索马里 引用:S/RES/733(1992)", {}, 0),  # the catalogue knows no citations
        ("索马里 段落:序言", {}, 0),
        ("年份:1992", {}, 0),  # no text
        ("马", {}, 0),  # too short
        ("索马里", {"cites": ("CHARTER",)}, 0),
    ],
)
def test_conditions_that_the_catalogue_can_and_cannot_judge(typed, filters, expected):
    found = matches(typed, **filters)
    if isinstance(expected, str):
        assert found.total == of_agenda_items(expected)
    elif expected is not None:
        assert found.total == expected


@pytest.mark.parametrize(
    "typed",
    [
        "索马里 NOT 年份:1992",
        "索马里 OR 年份:1992",
        "(索马里 年份:1992) OR 海地",
        "索马里 -(海盗 OR 年份:2000..2010)",
        "NOT 索马里",
        "NOT NOT 索马里",
        "索马里 ((海地)",
        "年份:1992 OR 年份:1993",
        "* -索马里",
    ],
)
def test_any_tree_of_conditions_is_judged(client, typed):
    assert client.get("/api/v1/search", {"q": typed}).status_code == 200
    every = matches("索马里").total
    inside = [matches(f"索马里 {year}").total for year in ("年份:1992", "NOT 年份:1992")]
    assert sum(inside) == every


def test_years_kinds_and_exclusions_hold():
    every = matches("索马里").total
    assert 0 < matches("索马里 年份:1992").total < every
    assert matches("索马里 年份:1992").total == matches("索马里", year=("1992",)).total
    assert 0 < matches("索马里", year=("1990-1999",)).total < every
    by_kind = [matches("索马里", kind=(kind,)).total for kind in ("resolution", "statement")]
    assert all(by_kind) and sum(by_kind) == every
    assert matches("索马里 -海盗").total <= every


def test_the_results_page_shows_them_below_with_the_official_text(client):
    response = client.get("/search", {"q": "索马里"})
    page, found = response.content.decode(), matches("索马里")
    item = AgendaItem.objects.filter(name_zh__contains="索马里").first()
    assert f"{found.total} 份文件的议程项目或英文标题相符" in page and "联合国原文" in page and str(item) in page
    assert [str(d) for d in response.context["catalogue"].documents] == [str(d) for d in found.documents[:5]]


def test_texts_without_a_word_lead_to_the_documents_of_the_catalogue(client):
    for typed, said in {"索马里": "没有“索马里”；", "索马里 年份:1992": "合乎“索马里 年份:1992”的文件；"}.items():
        page = client.get("/search", {"q": typed})
        top = page.content.decode().partition('<section class="nothing">')[2].partition("</section>")[0]
        assert "本站收录的全文中没有" in top and said in top and "没有找到" not in top
        url = build_search_url(FormState(typed=typed, collection="catalogue"))
        assert re.search(f'href="{re.escape(escape(url))}">目录中有 {matches(typed).total} 份文件相符</a>', top)
    assert "没有找到含有“量子色动力学”的文件" in client.get("/search", {"q": "量子色动力学"}).content.decode()


def test_they_can_be_shown_alone_or_not_at_all(client):
    alone = client.get("/search", {"q": "索马里", "collection": "catalogue", "page": "2"})
    assert len(alone.context["catalogue"].documents) == 20 and '<ol class="catalogue-documents" start="21"' in (
        alone.content.decode()
    )
    held = client.get("/search", {"q": "妇女", "collection": "held"})
    assert "catalogue" not in held.context and 'id="catalogue-heading"' not in held.content.decode()


def test_the_api_gives_agenda_items_and_a_page_of_the_documents(client):
    found = client.get("/api/v1/search", {"q": "索马里", "page": "2"}).json()["catalogue"]
    assert found["total"] == matches("索马里").total and len(found["documents"]) == 20
    item, document = found["agenda_items"][0], found["documents"][0]
    assert "索马里" in item["name"] and client.get(item["url"]).status_code == 200
    assert client.get(document["url"]).status_code == 200 and document["official_url"].startswith(
        "https://docs.un.org/"
    )


@pytest.mark.parametrize(
    "typed, acronym",
    [
        ("MONUSCO", "MONUSCO"), ("monusco", "MONUSCO"), ("联刚稳定团", "MONUSCO"), ("聯剛穩定團", "MONUSCO"),
        ("UNIFIL", "UNIFIL"), ("联黎部队", "UNIFIL"), ("前南问题国际法庭", "ICTY"), ("余留机制", "IRMCT"),
        ("UN MISSION IN LIBERIA", "UNMIL"), ("联合国利比里亚特派团", "UNMIL"),
    ],
)  # fmt: skip
def test_missions_and_courts_are_found_by_their_names_and_abbreviations(typed, acronym):
    found = {match.subject.acronym: match for match in matches(typed).subjects}
    assert found[acronym].total > 0


@pytest.mark.parametrize("typed, name", [("恐怖主义", "恐怖主义"), ("terrorism", "恐怖主义"), ("小武器", "小武器")])
def test_subjects_are_found_by_their_names(typed, name):
    assert name in {str(match.subject) for match in matches(typed).subjects}
    assert matches("没有这个主题词").subjects == ()


SUBJECT_QUERIES = [
    ("主题词:{}", "{}"), ("subject:{}", "{}"), ("主題詞：“{}”", "{}"), ("主题词:{}*", "{}"),
    ("主题词:({} OR 没有这个词)", "{}"),
    ("NOT 主题词:{}", "NOT {}"), ("主题词:{} 年份:2000..", "{} 年份"), ("主题词:没有这个词", ""),
]  # fmt: skip


def test_a_field_of_the_query_finds_held_and_other_documents_by_their_subjects(client):
    links = DocumentSubject.objects.filter(document__in=Document.objects.visible())
    subject = Subject.objects.get(name_zh="恐怖主义")
    others = links.filter(document__status="published").exclude(subject__name_zh__contains="妇女")
    held = others.exclude(subject__name_zh="").first()
    assert held, "no document with a text here has a subject"
    for name in (str(subject), str(held.subject)):
        named = set(links.filter(subject__name_zh__contains=name).values_list("document_id", flat=True))
        documents = Document.objects.visible().filter(pk__in=named)
        for pattern, meaning in SUBJECT_QUERIES:
            typed = pattern.format(name)
            answer = client.get("/api/v1/search", {"q": typed}).json()
            assert not answer["problems"], typed
            assert parse_query(format_query(parse_query(typed).node)).node == parse_query(typed).node
            chosen = documents.filter(adopted_on__year__gte=2000) if "年份" in meaning else documents
            if meaning.startswith("NOT"):
                chosen = Document.objects.visible().exclude(pk__in=named)
            elif not meaning:
                chosen = documents.none()
            published = chosen.filter(status="published")
            assert answer["total"] == published.count(), typed
            if not meaning.startswith("NOT"):
                assert answer["catalogue"]["total"] == chosen.exclude(status="published").count(), typed
    english = client.get("/api/v1/search", {"q": f'subject:"{held.subject.name_en}"'}).json()
    assert english["total"] > 0


def test_fields_of_facts_hold_as_the_filters_do():
    assert matches("索马里 日期:1992").total == matches("索马里", year=("1992",)).total > 0
    assert matches("议程项目:索马里 年份:1992").total == matches("索马里", year=("1992",)).total
    assert matches("索马里 类型:决议").total == matches("索马里", kind=("resolution",)).total > 0
    assert matches("索马里 类型:宪章").total == 0


FACET_STARTS = [
    {"q": "索马里"}, {"q": "索马里", "kind": ["resolution"]}, {"q": "索马里", "year": ["1992", "1993"]},
    {"kind": ["statement"], "year": ["1990-1999"]}, {"vote": ["against"]}, {"q": "索马里", "year": ["1850"]},
]  # fmt: skip


@pytest.mark.parametrize("start", FACET_STARTS, ids=str)
def test_facets_of_the_catalogue_lead_to_as_many_documents_as_they_say(client, start):
    page = client.get("/search", start | {"collection": "catalogue"})
    facets = {facet.field: facet for facet in page.context["filters"].facets}
    assert facets and facets.keys() <= {"kind", "year", "agenda"}
    assert facets.keys() >= start.keys() & {"kind", "year"}
    for facet in facets.values():
        choices = [one for choice in facet.choices for one in (choice, *choice.parts[:2])]
        for choice in choices[:6]:
            assert client.get(choice.url).context["catalogue"].total == choice.count, choice
