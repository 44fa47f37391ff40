"""The results page as a reader uses it, over the five seeds."""

import html
import re
from urllib.parse import parse_qs

import pytest

from resolutions.models import AgendaItem, Document
from search import indexing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


@pytest.mark.parametrize("typed", ["2553", "2553(2020)", "S/RES/2553", "第2553号决议", "ｓ/res/２５５３（２０２０）"])
def test_any_spelling_of_a_held_symbol_goes_straight_to_the_document(client, typed):
    response = client.get("/search", {"q": typed})
    assert response.status_code == 302
    assert response["Location"] == "/S/RES/2553(2020)"


@pytest.mark.parametrize(
    "typed, address",
    [
        ("第2553(2020)号决议第12段", "/S/RES/2553(2020)#op12"),
        ("UNSCR 2553", "/S/RES/2553(2020)"),
        ("S_RES_2553(2020)-ZH.pdf", "/S/RES/2553(2020)"),
        ("https://documents.un.org/api/symbol/access?s=S/RES/2553(2020)&l=zh&t=pdf", "/S/RES/2553(2020)"),
        ("宪章第七章", "/CHARTER/ch.VII"),
    ],
)
def test_a_typed_mention_goes_straight_to_its_paragraph(client, typed, address):
    response = client.get("/search", {"q": typed})
    assert (response.status_code, response["Location"]) == (302, address)
    assert client.get(address).status_code == 200


def test_results_show_documents_with_their_best_paragraphs_linked(client):
    response = client.get("/search", {"q": "安全部门改革"})
    page = response.content.decode()
    assert response.context["answer"].total == 5
    assert "<mark>安全部门改革</mark>" in page
    assert "/S/RES/2553(2020)?q=%E5%AE%89%E5%85%A8%E9%83%A8%E9%97%A8%E6%94%B9%E9%9D%A9#op12" in page
    assert "另有 " in page


def test_hits_are_marked_on_the_text_as_printed(client):
    page = client.get("/search", {"q": "第２１５１（２０１４）号"}).content.decode()
    assert "<mark>第 2151(2014)号</mark>" in page or "<mark>第2151(2014)号</mark>" in page


def test_a_search_without_results_helps(client):
    response = client.get("/search", {"q": "量子色动力学"})
    assert response.status_code == 200
    assert "没有找到" in response.content.decode()


def test_number_and_year_that_do_not_fit_offer_what_was_meant(client):
    page = client.get("/search", {"q": "2553(2019)"}).content.decode()
    assert 'href="/S/RES/2553(2020)"' in page


def test_an_empty_result_says_which_word_empties_it(client):
    page = client.get("/search", {"q": "妇女 量子色动力学"})
    conditions = page.context["answer"].condition_counts
    assert [(condition.query, condition.count > 0) for condition in conditions] == [
        ("妇女", True),
        ("量子色动力学", False),
    ]

    assert "放宽后" in page.content.decode()


def test_a_word_with_synonyms_is_named_once_as_typed(client):
    conditions = client.get("/search", {"q": "安全部门改革 量子色动力学"}).context["answer"].condition_counts
    assert [condition.query for condition in conditions] == ["安全部门改革", "量子色动力学"]


def test_the_agenda_item_is_shown_and_found_as_part_of_the_title(client):
    page = client.get("/search", {"q": "标题:安全部门改革"})
    assert page.context["total"] == 1
    assert "维护国际和平与安全：<mark>安全部门改革</mark></span>" in page.content.decode()


def test_hits_are_marked_in_the_title_too(client):
    assert "第<mark>2553</mark>(2020)号决议</a>" in client.get("/search", {"q": "2553 妇女"}).content.decode()


def test_a_changed_agenda_item_is_noticed(seeds):
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    AgendaItem.objects.filter(pk=document.catalogue.agenda_item_id).update(name_zh="另一个议程项目")
    assert indexing.find_differences().outdated == (document.pk,)


@pytest.mark.parametrize("typed", ["安权理事会", "安权李事会"])  # one character, and only the sound
def test_a_word_mistyped_by_its_sound_is_offered_rightly(client, typed):
    page = client.get("/search", {"q": typed})
    assert [term.name for term in page.context["similar_terms"]] == ["安全理事会"]


APART = "妇女和平安全"  # the seeds have these words, but never side by side


def test_an_open_search_falls_back_to_words_and_says_so(client):
    page = client.get("/search", {"q": APART})
    assert page.context["answer"].is_fallback and page.context["answer"].mode == "fuzzy"
    assert page.context["total"] == 4
    assert f"没有文件逐字含有“{APART}”；以下文件含有其中的每一个词（模糊）。" in page.content.decode()


def test_an_exact_search_never_falls_back(client):
    page = client.get("/search", {"q": APART, "mode": "exact"})
    assert page.context["total"] == 0 and page.context["results"] == []
    assert not page.context["answer"].is_fallback and page.context["answer"].mode == "exact"
    assert '<p class="none">' in page.content.decode() and "模糊）。" not in page.content.decode()


def test_a_fuzzy_search_that_was_asked_for_is_no_fallback(client):
    page = client.get("/search", {"q": APART, "mode": "fuzzy"})
    assert page.context["total"] == 4 and not page.context["answer"].is_fallback
    assert "没有文件逐字含有" not in page.content.decode()


def test_an_exact_search_names_the_number_of_documents_with_all_words(client):
    answer = client.get("/search", {"q": "警察改革"}).context["answer"]
    assert (answer.mode, answer.total, answer.fuzzy_total) == ("exact", 1, 3)
    assert client.get("/search", {"q": "警察改革", "mode": "fuzzy"}).context["total"] == 3


def test_every_other_choice_keeps_the_search_and_leads_to_its_first_page(client, monkeypatch):
    for module in ("form_state", "results_page"):
        monkeypatch.setattr(f"search.pages.{module}.PAGE_SIZE", 1)
    page = client.get("/search", {"q": "妇女", "page": "2", "synonyms": "off", "kind": "resolution", "sort": "cited"})
    choices = [choice for name in ("modes", "scopes", "sort_orders") for choice in page.context[name]]
    queries = [parse_qs(choice.url.partition("?")[2]) for choice in choices]
    assert all(query["q"] == ["妇女"] and query["kind"] == ["resolution"] for query in queries)
    assert all(query["synonyms"] == ["off"] and "page" not in query for query in queries)


@pytest.mark.parametrize("typed", ["安全部门改革", "第２１５１（２０１４）号", "妇女 和平", "905"])
def test_the_layout_of_the_template_adds_no_blank_to_titles_and_snippets(client, typed):
    """A line break between two tags would be shown as a blank between Chinese characters."""
    response = client.get("/search", {"q": typed})
    page = html.unescape(response.content.decode())
    shown = [re.sub("<[^>]+>", "", words) for words in re.findall(r'<span class="words">(.*?)</span>', page, re.DOTALL)]
    titles = [re.sub("<[^>]+>", "", title) for title in re.findall(r"<h2>\s*<a[^>]*>(.*?)</a>", page, re.DOTALL)]
    rows = response.context["results"] + response.context["partial_results"]
    assert titles == [row.card.title for row in rows]
    assert shown == ["".join(run.text for run in snippet.runs) for row in rows for snippet in row.snippets] != []


def test_the_runs_of_a_snippet_are_its_text_with_ellipses_where_it_is_cut(client):
    snippets = [s for row in client.get("/search", {"q": "安全部门改革"}).context["results"] for s in row.snippets]
    assert (
        {snippet.is_cut_before for snippet in snippets}
        == {snippet.is_cut_after for snippet in snippets}
        == {True, False}
    )
    for snippet in snippets:
        before, after = "…" * snippet.is_cut_before, "…" * snippet.is_cut_after
        assert "".join(run.text for run in snippet.runs) == before + snippet.text + after
        assert [run.text for run in snippet.runs if run.is_hit] == [snippet.text[s:e] for s, e in snippet.ranges]


def test_the_pager_links_the_first_the_last_and_the_nearby_pages(client, monkeypatch):
    for module in ("form_state", "results_page"):
        monkeypatch.setattr(f"search.pages.{module}.PAGE_SIZE", 1)
    monkeypatch.setattr("search.pages.results_page.PAGER_RADIUS", 1)
    page = client.get("/search", {"q": "安全部门改革", "page": "4", "sort": "newest"})
    links = page.context["page_links"]
    assert [link and (link.number, link.is_current) for link in links] == [
        (1, False),
        None,
        (3, False),
        (4, True),
        (5, False),
    ]
    assert links[0].url == "/search?q=%E5%AE%89%E5%85%A8%E9%83%A8%E9%97%A8%E6%94%B9%E9%9D%A9&sort=newest"
    assert links[2].url == links[0].url + "&page=3"


@pytest.mark.parametrize(
    "parameters, last",
    [
        ({"q": "安全部门改革", "page": "99", "sort": "newest"}, 5),
        ({"q": "维护国际和平与安全", "page": "6"}, 4),
        ({"q": "北冰洋", "page": "2"}, 1),
        ({"q": "北冰洋", "page": "2", "collection": "catalogue"}, 1),
    ],
)
def test_a_page_after_the_last_one_leads_to_the_last_one(client, monkeypatch, parameters, last):
    for module in ("form_state", "results_page"):
        monkeypatch.setattr(f"search.pages.{module}.PAGE_SIZE", 1)
    response = client.get("/search", parameters)
    assert response.status_code == 302
    page = client.get(response["Location"])
    assert (page.status_code, page.context["state"].page) == (200, last)


def test_synonyms_are_shown_and_can_be_switched_off(client):
    page = client.get("/search", {"q": "安理会"})
    assert "同时检索" in page.content.decode()
    assert "安全理事会" in page.context["answer"].added_synonyms
    assert not client.get("/search", {"q": "安理会", "synonyms": "off"}).context["answer"].added_synonyms


def test_a_broken_query_is_repaired_and_the_repaired_one_offered(client):
    page = client.get("/search", {"q": '"安全部门改革'}).content.decode()
    assert "引号没有成对" in page
    assert "<code>&quot;安全部门改革&quot;</code>" in page


@pytest.mark.parametrize(
    "parameters", [{"page": "x"}, {"page": "99999999"}, {"mode": "?"}, {"year": "abc"}, {"sort": "1"}]
)
def test_broken_parameters_are_no_error(client, parameters):
    assert client.get("/search", {"q": "妇女", **parameters}).status_code == 200


def test_the_searched_section_can_be_removed_like_a_filter(client):
    page = client.get("/search", {"q": "妇女", "scope": "operative", "kind": "resolution"})
    assert [(chip.name, chip.url.split("&", 1)[1]) for chip in page.context["chips"]] == [
        ("文件类型：决议", "scope=operative"),
        ("段落：执行部分", "kind=resolution"),
    ]


def test_the_script_of_the_type_ahead_gets_its_address(client):
    page = client.get("/search").content.decode()
    assert 'data-suggest-url="/search/suggest"' in page
